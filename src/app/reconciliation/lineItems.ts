import { type InvoiceRun } from '../../domain/invoice/state';
import { type Partner } from '../../domain/parties/partner/state';
import { type ExchangeRate } from '../../domain/reconciliation/exchange';
import { type DailyItem, type LineItem } from '../../domain/reconciliation/lineItem';
import { type CalendarDate } from '../../kernel/calendarDate';
import { readCustomer } from '../customer/customerBook';
import { ratesInto } from '../exchangeRates';
import { readRun } from '../invoice/invoiceBook';
import { billedDaily, billedItem, billedPartner, termsOf } from '../ledger/billedItem';
import { ledgerPartition, linePrefix, shardOf, usageOfMonthPrefix, userPrefix } from '../ledger/ledgerKeys';
import { ledgerRows, type LedgerLine } from '../ledger/ledgerLine';
import { finalUsage, isBehind } from '../ledger/usageInLedger';
import { usageOf, type UsagePorts } from '../ledger/usageLines';
import { type App } from '../ports';
import { RowUnreadable, type Page, type Readable, type UnreadableRow } from '../unreadable';
import { MOST_LOOKED_AT, nextRows, positionOf, walkedPage, type Position } from './shardWalk';

/** Which lines are asked for: of one calendar month in UTC, in one currency. */
export interface LineQuestion {
  /** First day of the month. */
  readonly month: CalendarDate;
  readonly currency: string;
}

/** Customers whose usage one page of it rates, at most: each is a handful of operations. */
const MOST_USERS = 50;

/** What lines are billed as: those that are asked for. */
export type BillLines<T> = (lines: readonly LedgerLine[]) => readonly T[] | Promise<readonly T[]>;

/** BIL-4: a page of a partner's lines of a month, in order of customer, then licences by their charge lines, then usage: one query for each thousand rows, whatever the number of customers. */
export const ledgerPage = async <T>(app: Pick<App, 'ledgerRows'>, partnerId: string, month: CalendarDate, bill: BillLines<T>, limit: number, continuation?: string): Promise<Page<T>> => {
  const items: T[] = [];
  const unreadable: UnreadableRow[] = [];
  let position: Position | undefined = positionOf(continuation);
  for (let looked = 0; position !== undefined && items.length < limit && looked < MOST_LOOKED_AT; ) {
    const { rows, next } = await nextRows(app.ledgerRows, partnerId, month, linePrefix, position, Math.min(limit - items.length, MOST_LOOKED_AT - looked));
    const readable = ledgerRows.readable(rows);
    unreadable.push(...readable.unreadable);
    items.push(...(await bill(readable.items)));
    looked += rows.length;
    position = next;
  }
  return walkedPage(items, unreadable, position);
};

type RunPorts = Pick<App, 'ledger' | 'invoices'>;

/** The invoice run of a month; undefined: it has not begun. */
const runIn = async (app: RunPorts, partnerId: string, month: CalendarDate): Promise<InvoiceRun | undefined> => (month < app.ledger.runningMonth() ? (await readRun(app.invoices, partnerId, month))?.value : undefined);

/** Whether the run of a month has issued what it comes to: its lines for good are billed then. */
export const isInvoiced = async (app: RunPorts, partnerId: string, month: CalendarDate): Promise<boolean> => (await runIn(app, partnerId, month))?.status === 'issued';

/** BIL-4: the partner's lines of a month that are on no invoice, as its run bills them once that has begun, else as they would be billed now. Exchange rates are read with the first line that is priced in another currency than the partner's. */
export const billingLineItems = async (app: App, partner: Partner, { month, currency }: LineQuestion) => {
  const run = await runIn(app, partner.tenantId, month);
  let rates: Readable<ExchangeRate> | undefined;
  const unbilled = async (lines: readonly LedgerLine[]): Promise<readonly LineItem[]> => {
    const open = run?.status === 'issued' ? lines.filter(({ isFinal }) => !isFinal) : lines;
    if (open.some(({ item }) => item.currency !== partner.currency)) rates ??= await ratesInto(app.exchangeRates, partner.currency);
    const terms = { partner: billedPartner(partner), rates: rates?.items ?? [] };
    return open.map((line) => billedItem(line, termsOf(line, run, terms))).filter((item) => item.currency === currency);
  };
  return async (limit: number, continuation?: string): Promise<Page<LineItem>> => {
    const page = await ledgerPage(app, partner.tenantId, month, unbilled, limit, continuation);
    // Without a rate that cannot be read, lines may be billed as they are priced: that is said.
    return rates === undefined || rates.unreadable.length === 0 ? page : { ...page, unreadable: [...rates.unreadable, ...(page.unreadable ?? [])] };
  };
};

type DailyPorts = UsagePorts & Pick<App, 'ledgerRows' | 'exchangeRates'>;

/** Whose daily rows are asked for. */
interface DailyQuestion extends LineQuestion {
  readonly partner: Partner;
  readonly credited: boolean | undefined;
  readonly run: InvoiceRun | undefined;
}

/** What is closed without an exchange rate is shown at the one that its lines are billed at, if somebody has said it since. */
const dailyOf = async (ports: DailyPorts, { partner, month, currency, credited, run }: DailyQuestion, customerId: string): Promise<{ readonly daily: readonly DailyItem[]; readonly unreadable: readonly UnreadableRow[] }> => {
  const customer = await readCustomer(ports.commerce, customerId);
  if (customer === undefined) return { daily: [], unreadable: [] };
  const rows = (await usageOf(ports, customer.value, month)).flatMap((usage) => usage.daily(partner).map((row) => ({ row, isFinal: usage.isClosed })));
  const isForeign = rows.some(({ row }) => row.currency !== partner.currency);
  const rates: Readable<ExchangeRate> = isForeign ? await ratesInto(ports.exchangeRates, partner.currency) : { items: [], unreadable: [] };
  const terms = { partner: billedPartner(partner), rates: rates.items };
  const daily = rows.map(({ row, isFinal }) => billedDaily(row, month, termsOf({ isFinal }, run?.status === 'issued' ? undefined : run, terms)));
  const billed = run?.status === 'issued' ? await finalUsage(ports.ledgerRows, ledgerPartition(partner.tenantId, month, shardOf(customerId)), usageOfMonthPrefix(customerId, month)) : [];
  return { unreadable: rates.unreadable, daily: daily.filter((item) => item.currency === currency && (credited === undefined || item.earnedCreditPercent > 0 === credited) && !isBehind(item, billed)) };
};

/**
 * AZP-4, OVG-7: the partner's daily rated usage of a month that is on no invoice, of those customers that used something. @param credited only rows with earned credit, or only those without.
 */
export const dailyLineItems = async (app: App, partner: Partner, question: LineQuestion, credited: boolean | undefined) => {
  const asked = { ...question, partner, credited, run: await runIn(app, partner.tenantId, question.month) };
  return async (limit: number, continuation?: string): Promise<Page<DailyItem>> => {
    const items: DailyItem[] = [];
    const unreadable: UnreadableRow[] = [];
    let position: Position | undefined = positionOf(continuation);
    for (let users = 0; position !== undefined && users < MOST_USERS; users += 1) {
      const { within = 0, ...from }: Position = position;
      const { rows, next } = await nextRows(app.ledgerRows, partner.tenantId, question.month, userPrefix, from, 1);
      const [row] = rows;
      if (row === undefined) return walkedPage(items, unreadable, undefined);
      try {
        const { daily, unreadable: rates } = await dailyOf(app, asked, row.key.slice(userPrefix.length));
        for (const rate of rates) if (!unreadable.some(({ key }) => key === rate.key)) unreadable.push(rate);
        const given = daily.slice(within, within + limit - items.length);
        items.push(...given);
        const isLeft = within + given.length < daily.length;
        if (items.length === limit) return walkedPage(items, unreadable, isLeft ? { ...from, within: within + given.length } : next);
      } catch (error) {
        if (!(error instanceof RowUnreadable)) throw error;
        // DUE-2: what this customer used is not told, and the others' is.
        unreadable.push(error.row);
      }
      position = next;
    }
    return walkedPage(items, unreadable, position);
  };
};
