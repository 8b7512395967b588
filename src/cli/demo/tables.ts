const AMOUNT = /^-?\d[\d.]*( [A-Z]{3})?$/;

/**
 * Rows of text in columns; a column in which every cell is a number is set to the right.
 * @param rows as wide as `heads`
 * @returns the lines, without a line break at the end
 */
export function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map((row) => row.map(String));
  const right = heads.map((_, column) => cells.length > 0 && cells.every((row) => row[column] === '' || AMOUNT.test(row[column] ?? '')));
  const width = heads.map((head, column) => Math.max(head.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string => `  ${row.map((text, column) => (right[column] ? text.padStart(width[column] ?? 0) : text.padEnd(width[column] ?? 0))).join('   ')}`.trimEnd();
  return [line(heads), line(width.map((count) => '─'.repeat(count))), ...cells.map(line)].join('\n');
}

/**
 * The exact sum of decimal texts, with as many decimals as the longest of them.
 * @param amounts such as `-94.08`
 */
export function sumOf(amounts: readonly string[]): string {
  const decimals = Math.max(0, ...amounts.map((amount) => amount.split('.')[1]?.length ?? 0));
  const units = amounts.reduce((total, amount) => total + unitsOf(amount, decimals), 0n);
  const digits = String(units < 0n ? -units : units).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  return `${units < 0n ? '-' : ''}${whole}${decimals > 0 ? `.${digits.slice(-decimals)}` : ''}`;
}

function unitsOf(amount: string, decimals: number): bigint {
  const [whole = '', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(decimals, '0'));
}
