import { isWrittenBy } from './entity';
import { type PreparedWrite } from './preparedWrite';
import { type TableRequests } from './tableRequests';

/** No row has it: of one that was written over since, as whatever etag it had then. */
const WRITTEN_OVER = `W/"datetime'1601-01-01T00%3A00%3A00.0000000Z'"`;

/**
 * Whether a commit that was refused when it was sent again had happened the first time: its rows are looked at, and one that carries its mark tells of all, as all were written or none.
 * @returns the etags by key, of a row that others have written over since one that no row has; undefined where it did not happen, or nothing is left of it.
 */
export const ownEtags = async (requests: TableRequests, partitionKey: string, writes: readonly PreparedWrite[]): Promise<ReadonlyMap<string, string> | undefined> => {
  const written = writes.filter(({ write }) => write.op !== 'delete');
  const etags = await Promise.all(
    written.map(async (prepared) => {
      const entity = await requests.get(partitionKey, prepared.storedKey);
      return entity !== undefined && isWrittenBy(prepared, entity) ? String(entity['etag']) : undefined;
    }),
  );
  if (etags.every((etag) => etag === undefined)) return undefined;
  return new Map(written.map(({ write }, index) => [write.key, etags[index] ?? WRITTEN_OVER]));
};
