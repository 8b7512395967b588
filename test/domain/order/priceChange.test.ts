import { catalogueOf } from '../../../src/domain/catalogue/state';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { instant } from '../../../src/kernel/instant';
import { createCart, readCart, replaceCart, type CartRequest } from '../../../src/domain/order/cart';
import { checkout, type CheckoutIds } from '../../../src/domain/order/checkout';
import { type PricingContext } from '../../../src/domain/order/priceLine';
import { type Cart, type CartLine } from '../../../src/domain/order/state';
import { catalogue, line, provider, request, shop } from './shop';

const ids: CheckoutIds = { orderId: (group) => `order ${group}`, subscriptionId: (id) => `subscription ${id}`, planId: (reseller = '') => `plan ${reseller}` };
const open = () => true;
const march = instant('2026-03-02T09:00:00.000Z');

/** OFFICE for another price from now on; 10.08 a month is what the cart was made with. */
const sold = (monthly: string, at = march): PricingContext => {
  const items = [...catalogue.items.values()].map((item) => (item.sku.productId === 'OFFICE' ? { ...item, lines: item.lines.map((each) => ({ ...each, unitPrice: each.termDuration === 'P1M' ? monthly : each.unitPrice })) } : item));
  return shop({ catalogue: catalogueOf('NL', items), at });
};

const cartOf = (asked: CartRequest = request([line()]), context: PricingContext = shop()): Cart => {
  const created = createCart('k', asked, context);
  if (!created.ok) throw new Error(created.error.kind);
  return created.value;
};

const pricing = (amount: string, extendedPrice: string) => ({ listPrice: amount, discountedPrice: amount, proratedPrice: amount, price: amount, extendedPrice });
const outcome = (cart: Cart, context: PricingContext, accepts?: boolean) => {
  const done = checkout(cart, ids, context, accepts);
  return done.ok ? { orders: done.value.orders.map(({ totalPrice }) => totalPrice), changes: done.value.priceChanges.map(({ lineId, isRisen }) => [lineId, isRisen]) } : done.error.kind;
};

describe('[ORD-11] checking out what was shown at 10.08', () => {
  test.each([
    { now: '10.07', without: { orders: ['100.7'], changes: [[0, false]] }, accepting: { orders: ['100.7'], changes: [[0, false]] } },
    { now: '10.08', without: { orders: ['100.8'], changes: [] }, accepting: { orders: ['100.8'], changes: [] } },
    { now: '10.09', without: 'CartPricesRisen', accepting: { orders: ['100.9'], changes: [[0, true]] } },
    // Too little to show in ten licences of a month, yet dearer.
    { now: '10.0801', without: 'CartPricesRisen', accepting: { orders: ['100.8'], changes: [[0, true]] } },
  ])('at $now', ({ now, without, accepting }) => {
    expect([outcome(cartOf(), sold(now)), outcome(cartOf(), sold(now), true)]).toEqual([without, accepting]);
  });

  test('the refusal names both prices, and one risen line holds the whole cart', () => {
    const cart = cartOf(request([line({ termDuration: 'P1Y', billingCycle: 'annual' }), line({ id: 1 })]));
    expect(checkout(cart, ids, sold('11'))).toEqual({
      ok: false,
      error: { kind: 'CartPricesRisen', cartId: 'k', risen: [{ lineId: 1, isRisen: true, currency: 'EUR', shown: { pricing: pricing('10.08', '100.80') }, now: { pricing: pricing('11', '110.00') } }] },
    });
  });

  test('read meanwhile, it is bought at what was read', () => {
    const { stored } = readCart(cartOf(), open, sold('11'));
    expect([outcome(stored, sold('11')), outcome(stored, sold('12'))]).toEqual([{ orders: ['110'], changes: [] }, 'CartPricesRisen']);
  });

  test('the ordered cart shows what was paid, and what was shown before', () => {
    const done = checkout(cartOf(), ids, sold('11'), true);
    expect(done.ok && done.value.cart.lines[0]).toMatchObject({ pricing: pricing('11', '110.00'), priceChange: { changedAt: march, previous: pricing('10.08', '100.80') } });
  });

  // |1 Mar: 31 days of 31------31 Mar|  shown
  //   |2 Mar: 30 days of 31----31 Mar|  bought: 10 × 10.00 × 30 / 31 = 96.77. Fewer days hide no dearer licence.
  test.each([
    { now: '10', expected: { orders: ['96.77'], changes: [[0, false]] } },
    { now: '10.09', expected: 'CartPricesRisen' },
  ])('a first term cut short has become shorter, and its month costs $now', ({ now, expected }) => {
    const early = cartOf(request([line({ customTermEndDate: calendarDate('2026-03-31') })]), shop({ at: instant('2026-03-01T09:00:00.000Z') }));
    expect(early.lines[0]?.pricing).toEqual(pricing('10.08', '100.80'));
    expect(outcome(early, sold(now))).toEqual(expected);
  });
});

describe('[ORD-11] a cart that is read', () => {
  test('at the same prices is the cart that is stored', () => {
    const cart = cartOf();
    expect(readCart(cart, open, shop({ at: march }))).toEqual({ shown: cart, stored: cart });
    expect(readCart(cart, open, shop({ at: march })).stored).toBe(cart);
  });

  test('says on the line what it was shown at before, and goes on saying it', () => {
    const first = readCart(cartOf(), open, sold('11'));
    expect(first.shown.lines[0]).toEqual({ ...cartOf().lines[0], pricing: pricing('11', '110.00'), priceChange: { changedAt: march, previous: pricing('10.08', '100.80') } });
    expect(first.stored).toEqual(first.shown);
    const again = readCart(first.stored, open, sold('11', instant('2026-03-03T09:00:00.000Z')));
    expect(again.shown).toEqual(first.shown);
    expect(again.stored).toBe(first.stored);
  });

  test('shows what is wrong with a line by now, and does not keep it', () => {
    const none = shop({ catalogue: catalogueOf('NL', []), at: march });
    const { shown, stored } = readCart(cartOf(), open, none);
    expect([shown.lines[0]?.error?.kind, shown.lines[0]?.pricing, stored]).toEqual(['CatalogItemInvalid', undefined, cartOf()]);
  });

  test('keeps that a line can be bought by now', () => {
    const wrong: Cart = { ...cartOf(), lines: cartOf().lines.map(({ pricing: _pricing, ...rest }): CartLine => ({ ...rest, error: { kind: 'ResellerNotAllowed' } })) };
    expect(readCart(wrong, open, shop()).stored.lines[0]).toEqual(cartOf().lines[0]);
  });

  test('leaves what was ordered as it was bought', () => {
    const cart = cartOf();
    expect(readCart(cart, () => false, sold('11'))).toEqual({ shown: cart, stored: cart });
  });
});

describe('[ORD-11] a cart that is replaced', () => {
  const put = (asked: Partial<CartLine>, context: PricingContext) => {
    const replaced = replaceCart(cartOf(), request([line(asked)]), context);
    return replaced.ok ? replaced.value.lines[0]?.priceChange : replaced.error;
  };
  const note = { changedAt: march, previous: pricing('10.08', '100.80') };

  test.each<{ name: string; asked: Partial<CartLine>; context: PricingContext; expected: unknown }>([
    { name: 'the same at the same price', asked: {}, context: shop(), expected: undefined },
    { name: 'the same at another price', asked: {}, context: sold('11'), expected: note },
    { name: 'another quantity at the same price', asked: { quantity: 20 }, context: shop(), expected: undefined },
    { name: 'another quantity at another price', asked: { quantity: 20 }, context: sold('11'), expected: note },
    { name: 'another plan', asked: { termDuration: 'P1Y', billingCycle: 'annual' }, context: sold('11'), expected: undefined },
    { name: 'another line', asked: { id: 7 }, context: sold('11'), expected: undefined },
  ])('with $name', ({ asked, context, expected }) => expect(put(asked, context)).toEqual(expected));
});

describe('[ORD-2] the attestation of a cart', () => {
  const silent = (lines: readonly CartLine[] = [line()], context = shop()): Cart => cartOf({ customerId: 'c', partnerId: 'p', userId: 'u', attestationAccepted: undefined, lines }, context);
  const asked = (attestationAccepted: boolean | undefined): CartRequest => ({ ...request([line()]), attestationAccepted });

  test('silence is kept as silence, in the order as well', () => {
    const cart = silent();
    const done = checkout(cart, ids, shop());
    expect(['attestationAccepted' in cart, done.ok && done.value.orders.map((order) => 'attestationAccepted' in order)]).toEqual([false, [false]]);
  });

  test.each([
    { was: true, put: undefined, is: true },
    { was: false, put: undefined, is: false },
    { was: undefined, put: undefined, is: undefined },
    { was: undefined, put: true, is: true },
    { was: true, put: false, is: false },
  ])('said $was, then put with $put: $is', ({ was, put, is }) => {
    const replaced = replaceCart(cartOf(asked(was)), asked(put), shop());
    expect(replaced.ok && replaced.value.attestationAccepted).toBe(is);
  });

  test.each([
    { says: undefined, reseller: undefined, ok: true },
    { says: undefined, reseller: '1', ok: false },
    { says: true, reseller: '1', ok: true },
    { says: false, reseller: undefined, ok: false },
  ])('a checkout asks what an order does: said $says, with the reseller $reseller: $ok', ({ says, reseller, ok }) => {
    const context = shop({ seller: provider });
    const cart = cartOf({ ...asked(says), lines: [line(reseller === undefined ? {} : { resellerOfRecord: reseller })] }, context);
    const done = checkout(cart, ids, context);
    expect(done.ok || done.error).toEqual(ok || { kind: 'PartnerAttestationMissing' });
  });
});
