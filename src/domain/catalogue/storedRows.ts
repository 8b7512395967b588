import { z } from 'zod';
import { instantSchema } from '../../kernel/schemas';
import { type MarketContent } from './assemble';
import { promotionSchema } from './promotion';
import { priceLineSchema, skuSchema, type CatalogueItem, type PriceLine } from './state';

/**
 * A market is a partition. One row says which version holds; a version's rows share a prefix and never change once it holds:
 *   version                            → which version, and how many rows it has
 *   v|4f0c…|item|00017                 → a SKU; numbers keep the order of the sheet
 *   v|4f0c…|item|00017|lines|000       → its price lines, forty to a row
 *   v|4f0c…|promotion|00000
 */
export const VERSION_KEY = 'version';

export const versionPrefix = (version: string): string => `v|${version}|`;

/** All markets, one row each, so that they can be listed. */
export const MARKETS_PARTITION = 'markets';

export const versionRowSchema = z.object({
  version: z.string(),
  /** Kept for whoever is still reading it. */
  previous: z.string().optional(),
  importedAt: instantSchema,
  /** Rows of the version: fewer were read while it was being replaced twice. */
  rows: z.number().int(),
});
export type VersionRow = z.infer<typeof versionRowSchema>;

export interface StoredRow {
  readonly key: string;
  readonly value: Record<string, unknown>;
}

/** About 12 kB. */
const LINES_PER_ROW = 40;

const number = (value: number, width: number): string => value.toString().padStart(width, '0');

export const rowsOf = (version: string, content: MarketContent): readonly StoredRow[] => [
  ...content.items.flatMap((item, index) => {
    const key = `${versionPrefix(version)}item|${number(index, 5)}`;
    const pages = Array.from({ length: Math.ceil(item.lines.length / LINES_PER_ROW) }, (_, page) => item.lines.slice(page * LINES_PER_ROW, (page + 1) * LINES_PER_ROW));
    return [{ key, value: { sku: item.sku } }, ...pages.map((lines, page) => ({ key: `${key}|lines|${number(page, 3)}`, value: { lines } }))];
  }),
  ...content.promotions.map((promotion, index) => ({ key: `${versionPrefix(version)}promotion|${number(index, 5)}`, value: { promotion } })),
];

const storedValueSchema = z.union([
  z.strictObject({ sku: skuSchema }),
  z.strictObject({ lines: z.array(priceLineSchema) }),
  z.strictObject({ promotion: promotionSchema }),
]);

type StoredValue = z.infer<typeof storedValueSchema>;

/** A row that cannot be read, and why, in words. */
export interface DamagedRow<R> {
  readonly row: R;
  readonly reason: string;
}

export interface ReadContent<R> {
  readonly content: MarketContent;
  readonly damaged: readonly DamagedRow<R>[];
}

/** `v|4f0c…|item|00017|lines|000` → `v|4f0c…|item|00017`: what a row is part of. */
const wholeOf = (key: string): string => key.split('|').slice(0, 4).join('|');

const readRow = <R extends StoredRow>(row: R): { readonly row: R; readonly value: StoredValue } | DamagedRow<R> => {
  const parsed = storedValueSchema.safeParse(row.value);
  return parsed.success ? { row, value: parsed.data } : { row, reason: z.prettifyError(parsed.error) };
};

/**
 * A SKU of which a row cannot be read is left out as a whole: among the price lines that are left another would hold. So are price lines whose SKU is not there.
 * @param rows of one version in key order.
 */
export const contentOf = <R extends StoredRow>(rows: readonly R[]): ReadContent<R> => {
  const read = rows.map(readRow);
  const damaged: DamagedRow<R>[] = read.filter((each) => 'reason' in each);
  const broken = new Set(damaged.map(({ row }) => wholeOf(row.key)));
  const items = new Map<string, CatalogueItem & { lines: PriceLine[] }>();
  const promotions = [];
  for (const each of read) {
    const whole = wholeOf(each.row.key);
    if ('reason' in each || broken.has(whole)) continue;
    if ('sku' in each.value) items.set(whole, { sku: each.value.sku, lines: [] });
    else if ('promotion' in each.value) promotions.push(each.value.promotion);
    else if (items.has(whole)) items.get(whole)?.lines.push(...each.value.lines);
    else damaged.push({ row: each.row, reason: 'price lines without their SKU' });
  }
  return { content: { items: [...items.values()], promotions }, damaged };
};
