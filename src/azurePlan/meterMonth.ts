import { Decimal } from 'decimal.js';
import { z } from 'zod';
import { type Meters } from '../catalogue/meters';
import { groupBy } from '../kernel/groupBy';
import { calendarDateSchema, decimalSchema } from '../kernel/schemas';
import { type MeterReport } from './meterReport';
import { rateMeter, type MeteredDay, type RatedMeter } from './rateMeter';

const Exact = Decimal.clone({ precision: 60 });

/** A customer's metered use of one month: for each Azure subscription, meter and day what was used. */
export const meterMonthSchema = z.object({
  customerId: z.string(),
  month: calendarDateSchema,
  used: z.array(z.object({ azureSubscriptionId: z.string(), meterId: z.string(), date: calendarDateSchema, quantity: decimalSchema })),
});
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
