import { MemoryPartitionStore } from '../../adapters/memory/memoryPartitionStore';
import { type Stores, tableNames } from '../../wiring/wiring';

/** All tables, in this process. */
export const memoryStores = (): Stores => Object.fromEntries(tableNames.map((table) => [table, new MemoryPartitionStore()])) as unknown as Stores;
