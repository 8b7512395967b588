import { explainMeterLine } from '../../../src/domain/reconciliation/explainUsage';
import { meterLines, type MeterMonth, type MeterRates } from '../../../src/domain/usage/meters/meterMonth';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { instant } from '../../../src/kernel/instant';

const month = calendarDate('2026-03-01');
const closedAt = instant('2026-04-06T00:00:00.000Z');
const meter = (tiers: readonly (readonly [from: string, price: string])[], more: object = {}) => ({ meterId: 'M', name: 'Disk', unit: '1 GB', currency: 'USD', earnsCredit: true, tiers: tiers.map(([fromUnits, unitPrice]) => ({ fromUnits, unitPrice })), ...more });
const used = (...days: readonly (readonly [date: string, quantity: string])[]): MeterMonth => ({ customerId: 'C', month, used: days.map(([date, quantity]) => ({ azureSubscriptionId: 'A', meterId: 'M', date: calendarDate(date), quantity })), closedAt });
const billed = { item: { subtotal: '1.00', currency: 'USD', pricingCurrency: 'USD', exchangeRate: '1' }, month, isInvoiced: true, closedAt };

const origin = { policy: 'new-commerce', event: { id: 'e:1', at: closedAt, types: ['AzureUsageCharged'] } };

const explainedOf = (metered: MeterMonth, prices: MeterRates['meters'][string], listed = prices) => {
  // Managed since the 2nd: credit from the 3rd on.
  const rates: MeterRates = { meters: { m: prices }, subscriptions: { A: { partnerId: 'P', planId: 'plan', friendlyName: 'Own', managedAfter: calendarDate('2026-03-02') } }, exchange: {} };
  return meterLines(metered, rates, closedAt).map((line) => explainMeterLine({ line, metered, rates, market: 'NL', listed, billed, origin }));
};

describe('[AZP-4] a line of metered use, explained', () => {
  test('the credit is told by the days that it was given for, and the arithmetic is exact before it is cut', () => {
    const [line] = explainedOf(used(['2026-03-02', '10'], ['2026-03-03', '1.5'], ['2026-03-04', '2']), [meter([['0', '0.333']])]);
    expect(line).toMatchObject({ partnerEarnedCredit: { percent: 15, quantity: '3.5', days: ['2026-03-03', '2026-03-04'] }, subtotal: '4.32', arithmetic: '13.5 × 0.333 − 0.174825 (15 % partner earned credit of 3.5) = 4.320675, cut to 4.32 USD' });
  });

  test('each tier for itself, from its first unit on', () => {
    const lines = explainedOf(used(['2026-03-01', '150']), [meter([['0', '0.5'], ['100', '0.25']])]);
    expect(lines.map(({ price, quantity, arithmetic, partnerEarnedCredit }) => [price.tierFromUnits, quantity, arithmetic, partnerEarnedCredit])).toEqual([
      ['0', '100', '100 × 0.5 = 50, cut to 50.00 USD', undefined],
      ['100', '50', '50 × 0.25 = 12.5, cut to 12.50 USD', undefined],
    ]);
  });

  test('where two tiers cost the same the days do not say what was credited of which: the effective price stands for itself', () => {
    const lines = explainedOf(used(['2026-03-01', '100'], ['2026-03-05', '50']), [meter([['0', '0.5'], ['100', '0.5']])]);
    expect(lines.map(({ arithmetic }) => arithmetic)).toEqual(['100 × 0.5 = 50.00 USD', '50 × 0.425 = 21.25 USD']);
  });

  test('each price of the month by its own days; one that the list has no more is said', () => {
    const prices = [meter([['0', '1']], { effectiveTo: calendarDate('2026-03-10') }), meter([['0', '2']], { effectiveFrom: calendarDate('2026-03-10') })];
    const lines = explainedOf(used(['2026-03-01', '3'], ['2026-03-10', '4']), prices, prices.slice(1));
    expect(lines.map(({ price: { priceList } }) => priceList)).toEqual([
      { name: 'azure_consumption', market: 'NL', effectiveTo: '2026-03-10', isStillListed: false },
      { name: 'azure_consumption', market: 'NL', effectiveFrom: '2026-03-10', isStillListed: true },
    ]);
    expect(lines[0]?.sentence).toContain('by the Azure price list of NL, without a first day, which has this price no more; closed at 2026-04-06T00:00:00.000Z; invoiced with 2026-03; policy new-commerce; AzureUsageCharged at 2026-04-06T00:00:00.000Z, as it fell due.');
    expect(lines[1]?.sentence).toContain('in force since 2026-03-10; closed');
  });
});
