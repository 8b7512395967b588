import { NO_STANDING } from '../../../src/domain/subscription/limits/customerStanding';
import { type Holding } from '../../../src/domain/catalogue/holdings';
import { catalogueOf, type CatalogueItem } from '../../../src/domain/catalogue/state';
import { instant } from '../../../src/kernel/instant';
import { createCart, readCart } from '../../../src/domain/order/cart';
import { checkout, type CheckoutIds } from '../../../src/domain/order/checkout';
import { type PricingContext } from '../../../src/domain/order/priceLine';
import { type Cart, type CartLine } from '../../../src/domain/order/state';
import { itemId, line, request, shop } from './shop';

const ids: CheckoutIds = { orderId: (group) => `order ${group}`, subscriptionId: (id) => `subscription ${id}`, planId: (reseller = '') => `plan ${reseller}` };
const yearly = { termDuration: 'P1Y', billingCycle: 'annual' } as const;
const of = (id: number, productId: string, quantity: number, differing: Partial<CartLine> = {}): CartLine => line({ id, catalogItemId: itemId(productId), quantity, ...differing });

const cartOf = (lines: readonly CartLine[], context = shop()): Cart => {
  const created = createCart('k', request(lines), context);
  if (!created.ok) throw new Error(created.error.kind);
  expect(created.value.lines.filter(({ error }) => error !== undefined)).toEqual([]);
  return created.value;
};

const office = (quantity: number): Holding => ({ subscriptionId: 'h', productId: 'OFFICE', skuId: '0001', quantity, status: 'active', partnerId: 'q' });
const holds = (...holdings: readonly Holding[]): PricingContext => shop({ standing: { ...NO_STANDING, holdings } });

const summary = (cart: Cart, context: PricingContext) => {
  const done = checkout(cart, ids, context);
  if (!done.ok) return done.error;
  const { orders, purchases, failed, cart: after } = done.value;
  return { orders: orders.map(({ id }) => id), bought: purchases.map(({ subscription }) => subscription.id), failed: failed.map(({ orderGroup, refusal }) => [orderGroup, refusal.kind]), status: after.status, orderIds: after.orderIds };
};

describe('[ORD-1] order groups succeed or fail by themselves, all of a group or nothing', () => {
  // Since the cart was made another partner took 280 of the 300 seats of OFFICE.
  const poolGone = holds(office(280));

  test('a line that cannot be bought takes its own group with it, and no other', () => {
    const cart = cartOf([of(0, 'BASE', 1), of(1, 'OFFICE', 30), of(2, 'BASE', 1, yearly)]);
    expect(summary(cart, poolGone)).toEqual({ orders: ['order 1'], bought: ['subscription 2'], failed: [['0', 'SeatPoolExceeded']], status: 'ordered', orderIds: ['order 1'] });
  });

  test('the next checkout tries only the group that failed', () => {
    const done = checkout(cartOf([of(0, 'OFFICE', 30), of(1, 'BASE', 1, yearly)]), ids, poolGone);
    if (!done.ok) throw new Error(done.error.kind);
    expect(summary(done.value.cart, poolGone)).toEqual({ orders: [], bought: [], failed: [['0', 'SeatPoolExceeded']], status: 'ordered', orderIds: ['order 1'] });
    expect(summary(done.value.cart, shop())).toEqual({ orders: ['order 0'], bought: ['subscription 0'], failed: [], status: 'ordered', orderIds: ['order 1', 'order 0'] });
  });

  // The cart was made on 27 February at 09:00, and lives for seven days.
  test.each([
    { at: '2026-03-06T08:59:59.999Z', expected: { orders: ['order 0'], bought: ['subscription 0'], failed: [], orderIds: ['order 1', 'order 0'] } },
    { at: '2026-03-06T09:00:00.000Z', expected: { orders: [], bought: [], failed: [['0', 'CartNotFound']], orderIds: ['order 1'] } },
  ])('what is left of a cart that was ordered in part is bought until the cart expires: at $at', ({ at, expected }) => {
    const done = checkout(cartOf([of(0, 'OFFICE', 30), of(1, 'BASE', 1, yearly)]), ids, poolGone);
    if (!done.ok) throw new Error(done.error.kind);
    expect(summary(done.value.cart, shop({ at: instant(at) }))).toEqual({ ...expected, status: 'ordered' });
  });

  test('when no group can be bought, why the first one cannot is the answer', () => {
    expect(summary(cartOf([of(0, 'OFFICE', 30), of(1, 'OFFICE', 40, yearly)]), poolGone)).toEqual({ kind: 'SeatPoolExceeded', catalogItemId: itemId('OFFICE'), asked: 30, available: 20, lineItemNumber: 0 });
  });

  test('a line is named by its number in the cart, whatever its place in its group', () => {
    const cart = cartOf([of(7, 'BASE', 1), of(4, 'OFFICE', 30), of(9, 'OFFICE', 40, yearly)]);
    expect(summary(cart, poolGone)).toMatchObject({ kind: 'SeatPoolExceeded', asked: 30, lineItemNumber: 4 });
    const partly = checkout(cartOf([of(7, 'BASE', 1, yearly), of(4, 'BASE', 1), of(9, 'OFFICE', 40)]), ids, poolGone);
    expect(partly).toMatchObject({ ok: true, value: { failed: [{ orderGroup: '1', refusal: { kind: 'SeatPoolExceeded', lineItemNumber: 9 } }] } });
  });

  test('a failed group uses nothing up: its pool is there for the next', () => {
    // Group 0 wants 10 seats of the 20 left and, in its second line, 30 more; group 1 wants 15.
    const cart = cartOf([of(0, 'OFFICE', 10), of(1, 'OFFICE', 30), of(2, 'OFFICE', 15, yearly)]);
    expect(summary(cart, poolGone)).toMatchObject({ orders: ['order 1'], failed: [['0', 'SeatPoolExceeded']] });
  });

  test('[ORD-3] a failed group makes no share greater, whichever of the two comes first', () => {
    const held = (productId: string, quantity: number): Holding => ({ ...office(quantity), subscriptionId: `held ${productId}`, productId });
    // 25 of 500 bases; of 600, with the hundred of the other group, it would have to be 30.
    const cart = cartOf([of(0, 'GEO', 25), of(1, 'BASE', 100, yearly), of(2, 'SINGLE', 1, yearly)], holds(held('BASE', 400)));
    const expected = { orders: ['order 0'], bought: ['subscription 0'], failed: [['1', 'AlreadyHeld']], status: 'ordered', orderIds: ['order 0'] };
    expect(summary(cart, holds(held('BASE', 500), held('SINGLE', 1)))).toEqual(expected);
    expect(summary(cart, holds(held('BASE', 500)))).toMatchObject({ orders: ['order 1'], failed: [['0', 'MinimumAddOnSeatsNotMet']] });
  });

  test('[ORD-4] a failed group is no base either', () => {
    const cart = cartOf([of(0, 'COPILOT', 30, yearly), of(1, 'OFFICE', 30)]);
    const done = checkout(cart, ids, poolGone);
    expect(done).toMatchObject({ ok: true, value: { orders: [{ id: 'order 0' }], failed: [{ orderGroup: '1' }] } }); // 280 base licences are held
    expect(summary(cart, holds({ ...office(280), subscriptionId: 'x', productId: 'VOICE' }, { ...office(300), status: 'suspended' }))).toMatchObject({ orders: ['order 0'] });
    const nothingHeld = shop({ catalogue: { ...shop().catalogue, items: new Map([...shop().catalogue.items].filter(([key]) => !key.startsWith('OFFICE'))) } });
    expect(summary(cart, nothingHeld)).toEqual({ kind: 'AddOnBaseMissing', prerequisites: ['BASE:0001', 'OFFICE:0001'], lineItemNumber: 0 });
  });

  test('[ORD-5] over several groups the base is bought first', () => {
    expect(summary(cartOf([of(0, 'COPILOT', 30, yearly), of(1, 'OFFICE', 30)]), shop())).toMatchObject({ orders: ['order 0', 'order 1'], bought: ['subscription 1', 'subscription 0'] });
  });
});

describe('[ORD-1] [ORD-5] an add-on that was asked for on another billing cycle than its base, and could not be bought at first', () => {
  const traditional = (productId: string, soldFrom: string, prerequisiteSkus: string[]): CatalogueItem => {
    const office = shop().catalogue.items.get('OFFICE:0001');
    if (office === undefined) throw new Error('OFFICE is not sold');
    return { sku: { ...office.sku, productId, kind: 'traditional', prerequisiteSkus }, lines: office.lines.map((each) => ({ ...each, effectiveFrom: instant(soldFrom) })) };
  };
  const catalogue = catalogueOf('NL', [traditional('MAIL', '2026-03-01T00:00:00Z', []), traditional('ARCHIVE', '2026-01-01T00:00:00Z', ['MAIL:0001'])]);
  const march = shop({ catalogue, at: instant('2026-03-02T09:00:00.000Z') });
  const groupsOf = ({ lines }: Cart) => lines.map(({ orderGroup, error }) => [orderGroup, error?.kind]);

  const early = (): Cart => {
    const created = createCart('k', request([of(0, 'MAIL', 10, { termDuration: 'P1Y' }), of(1, 'ARCHIVE', 5, { ...yearly, parentLineId: 0 })]), shop({ catalogue }));
    if (!created.ok) throw new Error(created.error.kind);
    return created.value;
  };

  // |27 Feb: asked annual, without its base------|1 Mar: MAIL is sold|2 Mar: read, and bought with it, by the month
  test('is put into the group of its base once it can be, and hangs on it', () => {
    expect(groupsOf(early())).toEqual([['OMS-0', 'NotOnSale'], ['OMS-1', 'AddOnBaseMissing']]);
    const { shown, stored } = readCart(early(), () => true, march);
    expect([groupsOf(shown), groupsOf(stored)]).toEqual(Array.from({ length: 2 }, () => [['OMS-0', undefined], ['OMS-0', undefined]]));
    const done = checkout(stored, ids, march);
    expect(done).toMatchObject({ ok: true, value: { orders: [{ id: 'order OMS-0', billingCycle: 'monthly' }], failed: [] } });
    expect(done.ok && done.value.purchases.map(({ subscription: { id, billingCycle, parentId } }) => [id, billingCycle, parentId])).toEqual([['subscription 0', 'monthly', undefined], ['subscription 1', 'monthly', 'subscription 0']]);
  });

  test('is never bought without its base', () => {
    const { stored } = readCart(early(), () => true, march);
    const apart: Cart = { ...stored, lines: stored.lines.map((each) => ({ ...each, orderGroup: `OMS-${each.id}` })) };
    expect(() => checkout(apart, ids, march)).toThrow('subscription 1 was reviewed with its base and is bought without it');
  });
});
