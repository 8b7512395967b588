import { type CalendarDate, plusDays, startOfDay } from '../../../kernel/calendarDate';
import { type Instant, plusHours } from '../../../kernel/instant';

/** `10c4f1f7-…|2026-03-12`: the records of a tenant's day, by their ids. */
export const recordsPartition = (tenantId: string, day: CalendarDate): string => `${tenantId}|${day}`;

const RECORDS = /^([^|]+)\|(\d{4}-\d{2}-\d{2})$/;

/** Whose records of which day lie in a partition; undefined: it holds something else. */
export const recordsIn = (partition: string): { readonly tenantId: string; readonly day: CalendarDate } | undefined => {
  const [, tenantId, day] = RECORDS.exec(partition) ?? [];
  return tenantId === undefined || day === undefined ? undefined : { tenantId, day: day as CalendarDate };
};

/** `parts|10c4f1f7-…|2026-03-12`: texts that are too long for their records' rows. */
export const partsPartition = (tenantId: string, day: CalendarDate): string => `parts|${tenantId}|${day}`;

/** `seals|10c4f1f7-…`: a tenant's seals, the latest first. */
export const sealsPartition = (tenantId: string): string => `seals|${tenantId}`;

const MOST_SEALS = 999_999_999_999;

/** `999999999998` is the first: a list begins with the latest. */
export const sealKey = (number: number): string => String(MOST_SEALS - number).padStart(12, '0');

/** `links|10c4f1f7-…|2026-03-12`: the records that seals of the day list. */
export const linksPartition = (tenantId: string, day: CalendarDate): string => `links|${tenantId}|${day}`;

/** `<run>|<id of the last record in it>` */
export const linksKey = (run: string, lastId: string): string => `${run}|${lastId}`;

/** `sealing-2026-03-12`: whose records of the day are to be sealed once it is over. */
export const sealingPartition = (day: CalendarDate | '' | '~'): string => `sealing-${day}`;

/** A day is sealed so long after it is over: longer than any call takes, so that what began on it has ended. */
const HOURS_AFTER = 1;

export const sealedFrom = (day: CalendarDate): Instant => plusHours(startOfDay(plusDays(day, 1)), HOURS_AFTER);
