import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parse } from 'csv-parse';
import { Problem } from '../problem';

/** One line of a file of usage. */
export interface FiledLine {
  /** Of the file, from 1; of CSV the header is 1. */
  readonly line: number;
  /** As it stands in the file; undefined where it is no object. */
  readonly report: Readonly<Record<string, unknown>> | undefined;
}

const numeric = new Set(['minutes', 'quantity']);

/** Text that is no number stays what it is, and is refused as such by the server. */
const valueOf = (column: string, text: string): unknown => (numeric.has(column) && /^-?\d{1,9}$/.test(text) ? Number(text) : text);

async function* csvLines(file: string): AsyncGenerator<FiledLine> {
  const rows = createReadStream(file).pipe(parse({ bom: true, columns: true, skip_empty_lines: true, relax_column_count: true, info: true, trim: true }));
  for await (const row of rows as AsyncIterable<{ readonly record: Readonly<Record<string, string>>; readonly info: { readonly lines: number } }>) {
    yield { line: row.info.lines, report: Object.fromEntries(Object.entries(row.record).filter(([, text]) => text !== '').map(([column, text]) => [column, valueOf(column, text)])) };
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
