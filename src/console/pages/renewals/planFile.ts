import { parse } from 'csv-parse/browser/esm/sync';

/** What a line is to be known by. */
const KEYS = { CustomerId: 'customerId', SubscriptionId: 'subscriptionId', PlanTag: 'planTag' } as const;
/** What may be edited. */
const EDITED = { AtTermEnd: 'atTermEnd', Quantity: 'quantity', CatalogItemId: 'catalogItemId', TermDuration: 'termDuration', BillingCycle: 'billingCycle', CustomTermEndDate: 'customTermEndDate' } as const;
const SHOWN = ['CustomerName', 'OfferName'] as const;

/** One line of a file, as it is sent. */
export interface PlanLine {
  /** Of the file, from 1; the heading is 1. */
  readonly line: number;
  /** As it is sent; what its cells say that makes no sense is the server's to refuse. */
  readonly sent: { readonly customerId: string; readonly subscriptionId: string; readonly planTag: string; readonly nextTerm: Readonly<Record<string, unknown>> };
  readonly customer: string;
  readonly product: string;
}

/** Why a file, or a line of it, cannot be sent. */
export class NoPlan extends Error {
  override readonly name = 'NoPlan';
}

const SEPARATORS = [',', ';', '\t'] as const;

/** The heading's cells have none of these in them: spreadsheets of many countries write semicolons. */
const separatorOf = (text: string): string => {
  const [heading = ''] = text.split(/\r?\n/, 1);
  return SEPARATORS.toSorted((a, b) => heading.split(b).length - heading.split(a).length)[0] ?? ',';
};

/** `none` takes a day away that stands; a number that is none stays text. */
const valueOf = (member: string, text: string): unknown => {
  if (member === 'quantity') return /^\d{1,9}$/.test(text) ? Number(text) : text;
  if (member === 'customTermEndDate') return text.toLowerCase() === 'none' ? null : text;
  if (member === 'termDuration') return text.toUpperCase();
  return member === 'catalogItemId' ? text : text.toLowerCase();
};

const placesOf = (heading: readonly string[]): ReadonlyMap<string, number> => {
  const places = new Map<string, number>();
  for (const [place, head] of heading.entries()) {
    const column = [...Object.keys(KEYS), ...Object.keys(EDITED), ...SHOWN].find((each) => each.toLowerCase() === head.trim().toLowerCase());
    if (column === undefined) continue;
    if (places.has(column)) throw new NoPlan(`The column ${column} is there twice.`);
    places.set(column, place);
  }
  const missing = Object.keys(KEYS).filter((column) => !places.has(column));
  if (missing.length > 0) throw new NoPlan(`There is no column ${missing.join(', ')}: this is no plan of renewals, or no longer one.`);
  const unread = Object.keys(EDITED).filter((column) => !places.has(column));
  if (unread.length > 0) throw new NoPlan(`There is no column ${unread.join(', ')}: what was edited in it, under another heading, would not be read. Put it back, with empty cells where nothing is to be another.`);
  return places;
};

interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

const rowsOf = (text: string): readonly Row[] => {
  try {
    return parse(text, { bom: true, delimiter: separatorOf(text), record_delimiter: ['\r\n', '\n', '\r'], info: true, relax_column_count: true, skip_empty_lines: true, skip_records_with_empty_values: true }) as unknown as readonly Row[];
  } catch (error) {
    throw new NoPlan(`The file cannot be read: ${(error as Error).message}`);
  }
};

/**
 * The lines of an edited plan. Columns are known by their heading, in any order, and others are left alone; a cell that is empty says nothing.
 * @param text of the file
 * @throws NoPlan where it is no plan, lacks a column that is edited, or a line of it is none: nothing is sent of such a file.
 */
export const planLines = (text: string): readonly PlanLine[] => {
  const [heading, ...rows] = rowsOf(text);
  if (heading === undefined) throw new NoPlan('The file is empty.');
  const places = placesOf(heading.record);
  return rows.map(({ record, info: { lines: line } }) => {
    if (record.length < heading.record.length || record.slice(heading.record.length).some((cell) => cell.trim() !== '')) throw new NoPlan(`Line ${line} has ${record.length} columns, the heading ${heading.record.length}.`);
    const cell = (column: string): string => record[places.get(column) ?? -1]?.trim() ?? '';
    const empty = Object.keys(KEYS).filter((column) => cell(column) === '');
    if (empty.length > 0) throw new NoPlan(`Line ${line}: ${empty.join(', ')} is empty.`);
    const nextTerm = Object.fromEntries(Object.entries(EDITED).flatMap(([column, member]) => (cell(column) === '' ? [] : [[member, valueOf(member, cell(column))]])));
    return { line, sent: { customerId: cell('CustomerId'), subscriptionId: cell('SubscriptionId'), planTag: cell('PlanTag'), nextTerm }, customer: cell('CustomerName'), product: cell('OfferName') };
  });
};
