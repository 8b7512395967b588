import { type CatalogueRefusal } from '../../../domain/catalogue/refusals';
import { list } from './list';
import { SHORT_RETRY_SECONDS } from './retryAfter';
import { type Rows } from './row';

/** What is sold, where and to whom; promotions and price sheets. */
export const catalogueErrors: Rows<CatalogueRefusal> = {
  MarketNotFound: { status: 400, code: 3000, describe: ({ market }) => `country: the catalogue has no market ${market}.` },
  MarketNotImported: { status: 404, code: 1000, describe: ({ market }) => `Nothing is imported for the market ${market}.` },
  FilesNotReadable: { status: 400, code: 3000, describe: ({ problems, found }) => `Nothing was imported: ${found} ${found === 1 ? 'problem' : 'problems'}. ${problems.join('; ')}.` },
  NothingToImport: { status: 400, code: 3000, describe: () => 'Nothing was imported: the files name no market, and the catalogue has none that they could change. Import a price sheet first.' },
  ImportOvertaken: { status: 409, code: 800082, headers: () => ({ 'Retry-After': SHORT_RETRY_SECONDS }), describe: ({ market }) => `Another import changed the market ${market} at the same time; it stayed as that one left it. Import again.` },
  ImportIdUsed: { status: 409, code: 800042, describe: ({ importId }) => `${importId} is the id of another import.` },
  ImportNotFound: { status: 404, code: 1000, describe: ({ importId }) => `Nothing was imported under ${importId}.` },
  CatalogItemIdInvalid: { status: 400, code: 800002, describe: ({ catalogItemId }) => `"${catalogItemId}" is not a catalogue item: it reads productId:skuId:availabilityId.` },
  ProductNotFound: { status: 404, code: 400013, describe: ({ productId, market }) => `The product ${productId} does not exist in the market ${market}.` },
  SkuNotFound: { status: 404, code: 400018, describe: ({ productId, skuId, market }) => `The SKU ${skuId} of the product ${productId} does not exist in the market ${market}.` },
  AvailabilityNotFound: { status: 404, code: 400019, describe: ({ catalogItemId, market }) => `The availability of ${catalogItemId} does not exist in the market ${market}: read the availabilities again.` },
  SegmentNotAllowed: { status: 403, code: 400030, describe: ({ segment, allowed }) => `The segment ${segment} is not allowed; allowed: ${list(allowed)}.` },
  ViewNotAllowed: { status: 403, code: 400036, describe: ({ view }) => `The target view ${view} is not allowed.` },
  NotSoldInMarket: {
    status: 400,
    code: 800070,
    describe: ({ productId, skuId, market, soldIn }) => `${productId}:${skuId} is not sold in the market ${market}; it is in: ${list(soldIn)}.`,
  },
  TermNotOffered: {
    status: 400,
    code: 900269,
    describe: ({ termDuration, billingCycle, offered }) =>
      `The term ${termDuration || '(none)'} with the billing cycle ${billingCycle} is not offered; offered: ${list(offered.map((plan) => `${plan.termDuration} ${plan.billingCycle}`))}.`,
  },
  CurrencyNotListed: { status: 400, code: 900169, describe: ({ currency, market, listed }) => `There are no prices in ${currency} for the market ${market}; there are in: ${list(listed)}.` },
  NotOnSale: {
    status: 403,
    code: 2091,
    describe: ({ productId, skuId, at, soldUntil, soldFrom }) =>
      `${productId}:${skuId} is not on sale at ${at}${soldUntil ? `; it was until ${soldUntil}` : ''}${soldFrom ? `; it will be from ${soldFrom}` : ''}.`,
  },
  // CAT-4: no JSON member carries the reason, so the sentence names it. 800089: "asked assets exceed what is left for the customer (one-per-customer offers, trials)".
  AlreadyHeld: {
    status: 403,
    code: 800089,
    describe: ({ productId, skuId, limit, scope }) => `The customer already holds ${scope === 'concurrent' ? '' : 'or held '}what is allowed of ${productId}:${skuId}: ${limit} per customer.`,
  },
  HeldSuspended: {
    status: 403,
    code: 800089,
    describe: ({ productId, skuId, subscriptionId }) => `The customer holds ${productId}:${skuId} already, suspended: ${subscriptionId === undefined ? 'at another partner' : `reactivate the subscription ${subscriptionId} instead`}.`,
  },
  SegmentNotEligible: {
    status: 400,
    code: 800086,
    describe: ({ productId, skuId, segment, customerSegment }) => `${productId}:${skuId} is for the segment ${segment}; the customer's is ${customerSegment}.`,
  },
  NotInProgramme: { status: 403, code: 2085, describe: ({ productId, skuId }) => `The publisher does not sell ${productId}:${skuId} through the programme.` },
  ExclusiveToOthers: { status: 403, code: 2006, describe: ({ productId, skuId }) => `${productId}:${skuId} is exclusive to partners of the publisher's choice, and the caller is none of them.` },
  NotTransactable: { status: 403, code: 2085, describe: ({ productId, skuId }) => `${productId}:${skuId} cannot be transacted here.` },
  OfferNotTraditional: {
    status: 400,
    code: 2100,
    describe: ({ offerId, market }) => `${offerId} is no traditional offer${market === undefined ? '' : ` of the market ${market}`}: read products and SKUs instead.`,
  },
  // Promotions and price sheets have no published codes; 1000 is the general "not found".
  PromotionNotFound: { status: 404, code: 1000, describe: ({ promotionId, market }) => `There is no promotion ${promotionId} in the market ${market}.` },
  PriceSheetNotFound: { status: 404, code: 1000, describe: ({ market, view, period }) => `There is no price sheet ${view} of the market ${market} for ${period}.` },
  OfferMatrixNotFound: { status: 404, code: 1000, describe: ({ month }) => `There is no offer matrix for ${month}.` },
};
