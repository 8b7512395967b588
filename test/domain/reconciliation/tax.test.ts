import { sumOf } from '../../../src/kernel/money';
import { taxOf } from '../../../src/domain/reconciliation/tax';

test('[BIL-5] billing example E17: taxed line by line it is 2.01, on the total 2.00', () => {
  const lines = ['9.75', '10.25'];
  const taxes = lines.map((line) => taxOf(line, '10', 'EUR'));
  expect([taxes, sumOf(taxes), taxOf(sumOf(lines), '10', 'EUR')]).toEqual([['0.98', '1.03'], '2.01', '2.00']);
});

test.each([
  ['0', '25', 'EUR', '0.00'],
  ['100.80', '0', 'EUR', '0.00'],
  ['-94.08', '21', 'EUR', '-19.76'],
  ['-0.01', '10', 'EUR', '0.00'],
  ['105', '10', 'JPY', '11'],
  ['1.005', '100', 'KWD', '1.005'],
])('[BIL-5] %s at %s %% in %s: %s', (amount, percent, currency, tax) => {
  expect(taxOf(amount, percent, currency)).toBe(tax);
});
