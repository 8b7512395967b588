import { type CartLineError } from '../../domain/order/state';

/** What a cart shows on a line that cannot be bought. The call itself succeeds. */
export interface WireCartLineError {
  /** An integer from the contract's list of line errors. */
  readonly errorCode: number;
  readonly errorDescription: string;
  readonly additionalInformation?: Readonly<Record<string, number>>;
}

type Row<K extends CartLineError['kind']> = (error: Extract<CartLineError, { kind: K }>) => WireCartLineError;

/** Line codes of the contract that several reasons share. */
const notForThisCustomer = 10001;
const quotaNotAvailable = 10002;
const cannotBeProcessed = 10006;
const inputInvalid = 10010;

const item = ({ productId, skuId }: { readonly productId: string; readonly skuId: string }): string => `${productId}:${skuId}`;

const rows: { readonly [K in CartLineError['kind']]: Row<K> } = {
  CatalogItemInvalid: ({ catalogItemId }) => ({ errorCode: 10001, errorDescription: `The catalogue has no item ${catalogItemId} for this customer.` }),
  PriceNoLongerOffered: ({ catalogItemId, market, otherMarket }) => ({
    errorCode: 10001,
    errorDescription:
      otherMarket === undefined
        ? `The availability of ${catalogItemId} has been replaced, or is another market's: read it again.`
        : `The availability of ${catalogItemId} is that of the market ${otherMarket}, and the customer's market is ${market ?? 'another'}: read the availabilities of that one.`,
  }),
  KindNotSoldHere: (error) => ({ errorCode: cannotBeProcessed, errorDescription: `${item(error)} is of the kind ${error.skuKind}, which cannot be bought here yet.` }),

  // CAT-4. The contract has one line code for items that are not for this customer; the text names which reason it is.
  AlreadyHeld: (error) => ({
    errorCode: quotaNotAvailable,
    errorDescription: `A customer may ${error.scope === 'lifetime' ? 'ever' : 'at a time'} have ${error.limit} of ${item(error)}, and this one has had that many.`,
  }),
  HeldSuspended: (error) => ({
    errorCode: quotaNotAvailable,
    errorDescription: `The customer has the only ${item(error)} allowed, suspended: ${error.subscriptionId === undefined ? 'at another partner' : `reactivate the subscription ${error.subscriptionId} instead`}.`,
  }),
  NotSoldInMarket: (error) => ({ errorCode: notForThisCustomer, errorDescription: `${item(error)} is not sold in the market ${error.market}.` }),
  SegmentNotEligible: (error) => ({
    errorCode: notForThisCustomer,
    errorDescription: `${item(error)} is offered here to the segment ${error.segment}; the customer is in ${error.customerSegment}.`,
  }),
  NotInProgramme: (error) => ({ errorCode: notForThisCustomer, errorDescription: `The publisher does not sell ${item(error)} through the programme.` }),
  ExclusiveToOthers: (error) => ({ errorCode: notForThisCustomer, errorDescription: `The publisher sells ${item(error)} through other partners only.` }),
  NotTransactable: (error) => ({ errorCode: notForThisCustomer, errorDescription: `${item(error)} is listed and cannot be bought here.` }),
  NotOnSale: (error) => ({ errorCode: notForThisCustomer, errorDescription: `${item(error)} is not on sale at ${error.at}.` }),

  BillingPlanNotSupported: ({ termDuration, billingCycle }) => ({
    errorCode: 10013,
    errorDescription: `The item is not sold for the term ${termDuration || '(none)'} with the billing cycle ${billingCycle}.`,
  }),
  CurrencyNotListed: ({ currency, market }) => ({ errorCode: 10000, errorDescription: `There are no prices in ${currency} for the market ${market}.` }),
  QuantityOutsideOffer: ({ quantity, minimum, maximum }) => ({
    errorCode: 10015,
    errorDescription: `The quantity ${quantity} lies outside what the offer allows: ${minimum} to ${maximum}.`,
    additionalInformation: { availableQuantity: maximum, purchasedQuantity: quantity },
  }),
  AzurePlanHeld: ({ resellerOfRecord }) => ({
    errorCode: quotaNotAvailable,
    errorDescription: resellerOfRecord === undefined ? 'A customer has one Azure plan of a partner, and this one has it.' : `A customer has one Azure plan for each reseller of record, and this one has that of ${resellerOfRecord}.`,
  }),
  OlderAzureOfferHeld: () => ({ errorCode: cannotBeProcessed, errorDescription: 'The customer has the older Azure offer: move it to the Azure plan instead of buying one.' }),
  AzurePlanMissing: (error) => ({ errorCode: cannotBeProcessed, errorDescription: `${item(error)} is charged by use and needs an Azure plan, which the customer has not bought of this partner.` }),
  AzurePlanUnused: (error) => ({ errorCode: cannotBeProcessed, errorDescription: `${item(error)} is charged by use, and no active Azure plan of the customer and this partner has an active Azure subscription: there is no active Azure subscription.` }),
  SeatPoolExceeded: ({ catalogItemId, asked, available }) => ({
    errorCode: 10015,
    errorDescription: `${asked} licences of ${catalogItemId} are more than the ${available} left for this customer, over all partners.`,
    additionalInformation: { availableQuantity: available, purchasedQuantity: asked },
  }),
  TooManySubscriptions: ({ most }) => ({ errorCode: quotaNotAvailable, errorDescription: `A customer may have ${most} subscriptions.` }),

  ResellerNotAllowed: () => ({ errorCode: 10004, errorDescription: 'A direct-bill partner names no reseller on a line.' }),
  TooManyResellers: ({ named, most }) => ({ errorCode: inputInvalid, errorDescription: `A line may name ${most} additional resellers; this one names ${named}.` }),
  AdditionalResellerWithoutFirst: () => ({ errorCode: inputInvalid, errorDescription: 'Additional resellers may be named only after a transaction_reseller.' }),
  ResellerNamedTwice: ({ partnerId }) => ({ errorCode: inputInvalid, errorDescription: `The PartnerID ${partnerId} is named twice.` }),
  ResellerUnknown: ({ partnerId }) => ({ errorCode: inputInvalid, errorDescription: `The PartnerID ${partnerId} does not exist.` }),
  ResellerNotOfProvider: ({ partnerId }) => ({ errorCode: inputInvalid, errorDescription: `The PartnerID ${partnerId} is not an indirect reseller of the provider.` }),
  ResellerAgreementMissing: ({ partnerId }) => ({ errorCode: inputInvalid, errorDescription: `The PartnerID ${partnerId} has not accepted the Microsoft Partner Agreement.` }),

  AddOnBaseMissing: ({ prerequisites }) => ({ errorCode: 400041, errorDescription: `The add-on needs one of these, held by the customer or in the same cart: ${prerequisites.join(', ')}.` }),
  BaseSeatsNotMet: ({ asked, available, base }) => ({
    errorCode: 10018,
    errorDescription: `${asked} licences are more than the customer's base allows: ${base} base licences leave room for ${available}.`,
  }),
  MinimumAddOnSeatsNotMet: ({ minimum, total, base }) => ({
    errorCode: 10019,
    errorDescription: `The customer would have ${total} licences of the add-on; ${base} base licences need at least ${minimum}.`,
  }),

  // ORD-5, a traditional add-on: the contract has one line code for a subscription that cannot be named; the others are those of the same refusal of an order.
  ParentNotFound: ({ parentId }) => ({ errorCode: 10007, errorDescription: `ParentSubscriptionId: the customer has no traditional subscription ${parentId}.` }),
  NotAddOnOf: (error) => ({ errorCode: 800029, errorDescription: `The add-on ${item(error)} does not belong to ${error.parentId}.` }),
  ParentNotActive: ({ parentId, status }) => ({ errorCode: 27009, errorDescription: `The add-on needs an active base: the subscription ${parentId} is ${status}.` }),
  TooManyAddOns: ({ parentId, most }) => ({ errorCode: quotaNotAvailable, errorDescription: `The subscription ${parentId} has ${most} add-ons, the most it may have.` }),
  RenewalInProgress: ({ since }) => ({ errorCode: cannotBeProcessed, errorDescription: `The base is being renewed since ${since}: try again in two minutes; if it stays so, its options say why.` }),

  TermEndNotForProduct: (error) => ({ errorCode: 10016, errorDescription: `The first term of ${item(error)} cannot end on a chosen day.` }),
  TermEndNotAllowed: ({ asked }) => ({
    errorCode: 10017,
    errorDescription: `customTermEndDate: on ${asked} neither an active subscription bought through this partner ends within the term, nor a calendar month as allowed.`,
  }),
};

/** The contract's form of a line's problem. */
export const wireCartLineError = (error: CartLineError): WireCartLineError => (rows[error.kind] as Row<typeof error.kind>)(error);
