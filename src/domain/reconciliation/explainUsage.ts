import { Decimal } from 'decimal.js';
import { meterOn, type Meter } from '../catalogue/meters';
import { sumOf } from '../../kernel/money';
import { type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { holderId } from '../usage/meters/holder';
import { pricesOf, rateMonthToDate, type MeterLine, type MeterMonth, type MeterRates } from '../usage/meters/meterMonth';
import { type RatedRow } from '../usage/meters/rateMeter';
import { type OverageLine } from '../usage/overage/callMonth';
import { minutesAmount, type RatedMonth } from '../usage/overage/rateMonth';
import { type LineItem } from './lineItem';

const Exact = Decimal.clone({ precision: 60 });

/** How a line of usage is billed. */
export interface BilledUsage {
  readonly item: Pick<LineItem, 'subtotal' | 'currency' | 'pricingCurrency' | 'exchangeRate'>;
  /** First day of the month whose invoice has it, or will have it. */
  readonly month: CalendarDate;
  readonly isInvoiced: boolean;
  /** When its month of use was closed; absent: it stands so until a report changes it. */
  readonly closedAt?: Instant | undefined;
}

/** How it came about that a month of use was charged. */
export interface UsageOrigin {
  /** Of the first day of its month. */
  readonly policy: string;
  /** Of its closing, which falls due and is nobody's command; absent: it is not closed. */
  readonly event?: { readonly id: string; readonly at: Instant; readonly types: readonly string[] } | undefined;
}

/** What is known of a line of metered use. */
export interface KnownOfMeterLine {
  readonly line: MeterLine;
  readonly metered: MeterMonth;
  readonly rates: MeterRates;
  /** Of the customer, whose price list it is. */
  readonly market: string;
  /** All prices that the list, or the offer, has of the meter now. */
  readonly listed: readonly Meter[];
  readonly billed: BilledUsage;
  readonly origin: UsageOrigin;
}

/** `meter line ids` end with the tier's first unit, and behind it the first day of a price that has one. */
const tierOf = ({ id, meterId, ...holder }: MeterLine): { readonly fromUnits: string; readonly pricedFrom?: string | undefined } => {
  const [fromUnits = '0', pricedFrom] = id.slice(`${holderId(holder)}|${meterId}|`.length).split('|');
  return { fromUnits, pricedFrom };
};

const hasTier = ({ effectiveFrom, currency, tiers }: Meter, { unitPrice, currency: own }: MeterLine, { fromUnits, pricedFrom }: ReturnType<typeof tierOf>): boolean =>
  effectiveFrom === pricedFrom && currency === own && tiers.some((tier) => new Exact(tier.fromUnits).equals(fromUnits) && new Exact(tier.unitPrice).equals(unitPrice));

/** The days behind a line: of its meter, price and unit price. Undefined where these do not come to its quantity, as where two tiers cost the same: then the days do not say what was credited of this line. */
const daysBehind = ({ line, metered, rates }: KnownOfMeterLine, pricedFrom: string | undefined): readonly RatedRow[] | undefined => {
  const prices = pricesOf(rates, line) ?? [];
  const own = rateMonthToDate(metered, rates).find(({ meterId, currency, ...holder }) => holderId(holder) === holderId(line) && meterId === line.meterId && currency === line.currency);
  const rows = (own?.rows ?? []).filter(({ date, unitPrice }) => unitPrice === line.unitPrice && meterOn(prices, date)?.effectiveFrom === pricedFrom);
  return new Exact(sumOf(rows.map(({ quantity }) => quantity))).equals(line.quantity) ? rows : undefined;
};

const creditOf = (rows: readonly RatedRow[] | undefined) => {
  const credited = (rows ?? []).filter(({ earnedCreditPercent }) => earnedCreditPercent > 0);
  const [first] = credited;
  return first && { percent: first.earnedCreditPercent, quantity: sumOf(credited.map(({ quantity }) => quantity)), days: [...new Set(credited.map(({ date }) => date))] };
};

const billedResource = ({ item, month, isInvoiced, closedAt }: BilledUsage) => ({
  amount: item.subtotal,
  currency: item.currency,
  ...(item.currency !== item.pricingCurrency && { exchangeRate: item.exchangeRate }),
  month: month.slice(0, 7),
  isInvoiced,
  ...(closedAt !== undefined && { usageClosedAt: closedAt }),
});

const billedText = ({ item, month, isInvoiced, closedAt }: BilledUsage): string => {
  const exchanged = item.currency === item.pricingCurrency ? '' : `at ${item.exchangeRate} that is ${item.subtotal} ${item.currency}, cut once more; `;
  const closed = closedAt === undefined ? 'it stands so until another report, and is closed later' : `closed at ${closedAt}`;
  return `${exchanged}${closed}; ${isInvoiced ? 'invoiced' : 'to be invoiced'} with ${month.slice(0, 7)}`;
};

const originResource = ({ policy, event }: UsageOrigin) => ({ policy, ...(event && { event, by: { kind: 'system' } as const }) });

const originText = ({ policy, event }: UsageOrigin): string => `policy ${policy}${event === undefined ? '' : `; ${event.types.join(', ')} at ${event.at}, as it fell due`}`;

/** What of a dimension or meter each calendar month costs nothing, where its first tier does. */
const includedOf = (price: Meter | undefined): string | undefined => {
  const [first, next] = price?.tiers ?? [];
  return first !== undefined && new Exact(first.unitPrice).isZero() ? next?.fromUnits : undefined;
};

/** By whose price list, and under what it was used: of Azure or of one offer of metered SaaS (ORD-10). */
const bearerOf = ({ line, rates, market }: KnownOfMeterLine) => {
  const { subscriptionId, azureSubscriptionId = '', meterId } = line;
  const saas = subscriptionId === undefined ? undefined : rates.saas?.[subscriptionId];
  if (saas === undefined) {
    return { under: { azureSubscription: { id: azureSubscriptionId, name: rates.subscriptions[azureSubscriptionId]?.friendlyName ?? '' } }, priceList: { name: 'azure_consumption', market }, listText: `the Azure price list of ${market}`, of: '' };
  }
  const { friendlyName, productId, skuId, skuName } = saas;
  return { under: { subscription: { id: subscriptionId, name: friendlyName, productId, skuId }, dimension: meterId }, priceList: { name: 'saas_dimensions', market, productId, skuId }, listText: `the dimensions of ${skuName} in ${market}`, of: ` of ${skuName}` };
};

/**
 * AZP-4, ORD-10: how a line of metered use came to its amount, as data and as one sentence: meter or dimension, tier and what is included, quantity, price and the row of the price list that it is of, earned credit by the days that it
 * was given for, exchange rate, policy, and the event of the month's closing. Amounts are exact decimals, days are whole days in UTC. Nothing is said that what the month keeps does not bear out.
 */
export const explainMeterLine = (known: KnownOfMeterLine) => {
  const { line, rates, listed, billed, origin } = known;
  const tier = tierOf(line);
  const { under, priceList, listText, of } = bearerOf(known);
  const price = pricesOf(rates, line)?.find((each) => hasTier(each, line, tier));
  const included = includedOf(price);
  const rows = daysBehind(known, tier.pricedFrom);
  const credit = creditOf(rows);
  const full = new Exact(line.quantity).times(line.unitPrice);
  const whole = credit === undefined ? undefined : new Exact(credit.quantity).times(line.unitPrice).times(credit.percent).div(100);
  const exactAmount = rows === undefined ? undefined : full.minus(whole ?? 0);
  const less = credit === undefined || whole === undefined ? '' : ` − ${whole.toFixed()} (${credit.percent} % partner earned credit of ${credit.quantity})`;
  const arithmetic = exactAmount === undefined ? `${line.quantity} × ${line.effectiveUnitPrice} = ${line.subtotal} ${line.currency}` : `${line.quantity} × ${line.unitPrice}${less} = ${exactAmount.toFixed()}, cut to ${line.subtotal} ${line.currency}`;
  const isListed = listed.some((each) => hasTier(each, line, tier));
  const since = price?.effectiveFrom === undefined ? 'without a first day' : `in force since ${price.effectiveFrom}`;
  const source = `by ${listText}, ${since}${isListed ? '' : ', which has this price no more'}`;
  const allowance = included === undefined ? '' : ` (the first ${included} of each calendar month are included)`;
  return {
    id: line.id,
    chargeType: line.chargeType,
    subtotal: line.subtotal,
    currency: line.currency,
    ...under,
    meter: {
      id: line.meterId,
      name: line.name,
      unit: line.unit,
      ...(price?.category !== undefined && { category: price.category }),
      ...(price?.subcategory !== undefined && { subcategory: price.subcategory }),
      ...(price?.region !== undefined && { region: price.region }),
    },
    price: {
      unitPrice: line.unitPrice,
      effectiveUnitPrice: line.effectiveUnitPrice,
      tierFromUnits: tier.fromUnits,
      ...(included !== undefined && { includedUnits: included }),
      priceList: { ...priceList, ...(price?.effectiveFrom !== undefined && { effectiveFrom: price.effectiveFrom }), ...(price?.effectiveTo !== undefined && { effectiveTo: price.effectiveTo }), isStillListed: isListed },
    },
    quantity: line.quantity,
    days: { from: line.chargeStart, to: line.chargeEnd },
    ...(credit && { partnerEarnedCredit: credit }),
    arithmetic,
    rounding: { rule: 'LINE_DOWN', meaning: 'cut once, on the line, toward zero; in the currency it is billed in once more' },
    ...originResource(origin),
    billed: billedResource(billed),
    sentence: `${line.subtotal} ${line.currency} for ${line.quantity} × ${line.unit} of ${line.name}${of}, used in ${line.chargeStart.slice(0, 7)}: ${arithmetic}, toward zero (LINE_DOWN); ${line.unitPrice} from ${tier.fromUnits} units on${allowance}, ${source}; ${billedText(billed)}; ${originText(origin)}.`,
  };
};

/** What is known of a line of calls beyond the allowance. */
export interface KnownOfOverageLine {
  readonly line: OverageLine;
  readonly rated: RatedMonth;
  readonly azureSubscriptionName: string;
  readonly market: string;
  readonly billed: BilledUsage;
  readonly origin: UsageOrigin;
}

/** How the amount was cut: once, as all use is; a month that closed while the policy of licences was asked for it may have it by the unit. */
const cutOf = (line: OverageLine): 'LINE_DOWN' | 'UNIT_DOWN' => (minutesAmount(line, line.quantity) === line.subtotal ? 'LINE_DOWN' : 'UNIT_DOWN');

/** OVG-7: the same of calls beyond the allowance: minutes by the day, and what the partner's own licences bring; what others have is not said (PAR-3). */
export const explainOverageLine = ({ line, rated, azureSubscriptionName, market, billed, origin }: KnownOfOverageLine) => {
  const rounding = cutOf(line);
  const own = rated.partners.find(({ partnerId }) => partnerId === line.partnerId);
  const days = rated.days
    .filter(({ charged, to }) => charged > 0 && to?.partnerId === line.partnerId && to.azureSubscriptionId === line.azureSubscriptionId && to.resellerOfRecord === line.resellerOfRecord)
    .map(({ date, charged }) => ({ date, minutes: charged }));
  const arithmetic = `${line.quantity} × ${line.unitPrice} = ${line.subtotal} ${line.currency}`;
  return {
    id: line.id,
    chargeType: line.chargeType,
    subtotal: line.subtotal,
    currency: line.currency,
    azureSubscription: { id: line.azureSubscriptionId, name: azureSubscriptionName },
    service: line.service,
    price: { unitPrice: line.unitPrice, unit: line.unit, priceList: { name: 'overage', market } },
    quantity: line.quantity,
    days,
    ...(own && { ownAllowance: own.allowance }),
    arithmetic,
    rounding: { rule: rounding, meaning: rounding === 'LINE_DOWN' ? 'cut once, on the line, toward zero' : 'the price of one is cut toward zero, then multiplied' },
    ...originResource(origin),
    billed: billedResource(billed),
    sentence: `${line.subtotal} ${line.currency} for ${line.quantity} minutes of ${line.service} beyond the allowance, called on ${days.map(({ date }) => date).join(', ')}: ${arithmetic} (${rounding}); ${line.unitPrice} a minute, by the price that the extras of ${market} have; no discount, no earned credit; ${billedText(billed)}; ${originText(origin)}.`,
  };
};
