import { AsyncLocalStorage } from 'node:async_hooks';

/** What a piece of work is in the midst of, however deep below. */
export interface WorkContext {
  /** Whoever notes what it reads, and the notes. */
  readonly reading?: { readonly by: object; readonly steps: string[] };
  /** Whose turn it has; over once the turn is passed on. */
  readonly turn?: { readonly of: object; isOver: boolean };
}

/** One for the process: every promise that is made costs a step for each storage there is, and none ever goes away. */
const contexts = new AsyncLocalStorage<WorkContext>();

export const workContext = (): WorkContext => contexts.getStore() ?? {};

/** @returns what the work comes to, which is also in the midst of `more`. */
export const inMidstOf = <T>(more: WorkContext, work: () => Promise<T>): Promise<T> => contexts.run({ ...contexts.getStore(), ...more }, work);
