import { dayOf, plusDays, startOfDay } from '../../../../src/kernel/calendarDate';
import { plusMinutes } from '../../../../src/kernel/instant';
import { bought, dealingsOf, lineOf, oneOf } from '../asking';
import { type Step } from '../step';
import { heldOf } from './known';

const FREE = 'NCFJORDINS01';
const DAY = 1440;
/** Nobody waits longer than that for the turn of the year's offer. */
const MOST_DAYS = 90;
/** From the thirtieth of January on, thirty days end later than a month would. */
const DAYS_OF_FEBRUARY = 30;

/** SaaS with free days is taken between the end of January and that of February: those outlast a month (ORD-6). */
export const freeDays: Step = {
  name: 'freeDays',
  weight: 2,
  act: async (life, dice) => {
    const today = dayOf(life.now());
    const year = Number(today.slice(0, 4)) + (today.slice(5) > '02-28' ? 1 : 0);
    const first = plusDays(`${year}-01-30` as typeof today, dice.below(DAYS_OF_FEBRUARY));
    if (heldOf(life, [FREE]).length > 1 || first > plusDays(today, MOST_DAYS)) return;
    const at = plusMinutes(startOfDay(first), dice.below(DAY));
    if (at > life.now()) await life.advanceTo(at);
    const dealing = oneOf(dice, dealingsOf(life));
    if (dealing !== undefined) await bought(life, dealing, [lineOf(life, dealing, { sku: `${FREE}:0001`, quantity: 1 + dice.below(30), ...dice.pick([{ termDuration: 'P1M', billingCycle: 'monthly' }, { termDuration: 'P1Y', billingCycle: 'annual' }]) })]);
  },
};
