import { type Instant } from '../kernel/instant';
import { type Segment } from './state';
import { type BillingCycle, type TermDuration } from './terms';

/** Why the catalogue has no answer: facts only; the edge composes the sentence and picks status and code. */
export type CatalogueRefusal =
  | { readonly kind: 'MarketNotFound'; readonly market: string }
  | { readonly kind: 'CatalogItemIdInvalid'; readonly catalogItemId: string }
  | { readonly kind: 'ProductNotFound'; readonly productId: string; readonly market: string }
  | { readonly kind: 'SkuNotFound'; readonly productId: string; readonly skuId: string; readonly market: string }
  | { readonly kind: 'AvailabilityNotFound'; readonly catalogItemId: string; readonly market: string }
  /** A `targetSegment` that does not exist, or an offer of a segment the customer is not in. */
  | { readonly kind: 'SegmentNotAllowed'; readonly segment: string; readonly allowed: readonly Segment[] }
  | { readonly kind: 'ViewNotAllowed'; readonly view: string }
  | { readonly kind: 'NotSoldInMarket'; readonly productId: string; readonly skuId: string; readonly market: string; readonly soldIn: readonly string[] }
  | { readonly kind: 'TermNotOffered'; readonly termDuration: string; readonly billingCycle: string; readonly offered: readonly TermAndCycle[] }
  | { readonly kind: 'CurrencyNotListed'; readonly currency: string; readonly market: string; readonly listed: readonly string[] }
  /** There are prices, and none of them covers `at`. `soldUntil` excluded, `soldFrom` included; the nearest on either side. */
  | { readonly kind: 'NotOnSale'; readonly productId: string; readonly skuId: string; readonly at: Instant; readonly soldUntil?: Instant; readonly soldFrom?: Instant };

export interface TermAndCycle {
  readonly termDuration: TermDuration;
  readonly billingCycle: BillingCycle;
}
