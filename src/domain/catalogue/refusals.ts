import { type Instant } from '../../kernel/instant';
import { type Segment } from './state';
import { type BillingCycle, type TermDuration } from './terms';

/** Why the catalogue has no answer: facts only; the edge composes the sentence and picks status and code. */
export type CatalogueRefusal =
  | { readonly kind: 'MarketNotFound'; readonly market: string }
  /** The operator asks what is in force there: nothing was ever imported. */
  | { readonly kind: 'MarketNotImported'; readonly market: string }
  /** The operator's imports. `problems`: the first of those that were found, in words. */
  | { readonly kind: 'FilesNotReadable'; readonly problems: readonly string[]; readonly found: number }
  | { readonly kind: 'NothingToImport' }
  | { readonly kind: 'ImportOvertaken'; readonly market: string }
  | { readonly kind: 'ImportIdUsed'; readonly importId: string }
  | { readonly kind: 'ImportNotFound'; readonly importId: string }
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
  /** CAT-4, what the customer holds: the only one allowed, now (`concurrent`) or ever (`lifetime`); a trial also where its paid equivalent is owned. */
  | { readonly kind: 'AlreadyHeld'; readonly productId: string; readonly skuId: string; readonly limit: number; readonly scope: 'concurrent' | 'lifetime' }
  /** The only one allowed is suspended: it is to be reactivated. Without its id where another partner sold it (PAR-3). */
  | { readonly kind: 'HeldSuspended'; readonly productId: string; readonly skuId: string; readonly subscriptionId?: string | undefined }
  /** An offer for another segment than the customer's. */
  | { readonly kind: 'SegmentNotEligible'; readonly productId: string; readonly skuId: string; readonly segment: Segment; readonly customerSegment: Segment }
  /** The publisher does not sell it through the programme. */
  | { readonly kind: 'NotInProgramme'; readonly productId: string; readonly skuId: string }
  /** The publisher chose other partners. */
  | { readonly kind: 'ExclusiveToOthers'; readonly productId: string; readonly skuId: string }
  /** It is listed and cannot be bought here. */
  | { readonly kind: 'NotTransactable'; readonly productId: string; readonly skuId: string }
  /** The older offers API knows traditional licences alone. */
  | { readonly kind: 'OfferNotTraditional'; readonly offerId: string; readonly market?: string }
  /** No such promotion in this market, whether running or past. */
  | { readonly kind: 'PromotionNotFound'; readonly promotionId: string; readonly market: string }
  /** No announced change, nothing in that month, or a view without lines in this market. */
  | { readonly kind: 'PriceSheetNotFound'; readonly market: string; readonly view: string; readonly period: string }
  | { readonly kind: 'OfferMatrixNotFound'; readonly month: string }
  /** There are prices, and none of them covers `at`. `soldUntil` excluded, `soldFrom` included; the nearest on either side. */
  | { readonly kind: 'NotOnSale'; readonly productId: string; readonly skuId: string; readonly at: Instant; readonly soldUntil?: Instant; readonly soldFrom?: Instant };

export interface TermAndCycle {
  readonly termDuration: TermDuration;
  readonly billingCycle: BillingCycle;
}

/** UPG-1: what is asked for is no target of the SKU. */
export interface UpgradeRefusal {
  readonly kind: 'UpgradeNotOffered';
  readonly reason: 'NoTargets' | 'NotATarget' | 'Unsupported';
  readonly toCatalogItemId: string;
}
