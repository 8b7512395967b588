import { Decimal } from 'decimal.js';
import { z } from 'zod';
import { type Meters } from '../catalogue/meters';
import { groupBy } from '../kernel/groupBy';
import { lastDayOfMonth } from '../kernel/calendarDate';
import { type Instant } from '../kernel/instant';
import { calendarDateSchema, decimalSchema, instantSchema } from '../kernel/schemas';
import { type MeterReport } from './meterReport';
import { rateMeter, type MeteredDay, type RatedMeter } from './rateMeter';

const Exact = Decimal.clone({ precision: 60 });

/** A customer's metered use of one month: for each Azure subscription, meter and day what was used. */
export const meterMonthSchema = z.object({
  customerId: z.string(),
  month: calendarDateSchema,
  used: z.array(z.object({ azureSubscriptionId: z.string(), meterId: z.string(), date: calendarDateSchema, quantity: decimalSchema })),
  /** From then on nothing is taken, and what it costs is what it costs. */
  closedAt: instantSchema.optional(),
});

/** AZP-4: what one Azure subscription is charged for one meter and price tier of a closed month. */
export const meterLineSchema = z.object({
  /** `subscription|meter|fromUnits`, within the month. */
  id: z.string(),
  chargeType: z.literal('usage'),
  customerId: z.string(),
  partnerId: z.string(),
  azureSubscriptionId: z.string(),
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
  currency: z.string(),
});
export type MeterLine = z.infer<typeof meterLineSchema>;
export type MeterMonth = z.infer<typeof meterMonthSchema>;

const keyOf = ({ azureSubscriptionId, meterId, date }: Pick<MeterReport, 'azureSubscriptionId' | 'meterId' | 'date'>): string => `${azureSubscriptionId}|${meterId}|${date}`;

/** With what some reports add. */
export const withMeterReports = (month: MeterMonth, reports: readonly MeterReport[]): MeterMonth => {
  const used = new Map(month.used.map((each) => [keyOf(each), each]));
  for (const report of reports) {
    const { azureSubscriptionId, meterId, date, quantity } = report;
    const before = used.get(keyOf(report))?.quantity ?? '0';
    used.set(keyOf(report), { azureSubscriptionId, meterId, date, quantity: new Exact(before).plus(quantity).toFixed() });
  }
  return { ...month, used: [...used.values()] };
};

/** One meter of one Azure subscription, rated to date. */
export interface MeterToDate extends RatedMeter {
  readonly azureSubscriptionId: string;
  readonly meterId: string;
  readonly name: string;
  readonly unit: string;
  readonly currency: string;
}

/** AZP-4: the month to date, at published prices. @param managed whether the partner managed the subscription all that day. */
export const rateMonthToDate = (month: MeterMonth, meters: Meters, managed: (azureSubscriptionId: string, date: MeteredDay['date']) => boolean): readonly MeterToDate[] =>
  [...groupBy(month.used, ({ azureSubscriptionId, meterId }) => `${azureSubscriptionId}|${meterId}`).values()].flatMap((own) => {
    const [first] = own;
    const meter = first && meters.get(first.meterId);
    if (first === undefined || meter === undefined) return [];
    const { azureSubscriptionId, meterId } = first;
    const days = own.map(({ date, quantity }): MeteredDay => ({ date, quantity, managed: managed(azureSubscriptionId, date) }));
    return [{ azureSubscriptionId, meterId, name: meter.name, unit: meter.unit, currency: meter.currency, ...rateMeter(meter, days) }];
  });

/** AZP-4: the lines of a closed month, one for each meter and price tier; made again from the same rating they are the same. @param partnerOf whose an Azure subscription is. */
export const meterLines = ({ customerId, month }: MeterMonth, rated: readonly MeterToDate[], partnerOf: (azureSubscriptionId: string) => string, closedAt: Instant): readonly MeterLine[] =>
  rated.flatMap(({ azureSubscriptionId, meterId, name, unit, currency, tiers }) =>
    tiers.map(({ fromUnits, quantity, unitPrice, effectiveUnitPrice, subtotal }) => ({
      id: `${azureSubscriptionId}|${meterId}|${fromUnits}`,
      chargeType: 'usage' as const,
      customerId,
      partnerId: partnerOf(azureSubscriptionId),
      azureSubscriptionId,
      meterId,
      name,
      unit,
      orderDate: closedAt,
      chargeStart: month,
      chargeEnd: lastDayOfMonth(month),
      unitPrice,
      effectiveUnitPrice,
      quantity,
      subtotal,
      currency,
    })),
  );
