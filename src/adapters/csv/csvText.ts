import { stringify } from 'csv-stringify/sync';

/** A text, or an exact decimal as it is written: only that may begin with a minus. */
export type CsvField = string | { readonly decimal: string };

/** How a file is written, all of it alike. */
export interface CsvForm {
  /** `always`: every field in quotes; `whereNeeded`: those with a comma, a quote or a line break. */
  readonly quotes: 'always' | 'whereNeeded';
  /** Kept where a program reads the file back to the letter; otherwise what a spreadsheet would take for a formula gets an apostrophe in front, and stays what it says. */
  readonly formulas?: 'kept';
}

const isNegative = (decimal: string): boolean => /^-\d+(\.\d+)?$/.test(decimal);

/**
 * Rows as CSV by RFC 4180: commas, quotes doubled, every row ended by CR LF; UTF-8 once it is sent; a byte-order mark is the file's to begin with.
 * @returns an empty text for no rows; rows of several calls one after the other are rows of one file.
 */
export const csvText = (rows: readonly (readonly CsvField[])[], { quotes, formulas }: CsvForm): string => {
  const negatives: string[] = [];
  // The library leaves the minus of what is a number to it, so a negative decimal is handed over as its place: options for each field would do too, and take four times as long.
  const handedOver = (field: CsvField): string | bigint => {
    if (typeof field === 'string') return field;
    return isNegative(field.decimal) ? BigInt(negatives.push(field.decimal) - 1) : field.decimal;
  };
  return stringify(rows.map((fields) => fields.map(handedOver)), {
    record_delimiter: 'windows',
    // Where the delimiter is named, a lone CR or LF in a field is otherwise left without quotes.
    quote_record_delimiter: true,
    quoted: quotes === 'always',
    quoted_empty: quotes === 'always',
    escape_formulas: formulas !== 'kept',
    cast: { bigint: (place: bigint) => negatives[Number(place)] ?? '' },
  });
};
