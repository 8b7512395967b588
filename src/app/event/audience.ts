import { type EventRecord } from '../command/eventRecord';
import { windowOf } from '../command/windowEvents';

/** The subject that its events are told of in one order: a window's is its subscription, a notice's what it is about. */
export const ownerOf = (record: EventRecord): string => {
  const { kind, id } = record.subject;
  if (kind === 'window') return windowOf(record).subscriptionId;
  return kind === 'notice' ? id.slice(id.indexOf('|') + 1) : id;
};

/** Tenants of the partners who are told of it, each once; none of what concerns a customer or the operator alone. */
export const audienceOf = ({ partnerId, partnerIds = [partnerId] }: Pick<EventRecord, 'partnerId' | 'partnerIds'>): readonly string[] => [...new Set(partnerIds)].filter((id) => id !== '');
