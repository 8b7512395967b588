import { type InstanceRecord, type Message } from '../instance';
import { type HistoryEvent, type StatusName } from '../protocol';

export interface StoredInstance {
  readonly record: InstanceRecord;
  /** Changes with every write of the record. */
  readonly version: string;
}

/** Messages that were stored in one write. Keys sort in the order of arrival. */
export interface InboxRow {
  readonly key: string;
  readonly messages: readonly Message[];
}

/** Messages for an entity. */
export interface EntityPost {
  readonly id: string;
  readonly row: InboxRow;
}

export interface LoadedInstance {
  /** Undefined when only messages have arrived. */
  readonly stored: StoredInstance | undefined;
  /** Of the record's generation, oldest first. */
  readonly history: readonly HistoryEvent[];
  readonly inbox: readonly InboxRow[];
}

/** One turn, stored as a whole or not at all. */
export interface TurnWrite {
  readonly record: InstanceRecord;
  /** Version of the record this turn began with; undefined for an entity's first turn. */
  readonly expected: string | undefined;
  /** What the turn adds to the history of `record.generation`; empty for entities. */
  readonly events: readonly HistoryEvent[];
  /** Keys of the inbox rows it used up, at most `MAX_CONSUMED`. */
  readonly consumed: readonly string[];
  /** The record as it was, when its generation ends here and its history is to be forgotten. */
  readonly replaces?: InstanceRecord | undefined;
}

/** An entity group transaction has room for 100 operations: these, the record, the history, and rows of an ended generation. */
export const MAX_CONSUMED = 80;

export interface InstanceQuery {
  readonly statuses?: readonly StatusName[] | undefined;
  /** Both ends included. Milliseconds since 1970. */
  readonly createdFrom?: number | undefined;
  readonly createdTo?: number | undefined;
  readonly idPrefix?: string | undefined;
  /** Both ends included. Milliseconds since 1970. */
  readonly updatedFrom?: number | undefined;
  readonly updatedTo?: number | undefined;
  /** Absent: orchestrations and entities. */
  readonly kind?: InstanceRecord['kind'] | undefined;
  /** Longest page. */
  readonly top?: number | undefined;
  /** The id at which the page begins. */
  readonly token?: string | undefined;
}

export interface Page {
  readonly records: readonly InstanceRecord[];
  /** The id at which the next page begins; absent on the last one. */
  readonly token: string | undefined;
}

export class VersionConflict extends Error {
  constructor(id: string) {
    super(`Instance '${id}' was written by somebody else`);
  }
}

/** A row that holds no JSON, or not the whole of it. Trying again does not help. */
export class BrokenRow extends Error {
  constructor(id: string, row: string, reason: string) {
    super(`'${id}' cannot be read, its ${row} is damaged (${reason}): it stands still until it is purged or the row is mended and the host started again.`);
  }
}

/** The value of a row's text. @throws BrokenRow @param row what is said of it: `record`, `history row …` */
export const rowValue = <T>(id: string, row: string, text: string): T => {
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    throw new BrokenRow(id, row, error instanceof Error ? error.message : String(error));
  }
};

/** Where instances live. Writes to one instance come one after another, except `post`. */
export interface DurableStore {
  /** Makes ready for everything else, and takes over what an earlier release stored otherwise. @returns what is to be said of that, a sentence each. */
  open(): Promise<readonly string[]>;
  /** Answers the new record's version, or undefined when there is an instance of that id. */
  create(record: InstanceRecord): Promise<string | undefined>;
  /** @throws BrokenRow */
  read(id: string): Promise<StoredInstance | undefined>;
  /** @throws BrokenRow */
  load(id: string): Promise<LoadedInstance>;
  /** Several entities at once: as many of the first as one read holds, one at least, in order. @throws BrokenRow, or whatever else one of them alone would have thrown. */
  loadEntities(ids: readonly string[]): Promise<readonly LoadedInstance[]>;
  /** Answers the record's new version. Throws VersionConflict, also when a row that is consumed is gone. */
  commit(turn: TurnWrite): Promise<string>;
  /**
   * Turns of several entities, no two of one: stores as many of the first as one transaction holds, one at least, all or none. Answers their records' new versions, in order.
   * Throws VersionConflict when that is so of one of them.
   */
  commitEntities(turns: readonly TurnWrite[]): Promise<readonly string[]>;
  /** Adds to an inbox. The same key twice is the same row. */
  post(id: string, row: InboxRow): Promise<void>;
  /** Adds to the inboxes of entities: as many of the first as one transaction holds, one at least, all or none. @returns how many. */
  postEntities(posts: readonly EntityPost[]): Promise<number>;
  /** Removes messages unused. */
  discard(id: string, keys: readonly string[]): Promise<void>;
  /** Removes everything of an instance. */
  purge(id: string): Promise<void>;
  /** A record that cannot be read is listed with what is known of it, and says so as its warning. */
  list(query: InstanceQuery): Promise<Page>;
  /** Puts an id on the list of those to look at after a restart. Resolves when it is stored. */
  markLive(id: string): Promise<void>;
  /** Takes it off. May be stored late or never: whoever reads the list looks at the instance itself. */
  markIdle(id: string): void;
  liveIds(): Promise<string[]>;
  /** Resolves when everything begun in the background has been stored. */
  close(): Promise<void>;
}
