import { bought, dealingsOf, lineOf } from '../asking';
import { type Step } from '../step';

const MOST = 4;
const WITH_MINUTES = ['NCTEAMSPHON1', 'NCM365ENTE05'];

/** A partner buys licences that bring calling minutes, mostly for the customer of two. */
export const buyMinutes: Step = {
  name: 'buyMinutes',
  weight: 3,
  act: async (life, dice) => {
    const held = life.known.subscriptions().filter(({ offer, status }) => WITH_MINUTES.includes(offer.productId) && status !== 'deleted');
    const dealings = dealingsOf(life);
    const shared = dealings.filter(({ customer }) => customer.name.startsWith('Oresund'));
    const candidates = shared.length > 0 && dice.chance(70) ? shared : dealings;
    if (held.length >= MOST || candidates.length === 0) return;
    const dealing = dice.pick(candidates);
    await bought(life, dealing, [lineOf(life, dealing, { sku: `${dice.pick(WITH_MINUTES)}:0001`, quantity: 1 + dice.below(4), ...dice.pick([{ termDuration: 'P1M', billingCycle: 'monthly' }, { termDuration: 'P1Y', billingCycle: 'monthly' }] as const) })]);
  },
};
