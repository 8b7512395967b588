import { priceSheetColumns } from '../../../domain/catalogue/priceSheet';
import { offerMatrixColumns } from '../../../domain/catalogue/offerMatrix';
import { sheetDateOf, sheetEndOf } from '../../../domain/catalogue/sheetDate';
import { segmentsOf, type Catalogue, type CatalogueItem, type PriceLine, type Segment, type Sku, type SkuKind } from '../../../domain/catalogue/state';
import { linesOn, type Timeline } from '../../../domain/catalogue/timeline';
import { type BillingCycle } from '../../../domain/catalogue/terms';
import { type Instant } from '../../../kernel/instant';
import { csvText } from '../../csv/csvText';
import { azureConsumptionRows, meterColumns } from './azurePriceList';

/** Price sheets of licences and software by view name in lower case. That of Azure reservations, which are not sold, is known and has no lines. */
const sheetKinds: Readonly<Record<string, readonly SkuKind[]>> = {
  updatedlicensebased: ['licence', 'addon', 'trial'],
  marketplace: ['saas'],
  software: ['software'],
  azure_reservations: [],
};

export interface PriceSheetQuestion {
  readonly view: string;
  readonly timeline: Timeline;
  readonly at: Instant;
  readonly segment?: Segment;
}

/** Partner Center's price sheet of one market, `Segment` column included. Undefined where there is no such sheet or no line for it: the contract answers 404. */
export const priceSheetCsv = (catalogue: Catalogue, { view, timeline, at, segment }: PriceSheetQuestion): string | undefined => {
  if (view.toLowerCase() === 'azure_consumption') {
    // Usage has commercial prices alone.
    const meters = segment === undefined || segment === 'commercial' ? azureConsumptionRows(catalogue, timeline, at) : [];
    return meters.length === 0 ? undefined : csv([...priceSheetColumns, 'Segment', ...meterColumns], meters);
  }
  const kinds = sheetKinds[view.toLowerCase()] ?? [];
  const rows = [...catalogue.items.values()]
    .filter((item) => kinds.includes(item.sku.kind))
    .flatMap((item) => linesOn(item.lines, timeline, at).map((line) => ({ item, line })))
    .filter(({ line }) => segment === undefined || line.segment === segment);
  return rows.length === 0 ? undefined : csv([...priceSheetColumns, 'Segment'], rows.map(({ item, line }) => priceSheetFields(item, line)));
};

const priceSheetFields = ({ sku }: CatalogueItem, line: PriceLine): readonly string[] => [
  sku.productTitle,
  sku.productId,
  sku.skuId,
  sku.title,
  sku.publisherName,
  sku.description,
  line.unitOfMeasure,
  line.termDuration,
  planNames[line.billingCycle],
  line.market,
  line.currency,
  line.unitPrice,
  line.tierMin?.toString() ?? '',
  line.tierMax?.toString() ?? '',
  sheetDateOf(line.effectiveFrom),
  sheetEndOf(line.effectiveTo),
  line.tags.join(';'),
  line.erpPrice ?? '',
  segmentNames[line.segment],
];

const planNames: Readonly<Record<BillingCycle, string>> = { monthly: 'Monthly', annual: 'Annual', biennial: 'Biennial', triennial: 'Triennial', one_time: 'OneTime', none: 'None' };

const segmentNames: Readonly<Record<Segment, string>> = { commercial: 'Commercial', education: 'Education', government: 'Government', nonprofit: 'Charity' };

const matrixKinds: readonly SkuKind[] = ['licence', 'addon', 'trial'];

/** Partner Center's offer matrix over several markets: one row per SKU, as its first market has it. Undefined where nothing is sold. @param segment only what has a price there. */
export const offerMatrixCsv = (catalogues: readonly Catalogue[], segment?: Segment): string | undefined => {
  const skus = new Map<string, Sku>();
  const isShown = (item: CatalogueItem): boolean => matrixKinds.includes(item.sku.kind) && (segment === undefined || segmentsOf(item).includes(segment));
  for (const { items } of catalogues) for (const [key, item] of items) if (isShown(item) && !skus.has(key)) skus.set(key, item.sku);
  return skus.size === 0 ? undefined : csv(offerMatrixColumns, [...skus.values()].map(matrixFields));
};

const matrixFields = (sku: Sku): readonly string[] => [
  sku.productTitle,
  sku.productId,
  sku.skuId,
  sku.title,
  sku.provisioningId ?? '',
  sku.provisioningString ?? '',
  sku.minimumQuantity.toString(),
  sku.maximumQuantity.toString(),
  sku.ownershipLimit?.count.toString() ?? '',
  sku.ownershipLimit ? (sku.ownershipLimit.scope === 'concurrent' ? 'ConcurrentCount' : 'LifetimeCount') : '',
  sku.prerequisiteSkus.map(slashed).join(','),
  sku.upgradeTargets.map(slashed).join(','),
  sku.description,
  sku.allowedMarkets.join(';'),
];

const slashed = (key: string): string => key.replace(':', '/');

/** As Partner Center writes these files, and to the letter: an import reads them back. */
const csv = (header: readonly string[], rows: readonly (readonly string[])[]): string => csvText([header, ...rows], { quotes: 'always', formulas: 'kept' });
