/** Some megabytes of texts, which hardly any test file has. */
const MOST_KEPT = 20_000;

const values = new Map<string, Record<string, unknown>>();

const freeze = (value: unknown): void => {
  if (typeof value !== 'object' || value === null) return;
  for (const member of Object.values(value)) freeze(member);
  Object.freeze(value);
};

/** A value of a row's text that nothing can change. */
export const frozenValue = (text: string): Record<string, unknown> => {
  const value = JSON.parse(text) as Record<string, unknown>;
  freeze(value);
  return value;
};

/** The value of a row's text. The same text has the same value, over all stores of a test file, which nothing can change: where much is read again and again in world after world, parsing took a third of the time. */
export const sharedValue = (text: string): Record<string, unknown> => {
  const known = values.get(text);
  if (known !== undefined) return known;
  const value = frozenValue(text);
  if (values.size >= MOST_KEPT) values.clear();
  values.set(text, value);
  return value;
};
