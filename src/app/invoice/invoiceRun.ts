import { invoicedAt } from '../../domain/invoice/period';
import { invoiceOf, type InvoiceRun } from '../../domain/invoice/state';
import { billedAddress } from '../../domain/parties/partner/profiles';
import { addReasonTotals, reasonTotalsOf, type ReasonTotal } from '../../domain/reconciliation/statement';
import { addTotals, totalsOf, type Totals } from '../../domain/invoice/totals';
import { dayOfMonth, isCalendarDate, type CalendarDate } from '../../kernel/calendarDate';
import { ratesInto } from '../exchangeRates';
import { billedPartner } from '../ledger/billedItem';
import { ledgerPartition, linePrefix, SHARDS } from '../ledger/ledgerKeys';
import { ledgerRows } from '../ledger/ledgerLine';
import { readProfile } from '../partner/profileRows';
import { unlessHeld } from '../operations/sweepControl';
import { RowUnreadable } from '../unreadable';
import { issuedEventWrite, publishInvoiceEvents } from './invoiceEvents';
import { invoicedItem } from './invoicedItem';
import { invoiceWrite, keepCounted, numberWrite, readLastNumber, readRun, runWrite } from './invoiceBook';
import { type InvoicePorts } from './invoicePorts';

/** Whose month is invoiced. */
export interface MonthToInvoice {
  readonly partnerId: string;
  /** First day. */
  readonly month: CalendarDate;
}

/** What a run is started with, and goes on with in a new history. */
export interface InvoiceRunInput extends MonthToInvoice {
  /** A new history begins after so many rounds of counting, so that none grows without end. */
  readonly roundsPerHistory: number;
  /** What earlier histories counted. */
  readonly counts?: readonly ShardCount[];
}

/** Of four activities each. */
export const ROUNDS_PER_HISTORY = 10;

/** How a run ended, or why it has not. */
export type RunOutcome =
  /** It goes on in a new history. */
  | { readonly status: 'counting' }
  /** Ids of the invoices, one for each currency; none where the month has no lines. */
  | { readonly status: 'issued'; readonly invoices: readonly string[] }
  /** The month is not over, or its day has not come; or there is no such partner. Nothing was changed. */
  | { readonly status: 'refused'; readonly reason: string }
  /** A line, or a row of the books, cannot be read, so that nothing is issued until it can: the operator is told which. */
  | { readonly status: 'held'; readonly reason: string }
  | { readonly status: 'SettingsWrong' }
  /** The operator holds invoices back: nothing was looked at, and a sweep after that begins it again. */
  | { readonly status: 'Paused' };

/** What has been counted of one shard. */
export interface ShardCount {
  readonly shard: number;
  readonly lines: number;
  readonly totals: readonly Totals[];
  /** The same by reason. Absent: begun before that was counted. */
  readonly reasons?: readonly ReasonTotal[] | undefined;
  /** Goes on behind this key; absent: it is at its beginning, or at its end. */
  readonly after?: string;
  readonly isOver: boolean;
  /** Why it cannot be counted. */
  readonly problem?: string;
}

export type Begun = RunOutcome | { readonly status: 'draft'; readonly shards: readonly ShardCount[] };

const attempts = 20;
/** Of one activity: some ten queries. */
const MOST_LINES = 10_000;
const linesAtOnce = 1000;

/** DUE-2: what cannot be read is raised to the operator. @throws what else goes wrong. */
const orHeld = async <T>({ unreadable }: InvoicePorts, work: () => Promise<T>, held: (reason: string) => T): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RowUnreadable)) throw error;
    await unreadable.raise([error.row]);
    return held(error.message);
  }
};

const notCounted = (): readonly ShardCount[] => Array.from({ length: SHARDS }, (_, shard) => ({ shard, lines: 0, totals: [], reasons: [], isOver: false }));

/**
 * BIL-2: begins the invoicing of a partner's month, or goes on with it: the draft freezes the partner's currency, the exchange rates up to the month and the tax, by which its lines are counted and told from then on.
 * Refused: what is no month, one whose day has not come, an unknown partner. @throws when the store fails.
 */
export const beginInvoiceRun = (ports: InvoicePorts, month: MonthToInvoice): Promise<Begun> =>
  unlessHeld<Begun>(ports, 'invoiceRun', { status: 'Paused' }, () => orHeld(ports, () => begin(ports, month), (reason): Begun => ({ status: 'held', reason })));

/** @throws RowUnreadable for any: a line would be billed in another currency for good. */
const readRates = async ({ exchangeRates }: InvoicePorts, currency: string, month: CalendarDate) => {
  const { items, unreadable: [first] } = await ratesInto(exchangeRates, currency);
  if (first !== undefined) throw new RowUnreadable(first);
  return items.filter((rate) => rate.month <= month);
};

/** Brings out what is to be told of what was issued. A failure is logged and not thrown: the invoices stand, and the sweep comes for it. */
const told = async (ports: InvoicePorts, partnerId: string, invoices: readonly string[]): Promise<RunOutcome> => {
  try {
    await publishInvoiceEvents(ports, partnerId);
  } catch (error) {
    ports.log.warn(`What is to be told of the invoices of ${partnerId} is left to the sweep`, error);
  }
  return { status: 'issued', invoices };
};

const begin = async (ports: InvoicePorts, { partnerId, month }: MonthToInvoice): Promise<Begun> => {
  const { clock, invoices, invoicing } = ports;
  if (!isCalendarDate(month) || dayOfMonth(month) !== 1) return { status: 'refused', reason: `A month is named by its first day, 2026-03-01 say, and not by ${String(month)}` };
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const stored = (await readRun(invoices, partnerId, month))?.value;
    if (stored?.status === 'issued') return told(ports, partnerId, stored.invoices);
    if (stored !== undefined) return { status: 'draft', shards: notCounted() };
    const now = clock.now();
    const due = invoicedAt(month, invoicing.day);
    if (now < due) return { status: 'refused', reason: `${month.slice(0, 7)} is not closed: it is invoiced at ${due}` };
    const partner = await ports.payerByTenant(partnerId);
    if (partner === undefined) return { status: 'refused', reason: `There is no partner ${partnerId}` };
    const rates = await readRates(ports, partner.currency, month);
    const address = billedAddress(partner, await readProfile(ports.partnerRows, partnerId, 'billing'));
    const { issuer } = invoicing;
    const terms = { partner: billedPartner(partner), country: partner.country, ...(address && { address: [...address] }), ...(issuer.length > 0 && { issuer: [...issuer] }), taxPercent: invoicing.taxPercent.get(partner.country) ?? '0', rates };
    await invoices.commit(partnerId, [runWrite({ partnerId, month, status: 'draft', startedAt: now, terms, invoices: [] })]);
  }
  throw new Error(`The run of ${partnerId} for ${month} could not be begun in ${attempts} attempts`);
};

const ofDraft = async ({ invoices }: InvoicePorts, { partnerId, month }: MonthToInvoice): Promise<{ readonly value: InvoiceRun; readonly etag: string }> => {
  const run = await readRun(invoices, partnerId, month);
  if (run === undefined) throw new Error(`The run of ${partnerId} for ${month} was not begun`);
  return run;
};

/**
 * BIL-2: seals one shard of the month, so that nothing comes to it any more, and goes on counting its lines: at most ten thousand. Repeating it finds the same. What is not final is left out: it is billed with the month in which it will be.
 * How far it is it keeps for whoever looks on. @returns with what was counted before. @throws when the store fails.
 */
export const countInvoiceShard = (ports: InvoicePorts, month: MonthToInvoice, count: ShardCount): Promise<ShardCount> => unlessHeld(ports, 'invoiceRun', { ...count, problem: 'Paused' }, () => countShard(ports, month, count));

const countShard = async (ports: InvoicePorts, month: MonthToInvoice, count: ShardCount): Promise<ShardCount> => {
  const counted = await orHeld(ports, () => countOn(ports, month, count), (problem): ShardCount => ({ ...count, problem }));
  const { shard, lines, isOver, problem } = counted;
  await keepCounted(ports.invoices, month.partnerId, month.month, { shard, lines, isOver, isHeld: problem !== undefined });
  return counted;
};

const countOn = async (ports: InvoicePorts, { partnerId, month }: MonthToInvoice, count: ShardCount): Promise<ShardCount> => {
  const { value: { terms } } = await ofDraft(ports, { partnerId, month });
  if (count.after === undefined) await ports.ledger.seal(partnerId, month, count.shard);
  const partition = ledgerPartition(partnerId, month, count.shard);
  let { lines, totals, reasons, after } = count;
  for (let looked = 0; looked < MOST_LINES; looked += linesAtOnce) {
    const page = await ports.ledgerRows.list(partition, { prefix: linePrefix, limit: linesAtOnce, ...(after !== undefined && { after }) });
    const final = page.rows.map((row) => ledgerRows.read(row)).filter(({ isFinal }) => isFinal);
    lines += final.length;
    const items = final.map((line) => invoicedItem(line, terms));
    totals = addTotals([...totals, ...totalsOf(items)]);
    reasons = reasons && addReasonTotals([...reasons, ...reasonTotalsOf(items)]);
    after = page.rows.at(-1)?.key ?? after;
    if (page.continuation === undefined) return { shard: count.shard, lines, totals, reasons, isOver: true };
  }
  return { shard: count.shard, lines, totals, reasons, isOver: false, ...(after !== undefined && { after }) };
};

/**
 * BIL-2: issues all invoices of the month, with the next numbers, in one transaction with the run's own row: all of them or none, and once. Whoever comes second finds them. What is told of them is stored with them, and brought out afterwards.
 * @param counts of all shards, counted to their ends. @throws RangeError for others; when the store fails.
 */
export const issueInvoices = (ports: InvoicePorts, month: MonthToInvoice, counts: readonly ShardCount[]): Promise<RunOutcome> =>
  unlessHeld<RunOutcome>(ports, 'invoiceRun', { status: 'Paused' }, () => orHeld(ports, () => issue(ports, month, counts), (reason): RunOutcome => ({ status: 'held', reason })));

const issue = async (ports: InvoicePorts, { partnerId, month }: MonthToInvoice, counts: readonly ShardCount[]): Promise<RunOutcome> => {
  const shards = counts.toSorted((a, b) => a.shard - b.shard);
  if (shards.length !== SHARDS || shards.some(({ shard, isOver }, index) => shard !== index || !isOver)) throw new RangeError(`${month} of ${partnerId} is not counted to its end`);
  const { clock, invoices } = ports;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { value: run, etag } = await ofDraft(ports, { partnerId, month });
    if (run.status === 'issued') return told(ports, partnerId, run.invoices);
    const number = await readLastNumber(invoices, partnerId);
    const now = clock.now();
    const issued = addTotals(shards.flatMap(({ totals }) => totals)).map((totals, index) => invoiceOf(number.last + index + 1, run.terms, month, totals, now));
    const ids = issued.map(({ id }) => id);
    const reasons = shards.every((shard) => shard.reasons !== undefined) ? addReasonTotals(shards.flatMap((shard) => shard.reasons ?? [])) : undefined;
    const committed = await invoices.commit(partnerId, [
      runWrite({ ...run, status: 'issued', issuedAt: now, invoices: ids, lines: shards.map(({ lines }) => lines), ...(reasons && { reasons: [...reasons] }) }, etag),
      ...(issued.length === 0 ? [] : [numberWrite(number.last + issued.length, number.etag)]),
      ...issued.map(invoiceWrite),
      ...issued.map(issuedEventWrite),
    ]);
    if (committed.ok) return told(ports, partnerId, ids);
  }
  throw new Error(`The invoices of ${partnerId} for ${month} could not be issued in ${attempts} attempts`);
};
