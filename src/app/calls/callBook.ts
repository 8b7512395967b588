import { calendarDateSchema } from '../../kernel/schemas';
import { z } from 'zod';
import { type CalendarDate } from '../../kernel/calendarDate';
import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { callMonthSchema, type CallMonth } from '../../domain/usage/overage/callMonth';
import { type CallReport } from '../../domain/usage/overage/callReport';
import { type Stored } from '../subscription/subscriptionBook';
import { readablePage, rowReader, type Page } from '../unreadable';

/** `c3f1a2d4-…|PhoneServices|2026-03`: a customer's calls of one service in one month. */
export const callPartition = (customerId: string, service: string, month: CalendarDate): string => `${customerId}|${service}|${month.slice(0, 7)}`;

const monthKey = 'month';
/** Of one reporter's rows: a partner's ids and sums are its own, and keep nobody else's reports out. */
const by = (reporter: string | undefined): string => (reporter === undefined ? '' : `|${reporter}`);
/** `report|<its id>`, a partner's `report|<its id>|<partner>`: that it was taken, and what it said. */
const reportKey = (reportId: string, reporter: string | undefined): string => `report|${reportId}${by(reporter)}`;
/** `user|2026-03-04|ilse@example.com`, with the partner as above: what was reported of one user and day. */
const userDayKey = ({ date, userId, reportedBy }: Pick<CallReport, 'date' | 'userId' | 'reportedBy'>): string => `user|${date}|${userId}${by(reportedBy)}`;
const callPrefix = (date: CalendarDate, userId = ''): string => `call|${date}|${userId}${userId === '' ? '' : '|'}`;
/** `call|2026-03-04|ilse@example.com|<its id>`, with the partner as above: the same, found by day and user. */
const callKey = ({ date, userId, reportId, reportedBy }: CallReport): string => callPrefix(date, userId) + reportId + by(reportedBy);

export const callReportSchema = z.object({
  reportId: z.string(),
  subscriptionId: z.string().optional(),
  service: z.string(),
  userId: z.string(),
  date: calendarDateSchema,
  minutes: z.number().int().nonnegative(),
  ofPartner: z.string().optional(),
  reportedBy: z.string().optional(),
});

const userDayRows = rowReader('Usage', 'userDay', z.object({ minutes: z.number().int().nonnegative() }));

/** Reports of one transaction: each is three rows at most, beside the month's own. */
export const reportsPerPage = 32;

const reportRows = rowReader('Usage', 'call', callReportSchema);
const monthRows = rowReader('Usage', 'callMonth', callMonthSchema);

export const readCallMonth = async (usage: PartitionStore, partition: string): Promise<Stored<CallMonth> | undefined> => {
  const row = await usage.read(partition, monthKey);
  return row && monthRows.readStored(row);
};

export const readReport = async (usage: PartitionStore, partition: string, { reportId, reportedBy }: CallReport): Promise<CallReport | undefined> => {
  const row = await usage.read(partition, reportKey(reportId, reportedBy));
  return row && reportRows.read(row);
};

/** Minutes of the report's user and day that the same reporter reported before. */
export const readUserDay = async (usage: PartitionStore, partition: string, report: CallReport): Promise<number> => {
  const row = await usage.read(partition, userDayKey(report));
  return row === undefined ? 0 : userDayRows.read(row).minutes;
};

/** @param etag of the month's row; absent for its first. */
export const monthWrite = (month: CallMonth, etag: string | undefined): Write => {
  const row = { key: monthKey, value: { type: 'callMonth', ...month } };
  return etag === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag };
};

/** Of one user and day in the reports of one reporter. */
export const userDayOf = (report: CallReport): string => userDayKey(report);

/** Refused by the store where one of them was taken before. @param userDays by `userDayOf`, with these reports; the month's row guards them. */
export const reportWrites = (reports: readonly CallReport[], userDays: ReadonlyMap<string, number>): Write[] => [
  ...reports.flatMap((report): Write[] => [
    { op: 'create', key: reportKey(report.reportId, report.reportedBy), value: { type: 'report', ...report } },
    { op: 'create', key: callKey(report), value: { type: 'call', ...report } },
  ]),
  ...[...new Set(reports.map(userDayOf))].map((key): Write => ({ op: 'put', key, value: { type: 'userDay', minutes: userDays.get(key) ?? 0 } })),
];

/** Calls of one day, by user; of one user only, if it is named. @param viewer the partner whose they are (PAR-3): a page of which all are another's is empty and may have a next one; undefined: all. */
export const listCallsOfDay = async (
  usage: PartitionStore,
  partition: string,
  { date, userId, viewer }: { readonly date: CalendarDate; readonly userId?: string | undefined; readonly viewer?: string | undefined },
  limit: number,
  continuation?: string,
): Promise<Page<CallReport>> => {
  const page = await usage.list(partition, { prefix: callPrefix(date, userId), limit, ...(continuation !== undefined && { continuation }) });
  const { items, ...listed } = readablePage(page, reportRows);
  return { ...listed, items: items.filter(({ ofPartner }) => viewer === undefined || ofPartner === viewer) };
};
