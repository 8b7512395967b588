import { discountedCyclePrice, promotionAtRenewal } from '../../catalogue/applyPromotion';
import { offerOf, type FoundOffer } from '../../catalogue/findOffer';
import { runningPriceFor, type Price } from '../../catalogue/priceFor';
import { segmentsOf, skuKey, type Catalogue } from '../../catalogue/state';
import { extendedMonthPrice } from '../extendedService/monthPrice';
import { instantFromMillis, toMillis, type Instant } from '../../../kernel/instant';
import { type Policy } from '../../policy/policy';
import { type PaidPlan, type Subscription } from '../state';

/** Per licence and whole charge cycle. */
export interface RenewalPrice {
  /** After the promotion, if one is kept. */
  readonly cyclePrice: string;
  readonly promotion?: KeptPromotion;
}

/** A promotion that goes on, and the price it discounts. */
export interface KeptPromotion {
  readonly promotionId: string;
  readonly listCyclePrice: string;
}

/** The offer it was bought as; undefined once the catalogue of the market has no such SKU. */
const soldOffer = (catalogue: Catalogue, { offer: { productId, skuId, availabilityId } }: Subscription): FoundOffer | undefined => {
  const item = catalogue.items.get(skuKey(productId, skuId));
  return item && segmentsOf(item).map((segment) => offerOf(catalogue, item, segment)).find((candidate) => candidate.availabilityId === availabilityId);
};

/**
 * What one licence costs per charge cycle in the term that starts at `at`: the list price of that day, in the subscription's currency; less the promotion it was bought
 * with, if the day lies within that promotion's dates (CAT-5). A quantity outside the tiers of the sheet has the nearest one's price: docs/decisions/0222-outside-the-tiers.md says why.
 * @param catalogue of the market the subscription was bought in. @returns null if the offer, or its term, is no longer sold then.
 */
export const renewalPrice = (catalogue: Catalogue, subscription: Subscription, at: Instant): RenewalPrice | null => {
  const price = listPrice(catalogue, subscription, at);
  return price?.ok === true ? lessPromotion(catalogue, subscription, price.value, at) : null;
};

/**
 * SCH-6, contract §6.1: the price of a plan that was saved while its offer was on sale, and whose sale has ended by the day it begins: the last one it was sold at; of that day if it is still sold.
 * @param savedAt when it was planned. @returns null if it is no longer in the catalogue, or was not on sale when it was saved.
 */
export const honouredPrice = (catalogue: Catalogue, subscription: Subscription, savedAt: Instant, at: Instant): RenewalPrice | null => {
  const then = listPrice(catalogue, subscription, at);
  if (then === undefined || then.ok) return renewalPrice(catalogue, subscription, at);
  if (then.error.kind !== 'NotOnSale' || then.error.soldUntil === undefined || listPrice(catalogue, subscription, savedAt)?.ok !== true) return null;
  const last = listPrice(catalogue, subscription, instantFromMillis(toMillis(then.error.soldUntil) - 1));
  return last?.ok === true ? lessPromotion(catalogue, subscription, last.value, at) : null;
};

/** Undefined: the catalogue has no such offer. */
const listPrice = (catalogue: Catalogue, subscription: Subscription, at: Instant): ReturnType<typeof runningPriceFor> | undefined => {
  const offer = soldOffer(catalogue, subscription);
  const { termDuration, billingCycle, currency, quantity } = subscription;
  return offer && runningPriceFor({ offer, termDuration, billingCycle, currency, quantity, at });
};

const lessPromotion = (catalogue: Catalogue, subscription: Subscription, price: Price, at: Instant): RenewalPrice => {
  const { termDuration, billingCycle, promotionId, offer } = subscription;
  const { productId, skuId } = offer;
  const listCyclePrice = price.cyclePrice;
  const kept = promotionId === undefined ? undefined : promotionAtRenewal(catalogue, { promotionId, productId, skuId, termDuration, billingCycle, at });
  if (kept === undefined) return { cyclePrice: listCyclePrice };
  return { cyclePrice: discountedCyclePrice(price, kept), promotion: { promotionId: kept.promotionId, listCyclePrice } };
};

/**
 * POL-2: what one licence costs for the month of extended service that starts at `at`, by the list prices of that day.
 * @param policy the one the extended term keeps. @returns null if the offer is no longer sold then.
 */
export const extendedPrice = (catalogue: Catalogue, subscription: Subscription, { autoRenewOff }: Policy, at: Instant): RenewalPrice | null => {
  const offer = soldOffer(catalogue, subscription);
  if (offer === undefined || autoRenewOff.meaning !== 'extendedServiceTerm') return null;
  const { currency, quantity, extendedFrom } = subscription;
  const { termDuration, billingCycle } = extendedFrom ?? subscription;
  const listed = (plan: PaidPlan) => {
    const price = runningPriceFor({ offer, ...plan, currency, quantity, at });
    return price.ok ? price.value.unitPrice : undefined;
  };
  const ended = listed({ termDuration, billingCycle });
  const cyclePrice = extendedMonthPrice(
    { monthlyTerm: listed({ termDuration: 'P1M', billingCycle: 'monthly' }), endedTerm: ended === undefined ? undefined : { unitPrice: ended, termDuration } },
    autoRenewOff,
  );
  return cyclePrice === null ? null : { cyclePrice };
};
