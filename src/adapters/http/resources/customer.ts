import { type AgreementTemplate } from '../../../customer/agreements';
import { type Attestation, type Customer } from '../../../customer/state';
import { etagOf } from '../etag';
import { link } from '../links';

/** The contract's Customer, complete as on a single get. */
export const customerResource = (customer: Customer) => ({
  id: customer.id,
  commerceId: customer.commerceId,
  companyProfile: {
    tenantId: customer.id,
    domain: customer.domain,
    companyName: customer.name,
    ...(customer.organizationRegistrationNumber !== undefined && { organizationRegistrationNumber: customer.organizationRegistrationNumber }),
    links: { self: link(`/customers/${customer.id}/profiles/company`) },
    attributes: { objectType: 'CustomerCompanyProfile' },
  },
  billingProfile: {
    ...customer.billingProfile,
    links: { self: link(`/customers/${customer.id}/profiles/billing`) },
    attributes: { etag: etagOf({ id: customer.billingProfile.id, version: customer.version }), objectType: 'CustomerBillingProfile' },
  },
  relationshipToPartner: 'reseller',
  allowDelegatedAccess: true,
  customDomains: [customer.domain],
  links: { self: link(`/customers/${customer.id}`) },
  attributes: { objectType: 'Customer' },
});

export const agreementTemplateResource = (template: AgreementTemplate) => ({ ...template });

/** A confirmation: in it the member is `type`, in the metadata `agreementType`. */
export const agreementResource = (attestation: Attestation, agreementLink: string | undefined) => ({
  userId: attestation.userId,
  primaryContact: attestation.primaryContact,
  templateId: attestation.templateId,
  dateAgreed: attestation.dateAgreed,
  type: attestation.agreementType,
  ...(agreementLink !== undefined && { agreementLink }),
});
