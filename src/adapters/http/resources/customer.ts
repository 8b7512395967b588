import { billingProfileVersion } from '../../../domain/parties/customer/billingProfile';
import { type Attestation, type Customer } from '../../../domain/parties/customer/state';
import { etagOf } from '../etag';
import { link } from '../links';

export const companyProfileResource = (customer: Customer) => ({
  tenantId: customer.id,
  domain: customer.domain,
  companyName: customer.name,
  ...(customer.organizationRegistrationNumber !== undefined && { organizationRegistrationNumber: customer.organizationRegistrationNumber }),
  links: { self: link(`/customers/${customer.id}/profiles/company`) },
  attributes: { objectType: 'CustomerCompanyProfile' },
});

/** Its etag is its own: an attestation, say, leaves it as it is. */
export const billingProfileResource = (customer: Customer) => ({
  ...customer.billingProfile,
  links: { self: link(`/customers/${customer.id}/profiles/billing`) },
  attributes: { etag: etagOf({ id: customer.billingProfile.id, version: billingProfileVersion(customer) }), objectType: 'CustomerBillingProfile' },
});

/** The contract's Customer, complete as on a single get. @param partnerTenantId who is answered; an indirect reseller is shown its provider's relationship. */
export const customerResource = (customer: Customer, partnerTenantId: string) => {
  const relationship = customer.relationships[partnerTenantId];
  const sells = relationship === undefined || relationship.status === 'accepted';
  return {
    id: customer.id,
    commerceId: customer.commerceId,
    companyProfile: companyProfileResource(customer),
    billingProfile: billingProfileResource(customer),
    relationshipToPartner: sells ? 'reseller' : 'none',
    allowDelegatedAccess: sells,
    customDomains: [customer.domain],
    ...(relationship?.resellerTenantId !== undefined && { associatedPartnerId: relationship.resellerTenantId }),
    links: { self: link(`/customers/${customer.id}`) },
    attributes: { objectType: 'Customer' },
  };
};

/** A confirmation: in it the member is `type`, in the metadata `agreementType`. */
export const agreementResource = (attestation: Attestation, agreementLink: string | undefined) => ({
  userId: attestation.userId,
  primaryContact: attestation.primaryContact,
  templateId: attestation.templateId,
  dateAgreed: attestation.dateAgreed,
  type: attestation.agreementType,
  ...(agreementLink !== undefined && { agreementLink }),
});
