import { AZURE_PLAN, isAzurePlan } from '../azurePlan/state';
import { findAvailability, marketOfAvailability, type FoundOffer } from '../catalogue/findOffer';
import { linesToChooseFrom, priceFor, tierLimits, type Price } from '../catalogue/priceFor';
import { type Catalogue, type Segment } from '../catalogue/state';
import { dayOf, type CalendarDate } from '../../kernel/calendarDate';
import { limitedTerms, type BillingCycle, type TermDuration } from '../../kernel/durations';
import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { type Policy } from '../policy/policy';
import { type CustomerStanding } from '../subscription/limits/customerStanding';
import { resellerProblem, type Seller } from '../parties/partner/resellers';
import { type CartLine, type CartLineError } from './state';
import { kindOfOffer } from '../subscription/kinds/table';
import { mayEndOn } from '../subscription/termEndDates';
import { traditionalOffer } from '../subscription/kinds/traditional/findOffer';

/** What a line is judged and priced against: the customer's market and subscriptions, the partner's currency (CUS-3). */
export interface PricingContext {
  readonly catalogue: Catalogue;
  readonly segment: Segment;
  readonly currency: string;
  readonly seller: Seller;
  readonly standing: CustomerStanding;
  readonly policy: Policy;
  readonly at: Instant;
}

/** A line as the catalogue sells it, before what the customer holds and what other lines buy is looked at. */
export interface ListedLine {
  readonly offer: FoundOffer;
  readonly price: Price;
  readonly termDuration: TermDuration;
  readonly billingCycle: BillingCycle;
  readonly start: CalendarDate;
  /** Of a first term cut short. */
  readonly end?: CalendarDate;
}

/**
 * The offer of the line's catalogItemId, or of the GUID of a traditional one (MIG-1), whoever may buy it: CatalogItemInvalid, PriceNoLongerOffered (the SKU has other
 * availabilities today), NotSoldInMarket of the Azure plan, whose id is the same everywhere (AZP-5).
 * @param customerSegment whose offer a GUID stands for; absent where the SKU alone is asked for.
 */
export const findLineOffer = (catalogItemId: string, catalogue: Catalogue, customerSegment?: Segment): Result<FoundOffer, CartLineError> => {
  const [productId = '', skuId = '', availabilityId = '', ...rest] = catalogItemId.split(':');
  if (rest.length > 0) return failure({ kind: 'CatalogItemInvalid', catalogItemId });
  const traditional = skuId === '' ? traditionalOffer(catalogue, productId, customerSegment) : undefined;
  if (traditional !== undefined) return success(traditional);
  const found = findAvailability(catalogue, productId, skuId, availabilityId);
  if (found.ok) return found;
  if (isAzurePlan(productId, skuId) && found.error.kind !== 'AvailabilityNotFound') return failure({ kind: 'NotSoldInMarket', ...AZURE_PLAN, market: catalogue.market, soldIn: [] });
  if (found.error.kind !== 'AvailabilityNotFound') return failure({ kind: 'CatalogItemInvalid', catalogItemId });
  const otherMarket = marketOfAvailability(catalogue, productId, skuId, availabilityId);
  return failure({ kind: 'PriceNoLongerOffered', catalogItemId, ...(otherMarket !== undefined && { market: catalogue.market, otherMarket }) });
};

/** The shortest term that is sold with the line's billing cycle now, else ever was, for a line that names none; of perpetual software that there is none (ORD-9). */
const termOf = ({ termDuration, billingCycle }: CartLine, offer: FoundOffer, { currency, at }: PricingContext): TermDuration => {
  if (termDuration !== undefined) return termDuration;
  if (offer.item.sku.perpetual === true) return 'NoTerm';
  const [term] = linesToChooseFrom(offer, currency, at).flatMap((lines) => limitedTerms.find((each) => lines.some((line) => line.termDuration === each && line.billingCycle === billingCycle)) ?? []);
  return term ?? 'P1M';
};

/** ORD-8: only the first term of a licence that is Microsoft's own and no trial may be cut short. */
const mayBeCutShort = (sku: FoundOffer['item']['sku']): boolean => sku.isMicrosoft && kindOfOffer(sku)?.isAligned === true;

/** The price of what a line names, and whether the line itself is sound: its plan, quantity, resellers and end date. The first thing that is wrong with it otherwise. */
export const priceLine = (line: CartLine, offer: FoundOffer, context: PricingContext): Result<ListedLine, CartLineError> => {
  const { sku } = offer.item;
  const { billingCycle, quantity, customTermEndDate: end } = line;
  if (end !== undefined && !mayBeCutShort(sku)) return failure({ kind: 'TermEndNotForProduct', productId: sku.productId, skuId: sku.skuId });
  if (kindOfOffer(sku) === undefined) return failure({ kind: 'KindNotSoldHere', productId: sku.productId, skuId: sku.skuId, skuKind: sku.kind });
  if (quantity < sku.minimumQuantity || quantity > sku.maximumQuantity) {
    return failure({ kind: 'QuantityOutsideOffer', quantity, minimum: sku.minimumQuantity, maximum: sku.maximumQuantity });
  }
  const termDuration = termOf(line, offer, context);
  if ((termDuration === 'NoTerm') !== (sku.perpetual === true)) return failure({ kind: 'BillingPlanNotSupported', termDuration, billingCycle });
  const price = priceFor({ offer, termDuration, billingCycle, currency: context.currency, at: context.at, quantity });
  if (!price.ok) {
    switch (price.error.kind) {
      case 'CurrencyNotListed':
        return failure({ ...price.error, listed: [...price.error.listed] });
      case 'NotOnSale': {
        const tiers = tierLimits({ offer, termDuration, billingCycle, currency: context.currency, at: context.at });
        return failure(tiers === undefined ? price.error : { kind: 'QuantityOutsideOffer', quantity, ...tiers });
      }
      default:
        return failure({ kind: 'BillingPlanNotSupported', termDuration, billingCycle });
    }
  }
  const reseller = resellerProblem(line, context.seller);
  if (reseller !== undefined) return failure(reseller);
  const start = dayOf(context.at);
  if (end !== undefined && !mayEndOn(end, { duration: termDuration, start }, context.standing.targets)) return failure({ kind: 'TermEndNotAllowed', asked: end });
  return success({ offer, price: price.value, termDuration, billingCycle, start, ...(end !== undefined && { end }) });
};
