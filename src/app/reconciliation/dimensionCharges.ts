import { z } from 'zod';
import { type ChargeLine } from '../../domain/billing/chargeLine';
import { type MeterLine } from '../../domain/usage/meters/meterMonth';
import { type PartitionStore, type Row } from '../../kernel/partitionStore';
import { rowsAfter } from '../allRows';
import { chargePrefix, dimensionLinePrefix } from '../command/commerceKeys';
import { dimensionLineRows } from '../meters/meters';
import { chargeRows } from '../subscription/subscriptionBook';
import { type Page, pageOf, type UnreadableRow } from '../unreadable';

/** The last key given of each of the two kinds of rows. */
const placeSchema = z.object({ plan: z.string(), use: z.string() });

interface Found {
  readonly row: Row;
  readonly source: keyof z.infer<typeof placeSchema>;
}

/** Of a row that cannot be read nothing is known: it is not to hold up those behind it. */
const orderedAt = ({ row: { value } }: Found): string => (typeof value['orderDate'] === 'string' ? value['orderDate'] : '');

/** Both kinds by the time of their charge, each in the order of its keys, behind which a page goes on: a month of use that closed after a later one stays in front of it. */
const merged = (plan: readonly Found[], use: readonly Found[]): readonly Found[] => {
  const found: Found[] = [];
  let [ofPlan, ofUse] = [0, 0];
  for (;;) {
    const [nextPlan, nextUse] = [plan[ofPlan], use[ofUse]];
    if (nextPlan !== undefined && (nextUse === undefined || orderedAt(nextPlan) <= orderedAt(nextUse))) {
      found.push(nextPlan);
      ofPlan += 1;
    } else if (nextUse !== undefined) {
      found.push(nextUse);
      ofUse += 1;
    } else return found;
  }
};

/**
 * ORD-10: a page of what a subscription to metered SaaS was charged: its plan as any subscription's, and what was used of its dimensions in closed months; in the order in which they were charged, but use in the order of its months. Two queries.
 * @param continuation what the page before gave.
 */
export const listChargesWithUse = async (commerce: PartitionStore, customerId: string, subscriptionId: string, limit: number, continuation?: string): Promise<Page<ChargeLine | MeterLine>> => {
  const prefixes = { plan: chargePrefix(subscriptionId), use: dimensionLinePrefix(subscriptionId) };
  let place = continuation === undefined ? prefixes : placeSchema.parse(JSON.parse(continuation));
  const [plan, use] = await Promise.all([rowsAfter(commerce, customerId, prefixes.plan, place.plan, limit), rowsAfter(commerce, customerId, prefixes.use, place.use, limit)]);
  const found = merged(plan.map((row) => ({ row, source: 'plan' })), use.map((row) => ({ row, source: 'use' })));
  const items: (ChargeLine | MeterLine)[] = [];
  const unreadable: UnreadableRow[] = [];
  for (const { row, source } of found.slice(0, limit)) {
    const read = source === 'plan' ? chargeRows.readable([row]) : dimensionLineRows.readable([row]);
    items.push(...read.items);
    unreadable.push(...read.unreadable);
    place = { ...place, [source]: row.key };
  }
  return pageOf({ items, unreadable }, found.length < limit ? undefined : JSON.stringify(place));
};
