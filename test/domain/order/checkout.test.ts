import { createCart, type CartRequest } from '../../../src/domain/order/cart';
import { checkout, type CheckoutIds } from '../../../src/domain/order/checkout';
import { type PricingContext } from '../../../src/domain/order/priceLine';
import { type Cart } from '../../../src/domain/order/state';
import { at, itemId, later, line, provider, request, shop } from './shop';

const ids: CheckoutIds = { orderId: (group) => `order ${group}`, subscriptionId: (id) => `subscription ${id}`, planId: (reseller = '') => `plan ${reseller}` };

const cartOf = (asked: CartRequest): Cart => {
  const created = createCart('k', asked, shop());
  if (!created.ok) throw new Error(created.error.kind);
  return created.value;
};

const checkedOut = (cart: Cart, context: PricingContext = shop()) => checkout(cart, ids, context);

test('[ORD-1] one line becomes an order with its subscription', () => {
  const done = checkedOut(cartOf(request([line({ friendlyName: 'Office' })])));
  if (!done.ok) throw new Error(done.error.kind);
  const { cart, orders, purchases } = done.value;
  expect(cart).toMatchObject({ status: 'ordered', modifiedAt: at, orderIds: ['order 0'] });
  expect(orders).toEqual([
    {
      id: 'order 0',
      customerId: 'c',
      partnerId: 'p',
      cartId: 'k',
      createdAt: at,
      status: 'completed',
      billingCycle: 'monthly',
      currency: 'EUR',
      attestationAccepted: true,
      totalPrice: '100.8',
      lines: [
        {
          lineItemNumber: 0,
          kind: 'licence',
          offer: {
            productId: 'OFFICE',
            skuId: '0001',
            availabilityId: itemId('OFFICE').split(':')[2],
            title: 'OFFICE title',
            publisherName: 'Microsoft Corporation',
            isMicrosoft: true,
            tags: [],
            minimumQuantity: 2,
            maximumQuantity: 300,
            country: 'NL',
          },
          subscriptionId: 'subscription 0',
          termDuration: 'P1M',
          quantity: 10,
          additionalResellers: [],
          friendlyName: 'Office',
          pricing: { listPrice: '10.08', discountedPrice: '10.08', proratedPrice: '10.08', price: '10.08', extendedPrice: '100.80' },
        },
      ],
    },
  ]);
  expect(purchases.map(({ subscription, charges }) => [subscription.id, subscription.orderId, subscription.friendlyName, charges[0]?.subtotal])).toEqual([
    ['subscription 0', 'order 0', 'Office', '100.80'],
  ]);
});

test('[ORD-1] one order per group; lines are numbered within it, subscriptions by their line of the cart', () => {
  const yearly = { termDuration: 'P1Y', billingCycle: 'annual' } as const;
  const done = checkedOut(cartOf(request([line({ id: 7 }), line({ id: 3, ...yearly }), line({ id: 5, quantity: 2 })])));
  if (!done.ok) throw new Error(done.error.kind);
  expect(done.value.orders.map(({ id, lines, totalPrice }) => [id, lines.map(({ lineItemNumber, subscriptionId }) => [lineItemNumber, subscriptionId]), totalPrice])).toEqual([
    ['order 0', [[0, 'subscription 7'], [1, 'subscription 5']], '120.96'],
    ['order 1', [[0, 'subscription 3']], '1209.6'],
  ]);
});

test('[ORD-2] the order keeps the resellers of its lines', () => {
  const context = shop({ seller: provider });
  const created = createCart('k', request([line({ resellerOfRecord: '1', additionalResellers: ['2', '3'] })]), context);
  if (!created.ok) throw new Error(created.error.kind);
  const done = checkedOut(created.value, context);
  expect(done).toMatchObject({
    ok: true,
    value: { orders: [{ lines: [{ resellerOfRecord: '1', additionalResellers: ['2', '3'] }] }], purchases: [{ subscription: { resellerOfRecord: '1' } }] },
  });
});

test.each<{ name: string; cart: () => Cart; refused: object }>([
  { name: 'without the statement of the partner [ORD-2]', cart: () => cartOf(request([line()], false)), refused: { kind: 'PartnerAttestationMissing' } },
  {
    name: 'with an error in one line of two',
    cart: () => cartOf(request([line(), line({ id: 1, quantity: 1 })])),
    refused: { kind: 'CartHasLineErrors', cartId: 'k', errors: [{ kind: 'QuantityOutsideOffer', quantity: 1, minimum: 2, maximum: 300 }] },
  },
])('[ORD-1] $name is refused', ({ cart, refused }) => {
  expect(checkedOut(cart())).toEqual({ ok: false, error: refused });
});

// |--cart 27 Feb--ENDING is sold--1 Mar 00:00|  the price is asked for again
test.each([
  { instantText: '2026-02-28T23:59:59.999Z', ok: true },
  { instantText: '2026-03-01T00:00:00.000Z', ok: false },
])('[ORD-1] at $instantText, with an offer that ends on 1 March: bought is $ok, all of it or nothing', ({ instantText, ok }) => {
  const done = checkedOut(cartOf(request([line(), line({ id: 1, catalogItemId: itemId('ENDING') })])), shop(later(instantText)));
  expect(done.ok).toBe(ok);
  if (!done.ok) expect(done.error).toEqual({ kind: 'NotOnSale', productId: 'ENDING', skuId: '0001', at: instantText, soldUntil: '2026-03-01T00:00:00.000Z' });
});
