import { type InstanceRecord } from './instance';

/** What turns of one kind of instance look like to the actor that runs them one after another. */
export interface Turns {
  readonly record: InstanceRecord | undefined;
  /** Reads the instance. The first time it also takes up what a crash may have cut off. */
  load(): Promise<void>;
  readonly loaded: boolean;
  unload(): void;
  /** After a failure: forgets the state, and the next load takes up what was stored as after a crash. */
  reset(): void;
  turn(): Promise<'again' | 'wait' | 'ended'>;
  /** Ends the instance as failed, since its turn cannot be carried out, whatever the state in memory is. @returns `wait` where there is no such end: for an entity, or one that is not there. */
  fail(why: string): Promise<'again' | 'wait' | 'ended'>;
  /** When the next turn is due of itself, in milliseconds since 1970. */
  wakeAt(): number | undefined;
}
