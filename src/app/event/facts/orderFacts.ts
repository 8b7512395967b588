import { z } from 'zod';
import { type OrderField } from '../../../domain/order/toldFields';
import { decimalSchema, instantSchema } from '../../../kernel/schemas';
import { count, fact, id, NONE, type FactSchema } from './factSchema';

const total = { totalPrice: decimalSchema, currency: z.string() };
const of = (...fields: readonly OrderField[]): readonly OrderField[] => fields;
const all = of('status', 'billingCycle', 'totalPrice', 'currency', 'lineItems', 'cancelledLineItems');
const subscriptions = { subscriptionIds: z.array(id) };

export const orderFacts = {
  OrderPlaced: fact('Something was bought.', { ...total, ...subscriptions }, all),
  OrderImported: fact('Something was bought before, elsewhere, and is kept here with what it made.', { ...total, ...subscriptions }, all),
  OrderExtended: fact('Add-ons came to it.', { ...total, ...subscriptions }, of('lineItems', 'totalPrice')),
  OrderBillingCycleChanged: fact('All of it is on another billing cycle (MIG-3).', { ...total, billingCycle: z.string() }, of('billingCycle', 'totalPrice')),
  OrderCancelled: fact('Some or all of its lines were cancelled (ORD-9).', { ...subscriptions, status: z.string(), lineItemNumbers: z.array(count) }, of('status', 'totalPrice', 'cancelledLineItems')),
} satisfies Readonly<Record<string, FactSchema>>;

/** Of work that failed for 24 hours, for the operator; in no partner’s feed. */
export const parkedFacts = {
  WorkSkipped: fact('The operator took it off: it is not done, unless the operator releases it after all (REN-7).', { parkedId: id, work: z.string(), subject: z.string(), failingSince: instantSchema, reason: z.string() }, NONE),
  WorkParked: fact('It is not tried again until the operator releases it (REN-7).', { parkedId: id, work: z.string(), subject: z.string(), failingSince: instantSchema, reason: z.string() }, NONE),
} satisfies Readonly<Record<string, FactSchema>>;
