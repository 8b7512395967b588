import { z } from 'zod';
import { ForecastSums, type MonthSums, type RenewalDay } from '../../domain/forecast/forecastSums';
import { happenings } from '../../domain/forecast/foretoldLines';
import { everyMonth } from '../../adapters/http/resources/forecast';
import { calendarDate, type CalendarDate } from '../../kernel/calendarDate';
import { Problem } from '../problem';
import { type RemoteApi } from '../remote/remoteApi';

const sums = { currency: z.string(), lines: z.number(), amount: z.string(), linesWithoutPlans: z.number(), amountWithoutPlans: z.string() };

const unknownSchema = z.looseObject({ customerId: z.string(), subscriptionId: z.string(), friendlyName: z.string(), from: z.string(), reason: z.string() });

const partSchema = z.looseObject({
  asOf: z.string(),
  until: z.string(),
  customers: z.number(),
  subscriptions: z.number(),
  items: z.array(z.looseObject({ month: z.string(), ...sums, happenings: z.array(z.looseObject({ what: z.enum(happenings), ...sums })) })),
  renewals: z.array(z.looseObject({ date: z.string(), ...sums })),
  unknown: z.array(unknownSchema),
  notIncluded: z.array(z.string()),
  dependsOn: z.array(z.string()).optional(),
  unreadable: z.array(z.unknown()).default([]),
  links: z.object({ next: z.object({ uri: z.string(), headers: z.array(z.object({ key: z.string(), value: z.string() })) }).optional() }),
});

type Part = z.output<typeof partSchema>;

/** All parts of a forecast together. */
export interface WholeForecast extends Pick<Part, 'asOf' | 'until' | 'customers' | 'subscriptions' | 'unknown' | 'notIncluded' | 'dependsOn' | 'unreadable'> {
  readonly months: readonly MonthSums[];
  readonly renewals: readonly RenewalDay[];
}

const monthsOf = ({ items }: Part): readonly MonthSums[] => items.map(({ month, ...each }) => ({ ...each, month: calendarDate(`${month}-01`) }));

/** Customers of one part: whoever waits hears of each. */
const CUSTOMERS_AT_ONCE = 200;

/**
 * Reads a forecast part by part and adds them up.
 * @param question the query, without size. @param progress told after each part that is not the last. @throws Problem where a month ended meanwhile, so that the parts are not of the same months; Refused.
 */
export const readForecast = async (api: RemoteApi, question: string, progress: (customers: number, subscriptions: number) => void): Promise<WholeForecast> => {
  const totals = new ForecastSums();
  let whole: WholeForecast | undefined;
  let months: readonly CalendarDate[] = [];
  let currency = '';
  let next: Part['links']['next'] = { uri: `/nextterm/v1/forecast?${question}&size=${CUSTOMERS_AT_ONCE}`, headers: [] };
  while (next !== undefined) {
    const headers: Record<string, string> = Object.fromEntries(next.headers.map(({ key, value }) => [key, value]));
    const part: Part = await api.json(next.uri, partSchema, { headers });
    const { asOf, until, notIncluded } = whole ?? part;
    if (part.until !== until) throw new Problem('A month ended while the forecast was read: ask again.');
    const ofPart = monthsOf(part);
    if (whole === undefined) {
      months = [...new Set(ofPart.map(({ month }) => month))];
      currency = ofPart[0]?.currency ?? currency;
    }
    totals.merge(ofPart, part.renewals.map(({ date, ...each }) => ({ ...each, day: calendarDate(date) })));
    const dependsOn = whole?.dependsOn ?? part.dependsOn;
    whole = {
      ...{ asOf, until, notIncluded },
      ...(dependsOn && { dependsOn }),
      customers: (whole?.customers ?? 0) + part.customers,
      subscriptions: (whole?.subscriptions ?? 0) + part.subscriptions,
      months: [],
      renewals: [],
      unknown: [...(whole?.unknown ?? []), ...part.unknown],
      unreadable: [...(whole?.unreadable ?? []), ...part.unreadable],
    };
    next = part.links.next;
    if (next !== undefined) progress(whole.customers, whole.subscriptions);
  }
  if (whole === undefined) throw new Problem('The forecast has no part.');
  return { ...whole, months: everyMonth(months, totals.monthSums(), currency), renewals: totals.renewalDays() };
};
