import { changedFields, withheldFields, type ChangedFields, type ToldFields } from '../../../kernel/changedFields';
import { type Customer } from './state';

/** As one partner is told: of relationships and agreements its own alone (PAR-3). */
const fieldsOf = (customer: Customer, partnerTenantId: string) => {
  const { name, country, domain, segment, organizationRegistrationNumber, billingProfile, directAcceptance, qualifications = [] } = customer;
  const { companyName, culture, language, defaultAddress } = billingProfile;
  const relationship = customer.relationships[partnerTenantId];
  return {
    name,
    country,
    domain,
    segment,
    organizationRegistrationNumber,
    'billingProfile.companyName': companyName,
    'billingProfile.culture': culture,
    'billingProfile.language': language,
    'billingProfile.country': defaultAddress.country,
    relationship: relationship?.status,
    'relationship.resellerTenantId': relationship?.resellerTenantId,
    'relationship.subscriptionsToMove': relationship?.subscriptionsToMove,
    agreementAttested: customer.attestations[partnerTenantId]?.dateAgreed,
    agreementAccepted: directAcceptance?.acceptedAt,
    qualifications: qualifications.length === 0 ? undefined : qualifications.map(({ qualification, vettingStatus }) => (vettingStatus === undefined ? { qualification } : { qualification, vettingStatus })),
  } satisfies ToldFields;
};

/** Of people: that it changed is told, and neither value. */
const personalOf = ({ billingProfile: { email, firstName, lastName, defaultAddress } }: Customer) => ({
  'billingProfile.email': email,
  'billingProfile.firstName': firstName,
  'billingProfile.lastName': lastName,
  'billingProfile.defaultAddress': defaultAddress,
}) satisfies ToldFields;

export type CustomerField = keyof ReturnType<typeof fieldsOf> | keyof ReturnType<typeof personalOf>;

/** AUD-2: what of a customer changed, as that partner is told. @param before as it stood; undefined: it was made just now, with everything that is personal. */
export const changedOfCustomer = (before: Customer | undefined, after: Customer, partnerTenantId: string): ChangedFields => ({
  ...changedFields(before && fieldsOf(before, partnerTenantId), fieldsOf(after, partnerTenantId)),
  ...(before !== undefined && withheldFields(personalOf(before), personalOf(after))),
});
