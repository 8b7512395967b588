import { parse, CsvError } from 'csv-parse/sync';
import { skuKeySchema } from './state';

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

/** Names differ by case and blanks between editions of a file: `ERP Price`, `ERPPrice`. */
const normalised = (column: string): string => column.replaceAll(/\s/g, '').toLowerCase();

/**
 * Splits a comma-separated file with a header row. Column order does not matter, further columns are ignored, empty lines are skipped, a byte-order mark is allowed.
 * Every malformed row becomes a problem; only a quote that never ends hides the rows behind it.
 */
export const csvRows = (file: SourceFile, required: readonly string[], problems: RowProblem[]): readonly CsvRow[] => {
  const problem = (line: number, column: string, reason: string): void => void problems.push({ file: file.name, line, column, reason });
  const parsedFile = recordsOf(file, problem);
  if (parsedFile === undefined) return [];
  const [header, ...records] = parsedFile;
  if (header === undefined) {
    problem(1, '', 'the file is empty');
    return [];
  }
  const names = header.record.map(normalised);
  const missing = required.filter((column) => !names.includes(normalised(column)));
  for (const column of missing) problem(1, column, 'column is missing');
  const repeated = header.record.filter((name, index) => names.indexOf(normalised(name)) !== index);
  for (const column of repeated) problem(1, column, 'column appears twice');
  if (missing.length > 0 || repeated.length > 0) return [];

  return records.flatMap((parsed) => {
    const line = firstLineOf(parsed);
    if (parsed.record.length !== names.length) {
      problem(line, '', `has ${parsed.record.length} fields where the header has ${names.length}`);
      return [];
    }
    return [{ line, text: (column: string) => parsed.record[names.indexOf(normalised(column))]?.trim() ?? '' }];
  });
};

const recordsOf = (file: SourceFile, problem: (line: number, column: string, reason: string) => void): readonly ParsedRecord[] | undefined => {
  try {
    return parse(file.text, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true }) as unknown as readonly ParsedRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as CsvError & { lines?: number };
    problem(lines ?? 1, '', `not readable as CSV: ${error.message}`);
    return undefined;
  }
};

const firstLineOf = ({ record, info }: ParsedRecord): number => info.lines - record.reduce((breaks, field) => breaks + field.split('\n').length - 1, 0);

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

/** A price: digits with a decimal point, no separators, no sign, no exponent (a spreadsheet that writes one has rounded). */
export const decimalIn = (text: string): string | undefined => (/^\d{1,15}(\.\d{1,12})?$/.test(text) ? text : undefined);
