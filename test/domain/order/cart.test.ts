import { createCart, openCart, replaceCart, type CartRequest } from '../../../src/domain/order/cart';
import { type Cart, type CartLine } from '../../../src/domain/order/state';
import { instant } from '../../../src/kernel/instant';
import { at, itemId, later, line, provider, request, shop } from './shop';

const cartOf = (asked: CartRequest, context = shop()): Cart => {
  const created = createCart('k', asked, context);
  if (!created.ok) throw new Error(created.error.kind);
  return created.value;
};

const perUnit = (amount: string, extendedPrice: string) => ({ listPrice: amount, discountedPrice: amount, proratedPrice: amount, price: amount, extendedPrice });

test('[ORD-1] a cart, whole', () => {
  expect(cartOf(request([line()]))).toEqual({
    id: 'k',
    customerId: 'c',
    partnerId: 'p',
    status: 'active',
    createdAt: at,
    modifiedAt: at,
    expiresAt: '2026-03-06T09:00:00.000Z',
    modifiedBy: 'u',
    attestationAccepted: true,
    lines: [{ ...line(), currency: 'EUR', orderGroup: '0', pricing: perUnit('10.08', '100.80') }],
    orderIds: [],
  });
});

test.each<{ name: string; asked: Partial<CartLine>; pricing: ReturnType<typeof perUnit> }>([
  { name: 'a month', asked: {}, pricing: perUnit('10.08', '100.80') },
  { name: 'a year by the month: per month, and twelve of them', asked: { termDuration: 'P1Y' }, pricing: perUnit('10.08', '1209.60') },
  { name: 'a year at once', asked: { termDuration: 'P1Y', billingCycle: 'annual' }, pricing: perUnit('120.96', '1209.60') },
  { name: 'the smallest quantity', asked: { quantity: 2 }, pricing: perUnit('10.08', '20.16') },
  { name: 'the largest quantity', asked: { quantity: 300 }, pricing: perUnit('10.08', '3024.00') },
])('[ORD-1] $name is priced', ({ asked, pricing }) => {
  const [priced] = cartOf(request([line(asked)])).lines;
  expect([priced?.pricing, priced?.error]).toEqual([pricing, undefined]);
});

test('[ORD-1] a line that names no term is priced for a month', () => {
  const { termDuration: _term, ...termless } = line();
  expect(cartOf(request([termless])).lines[0]?.pricing).toEqual(perUnit('10.08', '100.80'));
});

test.each<{ name: string; asked: Partial<CartLine>; error: CartLine['error'] }>([
  { name: 'unknown', asked: { catalogItemId: 'NOTHING:0001:AAAAAAAAAAAA' }, error: { kind: 'CatalogItemInvalid', catalogItemId: 'NOTHING:0001:AAAAAAAAAAAA' } },
  { name: 'for another segment', asked: { catalogItemId: itemId('SCHOOL', 'education') }, error: { kind: 'SegmentNotEligible', productId: 'SCHOOL', skuId: '0001', segment: 'education', customerSegment: 'commercial' } },
  { name: 'under an availability that was replaced', asked: { catalogItemId: 'OFFICE:0001:AAAAAAAAAAAA' }, error: { kind: 'PriceNoLongerOffered', catalogItemId: 'OFFICE:0001:AAAAAAAAAAAA' } },
  { name: 'of software for a term that it has not', asked: { catalogItemId: itemId('SERVER'), billingCycle: 'one_time' }, error: { kind: 'BillingPlanNotSupported', termDuration: 'P1M', billingCycle: 'one_time' } },
  { name: 'on a plan it has not', asked: { billingCycle: 'annual' }, error: { kind: 'BillingPlanNotSupported', termDuration: 'P1M', billingCycle: 'annual' } },
  { name: 'one too few', asked: { quantity: 1 }, error: { kind: 'QuantityOutsideOffer', quantity: 1, minimum: 2, maximum: 300 } },
  { name: 'one too many', asked: { quantity: 301 }, error: { kind: 'QuantityOutsideOffer', quantity: 301, minimum: 2, maximum: 300 } },
  { name: 'through a reseller', asked: { resellerOfRecord: '1' }, error: { kind: 'ResellerNotAllowed' } },
  { name: 'with a further reseller', asked: { additionalResellers: ['1'] }, error: { kind: 'ResellerNotAllowed' } },
])('[ORD-1] a line $name keeps its error, without a price, and says in which currency it would be', ({ asked, error }) => {
  const [wrong, right] = cartOf(request([line(asked), line({ id: 1 })])).lines;
  expect([wrong?.error, wrong?.pricing, wrong?.currency]).toEqual([error, undefined, 'EUR']);
  expect([right?.currency, right?.pricing]).toEqual(['EUR', expect.anything()]);
});

test('[ORD-2] an indirect provider names its reseller on the line', () => {
  expect(cartOf(request([line({ resellerOfRecord: '1' })]), shop({ seller: provider })).lines[0]).toMatchObject({ resellerOfRecord: '1', pricing: {} });
});

// |1 Jan 00:00-----ENDING at 5-----1 Mar 00:00|
test.each([
  { instantText: '2026-02-28T23:59:59.999Z', offered: true },
  { instantText: '2026-03-01T00:00:00.000Z', offered: false },
])('an offer until 1 March, at $instantText: offered is $offered', ({ instantText, offered }) => {
  const [only] = cartOf(request([line({ catalogItemId: itemId('ENDING') })]), shop(later(instantText))).lines;
  expect(only?.error === undefined).toBe(offered);
});

test('[ORD-1] lines of one billing cycle are one order group, numbered as they come', () => {
  const yearly = { termDuration: 'P1Y', billingCycle: 'annual' } as const;
  const { lines } = cartOf(request([line(yearly), line({ id: 1 }), line({ id: 2, ...yearly }), line({ id: 3 })]));
  expect(lines.map(({ orderGroup }) => orderGroup)).toEqual(['0', '1', '0', '1']);
});

test.each([
  { name: 'no lines', lines: [], error: { kind: 'CartWithoutLines' } },
  { name: 'a number twice', lines: [line({ id: 4 }), line({ id: 4 })], error: { kind: 'LineIdsRepeated', ids: [4] } },
])('[ORD-1] $name is no cart, neither new nor in place of another', ({ lines, error }) => {
  expect(createCart('k', request(lines), shop())).toEqual({ ok: false, error });
  expect(replaceCart(cartOf(request([line()])), request(lines), shop())).toEqual({ ok: false, error });
});

describe('[ORD-1] a cart opened', () => {
  const active = cartOf(request([line()]));
  const ordered: Cart = { ...active, status: 'ordered', orderIds: ['o'] };
  const notFound = { ok: false, error: { kind: 'CartNotFound', cartId: 'k' } };

  test.each<{ name: string; cart: Cart | undefined; partner: string; now: string; found: boolean }>([
    { name: 'the millisecond before it expires', cart: active, partner: 'p', now: '2026-03-06T08:59:59.999Z', found: true },
    { name: 'at the instant it expires', cart: active, partner: 'p', now: '2026-03-06T09:00:00.000Z', found: false },
    { name: 'a year after it was ordered', cart: ordered, partner: 'p', now: '2027-03-06T09:00:00.000Z', found: true },
    { name: 'by another partner', cart: active, partner: 'q', now: '2026-02-27T09:00:00.000Z', found: false },
    { name: 'that is not there', cart: undefined, partner: 'p', now: '2026-02-27T09:00:00.000Z', found: false },
  ])('$name: found is $found', ({ cart, partner, now, found }) => {
    expect(openCart(cart, 'k', partner, instant(now))).toEqual(found ? { ok: true, value: cart } : notFound);
  });
});

test('[ORD-1] replaced: lines, statement and who did it; not id, age and expiry', () => {
  const cart = cartOf(request([line(), line({ id: 1 })]));
  const replaced = replaceCart(cart, { ...request([line({ quantity: 3 })], false), userId: 'v' }, shop(later('2026-03-01T10:00:00Z')));
  expect(replaced).toEqual({
    ok: true,
    value: {
      ...cart,
      modifiedAt: '2026-03-01T10:00:00.000Z',
      modifiedBy: 'v',
      attestationAccepted: false,
      lines: [{ ...line({ quantity: 3 }), currency: 'EUR', orderGroup: '0', pricing: perUnit('10.08', '30.24') }],
    },
  });
});

test('[ORD-1] a replaced line is priced anew: what the client sends back of price or error does not count', () => {
  const { lines } = cartOf(request([line({ quantity: 1 })]));
  const [sent] = lines;
  const replaced = replaceCart(cartOf(request([line()])), request([{ ...line(), ...sent, quantity: 2, pricing: perUnit('0', '0') }]), shop());
  expect(replaced).toMatchObject({ ok: true, value: { lines: [{ pricing: perUnit('10.08', '20.16') }] } });
  expect(replaced.ok && replaced.value.lines[0]?.error).toBeUndefined();
});

test('[ORD-1] one that was ordered is not replaced', () => {
  const ordered: Cart = { ...cartOf(request([line()])), status: 'ordered' };
  expect(replaceCart(ordered, request([line()]), shop())).toEqual({ ok: false, error: { kind: 'CartAlreadySubmitted', cartId: 'k' } });
});
