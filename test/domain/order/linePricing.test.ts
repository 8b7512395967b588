import { calendarDate } from '../../../src/kernel/calendarDate';
import { linePricing, type LinePrice } from '../../../src/domain/order/linePricing';

const price = (differing: Partial<LinePrice>): LinePrice => ({
  termDuration: 'P1Y',
  billingCycle: 'monthly',
  start: calendarDate('2021-05-20'),
  listCyclePrice: '10',
  cyclePrice: '10',
  currency: 'EUR',
  ...differing,
});

const day = calendarDate;

describe('pricing of a line', () => {
  test('[ORD-8] E18: one seat for one month has one price', () => {
    const month = price({ termDuration: 'P1M', listCyclePrice: '36.48', cyclePrice: '36.48' });
    expect(linePricing(month, 1, 'LINE_DOWN')).toEqual({ listPrice: '36.48', discountedPrice: '36.48', proratedPrice: '36.48', price: '36.48', extendedPrice: '36.48' });
  });

  test('the published example: 30.4 a month, 364.8 for the year', () => {
    expect(linePricing(price({ listCyclePrice: '30.4', cyclePrice: '30.4' }), 1, 'LINE_DOWN')).toMatchObject({ price: '30.4', extendedPrice: '364.80' });
  });

  test('[CAT-5] E13: ten percent off 16, fifty seats', () => {
    expect(linePricing(price({ listCyclePrice: '16', cyclePrice: '14.4' }), 50, 'LINE_DOWN')).toEqual({
      listPrice: '16',
      discountedPrice: '14.4',
      proratedPrice: '14.4',
      price: '14.4',
      extendedPrice: '8640.00', // 12 × 720
    });
  });

  // Each first cycle in days of the whole one; the amounts by hand.
  test.each<{ name: string; differing: Partial<LinePrice>; proratedPrice: string; extendedPrice: string }>([
    // 15…31 July, 17 of 31 days: 31.00 × 17 / 31
    { name: 'a month cut to its end', differing: { termDuration: 'P1M', start: day('2022-07-15'), end: day('2022-07-31'), listCyclePrice: '31', cyclePrice: '31' }, proratedPrice: '17', extendedPrice: '34.00' },
    // 15…31 July, then eleven months: (17 + 11 × 31) × 2
    { name: 'a year of months to 30 June', differing: { start: day('2022-07-15'), end: day('2023-06-30'), listCyclePrice: '31', cyclePrice: '31' }, proratedPrice: '17', extendedPrice: '716.00' },
    // 1 July…1 October 2022, 93 of 365 days: 365 × 93 / 365
    { name: 'a year at once to 1 October', differing: { billingCycle: 'annual', start: day('2022-07-01'), end: day('2022-10-01'), listCyclePrice: '365', cyclePrice: '365' }, proratedPrice: '93', extendedPrice: '186.00' },
    // the natural end, named: nothing is cut
    { name: 'a month to its natural end', differing: { termDuration: 'P1M', start: day('2022-07-01'), end: day('2022-07-31'), listCyclePrice: '31', cyclePrice: '31' }, proratedPrice: '31', extendedPrice: '62.00' },
    // TRF-2: moved on the 14th, charged from 15…31 July, then eleven months: (17 + 11 × 31) × 2
    { name: 'a year of months that is charged from a day in its first one', differing: { start: day('2022-07-01'), chargedFrom: day('2022-07-15'), listCyclePrice: '31', cyclePrice: '31' }, proratedPrice: '17', extendedPrice: '716.00' },
    // CYC-1: a rest of a year that was charged as 6 of 12 months, from its 93rd day of 184: 250 × 6 / 12 / 2, then two years
    { name: '[TRF-2] [CYC-1] three years, from the middle of a rest of a year that was charged by months', differing: { termDuration: 'P3Y', billingCycle: 'annual', start: day('2021-09-20'), chargedFrom: day('2022-06-20'), cycle: { index: 0, start: day('2022-03-20'), end: day('2022-09-19'), monthsCharged: 6 }, listCyclePrice: '250', cyclePrice: '250' }, proratedPrice: '62.5', extendedPrice: '1125.00' },
    // on the last day of that rest nothing of it is left, and two years are
    { name: '[TRF-2] [CYC-1] three years, from the day after a rest of a year that was charged by months', differing: { termDuration: 'P3Y', billingCycle: 'annual', start: day('2021-09-20'), chargedFrom: day('2022-09-20'), cycle: { index: 0, start: day('2022-03-20'), end: day('2022-09-19'), monthsCharged: 6 }, listCyclePrice: '250', cyclePrice: '250' }, proratedPrice: '250', extendedPrice: '1000.00' },
    { name: 'a month that is charged from its last day', differing: { termDuration: 'P1M', start: day('2022-07-01'), chargedFrom: day('2022-07-31'), listCyclePrice: '31', cyclePrice: '31' }, proratedPrice: '1', extendedPrice: '2.00' },
    { name: 'a month that is over when it would be charged', differing: { termDuration: 'P1M', start: day('2022-07-01'), chargedFrom: day('2022-08-01'), listCyclePrice: '31', cyclePrice: '31' }, proratedPrice: '0', extendedPrice: '0.00' },
    // one day of 31
    { name: 'a month cut to one day', differing: { termDuration: 'P1M', start: day('2022-07-31'), end: day('2022-07-31'), listCyclePrice: '31', cyclePrice: '31' }, proratedPrice: '1', extendedPrice: '2.00' },
  ])('[ORD-8] $name', ({ differing, proratedPrice, extendedPrice }) => {
    const pricing = linePricing(price(differing), 2, 'LINE_DOWN');
    expect(pricing).toEqual({ listPrice: differing.listCyclePrice, discountedPrice: differing.cyclePrice, proratedPrice, price: proratedPrice, extendedPrice });
  });

  test('each charge is rounded before they are added, as its billing line is', () => {
    // 3 × 0.335 = 1.005 → 1.00 each month
    const pricing = linePricing(price({ listCyclePrice: '0.335', cyclePrice: '0.335' }), 3, 'LINE_DOWN');
    expect(pricing.extendedPrice).toBe('12.00');
  });
});
