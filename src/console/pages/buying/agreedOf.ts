interface Prices {
  readonly discountedPrice: number;
  readonly extendedPrice: number;
}

interface Checkout {
  readonly orders: readonly { readonly id: string; readonly lineItems: readonly { readonly offerId: string; readonly quantity: number; readonly pricing: Prices }[] }[];
  readonly orderErrors?: readonly { readonly orderGroupId: string; readonly description: string }[] | undefined;
  readonly priceChanges?: readonly { readonly lineItemId: number; readonly now: { readonly pricing: Prices } }[] | undefined;
}

const prices = ({ discountedPrice, extendedPrice }: Prices) => [discountedPrice, extendedPrice];

/** What of a checkout somebody agrees to beside its charges: what is bought, also what nothing is charged for yet, at which prices, and what is not bought. */
export const agreedOf = ({ orders, orderErrors = [], priceChanges = [] }: Checkout): unknown => [
  orders.map(({ id, lineItems }) => [id, lineItems.map(({ offerId, quantity, pricing }) => [offerId, quantity, prices(pricing)])]),
  orderErrors.map(({ orderGroupId, description }) => [orderGroupId, description]),
  priceChanges.map(({ lineItemId, now }) => [lineItemId, prices(now.pricing)]),
];
