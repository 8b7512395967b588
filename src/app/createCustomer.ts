import { createCustomer as decideCustomer, type CreateCustomer } from '../customer/createCustomer';
import { type Customer } from '../customer/state';
import { type Result, success } from '../kernel/result';
import { mayTransact } from '../partner/mayTransact';
import { type Answer } from './answer';
import { customerRecord, customerWrite } from './customerBook';
import { handleCommand } from './handleCommand';
import { derivedGuid } from './ids';
import { type App, type Encoding, type WriteCall } from './ports';
import { type Refusal } from './refusals';

export type NewCustomer = Omit<CreateCustomer, 'customerId' | 'commerceId' | 'partnerTenantId' | 'billingProfile'> & {
  readonly billingProfile: Omit<CreateCustomer['billingProfile'], 'id'>;
};

/** The tenant of the new customer is computed from the request, so that a repeat finds it, and its receipt, where the first one put them. */
const customerIdOf = ({ request }: WriteCall): string => derivedGuid('customer', request.callerTenantId, request.requestId.toLowerCase());

/** CUS-1. */
export const createCustomer = (app: App, call: WriteCall, asked: NewCustomer, encode: Encoding<Customer>): Promise<Result<Answer, Refusal>> => {
  const { partner } = call;
  const customerId = customerIdOf(call);
  const command: CreateCustomer = {
    ...asked,
    customerId,
    commerceId: derivedGuid('commerce', customerId),
    partnerTenantId: partner.tenantId,
    billingProfile: { ...asked.billingProfile, id: derivedGuid('billingProfile', customerId) },
  };
  const resellers = new Set(partner.resellers.map((reseller) => reseller.tenantId));
  return handleCommand<ReadonlySet<string>, Customer>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: async () => success(await app.markets()),
    decide: (markets, now) => {
      const allowed = mayTransact(partner, 'buy');
      return allowed.ok ? decideCustomer(command, markets, resellers, now) : allowed;
    },
    changes: (customer, _loaded, now) => ({
      writes: [customerWrite(customer)],
      records: [customerRecord(customer, partner.tenantId, now, { type: 'CustomerCreated', name: customer.name, country: customer.country })],
    }),
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};
