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

/** PAR-3: whether a partner has an accepted relationship, or had one at an instant; the one at which it ended is included. */
export const wasRelatedAt = ({ relationships }: Customer, partnerTenantId: string, at: Instant): boolean => {
  const relationship = relationships[partnerTenantId];
  if (relationship === undefined || relationship.status === 'accepted') return relationship !== undefined;
  const { status, since, acceptedBefore = [] } = relationship;
  return (status === 'ended' && at <= since) || acceptedBefore.some(({ from, to }) => from <= at && at <= to);
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
