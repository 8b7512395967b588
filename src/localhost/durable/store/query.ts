import { type InstanceRecord } from '../instance';
import { type InstanceQuery } from './port';

/** Whether a record is one a query asks for. Paging is the store's business. */
export const matches = (query: InstanceQuery, record: InstanceRecord): boolean => {
  const created = Date.parse(record.createdAt);
  const updated = Date.parse(record.updatedAt);
  return (
    (query.kind === undefined || record.kind === query.kind) &&
    record.id.startsWith(query.idPrefix ?? '') &&
    created >= (query.createdFrom ?? -Infinity) &&
    created <= (query.createdTo ?? Infinity) &&
    updated >= (query.updatedFrom ?? -Infinity) &&
    updated <= (query.updatedTo ?? Infinity) &&
    // An entity counts as running for ever.
    (query.statuses === undefined || query.statuses.includes(record.kind === 'orchestration' ? record.status : 'Running'))
  );
};
