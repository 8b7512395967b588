import { invoicedAt } from '../../../../src/domain/invoice/period';
import { nextTask } from '../../../../src/domain/subscription/nextTask';
import { calendarDate, dayOf } from '../../../../src/kernel/calendarDate';
import { plusHours, plusMinutes } from '../../../../src/kernel/instant';
import { mustHold } from '../../engine/check';
import { type Life } from '../../engine/life';
import { itemsOf, ofOperator } from '../asking';
import { type Step } from '../step';
import { damagedForms, TRIED_AGAIN_MINUTES } from './damage';

/** Nobody waits longer than that for what is due. */
const SOON_HOURS = 40 * 24;
const HOURS_UNREADABLE = 12;
/** After a day the work is the operator's (REN-7), tried once an hour by then. */
const HOURS_UNTIL_PARKED = 26;

/** REN-7: what was given up is shown, with why, and falls due again as it is released: one by one, and then what else of the customer could not be decided without the row. */
const release = async (life: Life, customerId: string, subscriptionId: string): Promise<void> => {
  const asking = ofOperator(life);
  const path = '/nextterm/v1/operations/parked';
  const items = itemsOf(await asking.get(`${path}?size=500`)).filter((item) => item['customerId'] === customerId && String(item['subject']).startsWith(subscriptionId));
  mustHold(items.length > 0 && items.every(({ reason }) => reason !== undefined), 'REN-7', () => `the work on ${subscriptionId}, which failed for more than a day, is parked as ${JSON.stringify(items)}`);
  for (const item of items) {
    const released = await asking.post(`${path}/${String(item['id'])}/release`);
    // Who asks again, as the answer was lost, is told that it is parked no more.
    mustHold([200, 404].includes(released.status), 'REN-7', () => `parked work on ${subscriptionId} is released with ${released.status} ${released.text}`);
  }
  await asking.post(`${path}/release`, { customerId });
};

/**
 * The installation is down until the month in which something fell due is invoiced, and comes up with a row that cannot be read: what it is charged for is charged once the row is mended, and billed with the month that is open then (BIL-2).
 * In some lives that takes so long that the work is parked: it is shown to the operator, who releases it.
 */
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
    const isParked = dice.chance(30);
    if (isParked) await life.advanceTo(plusHours(life.now(), HOURS_UNTIL_PARKED));
    const met = await life.writeRow(place, row);
    mustHold(JSON.stringify(met) === JSON.stringify(damaged), 'DUE-2', () => `the damaged row ${place.key} was written over: ${JSON.stringify(met)}`);
    if (isParked) await release(life, present.customerId, id);
    await life.advanceTo(plusMinutes(life.now(), TRIED_AGAIN_MINUTES));
  },
};
