import { rateMeter, type MeteredDay } from '../../../../src/domain/usage/meters/rateMeter';
import { meterOn, type Meter } from '../../../../src/domain/catalogue/meters';
import { calendarDate } from '../../../../src/kernel/calendarDate';

const meter = (tiers: Meter['tiers'], earnsCredit = true): readonly Meter[] => [{ meterId: 'm', name: 'Meter', unit: '1 Hour', currency: 'USD', earnsCredit, tiers }];
const day = (date: string, quantity: string, managed = true): MeteredDay => ({ date: calendarDate(date), quantity, managed });
const flat = meter([{ fromUnits: '0', unitPrice: '0.868' }]);

test.each([
  ['29', '21.39', '0.737586206896552'],
  ['555.950039', '410.17', '0.737782122900436'],
])('[AZP-4] billing example E14: %s hours with earned credit cost %s, cut toward zero', (quantity, subtotal, effectiveUnitPrice) => {
  expect(rateMeter(flat, [day('2022-08-03', quantity)]).tiers).toEqual([{ fromUnits: '0', quantity, unitPrice: '0.868', effectiveUnitPrice, subtotal }]);
});

test('[AZP-4] billing example E15: five units free, the rest at its tier, within a cent of the published half-up', () => {
  const tiered = meter([{ fromUnits: '0', unitPrice: '0' }, { fromUnits: '5', unitPrice: '2.99' }]);
  expect(rateMeter(tiered, [day('2024-01-01', '37')]).tiers.map(({ quantity, subtotal }) => [quantity, subtotal])).toEqual([['5', '0.00'], ['32', '81.32']]);
});

test('[AZP-4] billing example E21: a row of the daily file is not rounded to the currency', () => {
  const [row] = rateMeter(meter([{ fromUnits: '0', unitPrice: '0.0209496384791679' }], false), [day('2024-01-01', '23.200004')]).rows;
  expect(row).toEqual({ date: '2024-01-01', quantity: '23.200004', unitPrice: '0.0209496384791679', earnedCreditPercent: 0, preTaxTotal: '0.486031696515249' });
});

test('[AZP-4] credit is decided day by day; the month\'s line blends both', () => {
  const { rows, tiers } = rateMeter(flat, [day('2022-08-02', '100', false), day('2022-08-01', '100')]);
  expect(rows.map(({ date, earnedCreditPercent, preTaxTotal }) => [date, earnedCreditPercent, preTaxTotal])).toEqual([['2022-08-01', 15, '73.78'], ['2022-08-02', 0, '86.8']]);
  expect(tiers).toEqual([{ fromUnits: '0', quantity: '200', unitPrice: '0.868', effectiveUnitPrice: '0.8029', subtotal: '160.58' }]);
});

test('[AZP-4] no credit on a meter that earns none, as calls', () => {
  expect(rateMeter(meter([{ fromUnits: '0', unitPrice: '0.013' }], false), [day('2022-08-01', '100')]).rows[0]?.earnedCreditPercent).toBe(0);
});

test.each([
  ['the last unit of a tier', ['5'], [['5', '0.00']]],
  ['one beyond it', ['6'], [['5', '0.00'], ['1', '2.54']]],
  ['reached on the second day', ['3', '4'], [['5', '0.00'], ['2', '5.08']]],
])('[AZP-4] tiers are filled in order of the days: %s', (_name, quantities, expected) => {
  const tiered = meter([{ fromUnits: '0', unitPrice: '0' }, { fromUnits: '5', unitPrice: '2.99' }]);
  const days = quantities.map((quantity, index) => day(`2024-01-0${index + 1}`, quantity));
  expect(rateMeter(tiered, days.toReversed()).tiers.map(({ quantity, subtotal }) => [quantity, subtotal])).toEqual(expected);
});

test('[AZP-4] nothing used, nothing to pay', () => {
  expect(rateMeter(flat, [day('2024-01-01', '0')])).toEqual({ rows: [], tiers: [] });
});

describe('[AZP-4] [CAT-2] a price that changes', () => {
  const priced = (unitPrice: string, dates: Pick<Meter, 'effectiveFrom' | 'effectiveTo'>, tiers: Meter['tiers'] = [{ fromUnits: '0', unitPrice }]): Meter => ({ ...(flat[0] as Meter), earnsCredit: false, tiers, ...dates });
  const july = calendarDate('2022-07-15');

  test('each day has the price that holds on it, the first day of a new one included', () => {
    const prices = [priced('1', {}), priced('2', { effectiveFrom: july })];
    expect(rateMeter(prices, [day('2022-07-14', '10'), day('2022-07-15', '10')])).toEqual({
      rows: [
        { date: '2022-07-14', quantity: '10', unitPrice: '1', earnedCreditPercent: 0, preTaxTotal: '10' },
        { date: '2022-07-15', quantity: '10', unitPrice: '2', earnedCreditPercent: 0, preTaxTotal: '20' },
      ],
      tiers: [
        { fromUnits: '0', quantity: '10', unitPrice: '1', effectiveUnitPrice: '1', subtotal: '10.00' },
        { fromUnits: '0', pricedFrom: '2022-07-15', quantity: '10', unitPrice: '2', effectiveUnitPrice: '2', subtotal: '20.00' },
      ],
    });
  });

  test('tiers go on filling over the change', () => {
    const free = (beyond: string): Meter['tiers'] => [{ fromUnits: '0', unitPrice: '0' }, { fromUnits: '5', unitPrice: beyond }];
    const prices = [priced('', {}, free('1')), priced('', { effectiveFrom: july }, free('2'))];
    expect(rateMeter(prices, [day('2022-07-14', '4'), day('2022-07-15', '4')]).tiers.map(({ fromUnits, pricedFrom, quantity, subtotal }) => [fromUnits, pricedFrom, quantity, subtotal])).toEqual([
      ['0', undefined, '4', '0.00'],
      ['0', '2022-07-15', '1', '0.00'],
      ['5', '2022-07-15', '3', '6.00'],
    ]);
  });

  test('the day on which it no longer holds is excluded; one that names its end stays valid to it', () => {
    const ended = [priced('1', { effectiveTo: july })];
    expect([meterOn(ended, calendarDate('2022-07-14'))?.tiers[0]?.unitPrice, meterOn(ended, july)]).toEqual(['1', undefined]);
    const overlapping = [priced('1', { effectiveTo: july }), priced('2', { effectiveFrom: calendarDate('2022-07-10') })];
    expect(['2022-07-14', '2022-07-15'].map((date) => meterOn(overlapping, calendarDate(date))?.tiers[0]?.unitPrice)).toEqual(['1', '2']);
    expect(rateMeter(ended, [day('2022-07-15', '3')])).toEqual({ rows: [], tiers: [] });
  });
});
