import { Decimal } from 'decimal.js';
import { meterLines, ownerOf, rateMonthToDate, type MeterMonth, type MeterRates } from '../usage/meters/meterMonth';
import { type Holder } from '../usage/meters/holder';
import { EARNED_CREDIT_PERCENT } from '../usage/meters/rateMeter';
import { AZURE_PLAN } from '../azurePlan/state';
import { lastDayOfMonth } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { billedAmount, billedTotal } from './exchange';
import { type DailyItem, type LineItem, type Parties, type ProductNames } from './lineItem';

const Exact = Decimal.clone({ precision: 40 });

const PLAN = 'Azure plan';
const EARNED_CREDIT = `${EARNED_CREDIT_PERCENT}.0% Partner earned credit for services managed`;

/** Whose bill it is on, and as what. */
interface Bearer extends ProductNames {
  readonly resellerMpnId: string;
  readonly orderId: string;
  readonly productId: string;
  readonly skuId: string;
  readonly availabilityId: string;
  readonly subscriptionDescription: string;
  readonly subscriptionId: string;
  readonly entitlementId?: string;
  readonly entitlementDescription?: string;
  /** Of the daily file. */
  readonly meterCategory: string;
  readonly mayEarnCredit: boolean;
}

/** ORD-10: of metered SaaS the offer itself, and no Azure subscription; of Azure the plan, and the Azure subscription that used it. */
const bearerOf = (rates: MeterRates, { azureSubscriptionId = '', subscriptionId }: Holder, { meterId, name }: { readonly meterId: string; readonly name: string }): Bearer => {
  const saas = subscriptionId === undefined ? undefined : rates.saas?.[subscriptionId];
  if (saas !== undefined && subscriptionId !== undefined) {
    const { productName, skuName, publisherName, orderId, productId, skuId, availabilityId, friendlyName, resellerOfRecord } = saas;
    return { productName, skuName, publisherName, resellerMpnId: resellerOfRecord ?? '0', orderId, productId, skuId, availabilityId, subscriptionDescription: friendlyName, subscriptionId, meterCategory: 'SaaS', mayEarnCredit: false };
  }
  const azure = rates.subscriptions[azureSubscriptionId];
  return {
    productName: name,
    skuName: name,
    publisherName: 'Microsoft',
    resellerMpnId: azure?.resellerOfRecord ?? '0',
    orderId: '',
    ...AZURE_PLAN,
    availabilityId: meterId,
    subscriptionDescription: PLAN,
    subscriptionId: azure?.planId ?? '',
    entitlementId: azureSubscriptionId,
    entitlementDescription: azure?.friendlyName ?? '',
    meterCategory: 'Azure',
    mayEarnCredit: (azure?.managedAfter !== undefined || azure?.managedBefore !== undefined) && rates.meters[meterId.toLowerCase()]?.some(({ earnsCredit }) => earnsCredit) === true,
  };
};

/** What the partner is billed in, and at what; as it is priced where no rate is known. */
const exchangeOf = ({ exchange }: MeterRates, priced: string, { partner: { currency } }: Parties): { readonly currency: string; readonly rate: string } => {
  const rate = exchange[`${priced}|${currency}`];
  return rate === undefined ? { currency: priced, rate: '1' } : { currency, rate };
};

/** AZP-4, ORD-10: one line for each meter and price tier of a partner's Azure subscriptions and metered SaaS. @param at when the month was closed; of an open one the present, at which it stands so. */
export const meterItems = (metered: MeterMonth, rates: MeterRates, parties: Parties, at: Instant): readonly LineItem[] =>
  meterLines(metered, rates, at)
    .filter(({ partnerId }) => partnerId === parties.partner.tenantId)
    .map((line): LineItem => {
      const { meterCategory: _category, mayEarnCredit, ...bearer } = bearerOf(rates, line, line);
      const exchange = exchangeOf(rates, line.currency, parties);
      const isCredited = !new Exact(line.unitPrice).isZero() && new Exact(line.effectiveUnitPrice).lt(line.unitPrice) && mayEarnCredit;
      return {
        ...parties,
        ...bearer,
        orderDate: at,
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
        chargeStart: line.chargeStart,
        chargeEnd: line.chargeEnd,
        termAndBillingCycle: '',
        billingFrequency: '',
        unitType: line.unit,
        meterDescription: line.name,
        referenceId: line.id,
        productQualifiers: [],
      };
    });

/** AZP-4: one row for each day, meter and price tier. */
export const dailyMeterItems = (metered: MeterMonth, rates: MeterRates, parties: Parties): readonly DailyItem[] =>
  rateMonthToDate(metered, rates).flatMap(({ meterId, name, unit, currency, rows, ...holder }) => {
    if (ownerOf(rates, holder) !== parties.partner.tenantId) return [];
    const { orderId: _order, mayEarnCredit: _credit, entitlementId = '', entitlementDescription = '', ...bearer } = bearerOf(rates, holder, { meterId, name });
    const exchange = exchangeOf(rates, currency, parties);
    return rows.map(
      ({ date, quantity, unitPrice, earnedCreditPercent, preTaxTotal }): DailyItem => ({
        ...parties,
        ...bearer,
        chargeStart: metered.month,
        chargeEnd: lastDayOfMonth(metered.month),
        usageDate: date,
        meterType: name,
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
        entitlementId,
        entitlementDescription,
        earnedCreditPercent,
      }),
    );
  });
