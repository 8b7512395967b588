import { type Partner } from '../../domain/parties/partner/state';
import { addDayTotals, compareToDate, dayTotalsOf, toDateOf, type ComparedToDate } from '../../domain/reconciliation/toDate';
import { dayOf } from '../../kernel/calendarDate';
import { success, type Result } from '../../kernel/result';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { type UnreadableRow } from '../unreadable';
import { countLines, type BilledMonth } from './billedMonth';
import { statementOf, type Statement } from './statement';

export interface StatementToDate extends Statement {
  readonly compared: ComparedToDate;
  readonly unreadable: readonly UnreadableRow[];
}

/**
 * BIL-4: a partner's month so far, by day, against the month before to the same day, as both are billed. All lines of both months are counted, also of those that are invoiced: a query for each thousand.
 * Refused: StatementMonthAhead, StatementBeforeLedger. @throws RowUnreadable for a month's run.
 */
export const statementToDate = async (app: App, partner: Partner, month: BilledMonth['month']): Promise<Result<StatementToDate, Refusal>> => {
  const statement = await statementOf(app, partner, month);
  if (!statement.ok) return statement;
  const { month: current, lastMonth } = statement.value;
  const count = (of: BilledMonth) => countLines(app, partner, of, (items) => dayTotalsOf(of.month, items), addDayTotals);
  const [now, before] = await Promise.all([count(current), count(lastMonth)]);
  const toDate = toDateOf(current.month, lastMonth.month, current.status === 'running' ? dayOf(app.clock.now()) : undefined);
  const unreadable = new Map([...current.unreadable, ...lastMonth.unreadable, ...now.unreadable, ...before.unreadable].map((row) => [`${row.partition}|${row.key}`, row]));
  return success({ ...statement.value, compared: compareToDate(toDate, lastMonth.month, now.parts, before.parts), unreadable: [...unreadable.values()] });
};
