import * as actual from '../../../src/app/due/deadline';

export * from '../../../src/app/due/deadline';

const freeze = (value: unknown): void => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const member of Object.values(value)) freeze(member);
};

const known = new WeakMap<object, { readonly key: string; readonly parsed: actual.ParsedRow }>();

/** What a row of the index of deadlines holds is read once, where each round of the sweep would read it. What comes of it is handed to many, and nothing may change it. */
export const parseRow: typeof actual.parseRow = (key, stored) => {
  if (!Object.isFrozen(stored)) return actual.parseRow(key, stored);
  const found = known.get(stored);
  if (found?.key === key) return found.parsed;
  const parsed = actual.parseRow(key, stored);
  freeze(parsed);
  known.set(stored, { key, parsed });
  return parsed;
};
