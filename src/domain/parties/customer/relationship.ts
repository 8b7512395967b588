import { type Instant } from '../../../kernel/instant';
import { failure, success, type Result } from '../../../kernel/result';
import { type CustomerRefusal } from './refusals';
import { type Customer } from './state';

const relationshipOf = (customer: Customer, partnerTenantId: string) => customer.relationships[partnerTenantId]?.status;

/** Tenants of the indirect providers who sell to the customer through this reseller. */
export const providersThrough = (customer: Customer, resellerTenantId: string): readonly string[] =>
  Object.entries(customer.relationships)
    .filter(([, relationship]) => relationship.status === 'accepted' && relationship.resellerTenantId === resellerTenantId)
    .map(([provider]) => provider);

/**
 * PAR-3: a partner sees a customer it has an accepted relationship with, and an indirect reseller one that its provider sells to through it;
 * any other answers as if it did not exist.
 */
export const visibleTo = (customer: Customer | undefined, customerId: string, partnerTenantId: string): Result<Customer, CustomerRefusal> =>
  customer !== undefined && (relationshipOf(customer, partnerTenantId) === 'accepted' || providersThrough(customer, partnerTenantId).length > 0)
    ? success(customer)
    : failure({ kind: 'CustomerNotFound', customerId });

/** PAR-3: whether a partner had an accepted relationship at an instant, those at which it began and ended included. The same whenever it is asked: what follows it does not count. */
export const wasRelatedAt = ({ relationships }: Pick<Customer, 'relationships'>, partnerTenantId: string, at: Instant): boolean => {
  const relationship = relationships[partnerTenantId];
  if (relationship === undefined) return false;
  const { status, since, acceptedBefore } = relationship;
  if (status === 'accepted' && since <= at) return true;
  // One that ended before spans were kept has none.
  return acceptedBefore === undefined ? status === 'ended' && at <= since : acceptedBefore.some(({ from, to }) => from <= at && at <= to);
};

/** CUS-1: what was stopped goes on only with an accepted relationship. Refused: NoRelationship. */
export const mayResume = (customer: Customer, partnerTenantId: string): Result<Customer, CustomerRefusal> =>
  relationshipOf(customer, partnerTenantId) === 'accepted' ? success(customer) : failure({ kind: 'NoRelationship', customerId: customer.id });

/**
 * CUS-1, CUS-2: no new order of any kind without an accepted relationship and a confirmed customer agreement: the partner's own attestation, or the
 * customer's own acceptance, which counts for all its partners.
 */
export const mayOrder = (customer: Customer, partnerTenantId: string): Result<Customer, CustomerRefusal> => {
  const related = mayResume(customer, partnerTenantId);
  if (!related.ok) return related;
  if (customer.attestations[partnerTenantId] === undefined && customer.directAcceptance === undefined) {
    return failure({ kind: 'AgreementNotConfirmed', customerId: customer.id });
  }
  return success(customer);
};
