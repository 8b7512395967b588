import { Decimal } from 'decimal.js';
import { AZURE_PLAN, type AzureSubscription } from '../azurePlan/state';
import { lastDayOfMonth } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { overageLines, type CallMonth } from '../usage/overage/callMonth';
import { type RatedMonth } from '../usage/overage/rateMonth';
import { type DailyItem, type LineItem, type Parties, type ProductNames } from './lineItem';

const Exact = Decimal.clone({ precision: 40 });

/** What marks a line of calls beyond the allowance (OVG-7). */
export const OVERAGE = 'Overage';
const UNIT = '1 Minute';

const named = (service: string): ProductNames => ({ productName: `${service} overage`, skuName: `${service} overage`, publisherName: 'Microsoft' });

interface Taker {
  readonly planId: string;
  readonly friendlyName: string;
}

/** The Azure subscription that takes it; its plan is what is billed. */
const takerOf = (subscriptions: readonly AzureSubscription[], id: string): Taker => subscriptions.find((each) => each.id === id) ?? { planId: '', friendlyName: '' };

/** OVG-7: one line for each Azure subscription of the partner that calls beyond the allowance were charged to. Neither discount nor earned credit. @param at when the month was closed; of an open one the present. */
export const overageItems = (calls: CallMonth, rated: RatedMonth, parties: Parties, subscriptions: readonly AzureSubscription[], at: Instant): readonly LineItem[] =>
  overageLines(calls, rated, at)
    .filter(({ partnerId }) => partnerId === parties.partner.tenantId)
    .map((line): LineItem => {
      const taker = takerOf(subscriptions, line.azureSubscriptionId);
      return {
        ...parties,
        ...named(line.service),
        resellerMpnId: line.resellerOfRecord ?? '0',
        orderId: '',
        orderDate: at,
        ...AZURE_PLAN,
        availabilityId: line.service,
        chargeType: 'new',
        unitPrice: line.unitPrice,
        effectiveUnitPrice: line.unitPrice,
        quantity: String(line.quantity),
        subtotal: line.subtotal,
        currency: line.currency,
        pricingCurrency: line.currency,
        pricingSubtotal: line.subtotal,
        exchangeRate: '1',
        priceAdjustments: [],
        subscriptionDescription: 'Azure plan',
        subscriptionId: taker.planId,
        chargeStart: line.chargeStart,
        chargeEnd: line.chargeEnd,
        termAndBillingCycle: '',
        billingFrequency: '',
        unitType: UNIT,
        meterDescription: `${line.service} minutes beyond the allowance`,
        entitlementId: line.azureSubscriptionId,
        entitlementDescription: taker.friendlyName,
        referenceId: line.id,
        productQualifiers: [OVERAGE],
      };
    });

/** OVG-7: one row for each day on which calls beyond the allowance were charged to the partner. */
export const dailyOverageItems = ({ service, month }: CallMonth, { days, lines }: RatedMonth, parties: Parties, subscriptions: readonly AzureSubscription[]): readonly DailyItem[] =>
  days.flatMap(({ date, charged, to }): DailyItem[] => {
    if (charged === 0 || to?.partnerId !== parties.partner.tenantId) return [];
    const price = lines.find(({ partnerId, azureSubscriptionId, resellerOfRecord }) => partnerId === to.partnerId && azureSubscriptionId === to.azureSubscriptionId && resellerOfRecord === to.resellerOfRecord);
    if (price === undefined) return [];
    const taker = takerOf(subscriptions, to.azureSubscriptionId);
    return [
      {
        ...parties,
        ...named(service),
        resellerMpnId: to.resellerOfRecord ?? '0',
        ...AZURE_PLAN,
        availabilityId: service,
        subscriptionDescription: 'Azure plan',
        subscriptionId: taker.planId,
        chargeStart: month,
        chargeEnd: lastDayOfMonth(month),
        usageDate: date,
        meterType: OVERAGE,
        meterCategory: OVERAGE,
        meterId: service,
        meterName: `${service} minutes beyond the allowance`,
        unit: UNIT,
        unitPrice: price.unitPrice,
        quantity: String(charged),
        effectiveUnitPrice: price.unitPrice,
        preTaxTotal: new Exact(price.unitPrice).times(charged).toFixed(),
        pricingPreTaxTotal: new Exact(price.unitPrice).times(charged).toFixed(),
        currency: price.currency,
        pricingCurrency: price.currency,
        exchangeRate: '1',
        entitlementId: to.azureSubscriptionId,
        entitlementDescription: taker.friendlyName,
        earnedCreditPercent: 0,
      },
    ];
  });
