import { AsyncLocalStorage } from 'node:async_hooks';
import { type LogFacts } from '../log';
import { type Span } from '../tracing/span';

/** What a piece of work is in the midst of, however deep below. */
export interface WorkContext {
  /** Whoever notes what it reads, and the notes. */
  readonly reading?: { readonly by: object; readonly steps: string[] };
  /** Whose turn it has; over once the turn is passed on. */
  readonly turn?: { readonly of: object; isOver: boolean };
  /** The host's own context of the invocation, which only the log's adapter knows. */
  readonly invocation?: object;
  /** What every record of the log says of the work. */
  readonly about?: LogFacts;
  /** Operations of storage that it has taken so far. */
  readonly tally?: { operations: number };
  /** The span that it is, where it is traced. */
  readonly span?: Span;
}

/** One for the process: every promise that is made costs a step for each storage there is, and none ever goes away. */
const contexts = new AsyncLocalStorage<WorkContext>();

export const workContext = (): WorkContext => contexts.getStore() ?? {};

/** @returns what the work comes to, which is also in the midst of `more`. */
export const inMidstOf = <T>(more: WorkContext, work: () => T): T => contexts.run({ ...contexts.getStore(), ...more }, work);

/** The same, with more facts for the log; one that is there already is said anew. */
export const workAbout = <T>(facts: LogFacts, work: () => T): T => inMidstOf({ about: { ...contexts.getStore()?.about, ...facts } }, work);
