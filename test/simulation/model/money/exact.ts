/** An exact number: a whole one over another, which is above zero. Nothing is rounded between two of them. */
export interface Exact {
  readonly over: bigint;
  readonly under: bigint;
}

/** Of decimal text, `-9.408`. @throws Error for anything else. */
export const exactOf = (text: string): Exact => {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (parts === null) throw new Error(`Not a decimal: ${text}`);
  const [, minus, whole = '', fraction = ''] = parts;
  const digits = BigInt(whole + fraction);
  return { over: minus === '-' ? -digits : digits, under: 10n ** BigInt(fraction.length) };
};

export const NOTHING: Exact = { over: 0n, under: 1n };

/** `by` of `of`: a part of it, or so many times it. */
export const partOf = ({ over, under }: Exact, by: number, of = 1): Exact => ({ over: over * BigInt(by), under: under * BigInt(of) });

export const product = (one: Exact, other: Exact): Exact => ({ over: one.over * other.over, under: one.under * other.under });

/** Both together. */
export const sumOf = (one: Exact, other: Exact): Exact => ({ over: one.over * other.under + other.over * one.under, under: one.under * other.under });

const WITHOUT_CENTS = ['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'];
const WITH_THOUSANDTHS = ['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'];

/** ISO 4217. */
const digitsOf = (currency: string): number => {
  if (WITHOUT_CENTS.includes(currency)) return 0;
  return WITH_THOUSANDTHS.includes(currency) ? 3 : 2;
};

/** The smallest coins of a currency that it comes to, cut toward zero. */
export const cutTo = (currency: string, { over, under }: Exact): bigint => (over * 10n ** BigInt(digitsOf(currency))) / under;

/** The same, rounded, halves up. */
export const roundedTo = (currency: string, { over, under }: Exact): bigint => (2n * over * 10n ** BigInt(digitsOf(currency)) + under) / (2n * under);

/** So many of the smallest coins, as a number. */
export const ofCoins = (currency: string, coins: bigint): Exact => ({ over: coins, under: 10n ** BigInt(digitsOf(currency)) });

/** The smallest coins of an amount as it is stored. @returns undefined: it is not written with all decimals of the currency, and no more. */
export const coinsOf = (currency: string, text: string): bigint | undefined => {
  const digits = digitsOf(currency);
  if (!new RegExp(digits === 0 ? '^-?\\d+$' : `^-?\\d+\\.\\d{${digits}}$`).test(text)) return undefined;
  return BigInt(text.replace('.', ''));
};

/** As an amount is written. */
export const writtenCoins = (currency: string, coins: bigint): string => {
  const digits = digitsOf(currency);
  const text = (coins < 0n ? -coins : coins).toString().padStart(digits + 1, '0');
  const whole = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return coins < 0n ? `-${whole}` : whole;
};

/** Prices may be kept to so many decimals: two that differ by less are the same. */
const KEPT = 10n ** 11n;

/** Whether two prices are the same as far as prices are kept. */
export const isSamePrice = (one: Exact, other: Exact): boolean => {
  const difference = one.over * other.under - other.over * one.under;
  return (difference < 0n ? -difference : difference) * KEPT <= one.under * other.under;
};

/** For messages. */
export const writtenPrice = ({ over, under }: Exact): string => (Number((over * 10n ** 8n) / under) / 1e8).toString();
