import { dayOf, lastDayOfMonth, plusDays, plusMonths, startOfDay, type CalendarDate } from '../../../../src/kernel/calendarDate';
import { plusMinutes } from '../../../../src/kernel/instant';
import { hasEnough, purchase } from '../licences/purchase';
import { type Step } from '../step';

const DAY = 1440;

/** Some days pass, as they do in an office. */
export const pass: Step = {
  name: 'pass',
  weight: 6,
  act: async (life, dice) => {
    const days = dice.pick([0, 0, 1, 2, 3, 4, 6, 7, 7, 10, 14]);
    await life.advanceTo(plusMinutes(life.now(), days * DAY + dice.below(DAY)));
  },
};

/** Weeks in which nobody does anything. */
export const quietWeeks: Step = {
  name: 'quiet weeks',
  weight: 5,
  act: async (life, dice) => {
    await life.advanceTo(plusMinutes(life.now(), (14 + dice.below(35)) * DAY));
  },
};

/** The calendar's edges: the last of a month and the first of the next, the end of a February and of a year. */
const edgesAfter = (today: CalendarDate): readonly CalendarDate[] => {
  const last = lastDayOfMonth(today);
  const first = plusDays(last, 1);
  return [last, first, lastDayOfMonth(first), plusDays(lastDayOfMonth(first), -1), plusDays(plusMonths(first, 1), 28)];
};

/** Time passes until an edge of the calendar, to its first instant or to some minute of that day; what is bought then has a term that not every month can end alike. */
export const toEdge: Step = {
  name: 'to an edge of the calendar',
  weight: 5,
  act: async (life, dice) => {
    const at = plusMinutes(startOfDay(dice.pick(edgesAfter(dayOf(life.now())))), dice.pick([0, 0, 1, dice.below(DAY), DAY - 1]));
    if (at > life.now()) await life.advanceTo(at);
    if (!hasEnough(life) && dice.chance(50)) await purchase(life, dice);
  },
};
