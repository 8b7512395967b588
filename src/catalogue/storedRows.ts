import { z } from 'zod';
import { instantSchema } from '../kernel/schemas';
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

/** @param rows of one version in key order. @throws if a row is corrupt. */
export const contentOf = (rows: readonly { readonly value: unknown }[]): MarketContent => {
  const items: (CatalogueItem & { lines: PriceLine[] })[] = [];
  const promotions = [];
  for (const { value } of rows) {
    const stored = storedValueSchema.parse(value);
    if ('sku' in stored) items.push({ sku: stored.sku, lines: [] });
    else if ('promotion' in stored) promotions.push(stored.promotion);
    else {
      const item = items.at(-1);
      if (item === undefined) throw new Error('Catalogue rows are out of order: price lines before their SKU');
      item.lines.push(...stored.lines);
    }
  }
  return { items, promotions };
};
