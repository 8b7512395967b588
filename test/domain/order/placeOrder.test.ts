import { placeOrder, type AskedOrderLine, type OrderRequest } from '../../../src/domain/order/placeOrder';
import { catalogueOf, type PriceLine } from '../../../src/domain/catalogue/state';
import { instant } from '../../../src/kernel/instant';
import { at, catalogue, itemId, line, provider, shop } from './shop';

const { billingCycle: _cycle, termDuration: _term, ...minimal } = line();
const request = (lines: readonly AskedOrderLine[], differing: Partial<OrderRequest> = {}): OrderRequest => ({
  head: { id: 'order', customerId: 'c' },
  attestationAccepted: true,
  lines,
  subscriptionId: (number) => `subscription ${number}`,
  planId: (reseller = '') => `plan ${reseller}`,
  ...differing,
});

test('[ORD-1] an order without a cart, whole', () => {
  const placed = placeOrder(request([line({ friendlyName: 'Office' })]), shop());
  if (!placed.ok) throw new Error(placed.error.kind);
  const { order, purchases } = placed.value;
  expect(order).toMatchObject({ id: 'order', customerId: 'c', partnerId: 'p', createdAt: at, status: 'completed', billingCycle: 'monthly', currency: 'EUR', attestationAccepted: true, totalPrice: '100.8' });
  expect(order).not.toHaveProperty('cartId');
  expect(order.lines.map(({ lineItemNumber, subscriptionId, friendlyName, quantity }) => [lineItemNumber, subscriptionId, friendlyName, quantity])).toEqual([[0, 'subscription 0', 'Office', 10]]);
  expect(purchases.map(({ subscription }) => [subscription.id, subscription.orderId])).toEqual([['subscription 0', 'order']]);
});

test.each([
  { name: 'nothing named', asked: minimal, plan: ['P1M', 'monthly'] },
  { name: 'a term alone', asked: { ...minimal, termDuration: 'P1Y' as const }, plan: ['P1Y', 'monthly'] },
  { name: 'a cycle alone: the shortest term that has it', asked: { ...minimal, billingCycle: 'annual' as const }, plan: ['P1Y', 'annual'] },
  { name: 'a term that is not sold by the month', asked: { ...minimal, catalogItemId: itemId('BASE'), termDuration: 'P1Y' as const }, plan: ['P1Y', 'annual'] },
])('[ORD-1] a minimal line, $name, gets $plan', ({ asked, plan }) => {
  const placed = placeOrder(request([asked]), shop());
  expect(placed.ok && placed.value.purchases.map(({ subscription: { termDuration, billingCycle } }) => [termDuration, billingCycle])).toEqual([plan]);
});

describe('a plan that nobody named is one that the partner can buy now', () => {
  /** OFFICE with other lines. */
  const selling = (...differing: readonly Partial<PriceLine>[]) => {
    const office = catalogue.items.get('OFFICE:0001');
    const [first] = office?.lines ?? [];
    if (office === undefined || first === undefined) throw new Error('The shop sells no OFFICE');
    return shop({ catalogue: catalogueOf('NL', [{ ...office, lines: differing.map((each) => ({ ...first, ...each })) }]) });
  };
  const over = { effectiveTo: instant('2026-02-01T00:00:00Z') };
  const month = { termDuration: 'P1M', billingCycle: 'monthly' } as const;
  const year = { termDuration: 'P1Y', billingCycle: 'annual' } as const;

  test.each([
    { name: 'the sale of the month is over', lines: [{ ...month, ...over }, year], asked: minimal, plan: ['P1Y', 'annual'] },
    { name: 'the month is not listed in its currency', lines: [{ ...month, currency: 'SEK' }, year], asked: minimal, plan: ['P1Y', 'annual'] },
    { name: 'the sale of the shortest term is over', lines: [{ ...month, ...over }, { ...year, billingCycle: 'monthly' as const }], asked: { ...minimal, billingCycle: 'monthly' as const }, plan: ['P1Y', 'monthly'] },
    { name: 'the sale of the term by the month is over', lines: [{ ...year, billingCycle: 'monthly' as const, ...over }, year], asked: { ...minimal, termDuration: 'P1Y' as const }, plan: ['P1Y', 'annual'] },
  ])('[ORD-1] [ORD-11] $name', ({ lines, asked, plan }) => {
    const placed = placeOrder(request([asked]), selling(...lines));
    expect(placed.ok ? placed.value.purchases.map(({ subscription: { termDuration, billingCycle } }) => [termDuration, billingCycle]) : placed.error).toEqual([plan]);
  });

  test('[ORD-1] of what is not sold any more it is told until when it was', () => {
    expect(placeOrder(request([minimal]), selling({ ...month, ...over }, { ...year, ...over }))).toMatchObject({ ok: false, error: { kind: 'NotOnSale', soldUntil: '2026-02-01T00:00:00.000Z' } });
  });
});

test.each<{ name: string; lines: readonly AskedOrderLine[]; refused: object | undefined }>([
  { name: 'none', lines: [], refused: { kind: 'CartWithoutLines' } },
  { name: '0 and 1', lines: [line(), line({ id: 1 })], refused: undefined },
  { name: '1 and 0', lines: [line({ id: 1 }), line()], refused: undefined },
  { name: '0 and 2', lines: [line(), line({ id: 2 })], refused: { kind: 'LineNumbersInvalid', expectedUpTo: 1 } },
  { name: '0 and 0', lines: [line(), line()], refused: { kind: 'LineNumbersInvalid', expectedUpTo: 1 } },
  { name: '-1 and 0', lines: [line({ id: -1 }), line()], refused: { kind: 'LineNumbersInvalid', expectedUpTo: 1 } },
])('[ORD-1] lines numbered $name', ({ lines, refused }) => {
  const placed = placeOrder(request(lines), shop());
  expect(placed.ok ? undefined : placed.error).toEqual(refused);
});

test.each([
  { says: true, reseller: '1', ok: true },
  { says: false, reseller: '1', ok: false },
  { says: undefined, reseller: '1', ok: false },
  { says: false, reseller: undefined, ok: false },
  { says: undefined, reseller: undefined, ok: true },
])('[ORD-2] attestation $says with the reseller $reseller: $ok', ({ says, reseller, ok }) => {
  const asked = line(reseller === undefined ? {} : { resellerOfRecord: reseller });
  const placed = placeOrder(request([asked], { attestationAccepted: says }), shop({ seller: provider }));
  expect(placed.ok ? placed.value.order.attestationAccepted : placed.error).toEqual(ok ? says : { kind: 'PartnerAttestationMissing' });
});

test('[ORD-1] all or nothing: the first line that cannot be bought is the answer', () => {
  const lines = [line(), line({ id: 1, quantity: 1 }), line({ id: 2, billingCycle: 'annual' })];
  expect(placeOrder(request(lines), shop())).toEqual({ ok: false, error: { kind: 'QuantityOutsideOffer', quantity: 1, minimum: 2, maximum: 300, lineItemNumber: 1 } });
  expect(placeOrder(request([line(), line({ id: 1, billingCycle: 'annual' })]), shop())).toEqual({
    ok: false,
    error: { kind: 'CycleLongerThanTerm', termDuration: 'P1M', billingCycle: 'annual', lineItemNumber: 1 },
  });
});

test.each([
  { name: 'by the month and by the year', first: {}, refused: { kind: 'OrderCyclesDiffer', lineItemNumber: 1, billingCycle: 'annual', first: 'monthly' } },
  { name: 'both by the year', first: { billingCycle: 'annual' as const, termDuration: 'P1Y' as const }, refused: undefined },
])('[ORD-1] an order has one billing cycle: $name, where the second line names none', ({ first, refused }) => {
  const placed = placeOrder(request([line(first), { ...minimal, id: 1, catalogItemId: itemId('BASE'), termDuration: 'P1Y' }]), shop());
  expect(placed.ok ? undefined : placed.error).toEqual(refused);
});
