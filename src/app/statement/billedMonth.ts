import { type Partner } from '../../domain/parties/partner/state';
import { type LineItem } from '../../domain/reconciliation/lineItem';
import { addReasonTotals, reasonTotalsOf, type ReasonTotal } from '../../domain/reconciliation/statement';
import { type CalendarDate } from '../../kernel/calendarDate';
import { ratesInto } from '../exchangeRates';
import { readRun } from '../invoice/invoiceBook';
import { billedItem, billedPartner, termsOf, type BillingTerms } from '../ledger/billedItem';
import { ledgerPartition, linePrefix, SHARDS } from '../ledger/ledgerKeys';
import { ledgerRows, type LedgerLine } from '../ledger/ledgerLine';
import { type App } from '../ports';
import { MOST_ROWS } from '../reconciliation/shardWalk';
import { type UnreadableRow } from '../unreadable';

/** A partner's month as it is billed: by what its run froze once that has begun, else as its lines would be billed now. */
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
  return { month, status: isRunning ? 'running' : 'closing', invoices: [], terms, toItem: (line) => billedItem(line, termsOf(line, run, terms)), unreadable: rates.unreadable };
};

/** What a month comes to by reason, and which of its lines cannot be read and are left out. */
export interface MonthTotals {
  readonly totals: readonly ReasonTotal[];
  readonly unreadable: readonly UnreadableRow[];
}

/** Parts of what a month comes to, and which of its lines cannot be read and are left out. */
export interface Parts<P> {
  readonly parts: readonly P[];
  readonly unreadable: readonly UnreadableRow[];
}

const shardParts = async <P>({ ledgerRows: ledger }: App, tenantId: string, { month, toItem }: BilledMonth, shard: number, partsOf: (items: readonly LineItem[]) => readonly P[], add: (parts: readonly P[]) => readonly P[]): Promise<Parts<P>> => {
  let parts: readonly P[] = [];
  const unreadable: UnreadableRow[] = [];
  let continuation: string | undefined;
  do {
    const page = await ledger.list(ledgerPartition(tenantId, month, shard), { prefix: linePrefix, limit: MOST_ROWS, ...(continuation !== undefined && { continuation }) });
    const readable = ledgerRows.readable(page.rows);
    parts = add([...parts, ...partsOf(readable.items.flatMap((line) => toItem(line) ?? []))]);
    unreadable.push(...readable.unreadable);
    continuation = page.continuation;
  } while (continuation !== undefined);
  return { parts, unreadable };
};

/** Counts all lines of a month: its four shards side by side, a thousand lines of each at a time. @param partsOf what some lines come to. @param add several parts as few. */
export const countLines = async <P>(app: App, { tenantId }: Partner, month: BilledMonth, partsOf: (items: readonly LineItem[]) => readonly P[], add: (parts: readonly P[]) => readonly P[]): Promise<Parts<P>> => {
  const shards = await Promise.all(Array.from({ length: SHARDS }, (_, shard) => shardParts(app, tenantId, month, shard, partsOf, add)));
  return { parts: add(shards.flatMap(({ parts }) => parts)), unreadable: shards.flatMap(({ unreadable }) => unreadable) };
};

/** BIL-2: what a month comes to. Of an invoiced one as its run counted it: nothing is read. Otherwise its lines are counted. */
export const monthTotals = async (app: App, partner: Partner, month: BilledMonth): Promise<MonthTotals> => {
  if (month.counted !== undefined) return { totals: month.counted, unreadable: [] };
  const { parts, unreadable } = await countLines(app, partner, month, reasonTotalsOf, addReasonTotals);
  return { totals: parts, unreadable };
};
