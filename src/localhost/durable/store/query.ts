import { type InstanceRecord } from '../instance';
import { type InstanceQuery } from './port';

/** Whether a record is one a query asks for. Paging is the store's business. */
export const matches = (query: InstanceQuery, record: InstanceRecord): boolean => {
  const created = Date.parse(record.createdAt);
  return (
    record.kind === query.kind &&
    record.id.startsWith(query.idPrefix ?? '') &&
    created >= (query.createdFrom ?? -Infinity) &&
    created <= (query.createdTo ?? Infinity) &&
    (query.statuses === undefined || (record.kind === 'orchestration' && query.statuses.includes(record.status)))
  );
};
