import { type ReportedMeter } from '../../domain/usage/meters/meterReport';
import { isCalendarDate, type CalendarDate } from '../../kernel/calendarDate';
import { success, type Result } from '../../kernel/result';
import { monthOf, type ReportedLine } from '../../domain/usage/overage/callReport';
import { bringReportedUsage } from '../ledger/bringUsage';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { reportMeters } from '../meters/meters';
import { reportCalls } from '../calls/reportCalls';
import { refusedLine, type LineOutcome } from './lineOutcome';
import { type UsageCaller } from './usageReader';

/** A line that names a meter and no service is a reading of that meter; every other is a call. */
const isReading = ({ meterId, service }: ReportedLine): boolean => meterId !== undefined && service === undefined;

/** First days of the months of which something was taken, now or by an attempt before, which may have ended there. */
const monthsTaken = (lines: readonly ReportedLine[], outcomes: readonly LineOutcome[]): ReadonlySet<CalendarDate> =>
  new Set(lines.flatMap(({ date }, index) => (outcomes[index] !== undefined && outcomes[index].status !== 'refused' && typeof date === 'string' && isCalendarDate(date) ? [monthOf(date)] : [])));

/** Calls and meter readings in one batch, each judged by its own rules. @returns what became of each line, in order. */
export const reportUsage = async (app: App, caller: UsageCaller, customerId: string, lines: readonly (ReportedLine & ReportedMeter)[], preview: boolean): Promise<Result<readonly LineOutcome[], Refusal>> => {
  const readings = lines.filter(isReading);
  const calls = lines.filter((line) => !isReading(line));
  const taken = calls.length === 0 && readings.length > 0 ? success([]) : await reportCalls(app, caller, customerId, calls, preview);
  if (!taken.ok) return taken;
  const metered = readings.length === 0 ? success([]) : await reportMeters(app, caller, customerId, readings, preview);
  if (!metered.ok) return metered;
  const of = new Map([...calls.map((line, index) => [line, taken.value[index]] as const), ...readings.map((line, index) => [line, metered.value[index]] as const)]);
  const outcomes = lines.map((line): LineOutcome => of.get(line) ?? refusedLine('lineUnreadable'));
  if (!preview) for (const month of monthsTaken(lines, outcomes)) await bringReportedUsage(app, customerId, month);
  return success(outcomes);
};
