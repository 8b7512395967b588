import { type Instant } from '../../../kernel/instant';
import { failure, success, type Result } from '../../../kernel/result';
import { agreementTemplates, customerAgreement } from './agreements';
import { type CustomerRefusal } from './refusals';
import { type Attestation, type Contact, type Customer } from './state';

export interface AttestAgreement {
  readonly partnerTenantId: string;
  readonly userId: string;
  readonly agreementType: string;
  readonly templateId: string;
  readonly dateAgreed: Instant;
  readonly primaryContact: Contact;
}

export interface Attested {
  readonly customer: Customer;
  readonly attestation: Attestation;
}

const sameContact = (a: Contact, b: Contact): boolean =>
  a.firstName === b.firstName && a.lastName === b.lastName && a.email === b.email && a.phoneNumber === b.phoneNumber;

const sameDetails = (a: Attestation, b: Attestation): boolean =>
  a.templateId === b.templateId && a.dateAgreed === b.dateAgreed && sameContact(a.primaryContact, b.primaryContact);

/**
 * CUS-2: the partner states that the customer accepted the Microsoft Customer Agreement. May be repeated with other details ("reconfirm").
 * @param earlier what this partner attested of the customer before.
 * @returns the customer with the attestation, or AgreementTemplateUnknown, AgreementDateInFuture (later than `now`), AgreementAlreadyConfirmed.
 */
export const attestAgreement = (command: AttestAgreement, customer: Customer, earlier: readonly Attestation[], now: Instant): Result<Attested, CustomerRefusal> => {
  const template = agreementTemplates.find((known) => known.templateId === command.templateId && known.agreementType === command.agreementType);
  if (template === undefined || template.agreementType !== customerAgreement) {
    return failure({ kind: 'AgreementTemplateUnknown', templateId: command.templateId });
  }
  if (command.dateAgreed > now) return failure({ kind: 'AgreementDateInFuture', dateAgreed: command.dateAgreed });
  const attestation: Attestation = {
    agreementType: command.agreementType,
    templateId: command.templateId,
    dateAgreed: command.dateAgreed,
    primaryContact: command.primaryContact,
    userId: command.userId,
    attestedAt: now,
  };
  if (earlier.some((previous) => sameDetails(previous, attestation))) return failure({ kind: 'AgreementAlreadyConfirmed', customerId: customer.id });
  return success({
    attestation,
    customer: { ...customer, version: customer.version + 1, attestations: { ...customer.attestations, [command.partnerTenantId]: attestation } },
  });
};
