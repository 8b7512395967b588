import { planChangedLine, type Charged } from '../../../src/domain/billing/chargeLines';
import { type ChargeLine } from '../../../src/domain/billing/chargeLine';
import { licenceItem } from '../../../src/domain/reconciliation/licenceItem';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { instant } from '../../../src/kernel/instant';

/** Three years by the month since 20 March, with 10 % off, which turn to years on 20 September: six months of twelve are charged. */
const charged: Charged = {
  id: 's', version: 7, orderId: 'o', customerId: 'c', partnerId: 'p', offer: { productId: 'P', skuId: '1', availabilityId: 'A' }, termDuration: 'P3Y', billingCycle: 'annual', cyclePrice: '108', listCyclePrice: '120', currency: 'EUR',
  term: { number: 1, start: calendarDate('2026-03-20'), end: calendarDate('2029-03-19'), plan: 1 }, cycle: { index: 0, start: calendarDate('2026-09-20'), end: calendarDate('2027-03-19'), monthsCharged: 6 }, promotionId: 'P:1:X',
};
const line = planChangedLine(charged, { orderDate: instant('2026-09-20T00:00:00Z'), quantity: 3, span: { start: charged.cycle.start, end: charged.cycle.end, cycleDays: 365 }, share: { days: 6, cycleDays: 12 } }, 'LINE_DOWN', 1);
const adjustments = (of: ChargeLine) => licenceItem(of, { id: 'c', name: 'C', domain: 'c.example', country: 'NL' }, { productName: 'P', skuName: 'P', publisherName: 'M' }, undefined, false).priceAdjustments;

describe('[BIL-4] [CAT-5] the price adjustment of a promoted line', () => {
  test('that is charged by months says the discount of the promotion', () => {
    expect(line).toMatchObject({ unitPrice: '120', effectiveUnitPrice: '54', subtotal: '162.00', billableDays: 181, promotedPrice: '108' });
    expect(adjustments(line)).toEqual(['10% promotional discount']);
  });

  test('so does a refund that was stated', () => {
    expect(adjustments({ ...line, chargeType: 'cancelImmediate', sign: -1, effectiveUnitPrice: '-20', subtotal: '-60.00' })).toEqual(['10% promotional discount']);
  });

  test('of a line stored before that was kept it is what its days bear out', () => {
    const { promotedPrice: _kept, ...before } = line;
    expect(adjustments({ ...before, effectiveUnitPrice: '21.6', billableDays: 73 })).toEqual(['10% promotional discount']);
  });

  test('without a promotion, or of what costs nothing, there is none', () => {
    const { promotionId: _none, ...plain } = line;
    expect([adjustments(plain), adjustments({ ...line, unitPrice: '0', effectiveUnitPrice: '0', promotedPrice: '0' })]).toEqual([[], []]);
  });
});
