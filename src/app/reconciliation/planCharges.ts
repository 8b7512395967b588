import { z } from 'zod';
import { type AzurePlan } from '../../domain/azurePlan/state';
import { type MeterLine } from '../../domain/usage/meters/meterMonth';
import { type OverageLine } from '../../domain/usage/overage/callMonth';
import { type CalendarDate } from '../../kernel/calendarDate';
import { type PartitionStore, type Row } from '../../kernel/partitionStore';
import { rowsAfter } from '../allRows';
import { readAzure } from '../azurePlan/azureBook';
import { overageLineRows } from '../calls/readUsage';
import { meterLinePrefix, overageLinePrefix } from '../command/commerceKeys';
import { meterLineRows } from '../meters/meters';
import { type Page, pageOf, type UnreadableRow } from '../unreadable';

/** A line of a closed month of usage, of meters or of overage. */
export type UsageLine = MeterLine | OverageLine;

/** The last key given of each of the two kinds of rows. */
const placeSchema = z.object({ meters: z.string(), overage: z.string() });
type Place = z.infer<typeof placeSchema>;

/** How often more is read where lines of other plans leave a page short; then it stays short, and has a next one. */
const MOST_ROUNDS = 5;

interface Found {
  readonly row: Row;
  readonly source: keyof Place;
}

/** `2026-03` of a key that begins `azurecharge|2026-03|`. */
const monthOf = ({ row }: Found): string => row.key.split('|')[1] ?? '';

/** The next rows of the customer in order of their months, of each month those of meters first: two queries. */
const nextRows = async (commerce: PartitionStore, customerId: string, place: Place, limit: number): Promise<readonly Found[]> => {
  const [meters, overage] = await Promise.all([rowsAfter(commerce, customerId, meterLinePrefix, place.meters, limit), rowsAfter(commerce, customerId, overageLinePrefix, place.overage, limit)]);
  const found = [...meters.map((row) => ({ row, source: 'meters' as const })), ...overage.map((row) => ({ row, source: 'overage' as const }))];
  return found.toSorted((a, b) => (monthOf(a) < monthOf(b) ? -1 : Number(monthOf(a) > monthOf(b)))).slice(0, limit);
};

/**
 * AZP-4, OVG-7: a page of what the use under an Azure plan was charged in closed months, oldest month first: metered use of its Azure subscriptions, and overage that is assigned to one of them. Of each round two queries are
 * made, and at most {@link MOST_ROUNDS}; a page that lines of other plans leave short may have a next one.
 * @param plan of the partner who asks; lines of another partner's are never its (PAR-3). @param continuation what the page before gave. @param from no month before that of this day.
 */
export const listPlanCharges = async (commerce: PartitionStore, { id, customerId, partnerId }: Pick<AzurePlan, 'id' | 'customerId' | 'partnerId'>, limit: number, continuation?: string, from?: CalendarDate): Promise<Page<UsageLine>> => {
  const under = new Set((await readAzure(commerce, customerId)).subscriptions.filter(({ planId }) => planId === id).map((each) => each.id));
  const start = from === undefined ? '' : `${from.slice(0, 7)}|`;
  let place = continuation === undefined ? { meters: `${meterLinePrefix}${start}`, overage: `${overageLinePrefix}${start}` } : placeSchema.parse(JSON.parse(continuation));
  const items: UsageLine[] = [];
  const unreadable: UnreadableRow[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const wanted = limit - items.length;
    const found = await nextRows(commerce, customerId, place, wanted);
    for (const { row, source } of found) {
      const read = source === 'meters' ? meterLineRows.readable([row]) : overageLineRows.readable([row]);
      items.push(...read.items.filter((line) => line.partnerId === partnerId && line.azureSubscriptionId !== undefined && under.has(line.azureSubscriptionId)));
      unreadable.push(...read.unreadable);
      place = { ...place, [source]: row.key };
    }
    if (found.length < wanted) return pageOf({ items, unreadable }, undefined);
    if (items.length === limit) break;
  }
  return pageOf({ items, unreadable }, JSON.stringify(place));
};
