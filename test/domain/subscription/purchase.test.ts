import { calendarDate } from '../../../src/kernel/calendarDate';
import { newCommerce } from '../../../src/domain/policy/policy';
import { purchase } from '../../../src/domain/subscription/purchase';
import { type PurchaseSubscription } from '../../../src/domain/subscription/purchaseCommand';
import { subscriptionSchema } from '../../../src/domain/subscription/state';
import { lineRows } from '../billing/lineRows';
import { at, bought, decided, offer, order } from './bought';

const trial = { ...offer, minimumQuantity: 25, maximumQuantity: 25 };
const now = at('2021-06-18T10:00:00Z');

describe('purchase', () => {
  test('[SUB-2] [REN-1] [BIL-3] ten seats for a month: active, renewing, one window, one line (E1)', () => {
    const batch = {
      quantity: 10,
      addedAt: '2021-06-18T10:00:00.000Z',
      chargedFrom: '2021-06-18',
      windowClosesAt: '2021-06-25T10:00:00.000Z',
      fullRefundUntil: '2021-06-19T10:00:00.000Z',
    };
    const outcome = decided(purchase({ ...order, friendlyName: 'Front desk', resellerOfRecord: '4847383' }, newCommerce, now));
    expect(outcome).toEqual({
      subscription: {
        id: 'sub-1',
        customerId: 'customer-1',
        partnerId: 'partner-1',
        orderId: 'order-1',
        version: 1,
        kind: 'licence',
        offer,
        friendlyName: 'Front desk',
        status: 'active',
        quantity: 10,
        termDuration: 'P1M',
        billingCycle: 'monthly',
        cyclePrice: '10.08',
        currency: 'EUR',
        createdAt: '2021-06-18T10:00:00.000Z',
        term: {
          number: 1,
          start: '2021-06-18',
          end: '2021-07-17',
          startedAt: '2021-06-18T10:00:00.000Z',
          cancellableUntil: '2021-06-25T10:00:00.000Z',
          policy: 'new-commerce',
        },
        cycle: { index: 0, start: '2021-06-18', end: '2021-07-17' },
        batches: [batch],
        autoRenew: true,
        resellerOfRecord: '4847383',
      },
      events: [{ type: 'SubscriptionPurchased', quantity: 10, termEnd: '2021-07-17' }],
      charges: [
        {
          id: 'sub-1|00000001|001',
          chargeType: 'new',
          sign: 1,
          orderDate: '2021-06-18T10:00:00.000Z',
          chargeStart: '2021-06-18',
          chargeEnd: '2021-07-17',
          unitPrice: '10.08',
          effectiveUnitPrice: '10.08',
          quantity: 10,
          subtotal: '100.80',
          currency: 'EUR',
          billableDays: 30,
          cycleDays: 30,
          rounding: 'LINE_DOWN',
          referenceId: 'sub-1|term 1|cycle 0',
          orderId: 'order-1',
          subscriptionId: 'sub-1',
          customerId: 'customer-1',
          partnerId: 'partner-1',
          productId: 'CFQ7TTC0LH18',
          skuId: '0001',
          availabilityId: 'CFQ7TTC0K971',
          termDuration: 'P1M',
          billingCycle: 'monthly',
          termStart: '2021-06-18',
          termEnd: '2021-07-17',
        },
      ],
      windowsOpened: [batch],
      windowsUsed: [],
      removed: [],
      reversibleUntil: '2021-06-25T10:00:00.000Z',
    });
    expect(subscriptionSchema.parse(outcome.subscription)).toEqual(outcome.subscription);
  });

  test.each<[string, Partial<PurchaseSubscription>, unknown[]]>([
    ['P1Y monthly', { termDuration: 'P1Y' }, ['new', '2021-06-18', '2021-07-17', '10.08', 10, '100.80']],
    ['P1Y upfront', { termDuration: 'P1Y', billingCycle: 'annual', cyclePrice: '120.96' }, ['new', '2021-06-18', '2022-06-17', '120.96', 10, '1209.60']],
    ['a month cut short at its end', { termEnd: calendarDate('2021-06-30') }, ['new', '2021-06-18', '2021-06-30', '4.368', 10, '43.68']],
    ['a currency without decimals', { currency: 'JPY', cyclePrice: '1499.5' }, ['new', '2021-06-18', '2021-07-17', '1499.5', 10, '14995']],
  ])('the first line of %s', (_name, differing, row) => {
    expect(lineRows(decided(purchase({ ...order, ...differing }, newCommerce, now)).charges)).toEqual([row]);
  });

  test('a trial costs nothing, renews by default and opens no window [REN-1]', () => {
    const outcome = decided(purchase({ ...order, kind: 'trial', offer: trial, quantity: 25, billingCycle: 'none', cyclePrice: '0' }, newCommerce, now));
    expect(lineRows(outcome.charges)).toEqual([['new', '2021-06-18', '2021-07-17', '0', 25, '0.00']]);
    expect([outcome.subscription.batches, outcome.windowsOpened, outcome.reversibleUntil]).toEqual([[], [], null]);
    expect([outcome.subscription.autoRenew, outcome.subscription.term.cancellableUntil]).toEqual([true, now]);
  });

  test('[CAN-3] the window has the length of the policy, or of the market', () => {
    const policy = { ...newCommerce, name: 'local', windowHoursByMarket: { DE: 336 } };
    expect(bought('2021-06-18T10:00:00Z', {}, policy).term).toEqual({
      number: 1,
      start: '2021-06-18',
      end: '2021-07-17',
      startedAt: '2021-06-18T10:00:00.000Z',
      cancellableUntil: '2021-07-02T10:00:00.000Z',
      policy: 'local',
    });
    expect(bought('2021-06-18T10:00:00Z', { offer: { ...offer, country: 'FR' } }, policy).term.cancellableUntil).toBe('2021-06-25T10:00:00.000Z');
  });

  test.each([0, 301])('%i seats are outside the limits', (quantity) => {
    expect(purchase({ ...order, quantity }, newCommerce, now)).toEqual({
      ok: false,
      error: { kind: 'QuantityOutsideLimits', quantity, minimum: 1, maximum: 300 },
    });
  });

  test.each([1, 300])('%i seats are inside them', (quantity) => {
    expect(bought('2021-06-18T10:00:00Z', { quantity }).quantity).toBe(quantity);
  });

  test('the last millisecond of a day is that day, the next is the next day', () => {
    expect(bought('2021-06-18T23:59:59.999Z').term.start).toBe('2021-06-18');
    expect(bought('2021-06-19T00:00:00.000Z').term.start).toBe('2021-06-19');
  });
});
