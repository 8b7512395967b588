import { type PartitionStore } from '../../kernel/partitionStore';
import { type EventRecord } from './eventRecord';
import { eventWrites, onceKey } from './publishing';

/** Stores an event that an attempt cut off before may have stored already: it is there once. @throws when the store fails, or refuses it and it is not there. */
export const recordOnce = async (commerce: PartitionStore, record: EventRecord): Promise<void> => {
  const committed = await commerce.commit(record.customerId, eventWrites([record]));
  if (committed.ok || (await commerce.read(record.customerId, onceKey(record))) !== undefined) return;
  throw new Error(`The event ${record.id} could not be stored: ${committed.conflict.key}`);
};
