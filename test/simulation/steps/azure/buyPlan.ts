import { bought, customersOf, dealingsOf, lineOf } from '../asking';
import { type Step } from '../step';
import { PLAN, plansOf } from './known';

/** A partner buys the Azure plan, mostly for a customer for whom it has none. */
export const buyPlan: Step = {
  name: 'buyPlan',
  weight: 2,
  act: async (life, dice) => {
    const held = new Set(plansOf(life).map(({ customerId, partnerId }) => `${customerId} ${partnerId}`));
    const dealings = dealingsOf(life);
    const without = dealings.filter(({ customer, partner }) => !held.has(`${customer.id} ${partner.tenantId}`));
    const candidates = without.length > 0 && dice.chance(85) ? without : dealings;
    const dealing = candidates.length > 0 ? dice.pick(candidates) : { customer: dice.pick(customersOf(life)), partner: dice.pick(life.world.partners) };
    await bought(life, dealing, [lineOf(life, dealing, { sku: PLAN, quantity: dice.chance(95) ? 1 : 2, billingCycle: 'one_time' })]);
  },
};
