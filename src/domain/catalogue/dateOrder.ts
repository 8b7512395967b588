/** Whether 2/1/2023 is the first of February, as the sheets write it, or the second of January, as many a spreadsheet does. */
export type DateOrder = 'monthFirst' | 'dayFirst';

const WITH_YEAR_LAST = /^(\d{1,2})([/.-])(\d{1,2})\2\d{4}\b/;

/** What one date says of it; undefined if it can be read both ways, and means the same both ways or is written otherwise. */
const evidenceOf = (text: string): DateOrder | 'either' | undefined => {
  const parts = WITH_YEAR_LAST.exec(text);
  if (parts === null) return undefined;
  const [first, second] = [Number(parts[1]), Number(parts[3])];
  if (parts[2] === '.' || first > 12) return 'dayFirst';
  if (second > 12) return 'monthFirst';
  return first === second ? undefined : 'either';
};

/**
 * How the dates of one file are to be read: all of them tell it together, since one of them with a day above 12 is enough.
 * @param byDefault where none of them tells; undefined: then nothing may be assumed, and a date that could be read both ways is `ambiguous`.
 * @returns `contradictory` if some can only be read the one way and some only the other, and there is no default.
 */
export const dateOrderOf = (dates: readonly string[], byDefault: DateOrder | undefined): DateOrder | 'ambiguous' | 'contradictory' => {
  const found = new Set(dates.map(evidenceOf));
  if (found.has('dayFirst') && found.has('monthFirst')) return byDefault ?? 'contradictory';
  if (found.has('dayFirst')) return 'dayFirst';
  if (found.has('monthFirst')) return 'monthFirst';
  return byDefault ?? (found.has('either') ? 'ambiguous' : 'monthFirst');
};
