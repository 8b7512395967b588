import { type Instant } from '../../../kernel/instant';
import { failure, success, type Result } from '../../../kernel/result';
import { checkBillingProfile, checkRegistration } from './companyDetails';
import { type CustomerRefusal } from './refusals';
import { type BillingProfile, type Customer } from './state';

export interface CreateCustomer {
  readonly customerId: string;
  readonly commerceId: string;
  readonly partnerTenantId: string;
  readonly domain: string;
  readonly billingProfile: BillingProfile;
  readonly organizationRegistrationNumber?: string;
  /** For an indirect provider's customer: tenant of the reseller it is sold through. */
  readonly resellerTenantId?: string;
}

/** What is so at the moment of deciding. */
export interface CreationFacts {
  /** Countries in which the catalogue sells. */
  readonly markets: ReadonlySet<string>;
  /** Tenants of the caller's own indirect resellers. */
  readonly resellers: ReadonlySet<string>;
  readonly domainTaken: boolean;
}

/**
 * CUS-1: creating a customer establishes the reseller relationship with it.
 * @returns the new customer, or ResellerNotPartnered, a refusal of `checkRegistration`, MarketNotSupported, a refusal of `checkBillingProfile`, DomainTaken.
 */
export const createCustomer = (command: CreateCustomer, { markets, resellers, domainTaken }: CreationFacts, now: Instant): Result<Customer, CustomerRefusal> => {
  const { billingProfile, domain, organizationRegistrationNumber, resellerTenantId } = command;
  const country = billingProfile.defaultAddress.country.toUpperCase();
  if (resellerTenantId !== undefined && !resellers.has(resellerTenantId)) return failure({ kind: 'ResellerNotPartnered', resellerTenantId });
  const registered = checkRegistration(country, organizationRegistrationNumber, billingProfile.defaultAddress.phoneNumber);
  if (!registered.ok) return registered;
  if (!markets.has(country)) return failure({ kind: 'MarketNotSupported', country });
  const profile = checkBillingProfile(billingProfile);
  if (!profile.ok) return profile;
  if (domainTaken) return failure({ kind: 'DomainTaken', domain });
  return success({
    id: command.customerId,
    commerceId: command.commerceId,
    version: 1,
    name: billingProfile.companyName,
    domain,
    country,
    segment: 'commercial',
    ...(organizationRegistrationNumber !== undefined && { organizationRegistrationNumber }),
    billingProfile,
    createdAt: now,
    relationships: { [command.partnerTenantId]: { status: 'accepted', since: now, ...(resellerTenantId !== undefined && { resellerTenantId }) } },
    attestations: {},
  });
};
