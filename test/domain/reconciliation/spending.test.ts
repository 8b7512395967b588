import { type LineItem } from '../../../src/domain/reconciliation/lineItem';
import { spendingOf, spentOn } from '../../../src/domain/reconciliation/spending';

/** Of a line only what adding up looks at. */
const line = (over: Partial<LineItem>): LineItem =>
  ({ entitlementId: 'a', entitlementDescription: 'Machines', subscriptionId: 'plan', availabilityId: 'm', meterDescription: 'Hours', unitType: '1 Hour', quantity: '1', productQualifiers: [], subtotal: '0', currency: 'USD', pricingCurrency: 'USD', exchangeRate: '1', ...over }) as LineItem;
const overage = { availabilityId: 'PhoneServices', productQualifiers: ['Overage'], currency: 'EUR', pricingCurrency: 'EUR' };

test('[AZP-4] the tiers of a meter are one, and each Azure subscription stands for itself', () => {
  const spent = spentOn([line({ quantity: '10.5', subtotal: '1.10' }), line({ quantity: '2', subtotal: '0.20' }), line({ entitlementId: 'b', subtotal: '7.00' })], undefined);
  expect(spent.map(({ azureSubscriptionId, quantity, cost, usd }) => [azureSubscriptionId, quantity, cost.amount, usd])).toEqual([['a', '12.5', '1.3', '1.3'], ['b', '1', '7', '7']]);
});

test('[OVG-7] what is billed is added up by currency, in dollars by the rate; without one it is told apart', () => {
  const items = [line({ subtotal: '67.41', currency: 'EUR', pricingSubtotal: '73.78' }), line({ ...overage, subtotal: '13.30' })];
  expect(spendingOf(spentOn(items, '0.9137'))).toEqual({ costs: [{ amount: '80.71', currency: 'EUR' }], usd: '88.33', notInUsd: [] });
  expect(spendingOf(spentOn([line({ subtotal: '73.78' }), line({ ...overage, subtotal: '13.30' })], undefined))).toEqual({
    costs: [{ amount: '73.78', currency: 'USD' }, { amount: '13.3', currency: 'EUR' }],
    usd: '73.78',
    notInUsd: [{ amount: '13.3', currency: 'EUR' }],
  });
});

test('[OVG-7] overage that is billed in dollars needs no rate, and what costs nothing is no cost', () => {
  expect(spendingOf(spentOn([line({ ...overage, currency: 'USD', pricingCurrency: 'USD', subtotal: '4.85' }), line({ subtotal: '0.00' })], undefined))).toEqual({ costs: [{ amount: '4.85', currency: 'USD' }], usd: '4.85', notInUsd: [] });
  expect(spendingOf([])).toEqual({ costs: [], usd: '0', notInUsd: [] });
});
