import { meterLines, meterMonthSchema, rateMonthToDate, type MeterRates } from '../../../../src/domain/usage/meters/meterMonth';
import { instant } from '../../../../src/kernel/instant';

const meter = { meterId: 'messages', name: 'Messages', unit: '1 Message', currency: 'USD', earnsCredit: false, tiers: [{ fromUnits: '0', unitPrice: '0.5' }] };

/** As it was stored before SaaS was metered, and closed. */
const before = {
  customerId: 'c',
  month: '2026-02-01',
  used: [{ azureSubscriptionId: 'a', meterId: 'messages', date: '2026-02-03', quantity: '4' }],
  closedAt: '2026-03-06T00:00:00.000Z',
  rates: { meters: { messages: [meter] }, subscriptions: { a: { partnerId: 'p', planId: 'plan', friendlyName: 'Machines' } }, exchange: {} },
};
const closed = instant('2026-03-06T00:00:00.000Z');

test('[AZP-4] a month that was closed before SaaS was metered is read, and has the same lines', () => {
  const { rates, ...month } = meterMonthSchema.parse(before);
  expect(rates && meterLines(month, rates, closed)).toMatchObject([{ id: 'a|messages|0', azureSubscriptionId: 'a', partnerId: 'p', subtotal: '2.00' }]);
});

test('[ORD-10] the same id of a meter of Azure and of a dimension are two things, each at its own price', () => {
  const used = [...before.used, { subscriptionId: 's', meterId: 'messages', date: '2026-02-03', quantity: '4' }];
  const saas: MeterRates['saas'] = {
    s: { partnerId: 'q', friendlyName: 'Signal', orderId: 'o', productId: 'P', skuId: '0001', availabilityId: 'A', productName: 'Signal', skuName: 'Signal', publisherName: 'Fjordlys', meters: { messages: [{ ...meter, tiers: [{ fromUnits: '0', unitPrice: '3' }] }] } },
  };
  const { rates, ...month } = meterMonthSchema.parse({ ...before, used, rates: { ...before.rates, saas } });
  const lines = rates === undefined ? [] : meterLines(month, rates, closed);
  expect(lines.map(({ id, partnerId, subtotal }) => [id, partnerId, subtotal])).toEqual([['a|messages|0', 'p', '2.00'], ['s|messages|0', 'q', '12.00']]);
  expect(rates && rateMonthToDate(month, rates).map(({ azureSubscriptionId, subscriptionId }) => azureSubscriptionId ?? subscriptionId)).toEqual(['a', 's']);
});
