import { invoicedAt } from '../../../../src/domain/invoice/period';
import { nextTask } from '../../../../src/domain/subscription/nextTask';
import { calendarDate, dayOf } from '../../../../src/kernel/calendarDate';
import { plusHours, plusMinutes } from '../../../../src/kernel/instant';
import { mustHold } from '../../engine/check';
import { type Step } from '../step';
import { damagedForms, TRIED_AGAIN_MINUTES } from './damage';

/** Nobody waits longer than that for what is due. */
const SOON_HOURS = 40 * 24;
const HOURS_UNREADABLE = 12;

/** The installation is down until the month in which something fell due is invoiced, and comes up with a row that cannot be read: what it is charged for is charged once the row is mended, and billed with the month that is open then (BIL-2). */
export const damageOverMonthEnd: Step = {
  name: 'damage over the end of a month',
  weight: 1,
  act: async (life, dice) => {
    const soon = plusHours(life.now(), SOON_HOURS);
    const held = life.known.subscriptions().flatMap((each) => {
      const due = each.status === 'active' ? nextTask(each)?.dueAt : undefined;
      return due !== undefined && due > plusMinutes(life.now(), 1) && due < soon ? [{ id: each.id, due }] : [];
    });
    if (held.length === 0 || !dice.chance(50)) return;
    const { id, due } = dice.pick(held);
    await life.advanceTo(plusMinutes(due, -1));
    const present = life.known.subscription(id);
    if (present === undefined || nextTask(present)?.dueAt !== due) return;
    const place = { table: 'Commerce', partition: present.customerId, key: `subscription|${id}` } as const;
    const row = (await life.installation.stores.Commerce.read(place.partition, place.key))?.value;
    if (row === undefined) return;
    const damaged = damagedForms(row, dice);
    await life.writeRow(place, damaged, 'damaged row');
    const month = calendarDate(`${dayOf(due).slice(0, 7)}-01`);
    await life.outage(plusMinutes(invoicedAt(month, life.world.config.invoiceDay), dice.below(600)));
    await life.advanceTo(plusMinutes(life.now(), 70 + dice.below(HOURS_UNREADABLE * 60)));
    const met = await life.writeRow(place, row);
    mustHold(JSON.stringify(met) === JSON.stringify(damaged), 'DUE-2', () => `the damaged row ${place.key} was written over: ${JSON.stringify(met)}`);
    await life.advanceTo(plusMinutes(life.now(), TRIED_AGAIN_MINUTES));
  },
};
