import { frozenValue } from '../../support/sharedValues';

/** Of the life that is lived; undefined: none are kept. */
let known: Map<string, Record<string, unknown>> | undefined;

/** The value of a row's text, which nothing can change. */
export const rowValue = (text: string): Record<string, unknown> => {
  if (known === undefined) return frozenValue(text);
  const value = known.get(text) ?? frozenValue(text);
  known.set(text, value);
  return value;
};

/** A life begins. @param areKept whether the same text has one value all through it: worth its memory where a twin writes most rows a second time. */
export const beginRowValues = (areKept: boolean): void => void (known = areKept ? new Map() : undefined);
