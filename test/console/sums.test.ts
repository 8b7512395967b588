import { sumsOf } from '../../src/console/change/sums';

const line = (subtotal: string, currency = 'EUR') => ({ subtotal, currency });

test.each([
  ['nothing', [], []],
  ['what binary fractions lose', [line('0.1'), line('0.2')], [{ currency: 'EUR', amount: '0.3000' }]],
  ['money given back', [line('-136.41'), line('116.92')], [{ currency: 'EUR', amount: '-19.4900' }]],
  ['what comes out even', [line('-5'), line('5.00')], [{ currency: 'EUR', amount: '0.0000' }]],
  ['less than one, given back', [line('-0.01')], [{ currency: 'EUR', amount: '-0.0100' }]],
  ['amounts beyond what a number holds', [line('90071992547409.93'), line('0.01')], [{ currency: 'EUR', amount: '90071992547409.9400' }]],
  ['each currency by itself', [line('1', 'SEK'), line('2'), line('3.5', 'SEK')], [{ currency: 'SEK', amount: '4.5000' }, { currency: 'EUR', amount: '2.0000' }]],
])('adds up %s', (_, lines, sums) => {
  expect(sumsOf(lines)).toEqual(sums);
});
