import { parse, CsvError } from 'csv-parse/sync';
import { separatedText, type SeparatedText, type Separator } from './separator';
import { skuKeySchema } from './skuKeySchema';

/** What is wrong with a file, so that somebody finds it. `line` counts from 1, the header being 1; a row of several lines is named by its first. */
export interface RowProblem {
  readonly file: string;
  readonly line: number;
  readonly column: string;
  readonly reason: string;
}

export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/** One row under the header's names. */
export interface CsvRow {
  readonly line: number;
  /** Trimmed; empty if the file lacks the column. */
  text(column: string): string;
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** What ends a line: of a file that was put together from several, each its own. */
const LINE_ENDS = ['\r\n', '\n', '\r'];

/** Names differ by case and blanks between editions of a file: `ERP Price`, `ERPPrice`. */
const normalised = (column: string): string => column.replaceAll(/\s/g, '').toLowerCase();

/** The rows of a file, and how they were told apart. */
export interface CsvTable {
  readonly separator: Separator;
  /** As the header writes them. */
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
}

/** Fields without the empty ones behind them that a spreadsheet adds. */
const withoutEmptyTail = (fields: readonly string[], atLeast = 0): readonly string[] => {
  let length = fields.length;
  while (length > atLeast && fields[length - 1]?.trim() === '') length -= 1;
  return fields.slice(0, length);
};

/** What is no CSV at all, in words; undefined if it may be. */
const notCsv = (text: string): string | undefined => {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start.startsWith('<')) return 'is a web page, not a CSV file: it was not downloaded with success';
  return start.startsWith('{') || start.startsWith('[') ? 'is JSON, not a CSV file' : undefined;
};

/**
 * Splits a file with a header row, whose fields are separated by commas, or as a spreadsheet leaves them by semicolons or tabs. Column order does not matter, further columns are ignored, empty lines are
 * skipped, a byte-order mark and a line that names the separator (`sep=;`) are allowed. Every malformed row becomes a problem; only a quote that never ends hides the rows behind it.
 * @param otherFile from the normalised names of the header, in words what the file is instead of what is expected; then that is its only problem.
 */
export const csvTable = (file: SourceFile, required: readonly string[], problems: RowProblem[], otherFile: (names: readonly string[]) => string | undefined = () => undefined): CsvTable => {
  const problem = (line: number, column: string, reason: string): void => void problems.push({ file: file.name, line, column, reason });
  const separated = separatedText(file.text);
  const { separator } = separated;
  const none = { separator, columns: [], rows: [] };
  const headerLine = 1 + separated.linesBefore;
  const noCsv = notCsv(file.text);
  if (noCsv !== undefined) {
    problem(1, '', noCsv);
    return none;
  }
  const parsedFile = recordsOf(separated, problem);
  if (parsedFile === undefined) return none;
  const [header, ...records] = parsedFile;
  if (header === undefined) {
    problem(headerLine, '', 'the file is empty');
    return none;
  }
  const columns = withoutEmptyTail(header.record);
  const names = columns.map(normalised);
  const other = otherFile(names);
  if (other !== undefined) {
    problem(headerLine, '', other);
    return none;
  }
  const missing = required.filter((column) => !names.includes(normalised(column)));
  for (const column of missing) problem(headerLine, column, 'column is missing');
  const repeated = columns.filter((name, index) => names.indexOf(normalised(name)) !== index);
  for (const column of repeated) problem(headerLine, column, 'column appears twice');
  if (missing.length > 0 || repeated.length > 0) return none;

  // Asked for each field of each row, by a few names.
  const places = new Map<string, number>();
  const placeOf = (column: string): number => {
    const known = places.get(column);
    if (known !== undefined) return known;
    const place = names.indexOf(normalised(column));
    places.set(column, place);
    return place;
  };

  const [, ...lines] = firstLinesOf(parsedFile);
  const rows = records.flatMap((parsed, index) => {
    const line = (lines[index] ?? 0) + separated.linesBefore;
    const fields = withoutEmptyTail(parsed.record, names.length);
    if (fields.every((field) => field.trim() === '')) return [];
    if (fields.length !== names.length) {
      problem(line, '', `has ${fields.length} fields where the header has ${names.length}`);
      return [];
    }
    return [{ line, text: (column: string) => fields[placeOf(column)]?.trim() ?? '' }];
  });
  return { separator, columns, rows };
};

/** The rows alone: {@link csvTable}. */
export const csvRows = (file: SourceFile, required: readonly string[], problems: RowProblem[]): readonly CsvRow[] => csvTable(file, required, problems).rows;

const recordsOf = ({ text, separator, linesBefore }: SeparatedText, problem: (line: number, column: string, reason: string) => void): readonly ParsedRecord[] | undefined => {
  try {
    return parse(text, { delimiter: separator, record_delimiter: LINE_ENDS, info: true, relax_column_count: true, skip_empty_lines: true }) as unknown as readonly ParsedRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as CsvError & { lines?: number };
    problem((lines ?? 1) + linesBefore, '', `not readable as CSV: ${error.message}`);
    return undefined;
  }
};

const countIn = (record: readonly string[], what: RegExp): number => record.reduce((count, field) => (field.includes('\n') || field.includes('\r') ? count + (field.match(what)?.length ?? 0) : count), 0);

/** The line that each record begins on. The library says the one that it ends on, and counts CR LF within quotes as two. */
const firstLinesOf = (records: readonly ParsedRecord[]): readonly number[] => {
  let twice = 0;
  return records.map(({ record, info }) => {
    twice += countIn(record, /\r\n/g);
    return info.lines - twice - countIn(record, /\r\n|\n|\r/g);
  });
};

/** Reads fields of a row; what cannot be read becomes a problem and undefined, so that a row's problems are all found at once. */
export const fieldReader = (file: SourceFile, row: CsvRow, problems: RowProblem[]) => ({
  read: <T>(column: string, parseText: (text: string) => T | undefined, expected: string): T | undefined => {
    const text = row.text(column);
    const value = parseText(text);
    if (value === undefined) problems.push({ file: file.name, line: row.line, column, reason: text === '' ? `is empty, expected ${expected}` : `"${shortened(text)}" is not ${expected}` });
    return value;
  },
  problem: (column: string, reason: string): void => void problems.push({ file: file.name, line: row.line, column, reason }),
});

/** The fields of a row once every one of them could be read. */
export const allRead = <T extends object>(fields: T): { readonly [K in keyof T]: Exclude<T[K], undefined> } | undefined =>
  Object.values(fields).includes(undefined) ? undefined : (fields as { readonly [K in keyof T]: Exclude<T[K], undefined> });

/** A column that may be empty: then null. */
export const optional =
  <T>(read: (text: string) => T | undefined) =>
  (text: string): T | null | undefined =>
    text === '' ? null : read(text);

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** 12 characters A-Z, 0-9. */
export const productIdIn = (text: string): string | undefined => (/^[A-Z0-9]{12}$/.test(text) ? text : undefined);

/** 4 characters; a spreadsheet that dropped leading zeros is forgiven. */
export const skuIdIn = (text: string): string | undefined => (/^[A-Z0-9]{1,4}$/.test(text) ? text.padStart(4, '0') : undefined);

/** `product/sku` or `product:sku`, separated by commas or semicolons. */
export const skuKeysIn = (text: string): string[] | undefined => {
  const keys = listIn(text, /[,;]/).map((part) => {
    const [productId, skuId] = part.split(/[/:]/);
    return `${productId ?? ''}:${skuIdIn(skuId ?? '') ?? ''}`;
  });
  return keys.every((key) => skuKeySchema.safeParse(key).success) ? keys : undefined;
};

export const listIn = (text: string, separator: string | RegExp): string[] =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** `5` and `5.0` alike. */
export const wholeNumberIn = (text: string): number | undefined => (/^\d{1,9}(\.0+)?$/.test(text) ? Number(text) : undefined);
