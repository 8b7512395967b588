import { dayOf, type CalendarDate } from '../../kernel/calendarDate';
import { billingCycles, limitedTerms, type BillingCycle, type TermDuration } from '../../kernel/durations';
import { type Instant } from '../../kernel/instant';
import { allRead, csvTable, fieldReader, optional, productIdIn, skuIdIn, wholeNumberIn, type CsvRow, type RowProblem, type SourceFile } from '../catalogue/csvRows';
import { dateOrderOf, type DateOrder } from '../catalogue/dateOrder';
import { decimalMarkOf, priceIn } from '../catalogue/decimalMark';
import { sheetInstantIn } from '../catalogue/sheetDate';
import { findColumns, type FoundColumns, type PortfolioColumns, type PortfolioField } from './columns';
import { endedStatuses, statusIn, type ReadStatus } from './statusIn';

/** A subscription as a file names it, read and not yet judged. */
export interface PortfolioRow {
  readonly line: number;
  readonly id: string;
  /** Tenant or domain; null where the file has no such column. */
  readonly customer: string | null;
  readonly name: string | null;
  readonly catalogItemId: string | null;
  readonly productId: string | null;
  readonly skuId: string | null;
  readonly product: string | null;
  readonly quantity: number;
  readonly isSuspended: boolean;
  readonly term: TermDuration | null;
  readonly billingCycle: BillingCycle;
  /** Of the running term: 00:00 UTC where the file names a day alone. */
  readonly start: Instant | null;
  /** Last day of the running term. */
  readonly end: CalendarDate;
  readonly bought: Instant | null;
  readonly autoRenew: boolean;
  readonly promotionId: string | null;
  /** Per licence and whole term, before a promotion. */
  readonly unitPrice: string | null;
  readonly currency: string | null;
  readonly market: string | null;
  readonly resellerOfRecord: string | null;
}

export interface Portfolio {
  readonly file: string;
  readonly columns: PortfolioColumns;
  readonly rows: readonly PortfolioRow[];
  /** Rows of subscriptions that are over: nothing runs that could come here. */
  readonly ended: number;
}

const DATE = 'a date like 2026-12-31';
const LONGEST_NAME = 200;

const guidIn = (text: string): string | undefined => (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text.toLowerCase() : undefined);

const termNames: Readonly<Record<string, TermDuration>> = {
  ...Object.fromEntries(limitedTerms.map((term) => [term.toLowerCase(), term])),
  '1month': 'P1M', monthly: 'P1M', month: 'P1M', onemonth: 'P1M',
  '1year': 'P1Y', annual: 'P1Y', yearly: 'P1Y', year: 'P1Y', oneyear: 'P1Y',
  '2years': 'P2Y', biennial: 'P2Y', twoyears: 'P2Y',
  '3years': 'P3Y', triennial: 'P3Y', threeyears: 'P3Y', '3year': 'P3Y',
  '5years': 'P5Y', fiveyears: 'P5Y', '5year': 'P5Y',
};

const termIn = (text: string): TermDuration | undefined => termNames[text.toLowerCase().replaceAll(/[\s-]/g, '')];

const cycleIn = (text: string): BillingCycle | undefined => {
  const plain = text.toLowerCase().replaceAll(/[\s_-]/g, '');
  return billingCycles.find((cycle) => cycle.replace('_', '') === plain) ?? (plain === 'yearly' ? 'annual' : undefined);
};

const switches: Readonly<Record<string, boolean>> = { true: true, yes: true, on: true, enabled: true, '1': true, false: false, no: false, off: false, disabled: false, '0': false };

const switchIn = (text: string): boolean | undefined => switches[text.toLowerCase()];

const promotionIn = (text: string): string | null | undefined => {
  if (text === '' || text.toLowerCase() === 'none') return null;
  return /^[a-z0-9:]{1,60}$/i.test(text) ? text : undefined;
};

const textIn = (text: string): string | undefined => (text.length <= LONGEST_NAME ? text : undefined);

const codeIn = (length: number) => (text: string) => (new RegExp(`^[A-Z]{${length}}$`, 'i').test(text) ? text.toUpperCase() : undefined);

/** A time beside a day is UTC. As published, the end of a term is its last day at midnight: that day still belongs to it (REN-2). */
const dayIn = (order: DateOrder) => (text: string): CalendarDate | undefined => {
  const at = sheetInstantIn(text, order);
  return at && dayOf(at);
};

const instantIn = (order: DateOrder) => (text: string): Instant | undefined => sheetInstantIn(text, order);

const dateFields = ['start', 'end', 'bought'] as const;

/** What cannot be missing, and what can stand for it. */
const missingColumns = ({ columns, has }: FoundColumns): string[] => {
  const needed: readonly (readonly PortfolioField[])[] = [['subscriptionId'], ['quantity'], ['billingCycle'], ['catalogItemId', 'productId', 'product', 'name'], ['end', 'status'], ['autoRenew', 'status']];
  return needed.filter((fields) => !fields.some(has)).map(([first]) => columns[first ?? 'subscriptionId']);
};

interface Forms {
  readonly order: DateOrder;
  readonly price: (text: string) => string | undefined;
}

/** How the file's dates and prices are to be read: told by all of them together. */
const formsOf = (file: SourceFile, rows: readonly CsvRow[], columns: PortfolioColumns, problems: RowProblem[]): Forms | undefined => {
  const texts = (fields: readonly PortfolioField[]): readonly string[] => rows.flatMap((row) => fields.map((field) => row.text(columns[field])));
  const order = dateOrderOf(texts(dateFields), undefined);
  const mark = decimalMarkOf(texts(['price']), undefined);
  const first = rows[0]?.line ?? 1;
  const unclear = (field: PortfolioField, what: string): undefined => void problems.push({ file: file.name, line: first, column: columns[field], reason: what });
  if (order === 'ambiguous' || order === 'contradictory') return unclear('end', 'dates of this file can be read as month first and as day first: write them like 2026-12-31');
  if (mark === 'ambiguous' || mark === 'contradictory') return unclear('price', 'prices of this file can be read with a comma and with a point before their decimals: write them like 1209.00');
  return { order, price: priceIn(mark) };
};

const readRow = (file: SourceFile, row: CsvRow, { columns, has }: FoundColumns, { order, price }: Forms, status: Extract<ReadStatus, { readonly kind: 'running' }>, problems: RowProblem[]): PortfolioRow | undefined => {
  const { read, problem } = fieldReader(file, row, problems);
  const field = <T>(name: PortfolioField, parse: (text: string) => T | undefined, expected: string): T | undefined => read(columns[name], parse, expected);
  const fields = allRead({
    id: field('subscriptionId', guidIn, 'a GUID'),
    customer: has('customer') ? field('customer', (text) => text.toLowerCase() || undefined, "the customer's tenant id or domain") : null,
    name: field('name', optional(textIn), `a name of at most ${LONGEST_NAME} characters`),
    catalogItemId: field('catalogItemId', optional((text) => (/^[A-Z0-9]+:[A-Z0-9]+:[A-Z0-9]+$/i.test(text) ? text.toUpperCase() : undefined)), 'product:sku:availability'),
    productId: field('productId', optional((text) => productIdIn(text.toUpperCase())), '12 characters A-Z, 0-9'),
    skuId: field('skuId', optional((text) => skuIdIn(text.toUpperCase())), '4 characters A-Z, 0-9'),
    product: field('product', optional(textIn), 'the name of a product'),
    quantity: field('quantity', (text) => wholeNumberIn(text) || undefined, 'a whole number from 1 on'),
    term: field('term', optional(termIn), `one of ${limitedTerms.join(', ')}`),
    billingCycle: field('billingCycle', cycleIn, 'one of monthly, annual, biennial, triennial, one_time'),
    start: field('start', optional(instantIn(order)), DATE),
    end: field('end', optional(dayIn(order)), DATE),
    bought: field('bought', optional(instantIn(order)), DATE),
    autoRenew: status.autoRenew !== undefined && row.text(columns.autoRenew) === '' ? status.autoRenew : field('autoRenew', switchIn, 'on or off'),
    promotionId: field('promotion', promotionIn, 'a promotion id, or none'),
    unitPrice: field('price', optional(price), 'a price like 120.96, of one licence for the whole term'),
    currency: field('currency', optional(codeIn(3)), 'a three-letter currency'),
    market: field('market', optional(codeIn(2)), 'a two-letter country'),
    resellerOfRecord: field('reseller', optional((text) => (/^\d{1,10}$/.test(text) ? text : undefined)), 'the PartnerID of a reseller: digits'),
  });
  if (fields === undefined) return undefined;
  const { isSuspended } = status;
  if (fields.autoRenew && isSuspended) problem(columns.autoRenew, 'a suspended subscription does not renew: set it to off');
  const end = fields.end ?? status.lastDay ?? null;
  if (end === null) {
    problem(columns.end, 'is empty, and the status names no day of renewal');
    return undefined;
  }
  if (status.lastDay !== undefined && fields.end !== null && fields.end !== status.lastDay) problem(columns.end, `is ${fields.end}, and the status has it renew after ${status.lastDay}`);
  return { ...fields, line: row.line, end, isSuspended };
};

/** Reads one file. What cannot be read is named in `problems`, every field of every row; rows without a problem are returned. */
export const readPortfolio = (file: SourceFile, problems: RowProblem[]): Portfolio => {
  const table = csvTable(file, [], problems);
  const found = findColumns(table.columns);
  const { columns } = found;
  const none = { file: file.name, columns, rows: [], ended: 0 };
  if (table.columns.length === 0) return none;
  const missing = missingColumns(found);
  for (const column of missing) problems.push({ file: file.name, line: 1, column, reason: 'column is missing' });
  if (missing.length > 0) return none;
  const forms = formsOf(file, table.rows, columns, problems);
  if (forms === undefined) return none;
  let ended = 0;
  const rows = table.rows.flatMap((row) => {
    const status = statusIn(row.text(columns.status));
    if (status.kind === 'ended') ended += 1;
    else if (status.kind === 'unknown') problems.push({ file: file.name, line: row.line, column: columns.status, reason: `"${row.text(columns.status)}" is not one of active, suspended, ${endedStatuses.join(', ')}` });
    const read = status.kind === 'ended' ? undefined : readRow(file, row, found, forms, status.kind === 'running' ? status : { kind: 'running', isSuspended: false, autoRenew: undefined, lastDay: undefined }, problems);
    return read === undefined ? [] : [read];
  });
  return { file: file.name, columns, rows, ended };
};
