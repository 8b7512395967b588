import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parse } from 'csv-parse';
import { LINE_ENDS, separatorOf } from '../csvForm';
import { Problem } from '../problem';

/** One line of a file of usage. */
export interface FiledLine {
  /** Of the file, from 1; of CSV the header is 1. */
  readonly line: number;
  /** As it stands in the file; undefined where it is no object. */
  readonly report: Readonly<Record<string, unknown>> | undefined;
  /** What keeps it from being sent. */
  readonly why?: string;
}

/** Names of columns in lower case, and the members that they are. */
const MEMBERS = new Map(['customerId', 'reportId', 'service', 'userId', 'date', 'minutes', 'meterId', 'azureSubscriptionId', 'subscriptionId', 'quantity'].map((member) => [member.toLowerCase(), member]));

const numeric = new Set(['minutes', 'quantity']);

/** Text that is no number stays what it is, and is refused as such by the server. */
const valueOf = (column: string, text: string): unknown => (numeric.has(column) && /^-?\d{1,9}$/.test(text) ? Number(text) : text);

/** @throws Error where one that counts is there twice. */
const columnsOf = (heading: readonly string[]): readonly string[] => {
  const columns = heading.map((name) => MEMBERS.get(name.toLowerCase()) ?? name);
  const twice = columns.find((column, place) => MEMBERS.has(column.toLowerCase()) && columns.indexOf(column) !== place);
  if (twice !== undefined) throw new Error(`the column ${twice} is there twice`);
  return columns;
};

async function* csvLines(file: string): AsyncGenerator<FiledLine> {
  const rows = createReadStream(file).pipe(parse({ bom: true, delimiter: await separatorOf(file), record_delimiter: LINE_ENDS, skip_empty_lines: true, relax_column_count: true, info: true, trim: true }));
  let columns: readonly string[] | undefined;
  for await (const { record, info: { lines: line } } of rows as AsyncIterable<{ readonly record: readonly string[]; readonly info: { readonly lines: number } }>) {
    if (columns === undefined) {
      columns = columnsOf(record);
      continue;
    }
    // What stands behind the last column is a part of a cell: 10,5 in a file with commas, and 10 would be charged.
    if (record.slice(columns.length).some((text) => text !== '')) yield { line, report: undefined, why: `it has ${record.length} columns, the heading ${columns.length}` };
    else yield { line, report: Object.fromEntries(columns.flatMap((column, place) => ((record[place] ?? '') === '' ? [] : [[column, valueOf(column, record[place] ?? '')]]))) };
  }
}

const objectOf = (text: string): FiledLine['report'] => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
};

async function* jsonLines(file: string): AsyncGenerator<FiledLine> {
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    line += 1;
    if (text.trim() !== '') yield { line, report: objectOf(text) };
  }
}

/** The lines of a file, one after the other, however long it is. @throws Problem where it cannot be read. */
export async function* usageLines(file: string): AsyncGenerator<FiledLine> {
  try {
    yield* /\.(ndjson|jsonl)$/i.test(file) ? jsonLines(file) : csvLines(file);
  } catch (error) {
    throw new Problem(`${file} cannot be read: ${(error as Error).message}`);
  }
}
