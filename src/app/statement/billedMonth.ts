import { type Partner } from '../../domain/parties/partner/state';
import { type LineItem } from '../../domain/reconciliation/lineItem';
import { addReasonTotals, reasonTotalsOf, type ReasonTotal } from '../../domain/reconciliation/statement';
import { type CalendarDate } from '../../kernel/calendarDate';
import { ratesInto } from '../exchangeRates';
import { readRun } from '../invoice/invoiceBook';
import { billedItem, billedPartner, type BillingTerms } from '../ledger/billedItem';
import { ledgerPartition, linePrefix, SHARDS } from '../ledger/ledgerKeys';
import { ledgerRows, type LedgerLine } from '../ledger/ledgerLine';
import { type App } from '../ports';
import { MOST_ROWS } from '../reconciliation/shardWalk';
import { type UnreadableRow } from '../unreadable';

/** A partner's month as it is billed: by its invoices once these are issued, else as its lines would be billed now. */
export interface BilledMonth {
  readonly month: CalendarDate;
  /** `closing`: it is over, and on no invoice yet. */
  readonly status: 'running' | 'closing' | 'invoiced';
  /** Ids; none before it is invoiced, or where nothing was. */
  readonly invoices: readonly string[];
  readonly terms: BillingTerms;
  /** What a line is billed as; undefined: it does not count, as usage that closes after the invoice. */
  readonly toItem: (line: LedgerLine) => LineItem | undefined;
  /** As its run counted them. Absent: they are to be counted. */
  readonly counted?: readonly ReasonTotal[] | undefined;
  /** Without these, lines may be billed as they are priced. */
  readonly unreadable: readonly UnreadableRow[];
}

/** Two operations at most. @throws RowUnreadable for the month's run. */
export const billedMonth = async (app: App, partner: Partner, month: CalendarDate): Promise<BilledMonth> => {
  const isRunning = month >= app.ledger.runningMonth();
  const run = isRunning ? undefined : (await readRun(app.invoices, partner.tenantId, month))?.value;
  if (run?.status === 'issued') {
    const { terms, invoices, reasons } = run;
    return { month, status: 'invoiced', invoices, terms, toItem: (line) => (line.isFinal ? billedItem(line, terms) : undefined), counted: reasons, unreadable: [] };
  }
  const rates = await ratesInto(app.exchangeRates, partner.currency);
  const terms = { partner: billedPartner(partner), rates: rates.items };
  return { month, status: isRunning ? 'running' : 'closing', invoices: [], terms, toItem: (line) => billedItem(line, terms), unreadable: rates.unreadable };
};

/** What a month comes to by reason, and which of its lines cannot be read and are left out. */
export interface MonthTotals {
  readonly totals: readonly ReasonTotal[];
  readonly unreadable: readonly UnreadableRow[];
}

const shardTotals = async ({ ledgerRows: ledger }: App, tenantId: string, { month, toItem }: BilledMonth, shard: number): Promise<MonthTotals> => {
  let totals: readonly ReasonTotal[] = [];
  const unreadable: UnreadableRow[] = [];
  let continuation: string | undefined;
  do {
    const page = await ledger.list(ledgerPartition(tenantId, month, shard), { prefix: linePrefix, limit: MOST_ROWS, ...(continuation !== undefined && { continuation }) });
    const readable = ledgerRows.readable(page.rows);
    totals = addReasonTotals([...totals, ...reasonTotalsOf(readable.items.flatMap((line) => toItem(line) ?? []))]);
    unreadable.push(...readable.unreadable);
    continuation = page.continuation;
  } while (continuation !== undefined);
  return { totals, unreadable };
};

/** BIL-2: what a month comes to. Of an invoiced one as its run counted it: nothing is read. Otherwise its four shards are counted side by side, a thousand lines of each at a time. */
export const monthTotals = async (app: App, { tenantId }: Partner, month: BilledMonth): Promise<MonthTotals> => {
  if (month.counted !== undefined) return { totals: month.counted, unreadable: [] };
  const shards = await Promise.all(Array.from({ length: SHARDS }, (_, shard) => shardTotals(app, tenantId, month, shard)));
  return { totals: addReasonTotals(shards.flatMap(({ totals }) => totals)), unreadable: shards.flatMap(({ unreadable }) => unreadable) };
};
