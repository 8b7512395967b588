import { Decimal } from 'decimal.js';
import { z } from 'zod';
import { isWithoutAccess } from '../../azurePlan/partnerAccess';
import { accessGapSchema } from '../../azurePlan/state';
import { meterOn, type Meter } from '../../catalogue/meters';
import { meterSchema } from '../../catalogue/state';
import { groupBy } from '../../../kernel/groupBy';
import { lastDayOfMonth } from '../../../kernel/calendarDate';
import { type Instant } from '../../../kernel/instant';
import { calendarDateSchema, currencySchema, decimalSchema, instantSchema } from '../../../kernel/schemas';
import { holderId, holderMembers, holderOf, type Holder } from './holder';
import { type MeterReport } from './meterReport';
import { rateMeter, type MeteredDay, type RatedMeter } from './rateMeter';

const Exact = Decimal.clone({ precision: 60 });

/** What a month is rated by: published prices, whose each Azure subscription is, and who managed it. Kept with the month when that closes, so that rating it again finds the same. */
export const meterRatesSchema = z.object({
  /** All prices of a meter, by its id in lower case; at least of those that were used. Months that closed before prices had dates keep one. */
  meters: z.record(z.string(), z.union([z.array(meterSchema), meterSchema.transform((meter) => [meter])])),
  subscriptions: z.record(
    z.string(),
    z.object({
      partnerId: z.string(),
      planId: z.string(),
      friendlyName: z.string(),
      resellerOfRecord: z.string().optional(),
      /** Earned credit is given for days after this one; absent: for none. */
      managedAfter: calendarDateSchema.optional(),
      /** It is for those of these spans too, both ends excluded: of a relationship that ended. */
      managedBefore: z.array(z.object({ after: calendarDateSchema, before: calendarDateSchema })).optional(),
      /** Nor for these; absent: none, as in months that closed before they were known. */
      accessGaps: z.array(accessGapSchema).optional(),
    }),
  ),
  /** ORD-10: subscriptions to metered SaaS that used something, each with all prices of its dimensions, by their ids in lower case; absent: none. */
  saas: z
    .record(
      z.string(),
      z.object({
        partnerId: z.string(),
        friendlyName: z.string(),
        resellerOfRecord: z.string().optional(),
        orderId: z.string(),
        productId: z.string(),
        skuId: z.string(),
        availabilityId: z.string(),
        productName: z.string(),
        skuName: z.string(),
        publisherName: z.string(),
        meters: z.record(z.string(), z.array(meterSchema)),
      }),
    )
    .optional(),
  /** `USD|EUR` → what one unit of the one is billed at in the other; absent: it is billed as it is priced. */
  exchange: z.record(z.string(), decimalSchema).default({}),
});
export type MeterRates = z.infer<typeof meterRatesSchema>;

/** A customer's metered use of one month: for each Azure subscription or subscription to metered SaaS, meter and day what was used. */
export const meterMonthSchema = z.object({
  customerId: z.string(),
  month: calendarDateSchema,
  used: z.array(z.object({ ...holderMembers, meterId: z.string(), date: calendarDateSchema, quantity: decimalSchema })),
  /** From then on nothing is taken. */
  closedAt: instantSchema.optional(),
  /** Present once it is closed: what it costs is what it costs. */
  rates: meterRatesSchema.optional(),
});

/** AZP-4, ORD-10: what one Azure subscription, or one subscription to metered SaaS, is charged for one meter and price tier of a closed month. */
export const meterLineSchema = z.object({
  /** `subscription|meter|fromUnits`, of Azure or of SaaS, within the month; of a price that has a first day with that day behind it. */
  id: z.string(),
  chargeType: z.literal('usage'),
  customerId: z.string(),
  partnerId: z.string(),
  ...holderMembers,
  meterId: z.string(),
  name: z.string(),
  unit: z.string(),
  /** When the month was closed: decides the invoice. */
  orderDate: instantSchema,
  /** First and last day of the month. */
  chargeStart: calendarDateSchema,
  chargeEnd: calendarDateSchema,
  unitPrice: decimalSchema,
  effectiveUnitPrice: decimalSchema,
  quantity: decimalSchema,
  subtotal: decimalSchema,
  /** The pricing currency: no exchange rate is applied. */
  currency: currencySchema,
});
export type MeterLine = z.infer<typeof meterLineSchema>;
export type MeterMonth = z.infer<typeof meterMonthSchema>;

const keyOf = (used: Holder & Pick<MeterReport, 'meterId' | 'date'>): string => `${holderId(used)}|${used.meterId}|${used.date}`;

/** With what some reports add. */
export const withMeterReports = (month: MeterMonth, reports: readonly MeterReport[]): MeterMonth => {
  const used = new Map(month.used.map((each) => [keyOf(each), each]));
  for (const report of reports) {
    const { meterId, date, quantity } = report;
    const before = used.get(keyOf(report))?.quantity ?? '0';
    used.set(keyOf(report), { ...holderOf(report), meterId, date, quantity: new Exact(before).plus(quantity).toFixed() });
  }
  return { ...month, used: [...used.values()] };
};

/** One meter of what used it, rated to date. */
export interface MeterToDate extends RatedMeter, Holder {
  readonly meterId: string;
  readonly name: string;
  readonly unit: string;
  readonly currency: string;
}

const isManaged = ({ subscriptions }: MeterRates, azureSubscriptionId: string, date: MeteredDay['date']): boolean => {
  const { managedAfter, managedBefore = [], accessGaps } = subscriptions[azureSubscriptionId] ?? {};
  const isRelated = (managedAfter !== undefined && managedAfter < date) || managedBefore.some(({ after, before }) => after < date && date < before);
  return isRelated && !isWithoutAccess(accessGaps, date);
};

/** All prices of a meter that was used: of Azure, or of the offer that the subscription has. */
export const pricesOf = ({ meters, saas }: MeterRates, { subscriptionId, meterId }: Holder & Pick<MeterReport, 'meterId'>): readonly Meter[] | undefined =>
  (subscriptionId === undefined ? meters : saas?.[subscriptionId]?.meters)?.[meterId.toLowerCase()];

/** Whose what was used is; undefined: nobody's. */
export const ownerOf = ({ subscriptions, saas }: MeterRates, { azureSubscriptionId, subscriptionId }: Holder): string | undefined =>
  subscriptionId === undefined ? subscriptions[azureSubscriptionId ?? '']?.partnerId : saas?.[subscriptionId]?.partnerId;

/** What was used of one meter of one Azure subscription, by the currency it was priced in on the day; what has no price is under none. */
const daysByCurrency = (days: readonly MeteredDay[], prices: readonly Meter[]): ReadonlyMap<string | undefined, readonly MeteredDay[]> => groupBy(days, ({ date }) => meterOn(prices, date)?.currency);

/** AZP-4: the month to date, at the published price of each day; a day is credited if the partner managed the Azure subscription all of it, which nobody does of SaaS. What has no price that day is left out: see {@link unpricedUse}. */
export const rateMonthToDate = (month: MeterMonth, rates: MeterRates): readonly MeterToDate[] =>
  [...groupBy(month.used, (used) => `${holderId(used)}|${used.meterId}`).values()].flatMap((own) => {
    const [first] = own;
    const prices = first && pricesOf(rates, first);
    if (first === undefined || prices === undefined) return [];
    const { meterId } = first;
    const all = own.map(({ date, quantity }): MeteredDay => ({ date, quantity, managed: isManaged(rates, holderId(first), date) }));
    return [...daysByCurrency(all, prices)].flatMap(([currency, days]): MeterToDate[] => {
      const latest = days.map(({ date }) => date).sort().at(-1);
      const named = latest && meterOn(prices, latest);
      return currency === undefined || named === undefined ? [] : [{ ...holderOf(first), meterId, name: named.name, unit: named.unit, currency, ...rateMeter(prices, days) }];
    });
  });

/** A use that no price covers; undefined: everything that was used has one. */
export const unpricedUse = ({ used }: MeterMonth, rates: MeterRates): MeterMonth['used'][number] | undefined =>
  used.find((each) => meterOn(pricesOf(rates, each) ?? [], each.date) === undefined);

/** AZP-4: the lines of a month, one for each meter, price and tier; made again by the same rates they are the same. @param at when it was closed. */
export const meterLines = (metered: MeterMonth, rates: MeterRates, at: Instant): readonly MeterLine[] => {
  const { customerId, month } = metered;
  return rateMonthToDate(metered, rates).flatMap(({ meterId, name, unit, currency, tiers, ...of }) =>
    tiers.map(({ fromUnits, pricedFrom, quantity, unitPrice, effectiveUnitPrice, subtotal }) => ({
      id: [holderId(of), meterId, fromUnits, ...(pricedFrom === undefined ? [] : [pricedFrom])].join('|'),
      chargeType: 'usage' as const,
      customerId,
      partnerId: ownerOf(rates, of) ?? '',
      ...holderOf(of),
      meterId,
      name,
      unit,
      orderDate: at,
      chargeStart: month,
      chargeEnd: lastDayOfMonth(month),
      unitPrice,
      effectiveUnitPrice,
      quantity,
      subtotal,
      currency,
    })),
  );
};
