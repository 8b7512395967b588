import { ANY_ETAG, type PartitionStore, type Write } from '../../kernel/partitionStore';
import { listedVersions, requestKey, type ListedRequest } from './listedRequest';

/** How often it writes anew when another process brings the same request up to date. */
const attempts = 8;

/** The row that shows it guards the one that says that it is open. */
const writesOf = (request: ListedRequest, etag: string | undefined): readonly Write[] => {
  const [key, openKey] = [requestKey('request', request), requestKey('open', request)];
  const { row: value, isOpen } = request;
  return [etag === undefined ? { op: 'create', key, value } : { op: 'update', key, value, etag }, isOpen ? { op: 'put', key: openKey, value } : { op: 'delete', key: openKey, etag: ANY_ETAG }];
};

const bringInto = async (directory: PartitionStore, list: string, request: ListedRequest, again: boolean): Promise<void> => {
  // Of a new one there is no row yet, which the commit checks.
  if (request.version === 1 && !again && (await directory.commit(list, writesOf(request, undefined))).ok) return;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const row = await directory.read(list, requestKey('request', request));
    // One that cannot be read says nothing of what is newer: it is written over.
    const [stored] = row === undefined ? [] : listedVersions.readable([row]).items;
    if (stored !== undefined && (stored.version > request.version || (!again && stored.version === request.version))) return;
    if ((await directory.commit(list, writesOf(request, row?.etag))).ok) return;
  }
  throw new Error(`The list ${list} was changed by others in each of ${attempts} attempts to list ${request.id}`);
};

/**
 * Brings the lists of a request up to it: one transaction for each, and a read where it is not new. Repeats and old news change nothing, in whatever order processes bring them.
 * @param again also writes what seems to be there: for a repair. @throws when the store fails; what was written until then stays.
 */
export const bringRequest = async (directory: PartitionStore, request: ListedRequest, again = false): Promise<void> => {
  for (const list of request.lists) await bringInto(directory, list, request, again);
};
