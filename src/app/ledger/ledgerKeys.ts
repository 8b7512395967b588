import { isCalendarDate, type CalendarDate } from '../../kernel/calendarDate';

/**
 * Keys of the `Ledger` table: a partition for each partner, calendar month and shard. Shards are ranges of customer ids, so that one after the other they are in order of customers, as the files need them.
 * Must not change while rows exist.
 */
export const SHARDS = 4;

const HEX_DIGITS = 16;

/** 0 to 3, by the first digit of a GUID. What is no hexadecimal digit is in the last. */
export const shardOf = (customerId: string): number => {
  const digit = parseInt(customerId.charAt(0), HEX_DIGITS);
  return Number.isNaN(digit) ? SHARDS - 1 : Math.floor((digit * SHARDS) / HEX_DIGITS);
};

/** `7d0e1c52-…|2026-03|2`. @param month its first day. */
export const ledgerPartition = (partnerId: string, month: CalendarDate, shard: number): string => `${partnerId}|${month.slice(0, 7)}|${shard}`;

/** Whether lines may still be added to a past month's shard, and what guards those who do. */
export const SEAL_KEY = 'seal';

/** Of all lines. */
export const linePrefix = 'line|';
const ofCustomer = (customerId: string): string => `${linePrefix}${customerId}|`;
export const licencePrefix = (customerId: string): string => `${ofCustomer(customerId)}licence|`;
/** `line|c3f1a2d4-…|licence|e2a5c1b8-…|00000003|001`: the second line of the subscription's third change. */
export const licenceKey = (customerId: string, chargeId: string): string => licencePrefix(customerId) + chargeId;

/** What usage is rated by, and closed with: a customer's meters, or its calls of one service. */
export type UsageSource = 'meter' | `overage|${string}`;
/** `line|c3f1a2d4-…|usage|2026-03|overage|PhoneServices|`: of the month in which it was used, wherever it is billed. */
export const usagePrefix = (customerId: string, month: CalendarDate, source: UsageSource): string => `${ofCustomer(customerId)}usage|${month.slice(0, 7)}|${source}|`;
/** `line|c3f1a2d4-…|usage|2026-03|meter|d03b8c5e-…|a2ef72d7-…|0`. @param lineId begins with `meter` or `overage`. */
export const usageKey = (customerId: string, month: CalendarDate, lineId: string): string => `${ofCustomer(customerId)}usage|${month.slice(0, 7)}|${lineId}`;

/** One customer's usage of a month that was closed together. */
export interface UsageGroup {
  readonly customerId: string;
  /** First day of the month in which it was used. */
  readonly month: CalendarDate;
  readonly source: UsageSource;
  /** Of its lines' keys. */
  readonly prefix: string;
  /** Behind all of them. */
  readonly end: string;
}

/** To which group a line belongs; undefined for a licence. */
export const usageGroupOf = (key: string): UsageGroup | undefined => {
  const [, customerId = '', what, of = '', kind, service = ''] = key.split('|');
  const month = `${of}-01`;
  if (what !== 'usage' || !isCalendarDate(month)) return undefined;
  const source: UsageSource = kind === 'meter' ? 'meter' : `overage|${service}`;
  const prefix = usagePrefix(customerId, month, source);
  return { customerId, month, source, prefix, end: `${prefix}~` };
};

/** Of all that a customer used in a month. */
export const usageOfMonthPrefix = (customerId: string, month: CalendarDate): string => `${ofCustomer(customerId)}usage|${month.slice(0, 7)}|`;

export const userPrefix = 'user|';
/** `user|c3f1a2d4-…`: that this customer used something in the month. */
export const userKey = (customerId: string): string => userPrefix + customerId;
