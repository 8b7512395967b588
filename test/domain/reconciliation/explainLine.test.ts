import { explainLine, sheetRowOf } from '../../../src/domain/reconciliation/explainLine';
import { type ChargeLine } from '../../../src/domain/billing/chargeLine';
import { type PriceLine } from '../../../src/domain/catalogue/state';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { instant } from '../../../src/kernel/instant';

const line: ChargeLine = {
  id: 's|00000001|001', chargeType: 'new', sign: 1, orderDate: instant('2026-03-15T10:00:00Z'), chargeStart: calendarDate('2026-03-15'), chargeEnd: calendarDate('2026-04-14'), unitPrice: '10', effectiveUnitPrice: '9', quantity: 3, subtotal: '27.00', currency: 'EUR', billableDays: 31, cycleDays: 31, rounding: 'LINE_DOWN',
  referenceId: 'r', orderId: 'o', subscriptionId: 's', customerId: 'c', partnerId: 'p', productId: 'P', skuId: '1', availabilityId: 'A', termDuration: 'P1Y', billingCycle: 'monthly', termStart: calendarDate('2026-03-15'), termEnd: calendarDate('2027-03-14'),
};
const known = { title: 'Seats', policy: 'new-commerce', event: { id: 's:1', at: line.orderDate, types: ['SubscriptionPurchased'] } };
const row: PriceLine = { market: 'NL', currency: 'EUR', segment: 'commercial', termDuration: 'P1Y', billingCycle: 'monthly', unitPrice: '120', effectiveFrom: instant('2026-03-01T00:00:00Z'), effectiveTo: instant('2026-04-01T00:00:00Z'), unitOfMeasure: '', tags: [] };

describe('[BIL-5] the arithmetic of a line', () => {
  test('with a promotion: its share of the list price, by name', () => {
    const explained = explainLine({ ...known, line: { ...line, promotionId: 'X:1:Y' }, promotionName: 'Spring' });
    expect(explained).toMatchObject({ arithmetic: '10 × 90 % = 9 each; × 3 = 27.00 EUR', promotion: { id: 'X:1:Y', name: 'Spring', discountPercent: '10' } });
    expect(explained.sentence).toContain('less 10 % by the promotion Spring');
  });

  test('a price that neither days nor a promotion make stands for itself', () => {
    expect(explainLine({ ...known, line })).toMatchObject({ arithmetic: '9 × 3 = 27.00 EUR', days: { isPriceByDays: false } });
    expect(explainLine({ ...known, line: { ...line, unitPrice: '0', effectiveUnitPrice: '0', subtotal: '0.00' } })).toMatchObject({ arithmetic: '0 × 3 = 0.00 EUR' });
  });

  test.each([
    ['by six months of twelve', { chargeType: 'changeBillingPlan', billingCycle: 'annual', unitPrice: '120', effectiveUnitPrice: '54', subtotal: '162.00', billableDays: 184, cycleDays: 365, promotedPrice: '108' }, '54 × 3 = 162.00 EUR'],
    ['a refund that was stated', { chargeType: 'cancelImmediate', sign: -1, effectiveUnitPrice: '-5', subtotal: '-15.00', promotedPrice: '9' }, '5 × 3 = 15.00 EUR'],
  ] as const)('[CAT-5] with a promotion, and another price than that of the days: the discount is the promotion\'s; %s', (_what, members, arithmetic) => {
    expect(explainLine({ ...known, line: { ...line, ...members, promotionId: 'X:1:Y' } })).toMatchObject({ arithmetic, days: { isPriceByDays: false }, promotion: { discountPercent: '10' } });
  });

  test('what is for good has no days', () => {
    const explained = explainLine({ ...known, line: { ...line, termDuration: 'NoTerm', billingCycle: 'one_time', effectiveUnitPrice: '10', subtotal: '30.00' } });
    expect(explained).not.toHaveProperty('days');
    expect(explained.sentence).toContain('3 × Seats, charged for good: 10 × 3 = 30.00 EUR');
  });

  test('says who only where that is known', () => {
    expect(explainLine({ ...known, line }).sentence).toMatch(/the log does not say by whom\.$/);
    expect(explainLine({ ...known, line, by: { kind: 'application', operation: 'create_order', auditRecordId: 'a' } }).sentence).toMatch(/create_order by an application\.$/);
  });
});

describe('[CAT-2] the row that has a line\'s price', () => {
  test.each([
    ['its own', row, true],
    ['for good, of what is bought once', { ...row, termDuration: 'NoTerm' as const, billingCycle: 'one_time' as const, unitPrice: '10' }, false],
    ['another price', { ...row, unitPrice: '121' }, false],
    ['another billing plan', { ...row, billingCycle: 'annual' as const }, false],
    ['another currency', { ...row, currency: 'SEK' }, false],
    ['in force from that very day on', { ...row, effectiveFrom: instant('2026-03-15T00:00:00Z') }, true],
    ['in force only later', { ...row, effectiveFrom: instant('2026-03-16T00:00:00Z') }, false],
    ['over by then', { ...row, effectiveTo: instant('2026-03-15T10:00:00Z') }, false],
    ['over a moment later', { ...row, effectiveTo: instant('2026-03-15T10:00:00.001Z') }, true],
  ])('%s', (_what, candidate, isFound) => {
    expect(sheetRowOf(line, [candidate])).toBe(isFound ? candidate : undefined);
  });

  test('of what is bought for good', () => {
    const once = { ...row, termDuration: 'NoTerm' as const, billingCycle: 'one_time' as const, unitPrice: '10' };
    expect(sheetRowOf({ ...line, termDuration: 'NoTerm', billingCycle: 'one_time' }, [row, once])).toBe(once);
  });

  test('of a price that is locked: the one in force when the term began', () => {
    expect(sheetRowOf({ ...line, orderDate: instant('2026-09-15T00:00:00Z') }, [row])).toBe(row);
  });
});
