import { z } from 'zod';
import { type PartitionStore } from '../../kernel/partitionStore';

/** How many of something; `isAll` false: at least so many, for no more were looked at. */
export const countedSchema = z.object({ count: z.number().int().nonnegative(), isAll: z.boolean() });
export type Counted = z.infer<typeof countedSchema>;

/** What is counted with one operation. */
const MOST_COUNTED = 1000;

/** How many rows a partition has under a prefix, a thousand at most. One operation. @throws when the store fails. */
export const countRows = async (store: PartitionStore, partition: string, prefix: string): Promise<Counted> => {
  const page = await store.list(partition, { prefix, limit: MOST_COUNTED });
  return { count: page.rows.length, isAll: page.continuation === undefined };
};
