import { dayOf, plusDays, startOfDay, type CalendarDate } from '../../../../src/kernel/calendarDate';
import { plusMinutes } from '../../../../src/kernel/instant';
import { upgrade } from '../licences/upgrades';
import { type Random } from '../../../fuzz/random';
import { type Life } from '../../engine/life';
import { itemFor } from '../../engine/world';
import { dealsOf, sellerOf } from '../licences/deals';
import { anew, heldOf, licencesOf, pathOf, type Held } from '../licences/held';
import { patch } from '../licences/patch';
import { buyLines, drawLine } from '../licences/purchase';
import { type Step } from '../step';

const SKU = 'NCBUSSTAND01:0001';
const HIGHER = 'NCBUSPREMI01:0001';
/** So many seats the promotion of each spring has for a customer. */
const SEATS = 200;
const DAY = 1440;
/** Nobody waits longer than that for a promotion. */
const MOST_DAYS = 75;

/** The first day of the promotion that runs or is the next to come: from February to May. */
const springOf = (today: CalendarDate): CalendarDate => `${Number(today.slice(0, 4)) + (today.slice(5) > '05-28' ? 1 : 0)}-02-01` as CalendarDate;

/** All licences become what has a promotion of its own, which takes the place of theirs. */
const upgradeAll = async (life: Life, dice: Random, held: Held): Promise<void> => {
  const toCatalogItemId = itemFor(life.world, held.customer, HIGHER);
  if (toCatalogItemId === undefined) return;
  const { quantity } = held.subscription;
  await life.call({ method: 'POST', path: `${pathOf(held)}/transitions`, caller: sellerOf(dice, held.partner), body: { toCatalogItemId, quantity, transitionType: 'transition_only' } });
};

/** Most seats of a promotion are bought, some of them go again, within their window or to a higher SKU, and others are bought as if they had never been (CAT-5). */
export const promotionTwice: Step = {
  name: 'promotion twice',
  weight: 2,
  act: async (life, dice) => {
    const today = dayOf(life.now());
    const first = springOf(today);
    const deals = dealsOf(life).filter(({ customer }) => customer.segment === 'commercial');
    if (first > plusDays(today, MOST_DAYS) || deals.length === 0) return;
    const begins = plusMinutes(startOfDay(first), dice.below(DAY));
    if (begins > life.now()) await life.advanceTo(begins);
    const deal = dice.pick(deals);
    const plan = { termDuration: 'P1Y', billingCycle: dice.pick(['monthly', 'annual'] as const) } as const;
    const buy = async (quantity: number): Promise<void> => {
      const line = drawLine(life, dice, deal, 0, SKU);
      if (line === undefined) return;
      const { customTermEndDate: _end, promotionId: _named, ...rest } = line;
      await buyLines(life, dice, deal, [{ ...rest, ...plan, quantity }]);
    };
    const most = 130 + dice.below(60);
    await buy(most);
    const bought = licencesOf(life).findLast(({ customerId, offer, promotionId, status }) => customerId === deal.customer.id && `${offer.productId}:${offer.skuId}` === SKU && promotionId !== undefined && status === 'active');
    const held = bought && heldOf(life, bought);
    if (held === undefined) return;
    await life.advanceTo(plusMinutes(life.now(), dice.below(5 * DAY)));
    const rest = 10 + dice.below(40);
    const goes = dice.weighted([[6, 'off'], [2, 'all up'], [2, 'up']] as const);
    if (goes === 'off') await patch(life, dice, held, { quantity: rest });
    else if (goes === 'all up') await upgradeAll(life, dice, anew(life, held));
    else await upgrade.ask(life, dice, anew(life, held));
    // As many as would be left if those that went had not been.
    const left = SEATS - (life.known.subscription(held.subscription.id)?.quantity ?? 0);
    const others = SEATS - most + 1 + dice.below(Math.max(1, left - (SEATS - most) - 1));
    if (goes === 'all up' || dice.chance(60)) await buy(others);
    else await patch(life, dice, anew(life, held), { quantity: Math.min(SEATS, most + others) });
  },
};
