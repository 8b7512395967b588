import { instant } from '../../../../src/kernel/instant';
import { writtenPrice } from './exact';
import { extendedMonth } from './extendedMonth';
import { PriceSheets, type Bought } from './priceSheets';

const HEADER = '"ProductId","SkuId","TermDuration","BillingPlan","Market","Currency","UnitPrice","EffectiveStartDate","EffectiveEndDate","Segment"';
const row = (termDuration: string, plan: string, price: string, from = '1/1/2021'): string => `"SUITE","0001","${termDuration}","${plan}","NL","EUR","${price}","${from} 12:00:00 AM","12/31/9999 12:00:00 AM","Commercial"`;
const bought: Bought = { productId: 'SUITE', skuId: '0001', market: 'NL', currency: 'EUR', segments: ['commercial'], termDuration: 'P1M', billingCycle: 'monthly', promotionId: 'PR' };

const month = (rows: readonly string[], ended = { termDuration: 'P1Y', billingCycle: 'annual' }, at = '2026-06-05T00:00:00Z'): string | undefined => {
  const found = extendedMonth(new PriceSheets([{ text: [HEADER, ...rows].join('\r\n') }], []), bought, ended, instant(at));
  return found && `${writtenPrice(found.price.paid)}: ${found.by}`;
};

test('[POL-2] the monthly term and 3 %, by the prices of the day', () => {
  const rows = [row('P1M', 'Monthly', '12'), row('P1M', 'Monthly', '14', '7/5/2026'), row('P1Y', 'Annual', '120')];
  expect([month(rows), month(rows, undefined, '2026-07-05T00:00:00Z')]).toEqual(['12.36: the monthly term and 3 %', '14.42: the monthly term and 3 %']);
});

test('[POL-2] a month of the ended term and 23 %, however it was billed, where there is no monthly term', () => {
  const rows = [row('P1Y', 'Annual', '120'), row('P1Y', 'Monthly', '120'), row('P3Y', 'Triennial', '288')];
  expect([month(rows), month(rows, { termDuration: 'P1Y', billingCycle: 'monthly' }), month(rows, { termDuration: 'P3Y', billingCycle: 'triennial' })]).toEqual([
    '12.3: a month of the ended term and 23 %', '12.3: a month of the ended term and 23 %', '9.84: a month of the ended term and 23 %',
  ]);
});

test('[POL-2] nothing where neither is sold', () => {
  expect(month([row('P3Y', 'Triennial', '288')])).toBeUndefined();
});
