import { PLAN } from '../azure/known';
import { bought, dealingsOf, lineOf } from '../asking';
import { type Step } from '../step';
import { heldOf, METERED, SAAS } from './known';

const MOST = 3;

/** A partner buys SaaS; of what is charged by use the Azure plan first, or not. */
export const buySaas: Step = {
  name: 'buySaas',
  weight: 3,
  act: async (life, dice) => {
    const dealings = dealingsOf(life);
    if (dealings.length === 0 || heldOf(life, SAAS).length >= MOST) return;
    const dealing = dice.pick(dealings);
    const product = dice.pick([...SAAS, METERED]);
    const isMetered = product === METERED;
    if (isMetered && dice.chance(75)) await bought(life, dealing, [lineOf(life, dealing, { sku: PLAN, quantity: 1, billingCycle: 'one_time' })]);
    const plan = dice.pick([{ termDuration: 'P1M', billingCycle: 'monthly' }, { termDuration: 'P1Y', billingCycle: 'annual' }, ...(dice.chance(20) ? [{ termDuration: 'P1Y', billingCycle: 'monthly' }] : [])]);
    await bought(life, dealing, [lineOf(life, dealing, { sku: `${product}:0001`, quantity: isMetered && dice.chance(90) ? 1 : 1 + dice.below(30), ...plan })]);
  },
};
