import { invoicedAt } from '../../domain/invoice/period';
import { type Partner } from '../../domain/parties/partner/state';
import { type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { success, type Result } from '../../kernel/result';
import { SHARDS } from '../ledger/ledgerKeys';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { checkMonth } from '../statement/statement';
import { listCounted, readRun } from './invoiceBook';

/** How far the invoicing of a partner's month is. */
export type RunProgress =
  /** Its day has not come, or its run is about to begin. */
  | { readonly status: 'ahead' | 'waiting'; readonly dueAt: Instant }
  /** `held`: a stored row cannot be read, so nothing is issued until it can; the operator is told which. */
  | { readonly status: 'counting' | 'held'; readonly startedAt: Instant; readonly lines: number; readonly shardsLeft: number }
  /** Ids; none where the month has no lines. */
  | { readonly status: 'issued'; readonly startedAt: Instant; readonly issuedAt: Instant | undefined; readonly lines: number; readonly invoices: readonly string[] };

/**
 * BIL-2: how far the invoicing of a month is: four operations at most, whatever the number of its lines. A run that is begun again counts from the beginning, and so does this.
 * Refused: StatementMonthAhead, StatementBeforeLedger. @throws RowUnreadable for the month's run.
 */
export const runProgress = async (app: App, partner: Partner, month: CalendarDate): Promise<Result<RunProgress, Refusal>> => {
  const checked = await checkMonth(app, partner, month);
  if (!checked.ok) return checked;
  const run = (await readRun(app.invoices, partner.tenantId, month))?.value;
  if (run === undefined) {
    const dueAt = invoicedAt(month, app.invoicing.day);
    return success({ status: app.clock.now() < dueAt ? 'ahead' : 'waiting', dueAt });
  }
  const { startedAt, issuedAt, invoices, lines = [] } = run;
  if (run.status === 'issued') return success({ status: 'issued', startedAt, issuedAt, lines: lines.reduce((sum, each) => sum + each, 0), invoices });
  const counted = await listCounted(app.invoices, partner.tenantId, month);
  return success({
    status: counted.some(({ isHeld }) => isHeld) ? 'held' : 'counting',
    startedAt,
    lines: counted.reduce((sum, each) => sum + each.lines, 0),
    shardsLeft: SHARDS - counted.filter(({ isOver }) => isOver).length,
  });
};
