import { type Step } from '../step';
import { dealsOf, sellerOf, strangerTo } from './deals';
import { pathOf, pickHeld } from './held';

/** What a storefront shows between two changes: a list, one of them, what can be done with it, what it cost. */
export const looks: Step = {
  name: 'look',
  weight: 5,
  act: async (life, dice) => {
    const held = pickHeld(life, dice, () => true);
    if (held === undefined) return;
    const caller = dice.chance(6) ? strangerTo(life, dice, held) : sellerOf(dice, held.partner);
    const own = pathOf(held);
    const customer = `/v1/customers/${dice.pick(dealsOf(life)).customer.id}`;
    const duration = dice.pick(['P1M', 'P1Y', 'P3Y']);
    const path = dice.weighted([
      [3, own],
      [3, `/nextterm${own}/options`],
      [2, `/nextterm${own}/charges`],
      [1, `/nextterm${own}/events`],
      [1, `/nextterm${own}/timeline`],
      [1, `${own}/transitions`],
      [1, `${own}/transitionEligibilities?eligibilityType=scheduled`],
      [2, `${customer}/subscriptions`],
      [1, `${customer}/orders`],
      [1, `${customer}/subscriptions/customTermEndDates?term_duration=${duration}`],
      [1, '/nextterm/v1/windows'],
      [1, '/nextterm/v1/deadlines'],
    ] as const);
    await life.call({ method: 'GET', path, caller });
  },
};
