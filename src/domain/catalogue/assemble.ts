import { type CatalogueExtras, type SkuExtras } from './extras';
import { mergedMeters } from './meters';
import { type MatrixSku } from './offerMatrix';
import { TELCO_OVERAGE } from './overage';
import { lineKey, type SheetRow, type SheetSku } from './priceSheet';
import { type Promotion } from './promotion';
import { ALWAYS } from './sheetDate';
import { skuKey, UNLIMITED_QUANTITY, type CatalogueItem, type PriceLine, type Sku } from './state';

/** What one import brings, already read. */
export interface CatalogueFiles {
  readonly rows: readonly SheetRow[];
  readonly matrix: readonly MatrixSku[];
  readonly extras: CatalogueExtras;
}

export interface MarketContent {
  readonly items: readonly CatalogueItem[];
  readonly promotions: readonly Promotion[];
}

/** Markets that the price lines of an import name. */
export const marketsIn = ({ rows, extras }: CatalogueFiles): readonly string[] => [
  ...new Set([...rows.map((row) => row.line.market), ...extras.products.flatMap((product) => product.prices?.map((price) => price.market) ?? [])]),
];

/**
 * A market's content after an import: what it held, with every SKU and line the files bring put over it.
 * A line of the same key is replaced and an older one stays, so that next month's sheet can be loaded this month.
 * A SKU of the files without a price in this market, now or before, is left out.
 */
export const contentAfterImport = (market: string, before: MarketContent, files: CatalogueFiles): MarketContent => {
  const known = new Map(before.items.map((item) => [skuKey(item.sku.productId, item.sku.skuId), item]));
  const matrix = new Map(files.matrix.map((sku) => [skuKey(sku.productId, sku.skuId), sku]));
  const extras = new Map(files.extras.products.map((sku) => [skuKey(sku.productId, sku.skuId), sku]));
  const sheet = new Map<string, { sku: SheetSku; lines: PriceLine[] }>();
  for (const { sku, line } of files.rows) {
    if (line.market !== market) continue;
    const key = skuKey(sku.productId, sku.skuId);
    const entry = sheet.get(key) ?? { sku, lines: [] };
    entry.lines.push(line);
    sheet.set(key, { ...entry, sku });
  }
  const keys = new Set([...known.keys(), ...sheet.keys(), ...extras.keys()]);
  const items = [...keys].flatMap((key) => {
    const extra = extras.get(key);
    const lines = [...(sheet.get(key)?.lines ?? []), ...ownLines(extra, market)];
    const all = mergedLines(known.get(key)?.lines ?? [], lines);
    if (all.length === 0) return [];
    const sku = skuOf({ before: known.get(key)?.sku, sheet: sheet.get(key)?.sku, lines, matrix: matrix.get(key), extra });
    return [{ sku: withUnsupportedUpgrades(sku, files.extras), lines: all }];
  });
  return { items, promotions: mergedPromotions(before.promotions, files.extras.promotions, market) };
};

const mergedLines = (before: readonly PriceLine[], brought: readonly PriceLine[]): PriceLine[] => [
  ...new Map([...before, ...brought].map((line) => [lineKey(line), line])).values(),
];

const mergedPromotions = (before: readonly Promotion[], brought: readonly Promotion[], market: string): Promotion[] => [
  ...new Map([...before, ...brought.filter((promotion) => promotion.market === market)].map((promotion) => [promotion.id, promotion])).values(),
];

const ownLines = (extra: SkuExtras | undefined, market: string): PriceLine[] =>
  (extra?.prices ?? []).filter((price) => price.market === market).map((price) => ({ ...price, effectiveFrom: ALWAYS, unitOfMeasure: '', tags: [] }));

interface SkuSources {
  readonly before: Sku | undefined;
  readonly sheet: SheetSku | undefined;
  readonly lines: readonly PriceLine[];
  readonly matrix: MatrixSku | undefined;
  readonly extra: SkuExtras | undefined;
}

/** Later sources win: what was known, the price sheet, the offer matrix, the extras. */
const skuOf = ({ before, sheet, lines, matrix, extra }: SkuSources): Sku => {
  const productId = before?.productId ?? sheet?.productId ?? extra?.productId ?? '';
  const title = extra?.title ?? sheet?.title ?? before?.title ?? productId;
  const publisherName = extra?.publisherName ?? sheet?.publisherName ?? before?.publisherName ?? '';
  const tags = lines.length > 0 ? [...new Set(lines.flatMap((line) => line.tags))] : (before?.tags ?? []);
  const overage = tags.includes('IncludeOverage') ? { overage: before?.overage ?? TELCO_OVERAGE } : {};
  const meters = extra?.meters === undefined ? {} : { meters: mergedMeters(before?.meters ?? [], extra.meters) };
  const { isKindRead, ...facts } = { ...BLANK, ...(matrix === undefined ? before : withoutMatrix(before)), ...overage, ...matrix, ...statedFacts(extra), ...meters };
  const stated = extra?.kind ?? (isKindRead === true ? undefined : before?.kind);
  return {
    ...facts,
    productId,
    skuId: before?.skuId ?? sheet?.skuId ?? extra?.skuId ?? '',
    productTitle: sheet?.productTitle ?? before?.productTitle ?? title,
    title,
    description: extra?.description ?? sheet?.description ?? before?.description ?? '',
    publisherName,
    isMicrosoft: /^microsoft\b/i.test(publisherName),
    tags,
    ...(stated === undefined ? { kind: kindOf(tags, facts.prerequisiteSkus), isKindRead: true } : { kind: stated }),
  };
};

/** What is known of a SKU but for what an offer matrix says, of which a later edition may leave something empty. */
const withoutMatrix = (before: Sku | undefined): Partial<Sku> => {
  const { ownershipLimit: _limit, provisioningId: _id, provisioningString: _string, ...rest } = before ?? {};
  return rest;
};

const BLANK = { minimumQuantity: 1, maximumQuantity: UNLIMITED_QUANTITY, prerequisiteSkus: [], upgradeTargets: [], unsupportedUpgrades: [], allowedMarkets: [] };

type Stated<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** The extras as facts of a SKU; what they leave out hides nothing. */
const statedFacts = (extra: SkuExtras | undefined): Stated<Omit<SkuExtras, 'prices'>> =>
  Object.fromEntries(Object.entries(extra ?? {}).filter(([member, value]) => member !== 'prices' && value !== undefined));

/** A real sheet names no kinds: they show in its tags and in the matrix. */
const kindOf = (tags: readonly string[], prerequisiteSkus: readonly string[]): Sku['kind'] => {
  if (tags.includes('Trial')) return 'trial';
  if (tags.includes('ThirdParty')) return 'saas';
  if (tags.includes('Software')) return 'software';
  return prerequisiteSkus.length > 0 ? 'addon' : 'licence';
};

const withUnsupportedUpgrades = (sku: Sku, extras: CatalogueExtras): Sku => {
  const key = skuKey(sku.productId, sku.skuId);
  const brought = extras.unsupportedUpgrades.filter((pair) => pair.from.toUpperCase() === key).map((pair) => pair.to);
  return { ...sku, unsupportedUpgrades: [...new Set([...sku.unsupportedUpgrades, ...brought])] };
};
