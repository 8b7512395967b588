import { type CommitOutcome, type Write } from '../../kernel/partitionStore';
import { type KnownRow } from '../due/deadline';
import { subscriptionKey } from './commerceKeys';
import { type EventRecord } from './eventRecord';
import { outboxRowsIn, outboxWrites, type OutboxRow } from './outbox';

/** What one transaction stored of events, and what whoever brings them out then need not read. */
export interface StoredEvents {
  readonly records: readonly EventRecord[];
  /** Where they wait until they are told. */
  readonly outbox: readonly OutboxRow[];
  /** Of each record that is the last of its subscription, what that has become; by the record's id. */
  readonly known: ReadonlyMap<string, KnownRow>;
  /** Ids of subjects of which everything before these records is told. */
  readonly told: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** @param writes those of the transaction. @param committed what it came to. @param told see {@link StoredEvents}. */
export const storedEvents = (records: readonly EventRecord[], writes: readonly Write[], committed: Extract<CommitOutcome, { readonly ok: true }>, told = NONE): StoredEvents => {
  const values = new Map(writes.flatMap((write) => (write.op === 'delete' ? [] : [[write.key, write.value] as const])));
  const known = new Map<string, KnownRow>();
  for (const { id, subject, version } of records) {
    const key = subject.kind === 'subscription' ? subscriptionKey(subject.id) : '';
    const [value, etag] = [values.get(key), committed.etags.get(key)];
    if (value !== undefined && etag !== undefined && 'version' in value && value.version === version) known.set(id, { state: { ...value }, etag });
  }
  return { records, outbox: outboxRowsIn(records, writes), known, told };
};

/** Of events that were stored together, of which nothing more is known. */
export const eventsAlone = (records: readonly EventRecord[]): StoredEvents => ({ records, outbox: outboxRowsIn(records, outboxWrites(records)), known: new Map(), told: NONE });
