import { catalogueOf, type CatalogueItem } from '../../../../../src/domain/catalogue/state';
import { newCommerce, policyBook } from '../../../../../src/domain/policy/policy';
import { orderLineSchema } from '../../../../../src/domain/order/state';
import { kindOfSku } from '../../../../../src/domain/subscription/kinds/table';
import { perpetualWindow, softwareWindow } from '../../../../../src/domain/subscription/kinds/windows';
import { cyclesInTerm, monthsOfTerm } from '../../../../../src/kernel/durations';
import { calendarDate } from '../../../../../src/kernel/calendarDate';
import { hoursBetween, instant } from '../../../../../src/kernel/instant';
import { cyclesOf, fullCycleDays, termEnd } from '../../../../../src/kernel/term';
import { World } from '../../../../support/world';
import { offer } from '../../bought';

const start = calendarDate('2026-06-10');
const at = instant('2026-06-10T09:00:00.000Z');

test('[ORD-9] what has no term is charged once, whole, until the day that the contract writes for never', () => {
  const span = { start, end: termEnd(start, 'NoTerm'), duration: 'NoTerm', billingCycle: 'one_time' } as const;
  expect(span.end).toBe('9999-12-10');
  expect(cyclesOf(span)).toEqual([{ index: 0, start, end: '9999-12-10' }]);
  expect(fullCycleDays(span, start)).toBe(fullCycleDays(span, calendarDate('2036-06-10')));
  expect([cyclesInTerm('NoTerm', 'one_time'), cyclesInTerm('NoTerm', 'monthly'), monthsOfTerm('NoTerm')]).toEqual([1, undefined, Infinity]);
});

test('[ORD-9] windows: by the day in the length of the market, and 30 days in full unless the policy says otherwise', () => {
  const policy = { ...newCommerce, windowHoursByMarket: { NL: 336 } };
  expect(softwareWindow(policy, 'NL', 'one_time', at)).toEqual({ closesAt: '2026-06-24T09:00:00.000Z', fullRefundUntil: at });
  expect(perpetualWindow(policy, 'NL', 'one_time', at)).toEqual({ closesAt: '2026-07-10T09:00:00.000Z', fullRefundUntil: '2026-07-10T09:00:00.000Z' });
  expect(hoursBetween(at, perpetualWindow({ ...policy, perpetualWindowDays: 14 }, 'NL', 'one_time', at).closesAt)).toBe(14 * 24);
  expect(() => policyBook([{ ...policy, perpetualWindowDays: 0 }])).toThrow('no positive whole number');
});

describe('[ORD-9] software is perpetual by its prices', () => {
  const item = async (product: string): Promise<CatalogueItem> => {
    const found = (await (await World.at(at)).app.catalogueOf('NL')).items.get(`${product}:0001`);
    if (found === undefined) throw new Error(`${product} is not in the sample`);
    return found;
  };
  const kindIn = (stored: CatalogueItem) => {
    const [read] = catalogueOf('NL', [stored]).items.values();
    return read && kindOfSku(read.sku);
  };

  test('also where it was imported before there was any', async () => {
    const { sku: { perpetual, ...before }, lines } = await item('NCSQLSTAND01');
    expect([perpetual, kindIn({ sku: before, lines })]).toEqual([true, 'perpetual']);
  });

  test('and no longer once it has a term alone', async () => {
    const { sku, lines } = await item('NCWINSRVSUB1');
    expect(kindIn({ sku: { ...sku, perpetual: true }, lines })).toBe('software');
  });
});

test('[ORD-9] a cancelled line of an order is read, one with less than nothing is not', () => {
  const pricing = { listPrice: '1', discountedPrice: '1', proratedPrice: '1', price: '1', extendedPrice: '0' };
  const line = { lineItemNumber: 0, kind: 'perpetual', offer, subscriptionId: 'sub-1', termDuration: 'NoTerm', quantity: 0, additionalResellers: [], pricing };
  expect(orderLineSchema.parse(line)).toEqual(line);
  expect(orderLineSchema.safeParse({ ...line, quantity: -1 }).success).toBe(false);
});
