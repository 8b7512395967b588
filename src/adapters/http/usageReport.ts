import { z } from 'zod';
import { csvRows, type RowProblem } from '../../domain/catalogue/csvRows';
import { calendarDate } from '../../kernel/calendarDate';
import { failure, success, type Result } from '../../kernel/result';
import { type ReportedMeter } from '../../domain/usage/meters/meterReport';
import { type ReportedLine } from '../../domain/usage/overage/callReport';
import { type RequestRefusal } from '../../app/refusals';

/** Lines of one call: more are sent as several. */
const mostLines = 2000;

const members = ['reportId', 'subscriptionId', 'service', 'userId', 'date', 'minutes', 'meterId', 'azureSubscriptionId', 'quantity'] as const;

/** For whoever reads the description of the API. */
const reportForm = {
  description: "One user's calls of a day (`service`, `userId`, `minutes`), or what was used of a meter on a day (`meterId`, `quantity`, and `azureSubscriptionId`, or `subscriptionId` of metered SaaS).",
  type: 'object',
  properties: {
    reportId: { type: 'string', description: 'Says it once: sent again it is a duplicate.' },
    service: { type: 'string' },
    userId: { type: 'string', description: 'GUID or sign-in name.' },
    subscriptionId: { type: 'string', format: 'uuid' },
    meterId: { type: 'string' },
    azureSubscriptionId: { type: 'string', format: 'uuid' },
    date: { type: 'string', format: 'date', description: 'The UTC day.' },
    minutes: { type: 'integer', minimum: 0 },
    quantity: { type: ['number', 'string'], description: 'At most 12 decimals.' },
  } satisfies Record<(typeof members)[number], object>,
  required: ['reportId', 'date'],
};

/** Each line is judged by itself, so nothing is asked of its form here. */
export const usageBody = z.object({ reports: z.array(z.unknown().meta(reportForm)).min(1).max(mostLines) });

const columns = members.slice(0, 6);
const fileName = 'body';

/** Names of members in any letter case; undefined: no object. */
export const reportedLine = (given: unknown): (ReportedLine & ReportedMeter) | undefined => {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return undefined;
  const byName = new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value as unknown]));
  return Object.fromEntries(members.flatMap((member) => (byName.has(member.toLowerCase()) ? [[member, byName.get(member.toLowerCase())]] : [])));
};

/** Text that is no number stays what it is, and is refused as such. */
const numberIn = (text: string): unknown => (/^-?\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : text);

/**
 * The same as CSV: a header with the columns reportId, service, userId, date, minutes, and subscriptionId if wanted. A row that does not fit the header is a line that is no object.
 * Refused: InputInvalid where there is no such header, or the file cannot be read as CSV at all.
 */
export const usageCsv = (text: string): Result<unknown, RequestRefusal> => {
  const problems: RowProblem[] = [];
  const rows = csvRows({ name: fileName, text }, columns.filter((column) => column !== 'subscriptionId'), problems);
  const whole = problems.filter(({ line, reason }) => line === 1 || reason.startsWith('not readable'));
  if (whole.length > 0) return failure({ kind: 'InputInvalid', problems: whole.map(({ column, reason }) => `${fileName}: ${column === '' ? '' : `${column} `}${reason}`) });
  const read = rows.map((row) => ({ at: row.line, value: Object.fromEntries(columns.map((column) => [column, column === 'minutes' ? numberIn(row.text(column)) : row.text(column)])) }));
  const unreadable = problems.map(({ line, reason }) => ({ at: line, value: reason }));
  return success({ reports: [...read, ...unreadable].sort((a, b) => a.at - b.at).map(({ value }) => value) });
};

/** `2026-03`. Of the year 9999 there is no next one that could be written. */
export const monthTextSchema = z.string().regex(/^(?!9999)\d{4}-(0[1-9]|1[0-2])$/, 'must be a month as 2026-03').meta({ description: 'A calendar month in UTC, `2026-03` say.' });

/** Its first day. */
export const monthSchema = monthTextSchema.transform((text) => calendarDate(`${text}-01`));

export const userIdSchema = z
  .string()
  .regex(/^[\w.+'@-]{1,200}$/, 'must be the id or sign-in name of a user')
  .transform((text) => text.toLowerCase())
  .meta({ description: 'GUID or sign-in name of a user.' });
