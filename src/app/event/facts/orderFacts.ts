import { z } from 'zod';
import { decimalSchema, instantSchema } from '../../../kernel/schemas';
import { count, fact, id, type FactSchema } from './factSchema';

const total = { totalPrice: decimalSchema, currency: z.string() };
const subscriptions = { subscriptionIds: z.array(id) };

export const orderFacts = {
  OrderPlaced: fact('Something was bought.', { ...total, ...subscriptions }),
  OrderExtended: fact('Add-ons came to it.', { ...total, ...subscriptions }),
  OrderBillingCycleChanged: fact('All of it is on another billing cycle (MIG-3).', { ...total, billingCycle: z.string() }),
  OrderCancelled: fact('Some or all of its lines were cancelled (ORD-9).', { ...subscriptions, status: z.string(), lineItemNumbers: z.array(count) }),
} satisfies Readonly<Record<string, FactSchema>>;

/** Of work that failed for 24 hours, for the operator; in no partner’s feed. */
export const parkedFacts = {
  WorkParked: fact('It is not tried again until the operator releases it (REN-7).', { parkedId: id, work: z.string(), subject: z.string(), failingSince: instantSchema, reason: z.string() }),
} satisfies Readonly<Record<string, FactSchema>>;
