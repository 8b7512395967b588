/** `admin_agent`, `cancellationEnds`, `AdminAgent` as one says it: `Admin agent`. */
export const named = (name: string): string => {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** `3 seats`, `1 seat`. @param one its singular, of which an s makes the plural */
export const counted = (count: number, one: string): string => `${new Intl.NumberFormat().format(count)} ${one}${count === 1 ? '' : 's'}`;

/** A duration of the contract as one says it: `P1Y` is `1 year`. */
export const spelled = (duration: string): string => {
  const [, count = '', unit = ''] = /^P(\d+)([YMD])$/.exec(duration) ?? [];
  return count === '' ? duration : counted(Number(count), { Y: 'year', M: 'month', D: 'day' }[unit] ?? unit);
};
