import { type Instant } from '../kernel/instant';
import { failure, success, type Result } from '../kernel/result';
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

/**
 * CUS-1: creating a customer establishes the reseller relationship with it.
 * @param markets countries in which the catalogue sells. @param resellers tenants of the caller's own indirect resellers.
 * @returns the new customer, or MarketNotSupported or ResellerNotPartnered.
 */
export const createCustomer = (
  command: CreateCustomer,
  markets: ReadonlySet<string>,
  resellers: ReadonlySet<string>,
  now: Instant,
): Result<Customer, CustomerRefusal> => {
  const country = command.billingProfile.defaultAddress.country.toUpperCase();
  if (!markets.has(country)) return failure({ kind: 'MarketNotSupported', country });
  const { resellerTenantId } = command;
  if (resellerTenantId !== undefined && !resellers.has(resellerTenantId)) return failure({ kind: 'ResellerNotPartnered', resellerTenantId });
  return success({
    id: command.customerId,
    commerceId: command.commerceId,
    version: 1,
    name: command.billingProfile.companyName,
    domain: command.domain,
    country,
    segment: 'commercial',
    ...(command.organizationRegistrationNumber !== undefined && { organizationRegistrationNumber: command.organizationRegistrationNumber }),
    billingProfile: command.billingProfile,
    createdAt: now,
    relationships: { [command.partnerTenantId]: { status: 'accepted', since: now, ...(resellerTenantId !== undefined && { resellerTenantId }) } },
    attestations: {},
  });
};
