import { traditionalAmounts, traditionalChargeType } from '../../../src/domain/billing/traditionalLines';

const whole = { days: 31, cycleDays: 31 };

test.each([
  ['a whole month (T1)', '4.00', 'monthly', whole, 1, '4', '4.00', 'LINE_HALF_UP'],
  ['12 of 31 days of two licences, 3.0968 (T1)', '4.00', 'monthly', { days: 12, cycleDays: 31 }, 2, '1.54838709677419354838', '3.10', 'LINE_HALF_UP'],
  ['19 of 31 days of one, 2.4516 (T1)', '4.00', 'monthly', { days: 19, cycleDays: 31 }, 1, '2.45161290322580645161', '2.45', 'LINE_HALF_UP'],
  ['exactly half a cent goes up', '0.01', 'monthly', { days: 15, cycleDays: 30 }, 1, '0.005', '0.01', 'LINE_HALF_UP'],
  ['less than half a cent goes down', '0.01', 'monthly', { days: 14, cycleDays: 30 }, 1, '0.00466666666666666666', '0.00', 'LINE_HALF_UP'],
  ['a whole year (T3)', '48.00', 'annual', { days: 365, cycleDays: 365 }, 1, '48', '48.00', 'LINE_HALF_UP'],
  ['19 days of a year at 0.13 (T3)', '48.00', 'annual', { days: 19, cycleDays: 365 }, 1, '2.47', '2.47', 'DAY_HALF_UP'],
  ['346 days of a year at 0.13, two licences (T3)', '48.00', 'annual', { days: 346, cycleDays: 365 }, 2, '44.98', '89.96', 'DAY_HALF_UP'],
] as const)('[MIG-1] [ORD-5] %s', (_name, price, cycle, share, quantity, effectiveUnitPrice, subtotal, rounding) => {
  expect(traditionalAmounts(price, cycle, share, quantity, 'EUR')).toEqual({ effectiveUnitPrice, subtotal, rounding });
});

test.each([
  ['a day rounded up: as many days as the whole year is worth are the year', { days: 362, cycleDays: 365 }, '28.22'],
  ['the last number of days that is worth less', { days: 352, cycleDays: 365 }, '28.16'],
] as const)('[BIL-3] [MIG-1] part of a year never costs more than the year: %s', (_name, share, effectiveUnitPrice) => {
  expect(traditionalAmounts('28.22', 'annual', share, 1, 'EUR')).toEqual({ effectiveUnitPrice, subtotal: effectiveUnitPrice, rounding: 'DAY_HALF_UP' });
});

test('[MIG-1] a currency without cents is rounded to its own unit', () => {
  expect(traditionalAmounts('151', 'monthly', { days: 15, cycleDays: 30 }, 1, 'JPY').subtotal).toBe('76');
});

test.each([
  ['new', 'monthly', whole, 'Cycle fee'],
  ['new', 'monthly', { days: 30, cycleDays: 31 }, 'Prorate fees when purchase'],
  ['new', 'annual', { days: 365, cycleDays: 365 }, 'Prorate fees when purchase'],
  ['cycleCharge', 'monthly', whole, 'Cycle fee'],
  ['renew', 'monthly', whole, 'Prorate fee when renew'],
  ['renew', 'annual', { days: 365, cycleDays: 365 }, 'Prorate fee when renew'],
] as const)('[MIG-1] %s, billed %s, for %j is called %s%s', (chargeType, cycle, share, name) => {
  expect(traditionalChargeType(chargeType, cycle, share)).toBe(name);
});
