import { sampleFile } from '../../../domain/catalogue/sampleFiles';
import { Random } from '../../../fuzz/random';
import { ADD_ONS, drawPlan, SOLD_ALONE, TRIALS } from './shelf';

const sheet = sampleFile('price-sheet-nl.csv').text.split('\r\n');

test.each([...SOLD_ALONE, ...ADD_ONS, ...TRIALS])('%s is drawn on plans that the price sheet has', (sku) => {
  const [product = '', skuId = ''] = sku.split(':');
  const dice = new Random('plans', sku);
  const drawn = new Set(Array.from({ length: 60 }, () => drawPlan(dice, sku)));
  for (const { termDuration, billingCycle } of drawn) {
    expect(sheet.some((row) => row.includes(`"${product}","${skuId}",`) && row.toLowerCase().includes(`"${termDuration}","${billingCycle}",`.toLowerCase()))).toBe(true);
  }
});
