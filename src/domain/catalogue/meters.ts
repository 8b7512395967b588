import { type z } from 'zod';
import { startOfDay, type CalendarDate } from '../../kernel/calendarDate';
import { groupBy } from '../../kernel/groupBy';
import { type Instant } from '../../kernel/instant';
import { firstInForce, isEffective } from './priceFor';
import { ALWAYS } from './sheetDate';
import { type Catalogue, type CatalogueItem, type meterSchema, type Sku } from './state';
import { shownOn, type Timeline } from './timeline';

export type Meter = z.infer<typeof meterSchema>;

/** All prices of each meter, by its id in lower case. */
export type Meters = ReadonlyMap<string, readonly Meter[]>;

const idOf = ({ meterId }: Meter): string => meterId.toLowerCase();

/** What of a market is charged by the meters of Azure; dimensions of SaaS are none of them, even under the same ids (ORD-10). */
export const azureItems = ({ items }: Catalogue): readonly CatalogueItem[] => [...items.values()].filter(({ sku }) => sku.kind === 'azure_plan');

/** AZP-4: everything of Azure that is metered in a market, at its published prices. */
export const metersOf = (catalogue: Catalogue): Meters => groupBy(azureItems(catalogue).flatMap(({ sku }) => sku.meters ?? []), idOf);

/** ORD-10: the dimensions of one offer of metered SaaS, at their published prices. */
export const dimensionsOf = ({ meters = [] }: Pick<Sku, 'meters'>): Meters => groupBy(meters, idOf);

/** The price of a meter and the instants between which it holds. */
interface DatedMeter {
  readonly meter: Meter;
  /** Included. */
  readonly effectiveFrom: Instant;
  /** Excluded; absent: no end. */
  readonly effectiveTo?: Instant;
}

const dated = (meter: Meter): DatedMeter => ({
  meter,
  effectiveFrom: meter.effectiveFrom === undefined ? ALWAYS : startOfDay(meter.effectiveFrom),
  ...(meter.effectiveTo !== undefined && { effectiveTo: startOfDay(meter.effectiveTo) }),
});

/** AZP-4: the price of one meter on a day, the whole of it; of two that cover it the one that counts (CAT-2). Undefined: none does. @param prices of that meter alone. */
export const meterOn = (prices: readonly Meter[], date: CalendarDate): Meter | undefined => {
  const at = startOfDay(date);
  return prices.map(dated).filter((price) => isEffective(price, at)).sort(firstInForce)[0]?.meter;
};

/** The prices of meters that a price list shows, in the order of the catalogue. */
export const meterPricesOn = (meters: readonly Meter[], timeline: Timeline, at: Instant): readonly DatedMeter[] => shownOn(meters.map(dated), ({ meter }) => idOf(meter), timeline, at);

/** By which a price of a meter is the same in another edition of the list. */
const priceKey = (meter: Meter): string => `${idOf(meter)}|${meter.effectiveFrom ?? ''}`;

/** CAT-2: prices that are brought lie over those that are there: the same meter from the same day is replaced, others stay. */
export const mergedMeters = (before: readonly Meter[], brought: readonly Meter[]): Meter[] => [...new Map([...before, ...brought].map((meter) => [priceKey(meter), meter])).values()];
