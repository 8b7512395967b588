import * as fc from 'fast-check';
import { decimalsOf } from '../../src/kernel/currency';
import { allocate, effectiveUnitPrice, lineAmount, negated, readDecimal, sumOf, type RoundingPolicy } from '../../src/kernel/money';

const whole = { days: 30, cycleDays: 30 };

describe('[BIL-5] lineAmount', () => {
  test.each<[string, string, number, number, number, RoundingPolicy, string]>([
    ['E1', '10.08', 30, 30, 10, 'LINE_DOWN', '100.80'],
    ['E1 upfront', '120.96', 365, 365, 10, 'LINE_DOWN', '1209.60'],
    ['E3 wipe', '-10.08', 28, 30, 10, 'LINE_DOWN', '-94.08'],
    ['E3 recreate', '10.08', 28, 30, 12, 'LINE_DOWN', '112.89'],
    ['E3 wipe, other policy', '-10.08', 28, 30, 10, 'UNIT_DOWN', '-94.00'],
    ['E3 recreate, other policy', '10.08', 28, 30, 12, 'UNIT_DOWN', '112.80'],
    ['E4', '-10.08', 29, 31, 10, 'UNIT_DOWN', '-94.20'],
    ['E4, other policy', '-10.08', 29, 31, 10, 'LINE_DOWN', '-94.29'],
    ['E5 base', '-10.08', 23, 30, 300, 'UNIT_DOWN', '-2316.00'],
    ['E5 base, other policy', '-10.08', 23, 30, 300, 'LINE_DOWN', '-2318.40'],
    ['E5 target', '6.43', 23, 30, 300, 'UNIT_DOWN', '1476.00'],
    ['E5 target, other policy', '6.43', 23, 30, 300, 'LINE_DOWN', '1478.90'],
  ])('%s: %s × %i/%i × %i by %s is %s', (_name, price, days, cycleDays, quantity, rounding, expected) => {
    expect(lineAmount(price, { days, cycleDays }, quantity, 'EUR', rounding)).toBe(expected);
  });

  test('never half-up: 112.896 is 112.89', () => {
    expect(lineAmount('112.896', whole, 1, 'USD', 'LINE_DOWN')).toBe('112.89');
    expect(lineAmount('-112.899', whole, 1, 'USD', 'LINE_DOWN')).toBe('-112.89');
  });

  test('a third of a price times three is the price', () => {
    expect(lineAmount('10', { days: 10, cycleDays: 30 }, 3, 'EUR', 'LINE_DOWN')).toBe('10.00');
  });

  test('no binary fraction: 0.1 × 3 is 0.3', () => {
    expect(lineAmount('0.1', whole, 3, 'KWD', 'LINE_DOWN')).toBe('0.300');
  });

  test('a refund of nothing is not a negative nothing', () => {
    expect(lineAmount('-0.001', whole, 1, 'EUR', 'LINE_DOWN')).toBe('0.00');
    expect(lineAmount('0', whole, 25, 'EUR', 'LINE_DOWN')).toBe('0.00');
    expect([negated('0'), negated('10.08'), negated('-10.08')]).toEqual(['0', '-10.08', '10.08']);
  });

  test('the largest prices and quantities stay exact', () => {
    expect(lineAmount('99999999.99', { days: 365, cycleDays: 366 }, 10_000_000, 'USD', 'LINE_DOWN')).toBe('997267759463114.75');
  });
});

describe('[BIL-5] decimals by currency', () => {
  test.each([
    ['USD', 2, '1234.56'],
    ['JPY', 0, '1234'],
    ['KWD', 3, '1234.567'],
    ['CLF', 4, '1234.5678'],
  ])('%s has %i', (currency, decimals, amount) => {
    expect(decimalsOf(currency)).toBe(decimals);
    expect(lineAmount('1234.56789', whole, 1, currency, 'LINE_DOWN')).toBe(amount);
  });

  test.each(['', 'eur', 'EURO', '€'])('%j is no currency', (code) => {
    expect(() => decimalsOf(code)).toThrow(RangeError);
  });
});

describe('effectiveUnitPrice', () => {
  test.each([
    ['10.08', 28, 30, '9.408'],
    ['-10.08', 28, 30, '-9.408'],
    ['10.08', 30, 30, '10.08'],
    ['10', 1, 3, '3.33333333333333333333'],
    ['0', 28, 30, '0'],
    ['0.0000000001', 1, 1, '0.0000000001'],
  ])('%s × %i/%i is %s', (price, days, cycleDays, expected) => {
    expect(effectiveUnitPrice(price, { days, cycleDays })).toBe(expected);
  });
});

describe('sumOf', () => {
  test('adds exactly', () => {
    expect([sumOf(['100.80', '-94.08', '112.89']), sumOf(['0.1', '0.2']), sumOf([])]).toEqual(['119.61', '0.3', '0']);
  });
});

describe('allocate', () => {
  test.each([
    ['100.00', [1, 1, 1], 'USD', ['33.34', '33.33', '33.33']],
    ['-100.00', [1, 1, 1], 'USD', ['-33.34', '-33.33', '-33.33']],
    ['100', [1, 1, 1], 'JPY', ['34', '33', '33']],
    ['0.05', [3, 7], 'EUR', ['0.02', '0.03']],
    ['0.01', [0, 1], 'EUR', ['0.00', '0.01']],
    ['0.00', [1, 1], 'EUR', ['0.00', '0.00']],
  ])('%s by %j in %s is %j', (amount, weights, currency, expected) => {
    expect(allocate(amount, weights, currency)).toEqual(expected);
  });

  test.each<[string, number[]]>([
    ['1.00', []],
    ['1.00', [0, 0]],
    ['1.00', [2, -1]],
    ['1.001', [1]],
  ])('refuses %s by %j', (amount, weights) => {
    expect(() => allocate(amount, weights, 'EUR')).toThrow(RangeError);
  });

  test('never loses a cent', () => {
    const cents = fc.integer({ min: -10_000_000, max: 10_000_000 });
    fc.assert(
      fc.property(cents, fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 20 }), (minor, weights) => {
        const amount = (minor / 100).toFixed(2);
        expect(Number(sumOf(allocate(amount, weights, 'EUR')))).toBe(Number(amount));
      }),
    );
  });
});

describe('[BIL-5] a decimal as others write it', () => {
  test.each([
    ['0.00001', '0.00001'],
    ['1E-05', '0.00001'],
    ['2.5e-3', '0.0025'],
    ['-1.5E+2', '-150'],
    ['12.3400', '12.3400'],
    ['1e-20', '0.00000000000000000001'],
  ])('%s is %s', (text, expected) => {
    expect(readDecimal(text)).toBe(expected);
  });

  test.each(['', '1,5', '.5', '1e', '1e999', 'NaN', 'Infinity', '0x10', ' 1'])('"%s" is none', (text) => {
    expect(readDecimal(text)).toBeUndefined();
  });
});
