import { type Hearable } from '../../domain/webhook/state';
import { type PartitionStore } from '../../kernel/partitionStore';
import { transferKey } from '../command/commerceKeys';
import { type EventRecord } from '../command/eventRecord';
import { windowOf } from '../command/windowEvents';
import { readSubscription } from '../subscription/subscriptionBook';
import { transferRows } from '../transfer/transferBook';

const subscriptionOf = (record: EventRecord): string | undefined => {
  if (record.subject.kind === 'window') return windowOf(record).subscriptionId;
  return record.subject.kind === 'subscription' ? record.subject.id : undefined;
};

/** A transfer concerns its source and its target; events of it that were stored before they said so are asked of its row. */
const partnersOf = async (commerce: PartitionStore, { customerId, partnerId, partnerIds = [partnerId], subject }: EventRecord): Promise<readonly string[]> => {
  const row = subject.kind === 'transfer' ? await commerce.read(customerId, transferKey(subject.id)) : undefined;
  if (row === undefined) return partnerIds;
  const { sourcePartnerId, targetPartnerId } = transferRows.read(row);
  return [...new Set([partnerId, sourcePartnerId, targetPartnerId])];
};

/** What is known of a record when it is asked who hears it. @throws RowUnreadable where a transfer cannot be read. */
export const heardOf = async (commerce: PartitionStore, record: EventRecord): Promise<Hearable> => {
  const { id, customerId, subject, version, at, facts } = record;
  return { id, customerId, subject, version, at, facts, partnerIds: await partnersOf(commerce, record) };
};

/** With the product of the subscription it is about, which costs a read: asked for only where somebody listens to products. */
export const withProduct = async (commerce: PartitionStore, record: EventRecord, heard: Hearable): Promise<Hearable> => {
  const subscriptionId = subscriptionOf(record);
  const subscription = subscriptionId === undefined ? undefined : await readSubscription(commerce, record.customerId, subscriptionId);
  return subscription === undefined ? heard : { ...heard, productId: subscription.value.offer.productId };
};
