import { type PartitionStore } from '../../src/kernel/partitionStore';
import { MemoryPartitionStore } from '../../src/adapters/memory/memoryPartitionStore';
import { CustomerStore } from '../../src/adapters/shards/customerStore';
import { type CustomerTables } from '../../src/app/shards/moveCustomers';
import { firstMap, MAIN_ACCOUNT, SLOTS, type SlotMap } from '../../src/app/shards/shardMap';
import { ShardMaps } from '../../src/app/shards/shardMaps';

/** Accounts in memory, as they are without the routing between them. */
export interface MemoryAccounts {
  readonly partners: PartitionStore;
  readonly tables: ReadonlyMap<string, CustomerTables>;
}

export const memoryAccounts = async (names: readonly string[] = [MAIN_ACCOUNT, 'east'], map?: SlotMap): Promise<MemoryAccounts> => {
  const partners = new MemoryPartitionStore();
  await new ShardMaps(partners, () => 0).make(map ?? firstMap(names, true));
  return { partners, tables: new Map(names.map((name) => [name, { Commerce: new MemoryPartitionStore(), Usage: new MemoryPartitionStore() }])) };
};

/** A process over them, with a memory of its own of the map. @param elapsed its real time in milliseconds. */
export const shardProcess = ({ partners, tables }: MemoryAccounts, elapsed: () => number = () => 0) => {
  const maps = new ShardMaps(partners, elapsed);
  const storeOf = (table: keyof CustomerTables) => new CustomerStore(new Map([...tables].map(([name, each]) => [name, each[table]])), maps);
  return { maps, commerce: storeOf('Commerce'), usage: storeOf('Usage') };
};

/** A map whose slots are all at one account. */
export const allAt = (names: readonly string[], index: number): SlotMap => ({ ...firstMap(names, true), slots: Array.from({ length: SLOTS }, () => index) });
