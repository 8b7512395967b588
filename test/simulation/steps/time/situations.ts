import { dayOf, plusDays, startOfDay } from '../../../../src/kernel/calendarDate';
import { plusMinutes } from '../../../../src/kernel/instant';
import { type Random } from '../../../fuzz/random';
import { type Life } from '../../engine/life';
import { anew, heldOf, licencesOf, type Held } from '../licences/held';
import { patch } from '../licences/patch';
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
    await life.outage(plusMinutes(end, 1 + dice.below(dice.chance(30) ? 3 * 1440 : 600)));
  },
};
