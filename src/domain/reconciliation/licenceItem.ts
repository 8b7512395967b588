import { Decimal } from 'decimal.js';
import { isForGood, signOf, type ChargeLine } from '../billing/chargeLine';
import { termAndBillingCycle } from '../billing/termAndBillingCycle';
import { billingCycles, cyclesInTerm, termDurations } from '../../kernel/durations';
import { type Subscription } from '../subscription/state';
import { type BilledCustomer, type LineItem, type ProductNames } from './lineItem';
import { paidShare } from './paidShare';

const frequencies: Readonly<Record<string, string>> = { monthly: 'Monthly', annual: 'Annual', triennial: 'Triennial' };

/** Blank for what is paid at once for the whole term, and for a trial. */
const frequencyOf = ({ termDuration, billingCycle }: ChargeLine): string => {
  const term = termDurations.find((known) => known === termDuration);
  const cycle = billingCycles.find((known) => known === billingCycle);
  const isOnce = term === undefined || cycle === undefined || cyclesInTerm(term, cycle) === 1;
  return isOnce ? '' : (frequencies[billingCycle] ?? '');
};

/** `10% promotional discount`: what the price of a cycle is below the list price, days and months left out of account. */
const promotionText = (line: ChargeLine): string[] => {
  const share = line.promotionId === undefined ? undefined : paidShare(line);
  return share === undefined ? [] : [`${new Decimal(1).minus(share).times(100).toDecimalPlaces(1, Decimal.ROUND_HALF_UP).toFixed()}% promotional discount`];
};

/** What the line says of its subscription as that was called when it was charged. */
export type Named = Pick<Subscription, 'friendlyName' | 'resellerOfRecord'>;

/** What a charge line says in the reconciliation file. @param subscription absent: nobody knows it any more. @param isAddOn whether its SKU needs a base. */
export const licenceItem = (line: ChargeLine, customer: BilledCustomer, names: ProductNames, subscription: Named | undefined, isAddOn: boolean): Omit<LineItem, 'partner'> => ({
  customer,
  ...names,
  resellerMpnId: subscription?.resellerOfRecord ?? '0',
  orderId: line.orderId,
  orderDate: line.orderDate,
  productId: line.productId,
  skuId: line.skuId,
  availabilityId: line.availabilityId,
  chargeType: line.chargeType,
  unitPrice: line.unitPrice,
  effectiveUnitPrice: line.effectiveUnitPrice,
  quantity: String(line.quantity),
  sign: signOf(line),
  subtotal: line.subtotal,
  currency: line.currency,
  pricingCurrency: line.currency,
  exchangeRate: '1',
  priceAdjustments: promotionText(line),
  subscriptionDescription: subscription?.friendlyName ?? names.skuName,
  subscriptionId: line.subscriptionId,
  chargeStart: line.chargeStart,
  ...(!isForGood(line) && { chargeEnd: line.chargeEnd, subscriptionEnd: line.termEnd }),
  termAndBillingCycle: termAndBillingCycle(line.termDuration, line.billingCycle),
  billingFrequency: frequencyOf(line),
  subscriptionStart: line.termStart,
  referenceId: line.referenceId,
  productQualifiers: [...(line.billingCycle === 'none' ? ['Trial'] : []), ...(isAddOn ? ['Add-on'] : [])],
  ...(line.promotionId !== undefined && { promotionId: line.promotionId }),
});
