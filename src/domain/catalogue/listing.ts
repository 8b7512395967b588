import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { isSoldIn } from './findOffer';
import { type CatalogueRefusal } from './refusals';
import { isMeteredSaas, segments, type Catalogue, type CatalogueItem, type Segment, type SkuKind } from './state';

type Filter = (item: CatalogueItem) => boolean;

const ofKind =
  (...kinds: readonly SkuKind[]): Filter =>
  ({ sku }) =>
    kinds.includes(sku.kind);
const nothing: Filter = () => false;
const isPerpetual: Filter = ({ lines }) => lines.some((line) => line.termDuration === 'NoTerm');

/**
 * The contract's views. Reservations and specialised offers are not sold here: their views are known and empty.
 * ISV SaaS is in `OnlineServices` and in `MarketplaceSaaS`: one page of the contract counts it there, the newer one here.
 */
const views: ReadonlyMap<string, Filter> = new Map(Object.entries({
  azure: ofKind('azure_plan'),
  azurereservations: nothing,
  azurereservationsvm: nothing,
  azurereservationssql: nothing,
  azurereservationscosmosdb: nothing,
  microsoftazure: ofKind('azure_plan'),
  onlineservices: ofKind('licence', 'addon', 'trial', 'traditional', 'saas'),
  software: ofKind('software'),
  softwaresuselinux: (item) => ofKind('software')(item) && /\bSUSE\b/i.test(item.sku.publisherName),
  softwareperpetual: (item) => ofKind('software')(item) && isPerpetual(item),
  softwaresubscriptions: (item) => ofKind('software')(item) && !isPerpetual(item),
  specializedoffers: nothing,
  marketplacesaas: ofKind('saas'),
}));

export interface ListingQuestion {
  /** `targetView`, letter case ignored. */
  readonly view: string;
  /** `targetSegment`; absent: all of `allowedSegments`, or all but non-profit, which a market shows only when asked for. */
  readonly segment?: string | undefined;
  /** Segments the asker may see: of a customer's catalogue its own; all if absent. */
  readonly allowedSegments?: readonly Segment[] | undefined;
  /** What is off sale for good at this instant is left out. */
  readonly at: Instant;
  readonly publisher?: 'microsoft' | 'isv' | undefined;
  readonly billingType?: 'license' | 'usage' | undefined;
  readonly category?: 'enterprise' | 'small_business' | 'trial' | undefined;
}

/** A product with those of its SKUs that fit the question; at least one. */
export interface ListedProduct {
  readonly productId: string;
  readonly items: readonly [CatalogueItem, ...CatalogueItem[]];
}

/** CAT-1: what a market sells, filtered, in the order of the price sheet. Refusals: ViewNotAllowed, SegmentNotAllowed. */
export const listProducts = (catalogue: Catalogue, question: ListingQuestion): Result<readonly ListedProduct[], CatalogueRefusal> => {
  const inView = views.get(question.view.toLowerCase());
  if (inView === undefined) return failure({ kind: 'ViewNotAllowed', view: question.view });
  const shown = segmentsToShow(question.segment, question.allowedSegments);
  if (!shown.ok) return shown;
  const fits = (item: CatalogueItem): boolean =>
    inView(item) &&
    isSoldIn(catalogue.market, item.sku.allowedMarkets) &&
    item.lines.some((line) => shown.value.includes(line.segment) && (line.effectiveTo === undefined || line.effectiveTo > question.at)) &&
    (question.publisher === undefined || item.sku.isMicrosoft === (question.publisher === 'microsoft')) &&
    (question.billingType === undefined || billingTypeOf(item) === question.billingType) &&
    (question.category === undefined || item.sku.category === question.category);
  return success(byProduct([...catalogue.items.values()].filter(fits)));
};

/** What an answer covers. Refusal: SegmentNotAllowed for a text that is no segment, or one the asker may not see. */
export const segmentsToShow = (asked: string | undefined, allowed?: readonly Segment[]): Result<readonly Segment[], CatalogueRefusal> => {
  if (asked === undefined) return success(allowed ?? segments.filter((segment) => segment !== 'nonprofit'));
  const open = allowed ?? segments;
  const segment = open.find((candidate) => candidate === asked.toLowerCase());
  return segment === undefined ? failure({ kind: 'SegmentNotAllowed', segment: asked, allowed: open }) : success([segment]);
};

export const billingTypeOf = ({ sku }: CatalogueItem): 'license' | 'usage' => (sku.kind === 'azure_plan' || isMeteredSaas(sku) ? 'usage' : 'license');

const byProduct = (items: readonly CatalogueItem[]): readonly ListedProduct[] => {
  const products = new Map<string, ListedProduct>();
  for (const item of items) {
    const { productId } = item.sku;
    const listed = products.get(productId);
    products.set(productId, { productId, items: listed ? [...listed.items, item] : [item] });
  }
  return [...products.values()];
};
