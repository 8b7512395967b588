import { type Caller } from '../../../src/adapters/http/caller';
import { type Call } from '../engine/client';
import { type Beginning } from '../engine/runLife';
import { type Entry, type SentCall } from '../engine/script';

/** A call as it is kept: ids that the app drew stand as `{{3 lineItems.0.subscriptionId}}`, the entry whose answer told it and where. */
export interface KeptCall extends Omit<SentCall, 'call'> {
  readonly call: Omit<Call, 'caller'> & { readonly caller: Omit<Caller, 'partner'> };
  /** The status that it is answered with; absent: of that there was something wrong. */
  readonly answered?: number;
}

export type KeptEntry = ({ readonly is: 'call' } & KeptCall) | Exclude<Entry, { readonly is: 'call' | 'together' }>;

/** A life in which something did not hold: what was done, not the seed it was drawn from, so that it stays the same whatever steps are drawn later. Faults are drawn from the seed still. */
export interface KeptLife extends Beginning {
  /** What it was, in a sentence. */
  readonly what: string;
  /** The rule that it broke. */
  readonly rule: string;
  /** Name of the known fault that it met: with its mend undone it breaks the rule again. Absent: the fault is not among them. */
  readonly fault?: string;
  readonly entries: readonly KeptEntry[];
}

const ID = /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{12})$/i;

/** Ids and etags in an answer, with where they stand. */
export const idsIn = (body: unknown, path: readonly string[] = []): readonly (readonly [id: string, path: string])[] => {
  if (typeof body === 'string') return ID.test(body) || (path.at(-1) === 'etag' && body !== '') ? [[body, path.join('.')]] : [];
  return typeof body === 'object' && body !== null ? Object.entries(body).flatMap(([name, value]) => idsIn(value, [...path, name])) : [];
};

const NAMED = /\{\{(\d+) ([^{}]+)\}\}/g;

/** The text with the ids that answers tell this time. @throws Error where one does not any more. */
export const withIds = (text: string, answers: ReadonlyMap<number, unknown>): string =>
  text.replace(NAMED, (_, nth: string, path: string) => {
    const value = path.split('.').reduce<unknown>((at, name) => (at as Readonly<Record<string, unknown>> | undefined)?.[name], answers.get(Number(nth)));
    if (typeof value !== 'string') throw new Error(`The answer to entry ${nth} has no ${path} any more: keep the life anew`);
    return JSON.stringify(value).slice(1, -1);
  });
