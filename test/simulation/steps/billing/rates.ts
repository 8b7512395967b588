import { plusMonths, dayOf } from '../../../../src/kernel/calendarDate';
import { ofOperator } from '../asking';
import { type Step } from '../step';

/** The operator says what a currency is billed at: this month, the next, or one that is over. */
export const rates: Step = {
  name: 'rates',
  weight: 1,
  act: async (life, dice) => {
    const month = plusMonths(dayOf(life.now()), dice.pick([0, 0, 1, -1])).slice(0, 7);
    const rate = () => `0.${dice.below(9)}${1 + dice.below(9)}`;
    await ofOperator(life).put('/nextterm/v1/operations/exchangerates', { rates: [{ from: 'USD', to: 'EUR', month, rate: rate() }, { from: dice.chance(10) ? 'SEK' : 'USD', to: 'SEK', month, rate: `1${rate().slice(1)}` }] });
    if (dice.chance(30)) await ofOperator(life).get('/nextterm/v1/operations/exchangerates');
  },
};
