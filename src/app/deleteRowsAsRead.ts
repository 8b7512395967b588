import { deleteAsRead, MOST_WRITES_OF_A_CUSTOMER, type PartitionStore, type Row } from '../kernel/partitionStore';

/** Of one part: each finds out what became of all its rows. */
const ATTEMPTS = 4;

/**
 * Takes rows of one partition away, each as it was read. One that was written since stays; one that is gone by now is no matter. One operation for a hundred rows, and where others write them meanwhile one read of each of those.
 * @param atOnce in one transaction. @returns how many of them are there still, or may be. @throws when the store fails; what was taken away until then stays so.
 */
export const deleteRowsAsRead = async (store: PartitionStore, partition: string, rows: readonly Pick<Row, 'key' | 'etag'>[], atOnce = MOST_WRITES_OF_A_CUSTOMER): Promise<number> => {
  let left = 0;
  for (let start = 0; start < rows.length; start += atOnce) left += await deletePart(store, partition, rows.slice(start, start + atOnce));
  return left;
};

const deletePart = async (store: PartitionStore, partition: string, rows: readonly Pick<Row, 'key' | 'etag'>[]): Promise<number> => {
  let [asRead, changed] = [rows, 0];
  for (let attempt = 0; attempt < ATTEMPTS && asRead.length > 0; attempt += 1) {
    if ((await store.commit(partition, asRead.map(deleteAsRead))).ok) return changed;
    // The store names one of those that stop the transaction.
    const present = await Promise.all(asRead.map(({ key }) => store.read(partition, key)));
    changed += present.filter((row, index) => row !== undefined && row.etag !== asRead[index]?.etag).length;
    asRead = asRead.filter(({ etag }, index) => present[index]?.etag === etag);
  }
  return changed + asRead.length;
};
