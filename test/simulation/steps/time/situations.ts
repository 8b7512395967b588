import { dayOf, plusDays, startOfDay } from '../../../../src/kernel/calendarDate';
import { plusMinutes } from '../../../../src/kernel/instant';
import { type Random } from '../../../fuzz/random';
import { type Life } from '../../engine/life';
import { itemFor } from '../../engine/world';
import { dealsOf } from '../licences/deals';
import { anew, heldOf, isLive, licencesOf, type Held } from '../licences/held';
import { patch } from '../licences/patch';
import { planNextCharge, targetsOf } from '../licences/plans';
import { buyLines, drawLine, hasEnough } from '../licences/purchase';
import { type Step } from '../step';

/** Nobody waits longer than that for one deadline. */
const MOST_DAYS = 45;

const pickActive = (life: Life, dice: Random): Held | undefined => {
  const all = licencesOf(life).filter(({ kind, status }) => kind === 'licence' && status === 'active');
  return all.length === 0 ? undefined : heldOf(life, dice.pick(all));
};

/** So many more seats, or fewer, than there are then. */
const changeBy = async (life: Life, dice: Random, held: Held, seats: number): Promise<void> => {
  const now = anew(life, held);
  await patch(life, dice, now, { quantity: Math.max(1, now.subscription.quantity + seats) });
};

/** Seats are added before midnight and after it, and the first of them are taken off again within their first day: each day's lines are given back as they were charged (SUB-5). */
export const seatsOverMidnight: Step = {
  name: 'seats over midnight',
  weight: 1,
  act: async (life, dice) => {
    const held = pickActive(life, dice);
    if (held === undefined) return;
    const midnight = startOfDay(plusDays(dayOf(life.now()), 1));
    const evening = plusMinutes(midnight, -1 - dice.below(300));
    if (evening > life.now()) await life.advanceTo(evening);
    const [first, second] = [1 + dice.below(7), 1 + dice.below(5)];
    await changeBy(life, dice, held, first);
    await life.advanceTo(plusMinutes(midnight, 1 + dice.below(300)));
    await changeBy(life, dice, held, second);
    await life.advanceTo(plusMinutes(life.now(), dice.below(300)));
    await changeBy(life, dice, held, -first);
  },
};

/** Seats are added twice at one instant: each has a window of its own, though they close together (SUB-2). */
export const seatsTwiceAtOnce: Step = {
  name: 'seats twice at once',
  weight: 1,
  act: async (life, dice) => {
    const held = pickActive(life, dice);
    if (held === undefined) return;
    await changeBy(life, dice, held, 1 + dice.below(5));
    await changeBy(life, dice, held, 1 + dice.below(5));
  },
};

/** Three years are bought, billed otherwise from the next charge on, and cancelled while they can be: the plan goes with them, and is told of (CYC-1). */
export const plannedAndCancelled: Step = {
  name: 'planned and cancelled',
  weight: 1,
  act: async (life, dice) => {
    const isNew = ({ kind, status, termDuration, billingCycle, term }: Held['subscription']): boolean => kind === 'licence' && status === 'active' && termDuration === 'P3Y' && billingCycle !== 'triennial' && term.cancellableUntil > life.now();
    const deal = dice.pick(dealsOf(life));
    const line = drawLine(life, dice, deal, 0, dice.pick(['NCBUSBASIC01:0001', 'NCM365ENTE03:0001']));
    if (!licencesOf(life).some(isNew) && line !== undefined && !hasEnough(life)) await buyLines(life, dice, deal, [{ ...line, quantity: 1 + dice.below(20), termDuration: 'P3Y', billingCycle: dice.pick(['monthly', 'annual']) }]);
    const all = licencesOf(life).filter(isNew);
    const held = all.length === 0 ? undefined : heldOf(life, dice.pick(all));
    if (held === undefined) return;
    await planNextCharge.ask(life, dice, held);
    if (dice.chance(50)) await life.advanceTo(plusMinutes(life.now(), dice.below(2 * 1440)));
    await patch(life, dice, anew(life, held), { status: 'deleted' });
  },
};

const POOLED = /^NCBUS/;
const POOL = 300;

/** What ends soon and goes on, with what is planned for its next term: a higher SKU with as many licences, or so many that whatever else is bought meanwhile leaves no room for them (SCH-5, SCH-6). */
export const plannedAndRenewed: Step = {
  name: 'planned and renewed',
  weight: 1,
  act: async (life, dice) => {
    const [today, latest] = [dayOf(life.now()), plusDays(dayOf(life.now()), MOST_DAYS)];
    const all = licencesOf(life).filter(({ kind, status, autoRenew, term }) => kind === 'licence' && status === 'active' && autoRenew && term.end >= today && term.end <= latest);
    const held = all.length === 0 ? undefined : heldOf(life, dice.pick(all));
    if (held === undefined) return;
    const { offer, termDuration, billingCycle, quantity, term } = held.subscription;
    const targets = targetsOf(life, held.subscription);
    const isPooled = POOLED.test(offer.productId) && dice.chance(60);
    const target = isPooled || targets.length === 0 ? undefined : itemFor(life.world, held.customer, dice.pick(targets));
    const [productId, skuId, availabilityId] = target?.split(':') ?? [offer.productId, offer.skuId, offer.availabilityId];
    const others = licencesOf(life).filter((each) => each.customerId === held.customer.id && each.id !== held.subscription.id && isLive(each) && each.offer.productId === offer.productId && each.offer.skuId === offer.skuId);
    const room = POOL - others.reduce((sum, each) => sum + each.quantity, 0);
    await patch(life, dice, held, { scheduledNextTermInstructions: { product: { productId, skuId, availabilityId, termDuration, billingCycle }, quantity: isPooled ? room : quantity } });
    const line = isPooled ? drawLine(life, dice, held, 0, `${offer.productId}:${offer.skuId}`) : undefined;
    if (line !== undefined) await buyLines(life, dice, held, [{ ...line, quantity: 5, termDuration: 'P1Y', billingCycle: 'annual' }]);
    const end = plusMinutes(startOfDay(plusDays(term.end, 1)), 1);
    if (end > life.now()) await life.advanceTo(end);
  },
};

/** An add-on is bought with its base, the base is cancelled, and more of the add-on is asked for (ORD-4). */
export const addOnAlone: Step = {
  name: 'add-on alone',
  weight: 1,
  act: async (life, dice) => {
    if (hasEnough(life) && !dice.chance(30)) return;
    const deal = dice.pick(dealsOf(life));
    const [base, addOn] = [drawLine(life, dice, deal, 0, 'NCBUSSTAND01:0001'), drawLine(life, dice, deal, 1, 'NCM365COPIL1:0001')];
    if (base === undefined || addOn === undefined) return;
    const quantity = 2 + dice.below(20);
    const plan = { quantity, termDuration: 'P1Y', billingCycle: 'annual' } as const;
    await buyLines(life, dice, deal, [{ ...base, ...plan }, { ...addOn, ...plan }]);
    const ofCustomer = licencesOf(life).filter(({ customerId, status }) => customerId === deal.customer.id && status === 'active');
    const bought = ofCustomer.findLast(({ offer }) => offer.productId === 'NCM365COPIL1');
    if (bought === undefined) return;
    for (const each of ofCustomer.filter(({ offer, term }) => offer.productId !== 'NCM365COPIL1' && term.cancellableUntil > life.now())) {
      const one = heldOf(life, each);
      if (one !== undefined) await patch(life, dice, one, { status: 'deleted' });
    }
    const held = heldOf(life, bought);
    if (held !== undefined) await changeBy(life, dice, held, 1 + dice.below(3));
  },
};

/** Hours, days, or so long that the first charge of the new term is late as well, and both are made up at once. */
const downtime = (dice: Random): number => dice.weighted([[10, 1 + dice.below(600)], [4, 1 + dice.below(3 * 1440)], [5, 32 * 1440 + dice.below(2 * 1440)]] as const);

/** The installation is down while a term ends: what renews does so late, with the dates that it should have had (REN-7). */
export const outageOverRenewal: Step = {
  name: 'outage over a renewal',
  weight: 1,
  act: async (life, dice) => {
    const latest = plusDays(dayOf(life.now()), MOST_DAYS);
    const ends = licencesOf(life)
      .filter(({ status, term }) => status === 'active' && plusDays(term.end, 1) > dayOf(life.now()) && term.end <= latest)
      .map(({ term }) => startOfDay(plusDays(term.end, 1)));
    if (ends.length === 0) return;
    const end = dice.pick(ends);
    const before = plusMinutes(end, -1 - dice.below(600));
    if (before > life.now()) await life.advanceTo(before);
    await life.outage(plusMinutes(end, downtime(dice)));
  },
};
