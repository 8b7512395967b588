import { EXPIRING, SUCCEEDED } from '../engine/catalogue';
import { bought, dealingsOf, lineOf, oneOf } from './asking';
import { type Step } from './step';

const MOST = 2;

/** Somebody buys what goes off sale within the year, with a successor or without one (REN-8); some too late. */
export const buyEnding: Step = {
  name: 'buyEnding',
  weight: 2,
  act: async (life, dice) => {
    const offers = [...SUCCEEDED, ...EXPIRING];
    const held = life.known.subscriptions().filter(({ offer }) => offers.includes(`${offer.productId}:${offer.skuId}`));
    const dealings = dealingsOf(life);
    if (held.length >= MOST || dealings.length === 0) return;
    const dealing = dice.pick(dealings);
    const year = `${Number(life.now().slice(2, 4)) + (dice.chance(40) ? 1 : 0)}:0001`;
    const sku = oneOf(dice, offers.filter((each) => each.endsWith(year)));
    if (sku === undefined) return;
    await bought(life, dealing, [lineOf(life, dealing, { sku, quantity: 1 + dice.below(12), ...dice.pick([{ termDuration: 'P1M', billingCycle: 'monthly' }, { termDuration: 'P1Y', billingCycle: 'monthly' }, { termDuration: 'P1Y', billingCycle: 'annual' }] as const) })]);
  },
};
