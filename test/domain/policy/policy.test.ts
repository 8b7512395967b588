import { calendarDate } from '../../../src/kernel/calendarDate';
import { instant } from '../../../src/kernel/instant';
import { extendedServiceTerm, extendsTerm, newCommerce, policyAt, policyBook, policyNamed, windowHoursIn, type Policy } from '../../../src/domain/policy/policy';

const shorter: Policy = { ...newCommerce, name: 'shorter-window', effectiveFrom: instant('2026-07-01T00:00:00Z'), windowHours: 72 };
const book = policyBook([shorter, newCommerce]);

describe('[POL-1] policies have effective dates', () => {
  test.each([
    ['1 ms before it takes effect', '2026-06-30T23:59:59.999Z', newCommerce],
    ['at the instant it takes effect', '2026-07-01T00:00:00.000Z', shorter],
    ['long after', '2030-01-01T00:00:00.000Z', shorter],
  ])('%s', (_name, at, expected) => {
    expect(policyAt(book, instant(at))).toEqual(expected);
  });

  test('[POL-1] a term finds the policy it keeps by name', () => {
    expect(policyNamed(book, 'new-commerce')).toEqual(newCommerce);
    expect(() => policyNamed(book, 'forgotten')).toThrow(RangeError);
  });

  test('before the first policy there is none', () => {
    expect(() => policyAt(policyBook([shorter]), instant('2026-06-30T23:59:59.999Z'))).toThrow(RangeError);
  });
});

describe('[POL-2] the extended service term', () => {
  const on = policyBook([newCommerce, extendedServiceTerm]);

  test.each([
    ['a term begun the moment before 2025-04-01', '2025-03-31T23:59:59.999Z', 'new-commerce'],
    ['a term begun on 2025-04-01', '2025-04-01T00:00:00.000Z', 'extended-service-term'],
  ])('is kept by %s or not', (_name, begun, expected) => {
    expect(policyAt(on, instant(begun)).name).toBe(expected);
  });

  test.each([
    ['2026-05-03', false],
    ['2026-05-04', true],
    ['2029-01-01', true],
  ])('extends a term that ends on %s: %s', (lastDay, expected) => {
    expect(extendsTerm(extendedServiceTerm, calendarDate(lastDay))).toBe(expected);
  });

  test('is nothing that new commerce does by itself', () => {
    expect(extendsTerm(newCommerce, calendarDate('2029-01-01'))).toBe(false);
  });

  test('[POL-1] switched off again, it is kept by the terms that began under it, and by no other', () => {
    const off = policyBook([newCommerce], [extendedServiceTerm]);
    expect(policyAt(off, instant('2026-06-01T00:00:00Z')).name).toBe('new-commerce');
    expect(policyNamed(off, 'extended-service-term')).toEqual(extendedServiceTerm);
  });
});

describe('[CAN-3] the window per market', () => {
  test('a market with its own law has its own length', () => {
    const withMarket = { ...newCommerce, windowHoursByMarket: { DE: 336 } };
    expect([windowHoursIn(withMarket, 'DE'), windowHoursIn(withMarket, 'FR')]).toEqual([336, 168]);
  });
});

describe('policyBook', () => {
  test.each<[string, Policy[]]>([
    ['a name twice', [newCommerce, { ...shorter, name: newCommerce.name }]],
    ['a date twice', [newCommerce, { ...shorter, effectiveFrom: newCommerce.effectiveFrom }]],
    ['no window', [{ ...newCommerce, windowHours: 0 }]],
    ['half an hour', [{ ...newCommerce, fullRefundHours: 0.5 }]],
    ['a market without a window', [{ ...newCommerce, windowHoursByMarket: { DE: -1 } }]],
    ['carts that expire at once', [{ ...newCommerce, cartLifeDays: 0 }]],
  ])('refuses %s', (_name, policies) => {
    expect(() => policyBook(policies)).toThrow(RangeError);
  });

  test('refuses the name of one that is kept only', () => {
    expect(() => policyBook([newCommerce], [newCommerce])).toThrow(RangeError);
  });
});
