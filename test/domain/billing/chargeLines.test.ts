import { chargeLineSchema } from '../../../src/domain/billing/chargeLine';
import { chargeLineId, newCommerceLines, seatLine } from '../../../src/domain/billing/chargeLines';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { instant } from '../../../src/kernel/instant';
import { bought } from '../subscription/bought';

const subscription = { ...bought('2021-06-18T10:00:00Z'), version: 2 };
const common = {
  unitPrice: '10.08',
  currency: 'EUR',
  cycleDays: 30,
  rounding: 'LINE_DOWN',
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
};

describe('[BIL-1] charge lines', () => {
  test('[BIL-3] a change of quantity is the old total wiped and the new total charged, under one reference (E3)', () => {
    const span = { start: calendarDate('2021-06-20'), end: calendarDate('2021-07-17'), cycleDays: 30 };
    const change = { chargeType: 'addQuantity', orderDate: instant('2021-06-20T09:00:00Z'), span } as const;
    const event = {
      ...common,
      chargeType: 'addQuantity',
      orderDate: '2021-06-20T09:00:00.000Z',
      chargeStart: '2021-06-20',
      chargeEnd: '2021-07-17',
      billableDays: 28,
      referenceId: 'sub-1|version 2',
    };
    const lines = [seatLine(subscription, { ...change, quantity: 10, sign: -1 }, 'LINE_DOWN', 1), seatLine(subscription, { ...change, quantity: 12, sign: 1 }, 'LINE_DOWN', 2)];
    expect(lines).toEqual([
      { ...event, id: 'sub-1|00000002|001', sign: -1, effectiveUnitPrice: '-9.408', quantity: 10, subtotal: '-94.08' },
      { ...event, id: 'sub-1|00000002|002', sign: 1, effectiveUnitPrice: '9.408', quantity: 12, subtotal: '112.89' },
    ]);
    expect(lines.map((line) => chargeLineSchema.parse(line))).toEqual(lines);
  });

  test('a cycle is one line, its reference names term and cycle; a promotion is named, with its price', () => {
    const span = { start: calendarDate('2021-06-18'), end: calendarDate('2021-07-17'), cycleDays: 30 };
    const charge = { chargeType: 'new', orderDate: instant('2021-06-18T10:00:00Z'), quantity: 10, span } as const;
    expect(newCommerceLines.cycle({ ...subscription, promotionId: 'promo-1' }, charge, 'LINE_DOWN', 3)).toEqual({
      ...common,
      id: 'sub-1|00000002|003',
      chargeType: 'new',
      sign: 1,
      orderDate: '2021-06-18T10:00:00.000Z',
      chargeStart: '2021-06-18',
      chargeEnd: '2021-07-17',
      effectiveUnitPrice: '10.08',
      quantity: 10,
      subtotal: '100.80',
      billableDays: 30,
      referenceId: 'sub-1|term 1|cycle 0',
      promotionId: 'promo-1',
      promotedPrice: '10.08',
    });
  });

  test('ids are of one width and sort as they were made', () => {
    const ids = [chargeLineId('sub-1', 2, 1), chargeLineId('sub-1', 2, 10), chargeLineId('sub-1', 10, 1), chargeLineId('sub-1', 12345678, 999)];
    expect([...ids].sort()).toEqual(ids);
  });
});
