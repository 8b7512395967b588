import { bought, dealingsOf, lineOf } from '../asking';
import { type Step } from '../step';
import { ARCHIVE, basesOf, BETTER_MAIL, MAIL } from './known';

const MOST = 3;

/** A partner buys a base, some with what hangs on it, and a few what hangs on nothing. */
export const buyBase: Step = {
  name: 'buyBase',
  weight: 3,
  act: async (life, dice) => {
    const dealings = dealingsOf(life);
    if (dealings.length === 0 || basesOf(life).length >= MOST) return;
    const dealing = dice.pick(dealings);
    const plan = { termDuration: 'P1Y', billingCycle: dice.pick(['monthly', 'monthly', 'annual']) };
    const [base = MAIL] = dice.chance(10) ? [ARCHIVE] : [dice.pick([MAIL, MAIL, MAIL, BETTER_MAIL])];
    const addOn = { ...lineOf(life, dealing, { sku: `${ARCHIVE}:0001`, quantity: 1 + dice.below(5), ...plan }) };
    await bought(life, dealing, [{ ...lineOf(life, dealing, { sku: `${base}:0001`, quantity: 1 + dice.below(20), ...plan }), ...(base === MAIL && dice.chance(40) && { addonItems: [addOn] }) }]);
  },
};
