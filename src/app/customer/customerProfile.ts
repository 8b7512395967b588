import { billingProfileVersion, replaceBillingProfile as decideProfile } from '../../domain/parties/customer/billingProfile';
import { type BillingProfile, type Customer } from '../../domain/parties/customer/state';
import { failure, type Result } from '../../kernel/result';
import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { type Answer } from '../command/answer';
import { changeCustomer } from './customerChange';
import { customerOf } from './customerBook';
import { type App, type Encoding, type ExpectedVersion, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';

/** The billing profile anew, if it still is the version that the client read. */
export const replaceBillingProfile = (
  app: App,
  call: WriteCall,
  customerId: string,
  asked: Omit<BillingProfile, 'id'>,
  expected: ExpectedVersion,
  encode: Encoding<Customer>,
): Promise<Result<Answer, Refusal>> => {
  const { partner } = call;
  return changeCustomer<Customer>(app, call, {
    customerId,
    load: () => customerOf(app.commerce, customerId, partner.tenantId),
    decide: (customer) => {
      const allowed = mayTransact(partner, 'manage');
      if (!allowed.ok) return allowed;
      const current = expected.etagOf({ id: customer.billingProfile.id, version: billingProfileVersion(customer) });
      if (expected.etag !== current) return failure({ kind: 'EtagStale', given: expected.etag, current });
      return decideProfile(asked, customer);
    },
    customerOf: (customer) => customer,
    before: (customer) => customer,
    told: () => ({ partnerId: partner.tenantId, facts: [{ type: 'BillingProfileChanged' }] }),
  }, encode);
};
