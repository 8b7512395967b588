import { type PartitionStore, type Row } from '../../src/kernel/partitionStore';

/** Every row of a table, in order of partition and key. */
export const rowsOf = async (store: PartitionStore): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  let continuation: string | undefined;
  do {
    const page = await store.listAcross({ fromPartition: '!', toPartition: '~', ...(continuation !== undefined && { continuation }) });
    rows.push(...page.rows);
    continuation = page.continuation;
  } while (continuation !== undefined);
  return rows;
};
