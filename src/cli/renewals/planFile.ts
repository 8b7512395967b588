import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { parse } from 'csv-parse';
import { LINE_ENDS, separatorOf } from '../csvForm';
import { Problem } from '../problem';

/** One line of a plan, as it is sent. */
export interface FileLine {
  /** Of the file, from 1; the heading is 1. */
  readonly line: number;
  /** As it is sent; what its cells say that makes no sense is the server's to refuse. */
  readonly sent: Readonly<Record<string, unknown>>;
  /** For whoever reads what becomes of it. */
  readonly about: string;
}

/** What stands in the way of a line before it is sent. */
export interface BadLine {
  readonly line: number;
  readonly why: string;
}

/** Members by their column, as the heading of a plan has them. */
const KEYS = { CustomerId: 'customerId', SubscriptionId: 'subscriptionId', PlanTag: 'planTag' } as const;
const EDITED = { AtTermEnd: 'atTermEnd', Quantity: 'quantity', CatalogItemId: 'catalogItemId', TermDuration: 'termDuration', BillingCycle: 'billingCycle', CustomTermEndDate: 'customTermEndDate' } as const;
const SHOWN = ['CustomerName', 'OfferName'] as const;
/** Shown by a plan, and read by nobody here. */
const OTHERS = ['SubscriptionName', 'Status', 'QuantityNow', 'TermDurationNow', 'BillingCycleNow', 'TermEndDate', 'What', 'Becomes', 'UnitPrice', 'Amount', 'Currency', 'Reasons'];

type Known = keyof typeof KEYS | keyof typeof EDITED | (typeof SHOWN)[number];
const known = [...Object.keys(KEYS), ...Object.keys(EDITED), ...SHOWN] as Known[];

/** Columns by their members: what a refusal says of `nextTerm.quantity` is said of `Quantity`. */
const columnOf = new Map<string, string>([...Object.entries(KEYS).map(([column, member]) => [member, column] as const), ...Object.entries(EDITED).map(([column, member]) => [`nextTerm.${member}`, column] as const)]);
export const inColumns = (reason: string): string => reason.replaceAll(/\b(nextTerm\.\w+|customerId|subscriptionId|planTag)\b/g, (member) => columnOf.get(member) ?? member);

interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

const isNamed = (column: string, head: string): boolean => column.toLowerCase() === head.trim().toLowerCase();

/**
 * Where each column stands. @throws Problem where one is there twice, or is missing: without the first no line can be carried out, and under another heading what was edited would be nobody's to read.
 */
const placesOf = (file: string, heading: readonly string[]): ReadonlyMap<Known, number> => {
  const places = new Map<Known, number>();
  for (const [place, head] of heading.entries()) {
    const column = known.find((each) => isNamed(each, head));
    if (column === undefined) continue;
    if (places.has(column)) throw new Problem(`${file}:1: the column ${column} is there twice.`);
    places.set(column, place);
  }
  const missing = Object.keys(KEYS).filter((column) => !places.has(column as Known));
  if (missing.length > 0) throw new Problem(`${file}:1: there is no column ${missing.join(', ')}: it is no plan, or no longer one.`);
  const unread = Object.keys(EDITED).filter((column) => !places.has(column as Known));
  if (unread.length > 0) throw new Problem(`${file}:1: there is no column ${unread.join(', ')}: what was edited in it, under another heading, would not be read. Put it back, with empty cells where nothing is to be another.`);
  return places;
};

/** What is nobody's of a heading: columns of one's own. */
const ownColumns = (heading: readonly string[]): readonly string[] => heading.filter((head) => head.trim() !== '' && ![...known, ...OTHERS].some((column) => isNamed(column, head)));

/** `none` takes a day away that stands; a number that is none stays text. */
const valueOf = (member: string, text: string): unknown => {
  if (member === 'quantity') return /^\d{1,9}$/.test(text) ? Number(text) : text;
  if (member === 'customTermEndDate') return text.toLowerCase() === 'none' ? null : text;
  if (member === 'termDuration') return text.toUpperCase();
  return member === 'catalogItemId' ? text : text.toLowerCase();
};

const readRow = (places: ReadonlyMap<Known, number>, width: number, { record, info }: Row): FileLine | BadLine => {
  const line = info.lines;
  if (record.length < width || record.slice(width).some((cell) => cell.trim() !== '')) return { line, why: `it has ${record.length} columns, the heading ${width}` };
  const cell = (column: Known): string => record[places.get(column) ?? -1]?.trim() ?? '';
  const empty = Object.keys(KEYS).filter((column) => cell(column as Known) === '');
  if (empty.length > 0) return { line, why: `${empty.join(', ')}: is empty` };
  const nextTerm = Object.fromEntries(Object.entries(EDITED).flatMap(([column, member]) => (cell(column as Known) === '' ? [] : [[member, valueOf(member, cell(column as Known))]])));
  const keys = Object.fromEntries(Object.entries(KEYS).map(([column, member]) => [member, cell(column as Known)]));
  return { line, sent: { ...keys, nextTerm }, about: [cell('CustomerName'), cell('OfferName')].filter((text) => text !== '').join(', ') || cell('SubscriptionId') };
};

/** What a file was when it was read: another once somebody has saved it. @throws Problem where it cannot be read. */
export const stateOf = async (file: string): Promise<string> => {
  const { size, mtimeMs } = await stat(file).catch((error: Error) => {
    throw new Problem(`${file} cannot be read: ${error.message}`);
  });
  return `${size} ${mtimeMs}`;
};

/**
 * The lines of a plan one after the other, however long it is. Columns are known by their heading, in any order, and others are left alone; a cell that is empty says nothing.
 * @param leftAlone is told which columns those are, before the first line, where there are any. @throws Problem where the file cannot be read, is no plan, or lacks a column that is edited.
 */
export async function* planLines(file: string, leftAlone: (columns: readonly string[]) => void): AsyncGenerator<FileLine | BadLine> {
  try {
    const delimiter = await separatorOf(file);
    const rows = createReadStream(file).pipe(parse({ bom: true, delimiter, record_delimiter: LINE_ENDS, info: true, relax_column_count: true, skip_empty_lines: true, skip_records_with_empty_values: true }));
    let places: ReadonlyMap<Known, number> | undefined;
    let width = 0;
    for await (const row of rows as AsyncIterable<Row>) {
      if (places === undefined) {
        places = placesOf(file, row.record);
        width = row.record.length;
        const own = ownColumns(row.record);
        if (own.length > 0) leftAlone(own);
      } else yield readRow(places, width, row);
    }
    if (places === undefined) throw new Problem(`${file} is empty.`);
  } catch (error) {
    throw error instanceof Problem ? error : new Problem(`${file} cannot be read: ${(error as Error).message}`);
  }
}
