import { MemoryPartitionStore } from '../../../src/adapters/memory/memoryPartitionStore';
import { SpreadStore } from '../../../src/adapters/shards/spreadStore';
import { withoutPlaces } from '../../../src/adapters/shards/withoutPlaces';
import { stableShard } from '../../../src/app/due/stableShard';
import { NAME_PARTITION } from '../../../src/app/shards/accountNames';
import { MAP_PARTITION } from '../../../src/app/shards/shardMaps';
import { ANY_ETAG, type PartitionStore, type RowPage } from '../../../src/kernel/partitionStore';
import { memoryAccounts, shardProcess } from '../../support/shardAccounts';
import { storeContract } from '../../support/storeContract';

storeContract('customers over three accounts', async () => shardProcess(await memoryAccounts(['main', 'east', 'west'])).commerce, 99);
storeContract('partitions spread over three accounts', async () => new SpreadStore([new MemoryPartitionStore(), new MemoryPartitionStore(), new MemoryPartitionStore()], (partition) => stableShard(partition, 3)));

/** Every page until there is none. */
const pagesOf = async (store: PartitionStore, limit: number, between: () => Promise<void> = async () => undefined): Promise<string[][]> => {
  const pages: string[][] = [];
  let continuation: string | undefined;
  do {
    const page = await store.listAcross({ fromPartition: '!', toPartition: '~', limit, ...(continuation !== undefined && { continuation }) });
    pages.push(page.rows.map(({ partition, key }) => `${partition}/${key}`));
    continuation = page.continuation;
    await between();
  } while (continuation !== undefined);
  return pages;
};

describe('a page of which nothing is handed out is passed over, since one without a row would be the last', () => {
  const keysIn = ({ rows, continuation }: RowPage) => [rows.map(({ key }) => key), continuation !== undefined];

  test('in the partition of a customer, whose place lies among its rows', async () => {
    const { commerce } = shardProcess(await memoryAccounts(['main', 'east']));
    await commerce.commit('customer', ['a', 'z'].map((key) => ({ op: 'create', key, value: {} })));
    const first = await commerce.list('customer', { limit: 1 });
    expect(keysIn(first)).toEqual([['a'], true]);
    expect(keysIn(await commerce.list('customer', { limit: 1, after: 'a' }))).toEqual([['z'], false]);
    expect(keysIn(await commerce.list('customer', { limit: 1, after: 'z' }))).toEqual([[], false]);
  });

  test('in the table of partners, among which the map lies', async () => {
    const partners = new MemoryPartitionStore();
    for (const partition of [MAP_PARTITION, NAME_PARTITION, 'zz']) await partners.commit(partition, [{ op: 'create', key: partition, value: {} }]);
    expect(keysIn(await withoutPlaces(partners).listAcross({ fromPartition: '', toPartition: '~', limit: 1 }))).toEqual([['zz'], false]);
  });
});

describe('a list over all accounts', () => {
  const spread = () => {
    const stores = [new MemoryPartitionStore(), new MemoryPartitionStore()] as const;
    return { stores, store: new SpreadStore(stores, (partition) => Number(partition.at(-1)) % 2) };
  };

  test('is in order whatever account a partition is in, page by page, each row once', async () => {
    const { store } = spread();
    for (const partition of ['p0', 'p1', 'p2', 'p3', 'p4']) await store.commit(partition, ['a', 'b'].map((key) => ({ op: 'create', key, value: {} })));
    const all = ['p0', 'p1', 'p2', 'p3', 'p4'].flatMap((partition) => [`${partition}/a`, `${partition}/b`]);
    for (const limit of [1, 2, 3, 7, 10, 1000]) {
      const pages = await pagesOf(store, limit);
      expect([limit, pages.flat()]).toEqual([limit, all]);
      expect(pages.every((page) => page.length <= limit && page.length > 0)).toBe(true);
    }
  });

  test('leaves nothing out where what was given is taken away before it goes on, as a sweep does', async () => {
    const { store } = spread();
    for (const partition of ['p0', 'p1', 'p2', 'p3']) await store.commit(partition, ['a', 'b', 'c'].map((key) => ({ op: 'create', key, value: {} })));
    const seen: string[] = [];
    let continuation: string | undefined;
    do {
      const page = await store.listAcross({ fromPartition: '!', toPartition: '~', limit: 2, ...(continuation !== undefined && { continuation }) });
      for (const { partition, key } of page.rows) {
        seen.push(`${partition}/${key}`);
        await store.commit(partition, [{ op: 'delete', key, etag: ANY_ETAG }]);
      }
      continuation = page.continuation;
    } while (continuation !== undefined);
    expect(seen).toEqual(['p0', 'p1', 'p2', 'p3'].flatMap((partition) => ['a', 'b', 'c'].map((key) => `${partition}/${key}`)));
  });

  test('a continuation of a list over other accounts is refused', async () => {
    await expect(spread().store.listAcross({ fromPartition: '!', toPartition: '~', continuation: '[{}]' })).rejects.toThrow(RangeError);
  });
});
