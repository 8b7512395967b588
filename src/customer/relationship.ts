import { failure, success, type Result } from '../kernel/result';
import { type CustomerRefusal } from './refusals';
import { type Customer } from './state';

const relationshipOf = (customer: Customer, partnerTenantId: string) => customer.relationships[partnerTenantId]?.status;

/** PAR-3: a partner sees a customer it has an accepted relationship with; any other answers as if it did not exist. */
export const visibleTo = (customer: Customer | undefined, customerId: string, partnerTenantId: string): Result<Customer, CustomerRefusal> =>
  customer !== undefined && relationshipOf(customer, partnerTenantId) === 'accepted'
    ? success(customer)
    : failure({ kind: 'CustomerNotFound', customerId });

/** CUS-1, CUS-2: no new order of any kind without an accepted relationship and the partner's attestation of the customer agreement. */
export const mayOrder = (customer: Customer, partnerTenantId: string): Result<Customer, CustomerRefusal> => {
  if (relationshipOf(customer, partnerTenantId) !== 'accepted') return failure({ kind: 'NoRelationship', customerId: customer.id });
  if (customer.attestations[partnerTenantId] === undefined) return failure({ kind: 'AgreementNotConfirmed', customerId: customer.id });
  return success(customer);
};
