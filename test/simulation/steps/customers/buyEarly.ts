import { bought, customersOf, lineOf } from '../asking';
import { type Step } from '../step';

const MOST = 2;

/** A partner buys for a customer that has nothing yet, whether or not it may: before the agreement, before it was accepted, and after both. */
export const buyEarly: Step = {
  name: 'buyEarly',
  weight: 2,
  act: async (life, dice) => {
    const held = life.known.subscriptions();
    const fresh = customersOf(life).filter(({ id }) => held.filter(({ customerId }) => customerId === id).length < MOST);
    if (fresh.length === 0) return;
    const customer = dice.pick(fresh);
    const known = life.world.partners.filter(({ tenantId }) => customer.relationships[tenantId] !== undefined);
    const partner = dice.pick(known.length > 0 && dice.chance(85) ? known : life.world.partners);
    const dealing = { customer, partner };
    await bought(life, dealing, [lineOf(life, dealing, { sku: 'NCBUSBASIC01:0001', quantity: 1 + dice.below(5), termDuration: 'P1M', billingCycle: 'monthly' })]);
  },
};
