import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { type EventRecord } from '../command/eventRecord';
import { type Deadline } from '../due/deadline';
import { type Told } from '../event/storedEvents';

/** What a consumer makes of one event. */
export interface Effect {
  /** Stored in one transaction with how far its subject was consumed, so that they are made once: at most 99, none for a key twice. */
  readonly writes: readonly Write[];
  /** Written before the commit: each may find nothing to do. */
  readonly deadlines?: readonly Deadline[];
}

/** Whoever makes something of events, those of a subject in their order and each once, however often and in whatever order it is told of them. */
export interface Consumer {
  /** For good: `notifications`. */
  readonly name: string;
  /** Where what it makes lies, with how far each subject was consumed; and how that table is called. */
  readonly rows: PartitionStore;
  readonly table: string;
  /** Decides from types of facts and the subject. What is not heard costs nothing, and is passed over. */
  hears(told: Told): boolean;
  /** Where what it makes of a subject lies: one partition for a subject, for good. */
  partitionOf(told: Told): string;
  /**
   * Called in order of a subject's versions; again for the same one, where its writes were not stored. Nothing of it may be done outside before they are.
   * @throws when it cannot be done now, for whatever reason: the subject is parked, and tried again after growing waits.
   */
  effectOf(record: EventRecord): Promise<Effect>;
}
