import { Decimal } from 'decimal.js';
import { meterLines, rateMonthToDate, type MeterMonth, type MeterRates } from '../usage/meters/meterMonth';
import { EARNED_CREDIT_PERCENT } from '../usage/meters/rateMeter';
import { AZURE_PLAN } from '../azurePlan/state';
import { lastDayOfMonth } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { billedAmount, billedTotal } from './exchange';
import { type DailyItem, type LineItem, type Parties, type ProductNames } from './lineItem';

const Exact = Decimal.clone({ precision: 40 });

const PLAN = 'Azure plan';
const EARNED_CREDIT = `${EARNED_CREDIT_PERCENT}.0% Partner earned credit for services managed`;

const named = (name: string): ProductNames => ({ productName: name, skuName: name, publisherName: 'Microsoft' });

/** Whose an Azure subscription is, as the month is rated; a month holds none that is nobody's. */
const ownerOf = (rates: MeterRates, azureSubscriptionId: string) => rates.subscriptions[azureSubscriptionId];

/** What the partner is billed in, and at what; as it is priced where no rate is known. */
const exchangeOf = ({ exchange }: MeterRates, priced: string, { partner: { currency } }: Parties): { readonly currency: string; readonly rate: string } => {
  const rate = exchange[`${priced}|${currency}`];
  return rate === undefined ? { currency: priced, rate: '1' } : { currency, rate };
};

/** AZP-4: one line for each meter and price tier of a partner's Azure subscriptions. @param at when the month was closed; of an open one the present, at which it stands so. */
export const meterItems = (metered: MeterMonth, rates: MeterRates, parties: Parties, at: Instant): readonly LineItem[] =>
  meterLines(metered, rates, at)
    .filter(({ partnerId }) => partnerId === parties.partner.tenantId)
    .map((line): LineItem => {
      const owner = ownerOf(rates, line.azureSubscriptionId);
      const exchange = exchangeOf(rates, line.currency, parties);
      const isCredited = !new Exact(line.unitPrice).isZero() && new Exact(line.effectiveUnitPrice).lt(line.unitPrice) && rates.meters[line.meterId.toLowerCase()]?.some(({ earnsCredit }) => earnsCredit) === true && owner?.managedAfter !== undefined;
      return {
        ...parties,
        ...named(line.name),
        resellerMpnId: owner?.resellerOfRecord ?? '0',
        orderId: '',
        orderDate: at,
        ...AZURE_PLAN,
        availabilityId: line.meterId,
        chargeType: 'new',
        unitPrice: line.unitPrice,
        effectiveUnitPrice: line.effectiveUnitPrice,
        quantity: line.quantity,
        subtotal: exchange.rate === '1' ? line.subtotal : billedAmount(line.subtotal, exchange.rate, exchange.currency),
        currency: exchange.currency,
        pricingCurrency: line.currency,
        pricingSubtotal: line.subtotal,
        exchangeRate: exchange.rate,
        priceAdjustments: isCredited ? [EARNED_CREDIT] : [],
        subscriptionDescription: PLAN,
        subscriptionId: owner?.planId ?? '',
        chargeStart: line.chargeStart,
        chargeEnd: line.chargeEnd,
        termAndBillingCycle: '',
        billingFrequency: '',
        unitType: line.unit,
        meterDescription: line.name,
        entitlementId: line.azureSubscriptionId,
        entitlementDescription: owner?.friendlyName ?? '',
        referenceId: line.id,
        productQualifiers: [],
      };
    });

/** AZP-4: one row for each day, meter and price tier. */
export const dailyMeterItems = (metered: MeterMonth, rates: MeterRates, parties: Parties): readonly DailyItem[] =>
  rateMonthToDate(metered, rates).flatMap(({ azureSubscriptionId, meterId, name, unit, currency, rows }) => {
    const owner = ownerOf(rates, azureSubscriptionId);
    if (owner?.partnerId !== parties.partner.tenantId) return [];
    const exchange = exchangeOf(rates, currency, parties);
    return rows.map(
      ({ date, quantity, unitPrice, earnedCreditPercent, preTaxTotal }): DailyItem => ({
        ...parties,
        ...named(name),
        resellerMpnId: owner.resellerOfRecord ?? '0',
        ...AZURE_PLAN,
        availabilityId: meterId,
        subscriptionDescription: PLAN,
        subscriptionId: owner.planId,
        chargeStart: metered.month,
        chargeEnd: lastDayOfMonth(metered.month),
        usageDate: date,
        meterType: name,
        meterCategory: 'Azure',
        meterId,
        meterName: name,
        unit,
        unitPrice,
        quantity,
        effectiveUnitPrice: new Exact(unitPrice).times(100 - earnedCreditPercent).div(100).toFixed(),
        preTaxTotal: billedTotal(preTaxTotal, exchange.rate),
        pricingPreTaxTotal: preTaxTotal,
        currency: exchange.currency,
        pricingCurrency: currency,
        exchangeRate: exchange.rate,
        entitlementId: azureSubscriptionId,
        entitlementDescription: owner.friendlyName,
        earnedCreditPercent,
      }),
    );
  });
