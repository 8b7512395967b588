import { type Customer } from '../../domain/parties/customer/state';
import { failure, success, type Result } from '../../kernel/result';
import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { type Partner } from '../../domain/parties/partner/state';
import { customerOf, readCustomer } from '../customer/customerBook';
import { type App } from '../ports';
import { type Refusal } from '../refusals';

/** Who reports usage or reads it: the operator, for the services that are metered; a partner; or, reading only, the customer itself. */
export type UsageCaller = { readonly kind: 'operator' } | { readonly kind: 'customer'; readonly tenantId: string } | { readonly kind: 'partner'; readonly partner: Partner };

/** Whose usage it is. Refused: CustomerNotFound for who does not see the customer; MustGoThroughProvider (PAR-1). */
export const usageCustomer = async (app: App, caller: UsageCaller, customerId: string): Promise<Result<Customer, Refusal>> => {
  if (caller.kind === 'partner') {
    const customer = await customerOf(app.commerce, customerId, caller.partner.tenantId);
    if (!customer.ok) return customer;
    const allowed = mayTransact(caller.partner, 'manage');
    return allowed.ok ? success(customer.value.value) : allowed;
  }
  const customer = caller.kind === 'customer' && caller.tenantId !== customerId ? undefined : await readCustomer(app.commerce, customerId);
  return customer === undefined ? failure({ kind: 'CustomerNotFound', customerId }) : success(customer.value);
};
