import { type OrderLineRefusal, type OrderRefusal } from '../../../domain/order/refusals';
import { wireCartLineError } from '../cartLineErrors';
import { list } from './list';
import { type Rows } from './row';

/** The sentence a cart would show on that line. */
const describeLine = (refusal: OrderLineRefusal): string => `Line ${refusal.lineItemNumber}: ${wireCartLineError(refusal).errorDescription}`;

/** Carts and orders. */
export const orderErrors: Rows<OrderRefusal> = {
  CartNotFound: { status: 404, code: 800008, describe: ({ cartId }) => `There is no cart ${cartId}.` },
  CartAlreadySubmitted: { status: 400, code: 800065, describe: ({ cartId }) => `The cart ${cartId} has been submitted and cannot be changed.` },
  CartHasLineErrors: {
    status: 400,
    code: 800009,
    describe: ({ cartId, errors }) => `The cart ${cartId} has lines in error: ${errors.map((error) => wireCartLineError(error).errorDescription).join(' ')}`,
  },
  // No code is published: one of our own.
  CartPricesRisen: {
    status: 400,
    code: 990361,
    describe: ({ risen }) =>
      `Prices have risen since the cart was read: ${risen.map((change) => `line ${change.lineId} from ${change.shown.pricing.extendedPrice} to ${change.now.pricing.extendedPrice} ${change.currency}`).join(', ')}. Read the cart again, or check it out with acceptPrices=true.`,
  },
  CartWithoutLines: { status: 400, code: 800002, describe: () => 'lineItems: a cart has at least one line.' },
  LineNumbersInvalid: { status: 400, code: 800071, describe: ({ expectedUpTo }) => `lineItemNumber: the numbers must be 0 to ${expectedUpTo}, each once.` },
  LineIdsRepeated: { status: 400, code: 800071, describe: ({ ids }) => `lineItems: each id may stand on one line; on more than one stand: ${ids.join(', ')}.` },
  OrderCyclesDiffer: {
    status: 400,
    code: 900269,
    describe: ({ lineItemNumber, billingCycle, first }) => `Line ${lineItemNumber} is billed ${billingCycle}, and the first ${first}: an order has one billing cycle. Order them apart, or by a cart.`,
  },
  PartnerAttestationMissing: {
    status: 400,
    code: 900206,
    describe: () => 'partnerOnRecordAttestationAccepted must be true: the partner attests that it acts as indirect partner where a reseller is named, else as direct partner.',
  },
  SaasCancelledElsewhere: { status: 403, code: 800077, describe: ({ orderId, subscriptionId }) => `SaaS is not cancelled through its order ${orderId}: PATCH the subscription ${subscriptionId} with the status deleted.` },
  LicencesCancelledElsewhere: { status: 400, code: 800063, describe: ({ orderId, subscriptionId }) => `Licences are not cancelled through their order ${orderId}: PATCH the subscription ${subscriptionId} with the status deleted, or suspended.` },
  OrderNotCancellable: { status: 403, code: 800019, describe: ({ orderId, title }) => `The order ${orderId} cannot be cancelled: ${title} is no software, which alone is cancelled so outside a sandbox.` },
  // No code is published for a line that is sent back changed: the one for "operation not supported".
  OrderMemberFixed: { status: 400, code: 800042, describe: ({ member, stored }) => `Not supported: ${member} of an order cannot be changed; ${stored === undefined ? 'there is none' : `it is ${stored}`}. Its subscription can.` },
  OrderHasInactive: { status: 400, code: 6000, describe: ({ orderId, subscriptionId, status }) => `The billing cycle of the order ${orderId} cannot be changed: its subscription ${subscriptionId} is ${status}.` },
  OrderNotInSync: {
    status: 400,
    code: 800072,
    describe: ({ orderId, subscriptionIds }) => `The billing cycle of the order ${orderId} cannot be changed alone: ${list(subscriptionIds)} would stay on the old one. Add-ons follow the order of their base.`,
  },
  BillingCycleNotSold: { status: 400, code: 6001, describe: ({ subscriptionId, billingCycle }) => `The offer of ${subscriptionId} is not sold ${billingCycle}.` },
  OrderNotFound: { status: 404, code: 20000, describe: ({ orderId }) => `There is no order ${orderId}.` },
  // What is wrong with one line of an order; in a cart the line itself shows it. What the catalogue says of the offer has its rows in catalogue.ts.
  CatalogItemInvalid: { status: 400, code: 800004, describe: (refusal) => describeLine(refusal) },
  PriceNoLongerOffered: {
    status: 404,
    code: 400019,
    describe: (refusal) => (refusal.otherMarket === undefined ? `The availability of ${refusal.catalogItemId} has been replaced since it was priced, or is another market's: read it again, update the cart and repeat.` : describeLine(refusal)),
  },
  // No code is published for what this server does not sell; this one is "operation not supported".
  KindNotSoldHere: { status: 400, code: 800042, describe: (refusal) => describeLine(refusal) },
  BillingPlanNotSupported: { status: 400, code: 900269, describe: (refusal) => describeLine(refusal) },
  CycleLongerThanTerm: {
    status: 400,
    code: 900270,
    describe: ({ lineItemNumber, termDuration, billingCycle }) => `Line ${lineItemNumber}: the billing cycle ${billingCycle} is longer than the term ${termDuration}.`,
  },
  QuantityOutsideOffer: { status: 400, code: 900275, describe: (refusal) => describeLine(refusal) },
  // The plan has no code of its own: that of one that may be held once, and that of overage for who has the older offer.
  AzurePlanHeld: { status: 403, code: 800089, describe: describeLine },
  OlderAzureOfferHeld: { status: 403, code: 800112, describe: describeLine },
  AzurePlanMissing: { status: 400, code: 900128, describe: describeLine },
  AzurePlanUnused: { status: 400, code: 900129, describe: describeLine },
  SeatPoolExceeded: { status: 403, code: 800088, describe: (refusal) => describeLine(refusal) },
  TooManySubscriptions: { status: 403, code: 800066, describe: (refusal) => describeLine(refusal) },
  // Published for a cart only (10004); on an order it is input that is not valid.
  ResellerNotAllowed: { status: 400, code: 800002, describe: (refusal) => describeLine(refusal) },
  TooManyResellers: { status: 400, code: 800002, describe: (refusal) => describeLine(refusal) },
  AdditionalResellerWithoutFirst: { status: 400, code: 800002, describe: (refusal) => describeLine(refusal) },
  ResellerNamedTwice: { status: 400, code: 800002, describe: (refusal) => describeLine(refusal) },
  ResellerUnknown: { status: 404, code: 800015, describe: (refusal) => describeLine(refusal) },
  ResellerNotOfProvider: { status: 400, code: 800016, describe: (refusal) => describeLine(refusal) },
  ResellerAgreementMissing: { status: 403, code: 900123, describe: (refusal) => describeLine(refusal) },
  ParentNotFound: { status: 404, code: 20003, describe: (refusal) => describeLine(refusal) },
  AddOnBaseMissing: { status: 400, code: 400041, describe: (refusal) => describeLine(refusal) },
  // No order codes are published for these two: those of a cart's line.
  BaseSeatsNotMet: { status: 400, code: 10018, describe: (refusal) => describeLine(refusal) },
  MinimumAddOnSeatsNotMet: { status: 400, code: 10019, describe: (refusal) => describeLine(refusal) },
  TermEndNotForProduct: { status: 400, code: 900242, describe: (refusal) => describeLine(refusal) },
  TermEndNotAllowed: { status: 400, code: 900242, describe: (refusal) => describeLine(refusal) },
};
