import { calendarDateSchema } from '../../kernel/schemas';
import { z } from 'zod';
import { type CalendarDate } from '../../kernel/calendarDate';
import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { callMonthSchema, type CallMonth } from '../../overage/callMonth';
import { type CallReport } from '../../overage/callReport';
import { type Page, type Stored } from '../subscription/subscriptionBook';

/** `c3f1a2d4-…|PhoneServices|2026-03`: a customer's calls of one service in one month. */
export const callPartition = (customerId: string, service: string, month: CalendarDate): string => `${customerId}|${service}|${month.slice(0, 7)}`;

const monthKey = 'month';
/** `report|<its id>`: that it was taken, and what it said. */
const reportKey = (reportId: string): string => `report|${reportId}`;
const callPrefix = (date: CalendarDate, userId = ''): string => `call|${date}|${userId}${userId === '' ? '' : '|'}`;
/** `call|2026-03-04|ilse@example.com|<its id>`: the same, found by day and user. */
const callKey = ({ date, userId, reportId }: CallReport): string => callPrefix(date, userId) + reportId;

export const callReportSchema = z.object({
  reportId: z.string(),
  subscriptionId: z.string().optional(),
  service: z.string(),
  userId: z.string(),
  date: calendarDateSchema,
  minutes: z.number().int().nonnegative(),
});

/** Reports of one transaction: each is two rows, beside the month's own. */
export const reportsPerPage = 49;

const reportOf = (value: unknown): CallReport => callReportSchema.parse(value);

export const readCallMonth = async (usage: PartitionStore, partition: string): Promise<Stored<CallMonth> | undefined> => {
  const row = await usage.read(partition, monthKey);
  return row === undefined ? undefined : { value: callMonthSchema.parse(row.value), etag: row.etag };
};

export const readReport = async (usage: PartitionStore, partition: string, reportId: string): Promise<CallReport | undefined> => {
  const row = await usage.read(partition, reportKey(reportId));
  return row === undefined ? undefined : reportOf(row.value);
};

/** @param etag of the month's row; absent for its first. */
export const monthWrite = (month: CallMonth, etag: string | undefined): Write => {
  const row = { key: monthKey, value: { type: 'callMonth', ...month } };
  return etag === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag };
};

/** Refused by the store where one of them was taken before. */
export const reportWrites = (reports: readonly CallReport[]): Write[] =>
  reports.flatMap((report): Write[] => [
    { op: 'create', key: reportKey(report.reportId), value: { type: 'report', ...report } },
    { op: 'create', key: callKey(report), value: { type: 'call', ...report } },
  ]);

/** Calls of one day, by user; of one user only, if it is named. */
export const listCallsOfDay = async (usage: PartitionStore, partition: string, date: CalendarDate, userId: string | undefined, limit: number, continuation?: string): Promise<Page<CallReport>> => {
  const page = await usage.list(partition, { prefix: callPrefix(date, userId), limit, ...(continuation !== undefined && { continuation }) });
  return { items: page.rows.map((row) => reportOf(row.value)), ...(page.continuation !== undefined && { continuation: page.continuation }) };
};
