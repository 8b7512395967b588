import { type Checkout } from '../../../app/order/checkoutCart';
import { type FailedGroup } from '../../../domain/order/checkout';
import { type PriceChange } from '../../../domain/order/priceChange';
import { type Cart, type CartLine, type LinePricing, type Order, type OrderLine } from '../../../domain/order/state';
import { offerIdOf } from '../../../domain/subscription/sentBack';
import { wireCartLineError } from '../cartLineErrors';
import { wireError } from '../errors';
import { link } from '../links';
import { dayAtMidnight } from '../wireDates';
import { isActivated } from './activationLink';
import { kindMembers } from './lineKinds';

/** Nothing of what has no term. */
const shownTerm = (termDuration: OrderLine['termDuration']) => (termDuration === undefined || termDuration === 'NoTerm' ? {} : { termDuration });

/** The contract's amounts are JSON numbers; none here has more digits than a number holds exactly. */
const pricingResource = (pricing: LinePricing) => ({
  listPrice: Number(pricing.listPrice),
  discountedPrice: Number(pricing.discountedPrice),
  proratedPrice: Number(pricing.proratedPrice),
  price: Number(pricing.price),
  extendedPrice: Number(pricing.extendedPrice),
});

const currencySymbols: Readonly<Record<string, string>> = { EUR: '€', USD: '$', GBP: '£', SEK: 'kr', NOK: 'kr', DKK: 'kr', CHF: 'CHF' };

export const currencySymbol = (currency: string): string => currencySymbols[currency] ?? currency;

const participants = (line: CartLine) => [
  ...(line.resellerOfRecord === undefined ? [] : [{ key: 'transaction_reseller', value: line.resellerOfRecord }]),
  ...line.additionalResellers.map((value) => ({ key: 'additional_transaction_reseller', value })),
];

/** A member of our own beside the contract's (ORD-11). */
const lineChangeResource = ({ changedAt, previous, previousPromotionId }: NonNullable<CartLine['priceChange']>) => ({
  changedAt,
  previousPricing: pricingResource(previous),
  ...(previousPromotionId !== undefined && { previousPromotionId }),
});

const plainLineResource = (line: CartLine) => {
  const named = participants(line);
  return {
    id: line.id,
    catalogItemId: line.catalogItemId,
    ...(line.friendlyName !== undefined && { friendlyName: line.friendlyName }),
    quantity: line.quantity,
    ...(line.currency !== undefined && { currencyCode: line.currency }),
    billingCycle: line.billingCycle,
    ...shownTerm(line.termDuration),
    ...(line.customTermEndDate !== undefined && { customTermEndDate: dayAtMidnight(line.customTermEndDate) }),
    ...(line.promotionId !== undefined && { promotionId: line.promotionId }),
    ...(named.length > 0 && { participants: named }),
    ...kindMembers(line),
    ...(line.orderGroup !== undefined && { orderGroup: line.orderGroup }),
    ...(line.pricing !== undefined && { pricing: pricingResource(line.pricing) }),
    ...(line.priceChange !== undefined && { priceChange: lineChangeResource(line.priceChange) }),
    ...(line.error !== undefined && { error: wireCartLineError(line.error) }),
  };
};

/** Add-ons of a base of the same cart are shown inside its line. */
const cartLineResources = (lines: readonly CartLine[]) =>
  lines
    .filter(({ parentLineId }) => parentLineId === undefined)
    .map((line) => {
      const addonItems = lines.filter(({ parentLineId }) => parentLineId === line.id).map(plainLineResource);
      return { ...plainLineResource(line), ...(addonItems.length > 0 && { addonItems }) };
    });

export const cartResource = (cart: Cart) => ({
  id: cart.id,
  creationTimestamp: cart.createdAt,
  lastModifiedTimestamp: cart.modifiedAt,
  expirationTimestamp: cart.expiresAt,
  lastModifiedUser: cart.modifiedBy,
  status: cart.status === 'active' ? 'Active' : 'Ordered',
  ...(cart.attestationAccepted !== undefined && { partnerOnRecordAttestationAccepted: cart.attestationAccepted }),
  lineItems: cartLineResources(cart.lines),
  links: { self: link(`/customers/${cart.customerId}/carts/${cart.id}`) },
  attributes: { objectType: 'Cart' },
});

/** A line of licences says what its subscription is called at first, named by the buyer or not; an Azure plan is not named at purchase. */
const orderLineResource = (order: string, customerId: string, line: OrderLine) => {
  const { offer, parentSubscriptionId } = line;
  const product = `/products/${offer.productId}`;
  const sku = `${product}/skus/${offer.skuId}`;
  const country = `?country=${offer.country}`;
  return {
    lineItemNumber: line.lineItemNumber,
    offerId: offerIdOf(line),
    subscriptionId: line.subscriptionId,
    ...shownTerm(line.termDuration),
    transactionType: 'New',
    ...(line.termDuration !== undefined && { friendlyName: line.friendlyName ?? offer.title }),
    quantity: line.quantity,
    ...(line.customTermEndDate !== undefined && { customTermEndDate: dayAtMidnight(line.customTermEndDate) }),
    ...(line.promotionId !== undefined && { promotionId: line.promotionId }),
    ...(line.resellerOfRecord !== undefined && { partnerIdOnRecord: line.resellerOfRecord }),
    ...(line.additionalResellers.length > 0 && { additionalPartnerIdsOnRecord: line.additionalResellers }),
    ...kindMembers(line),
    ...(parentSubscriptionId !== undefined && { parentSubscriptionId }),
    pricing: pricingResource(line.pricing),
    links: {
      product: link(product + country),
      sku: link(sku + country),
      availability: link(`${sku}/availabilities/${offer.availabilityId}${country}`),
      subscription: link(`/customers/${customerId}/subscriptions/${line.subscriptionId}`),
      ...(isActivated(line) && { activationLinks: link(`${order}/lineitems/${line.lineItemNumber}/activationlinks`) }),
    },
  };
};

export const orderResource = (order: Order) => {
  const self = `/customers/${order.customerId}/orders/${order.id}`;
  return {
    id: order.id,
    alternateId: order.id,
    referenceCustomerId: order.customerId,
    billingCycle: order.billingCycle,
    currencyCode: order.currency,
    currencySymbol: currencySymbol(order.currency),
    lineItems: order.lines.map((line) => orderLineResource(self, order.customerId, line)),
    creationDate: order.createdAt,
    status: order.status,
    transactionType: 'UserPurchase',
    totalPrice: Number(order.totalPrice),
    ...(order.attestationAccepted !== undefined && { partnerOnRecordAttestationAccepted: order.attestationAccepted }),
    links: {
      self: link(self),
      provisioningStatus: link(`${self}/provisioningstatus`),
      patchOperation: link(self, 'PATCH'),
      ...(order.lines.some(isActivated) && { activationLinks: link(`${self}/activationlinks`) }),
    },
    client: {},
    attributes: { objectType: 'Order' },
  };
};

const orderErrorResource = ({ orderGroup, refusal }: FailedGroup) => {
  const { code, description } = wireError(refusal).body;
  return { orderGroupId: orderGroup, code, description };
};

const pricedResource = ({ pricing, promotionId }: PriceChange['now']) => ({ pricing: pricingResource(pricing), ...(promotionId !== undefined && { promotionId }) });

/** Both prices of a line: as it was read last, and as it is bought. */
const priceChangeResource = ({ lineId, isRisen, currency, shown, now }: PriceChange) => ({ lineItemId: lineId, risen: isRisen, currencyCode: currency, shown: pricedResource(shown), now: pricedResource(now) });

/**
 * `orderErrors` is absent rather than null when every group went through. Of our own, each absent where there is nothing to say: `priceChanges`, and in a preview `acceptPrices: "required"` where the call it
 * previews would be refused without it.
 */
export const checkoutResource = ({ orders, failed, done, isToBeAccepted }: Checkout) => ({
  orders: orders.map(orderResource),
  ...(failed.length > 0 && { orderErrors: failed.map(orderErrorResource) }),
  ...(done !== undefined && done.priceChanges.length > 0 && { priceChanges: done.priceChanges.map(priceChangeResource) }),
  ...(isToBeAccepted === true && { acceptPrices: 'required' }),
  attributes: { objectType: 'CartCheckoutResult' },
});
