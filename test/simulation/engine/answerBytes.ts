import { type Reply } from './client';

/** Says of an answer that it was given before; no part of what was. */
export const REPLAYED = 'nextterm-replayed';
/** Of an attempt, not of the answer. */
const OF_THE_ATTEMPT = new Set([REPLAYED, 'ms-correlationid', 'ms-cv', 'date']);

/** An answer as one text, without what is of the attempt alone: status, headers, body. */
export const answerBytes = ({ status, headers, text }: Reply): string => {
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return JSON.stringify([status, named.filter(([name]) => !OF_THE_ATTEMPT.has(name)).toSorted(([a], [b]) => (a < b ? -1 : 1)), text]);
};

const AROUND = 120;

/** Where two texts begin to differ, for a reader. */
export const differenceOf = (one: string, other: string): string => {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const part = (text: string): string => text.slice(Math.max(0, at - AROUND), at + AROUND);
  return `…${part(one)}… against …${part(other)}…`;
};
