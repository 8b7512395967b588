import { bought, dealingsOf, lineOf } from '../asking';
import { type Step } from '../step';
import { heldOf, SOFTWARE } from './known';

const MOST = 3;

/** A partner buys software, for good or for years. */
export const buySoftware: Step = {
  name: 'buySoftware',
  weight: 2,
  act: async (life, dice) => {
    const dealings = dealingsOf(life);
    if (dealings.length === 0 || heldOf(life, SOFTWARE).length >= MOST) return;
    const dealing = dice.pick(dealings);
    const [windows, sql, suse] = SOFTWARE;
    const wished = dice.pick([
      { sku: `${windows}:0001`, termDuration: 'P1Y', billingCycle: 'annual' },
      { sku: `${windows}:0001`, termDuration: 'P3Y', billingCycle: dice.pick(['triennial', 'annual']) },
      { sku: `${sql}:0001`, billingCycle: 'one_time' },
      { sku: `${suse}:0001`, termDuration: 'P1Y', billingCycle: 'annual' },
    ]);
    await bought(life, dealing, [lineOf(life, dealing, { ...wished, quantity: 1 + dice.below(6) })]);
  },
};
