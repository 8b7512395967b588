import { ANY_ETAG, type CommitOutcome, type KeyRange, MOST_WRITES_OF_A_CUSTOMER, type PartitionRange, type PartitionStore, type Row, type RowPage, type Write } from '../../kernel/partitionStore';
import { customerKey } from '../../app/command/commerceKeys';
import { CustomerMoving } from '../../app/shards/customerMoving';
import { drops, isPlace, makes, places, requires } from '../../app/shards/placeRows';
import { customerOf, homeOf, homeOfNew, type ShardMap } from '../../app/shards/shardMap';
import { type ShardMaps } from '../../app/shards/shardMaps';
import { mergedPage } from './mergedPages';
import { shownPage } from './shownPage';

/** How often a write is sent again after the map has changed. */
const ATTEMPTS = 4;

/**
 * A table of customers' partitions over several accounts: each customer is in one of them, as the shard map says. The map is remembered for some seconds, so what is written is guarded where it is written: every transaction touches a row
 * that is there only while the partition is at home. Of a customer that is on its way the map is read anew each time.
 */
export class CustomerStore implements PartitionStore {
  /** @param stores the table in each account, by its name. */
  constructor(
    private readonly stores: ReadonlyMap<string, PartitionStore>,
    private readonly maps: ShardMaps,
  ) {}

  async read(partition: string, key: string): Promise<Row | undefined> {
    const home = homeOf(await this.mapFor(partition), customerOf(partition));
    return this.storeOf(home).read(partition, key);
  }

  async list(partition: string, range: KeyRange): Promise<RowPage> {
    const home = homeOf(await this.mapFor(partition), customerOf(partition));
    const store = this.storeOf(home);
    return shownPage(range, (from) => store.list(partition, from), isPlace);
  }

  async listAcross(range: PartitionRange): Promise<RowPage> {
    const map = await this.maps.current();
    const all = [...this.stores];
    return mergedPage(
      all.map(([, store]) => store),
      range,
      (row, index) => !isPlace(row) && homeOf(map, customerOf(row.partition)) === all[index]?.[0],
    );
  }

  /** @throws CustomerMoving where the customer is on its way: then nothing was written. */
  async commit(partition: string, writes: readonly Write[]): Promise<CommitOutcome> {
    if (writes.length === 0) return { ok: true, etags: new Map() };
    if (writes.length <= MOST_WRITES_OF_A_CUSTOMER || writes.some((write) => write.op !== 'delete' || write.etag !== ANY_ETAG)) return this.guarded(partition, writes);
    // What is only taken away, whatever it has become, need not go at once.
    const first = await this.guarded(partition, writes.slice(0, MOST_WRITES_OF_A_CUSTOMER));
    return first.ok ? this.guarded(partition, writes.slice(MOST_WRITES_OF_A_CUSTOMER)) : first;
  }

  private async guarded(partition: string, writes: readonly Write[]): Promise<CommitOutcome> {
    if (writes.length > MOST_WRITES_OF_A_CUSTOMER) throw new RangeError(`${writes.length} writes in one transaction of a customer: at most ${MOST_WRITES_OF_A_CUSTOMER}`);
    const customerId = customerOf(partition);
    let isMade = writes.some(({ op, key }) => op === 'create' && key === customerKey(partition));
    let map = await this.mapFor(partition);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (isMade) map = await this.begun(map, customerId);
      const home = homeOf(map, customerId);
      const guard = isMade ? makes(places.open) : requires(places.open);
      const outcome = await this.storeOf(home).commit(partition, [...writes, guard]);
      if (outcome.ok) return { ok: true, etags: new Map([...outcome.etags].filter(([key]) => key !== places.open)) };
      if (outcome.conflict.key !== places.open) return outcome;
      // It is open already: by a first attempt that came to nothing.
      isMade = false;
      map = await this.maps.fresh();
      if (map.moves.has(customerId)) throw new CustomerMoving(customerId);
      if (outcome.conflict.reason === 'changed' && homeOf(map, customerId) === home) map = await this.opened(map, partition, home);
    }
    throw new CustomerMoving(customerId);
  }

  /** Of a customer that is made while its slot is being emptied it is said where it begins, before it does. */
  private async begun(map: ShardMap, customerId: string): Promise<ShardMap> {
    if (homeOfNew(map, customerId) === homeOf(map, customerId)) return map;
    return this.maps.change((present) => {
      const account = homeOfNew(present, customerId);
      return account === homeOf(present, customerId) ? undefined : { overrides: [[customerId, account]] };
    });
  }

  /** A partition that was never written to since there are several accounts. Whoever moves its customer says so before they look for open ones; here it is opened before that is looked at: one of the two sees the other. */
  private async opened(map: ShardMap, partition: string, home: string): Promise<ShardMap> {
    const customerId = customerOf(partition);
    const store = this.storeOf(home);
    await store.commit(partition, [makes(places.open)]);
    const after = await this.maps.fresh();
    if (!after.moves.has(customerId) && homeOf(after, customerId) === home) return after;
    // Taken away wrongly it would be made anew by the next write.
    await store.commit(partition, [drops(places.open)]);
    if (after.moves.has(customerId)) throw new CustomerMoving(customerId);
    return after;
  }

  private async mapFor(partition: string): Promise<ShardMap> {
    const map = await this.maps.current();
    return map.moves.has(customerOf(partition)) ? this.maps.fresh() : map;
  }

  private storeOf(account: string): PartitionStore {
    const store = this.stores.get(account);
    if (store === undefined) throw new RangeError(`The shard map names an account that is not set: ${account}`);
    return store;
  }
}
