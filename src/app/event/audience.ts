import { type EventRecord } from '../command/eventRecord';

/** The subject that its events are told of in one order: a window's is its subscription, a notice's what it is about. */
export const ownerOf = ({ subject: { kind, id } }: EventRecord): string => {
  if (kind === 'window') return id.slice(0, id.indexOf('|'));
  return kind === 'notice' ? id.slice(id.indexOf('|') + 1) : id;
};

/** Tenants of the partners who are told of it, each once; none of what concerns a customer or the operator alone. */
export const audienceOf = ({ partnerId, partnerIds = [partnerId] }: Pick<EventRecord, 'partnerId' | 'partnerIds'>): readonly string[] => [...new Set(partnerIds)].filter((id) => id !== '');
