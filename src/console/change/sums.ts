/** An amount of a currency, as the API writes amounts: a decimal as text. */
interface Amount {
  readonly subtotal: string;
  readonly currency: string;
}

/** Exact sums by currency, as texts. Amounts have at most four decimals, so whole ten-thousandths add up without loss. */
export const sumsOf = (lines: readonly Amount[]): readonly { readonly amount: string; readonly currency: string }[] => {
  const sums = new Map<string, bigint>();
  for (const { subtotal, currency } of lines) sums.set(currency, (sums.get(currency) ?? 0n) + wholeOf(subtotal));
  return [...sums].map(([currency, whole]) => ({ currency, amount: textOf(whole) }));
};

const DECIMALS = 4;

const wholeOf = (text: string): bigint => {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const value = BigInt(whole + fraction.padEnd(DECIMALS, '0').slice(0, DECIMALS));
  return text.startsWith('-') ? -value : value;
};

const textOf = (whole: bigint): string => {
  const digits = (whole < 0n ? -whole : whole).toString().padStart(DECIMALS + 1, '0');
  return `${whole < 0n ? '-' : ''}${digits.slice(0, -DECIMALS)}.${digits.slice(-DECIMALS)}`;
};
