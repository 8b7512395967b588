export type DecimalMark = '.' | ',';

const other = (mark: DecimalMark): DecimalMark => (mark === '.' ? ',' : '.');

const isMark = (text: string): text is DecimalMark => text === '.' || text === ',';

/** `1.209` or `1,209`: either a thousand and more, or one and a fraction. */
const COULD_BE_THOUSANDS = /^[1-9]\d{0,2}[.,]\d{3}$/;

/** What one price says of it; `either` if its only mark could be both. */
const evidenceOf = (text: string): DecimalMark | 'either' | undefined => {
  const marks = [...text].filter(isMark);
  const last = marks.at(-1);
  if (last === undefined) return undefined;
  if (marks.some((mark) => mark !== last)) return last;
  if (marks.length > 1) return other(last);
  return COULD_BE_THOUSANDS.test(text) ? 'either' : last;
};

/**
 * Which mark the prices of one file have before their decimals: all of them tell it together.
 * @param byDefault where none of them tells; undefined: then nothing may be assumed, and a price that could be read both ways is `ambiguous`.
 * @returns `contradictory` if they tell both, and there is no default.
 */
export const decimalMarkOf = (prices: readonly string[], byDefault: DecimalMark | undefined): DecimalMark | 'ambiguous' | 'contradictory' => {
  const found = new Set(prices.map(evidenceOf));
  if (found.has('.') && found.has(',')) return byDefault ?? 'contradictory';
  if (found.has('.')) return '.';
  if (found.has(',')) return ',';
  return byDefault ?? (found.has('either') ? 'ambiguous' : '.');
};

/** A price written with that mark, as decimal text; its thousands may be grouped by the other mark. Undefined if it is none: no sign, no exponent, at most 12 decimals. */
export const priceIn =
  (mark: DecimalMark) =>
  (text: string): string | undefined => {
    const [whole = '', decimals, ...rest] = text.split(mark);
    const grouped = mark === '.' ? /^\d{1,3}(,\d{3})+$/ : /^\d{1,3}(\.\d{3})+$/;
    const digits = grouped.test(whole) ? whole.replaceAll(/[.,]/g, '') : whole;
    const isPrice = /^\d{1,15}$/.test(digits) && rest.length === 0 && (decimals === undefined || /^\d{1,12}$/.test(decimals));
    if (!isPrice) return undefined;
    return decimals === undefined ? digits : `${digits}.${decimals}`;
  };
