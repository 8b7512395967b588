import { type PartitionStore, type Row } from '../kernel/partitionStore';

/** More than this of one kind nobody should ask for at once: whoever does gets a failure, never a part. */
const MOST = 20_000;

/** Of one page of a store. */
const mostOfAPage = 1000;

/** The rows whose keys begin so and come after `after`, at most `limit`, in the order of their keys. */
export const rowsAfter = async (store: PartitionStore, partition: string, prefix: string, after: string, limit: number): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  let continuation: string | undefined;
  do {
    const page = await store.list(partition, { prefix, after, limit: Math.min(mostOfAPage, limit - rows.length), ...(continuation !== undefined && { continuation }) });
    rows.push(...page.rows);
    continuation = page.continuation;
  } while (continuation !== undefined && rows.length < limit);
  return rows;
};

/** Every row of a partition whose key begins so, page by page. @throws RangeError when there are more than `most`. */
export const allRows = async (store: PartitionStore, partition: string, prefix: string, most = MOST): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  let continuation: string | undefined;
  do {
    const page = await store.list(partition, { prefix, ...(continuation !== undefined && { continuation }) });
    rows.push(...page.rows);
    if (rows.length > most) throw new RangeError(`${partition} holds more than ${most} rows of ${prefix}`);
    continuation = page.continuation;
  } while (continuation !== undefined);
  return rows;
};
