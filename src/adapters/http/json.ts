const member = (_name: string, value: unknown): unknown => {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('An answer holds a number that JSON cannot carry.');
  return value === null ? undefined : value;
};

/**
 * The text of an answer. Members that are null are left out: strict clients break on a null number, boolean or date.
 * @throws TypeError for NaN and infinities, which `JSON.stringify` would turn into null.
 */
export const jsonText = (body: unknown): string => {
  const text = JSON.stringify(body);
  // Asking for every member takes five times as long; of null and of what JSON cannot carry the text says `null`.
  return text.includes('null') ? JSON.stringify(body, member) : text;
};
