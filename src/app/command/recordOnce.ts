import { type PartitionStore } from '../../kernel/partitionStore';
import { type EventRecord } from './eventRecord';
import { eventWrites, onceKey } from './publishing';
import { storedEvents, type StoredEvents } from './storedEvents';

/**
 * Stores an event that an attempt cut off before may have stored already: it is there once. @returns what is to be brought out of it; undefined where it was there, and may be out or wait in the outbox.
 * @throws when the store fails, or refuses it and it is not there.
 */
export const recordOnce = async (commerce: PartitionStore, record: EventRecord): Promise<StoredEvents | undefined> => {
  const writes = eventWrites([record]);
  const committed = await commerce.commit(record.customerId, writes);
  if (committed.ok) return storedEvents([record], writes, committed);
  if ((await commerce.read(record.customerId, onceKey(record))) !== undefined) return undefined;
  throw new Error(`The event ${record.id} could not be stored: ${committed.conflict.key}`);
};
