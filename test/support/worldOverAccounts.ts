import { MemoryPartitionStore } from '../../src/adapters/memory/memoryPartitionStore';
import { CustomerStore } from '../../src/adapters/shards/customerStore';
import { type CustomerTables, type MovePorts } from '../../src/app/shards/moveCustomers';
import { firstMap, MAIN_ACCOUNT } from '../../src/app/shards/shardMap';
import { ShardMaps } from '../../src/app/shards/shardMaps';
import { toMillis } from '../../src/kernel/instant';
import { type PartitionStore } from '../../src/kernel/partitionStore';
import { World } from './world';

/** A world whose customers lie in the main account and may be moved to the account `east`; all else is as in any world. */
export interface WorldOverAccounts {
  readonly world: World;
  readonly ports: MovePorts;
  readonly east: CustomerTables;
}

export const worldOverAccounts = async (at: string): Promise<WorldOverAccounts> => {
  let waited = 0;
  const made: { world?: World } = {};
  const elapsed = (): number => waited + (made.world === undefined ? 0 : toMillis(made.world.now()));
  const east: CustomerTables = { Commerce: new MemoryPartitionStore(), Usage: new MemoryPartitionStore() };
  const main = new Map<string, PartitionStore>();
  const storeOf = (table: string): PartitionStore => {
    const store = main.get(table);
    if (store === undefined) throw new Error(`No table ${table}`);
    return store;
  };
  // The tables come one after the other, so the map's is looked for when it is used.
  const partners: PartitionStore = { read: (...asked) => storeOf('Partners').read(...asked), list: (...asked) => storeOf('Partners').list(...asked), listAcross: (...asked) => storeOf('Partners').listAcross(...asked), commit: (...asked) => storeOf('Partners').commit(...asked) };
  const maps = new ShardMaps(partners, elapsed);
  const world = await World.at(at, undefined, (store, table) => {
    main.set(table, store);
    return table === 'Commerce' || table === 'Usage' ? new CustomerStore(new Map([[MAIN_ACCOUNT, store], ['east', east[table]]]), maps) : store;
  });
  made.world = world;
  await maps.make(firstMap([MAIN_ACCOUNT, 'east'], false));
  const accounts = new Map([[MAIN_ACCOUNT, { Commerce: storeOf('Commerce'), Usage: storeOf('Usage') }], ['east', east]]);
  return { world, east, ports: { maps: new ShardMaps(partners, elapsed), accounts, clock: world.clock, patience: { pause: async (millis) => void (waited += millis) } } };
};
