import { MemoryPartitionStore } from '../../src/adapters/memory/memoryPartitionStore';
import { listFacts, type Stream, type ToldFact } from '../../src/app/command/toldFacts';
import { type UnreadableRow } from '../../src/app/unreadable';
import { type PartitionStore } from '../../src/kernel/partitionStore';

const PARTITION = 'c1';
const [changes, windows, former] = ['event|s1|change|', 'event|s1|window|', 'event|s1|former|'] as const;
const streams: readonly Stream[] = [{ prefix: changes }, { prefix: windows }, { prefix: former, unsorted: true }];

/** @param hour of the first of January. */
const record = (id: string, hour: number, types: readonly string[] = ['SeatsAdded']) => ({
  id,
  customerId: PARTITION,
  partnerId: 'p1',
  subject: { kind: 'subscription', id: 's1' },
  version: 1,
  at: `2026-01-01T${String(hour).padStart(2, '0')}:00:00.000Z`,
  facts: types.map((type) => ({ type })),
  deadlines: [],
});

const bad = { garbage: true };

const holding = async (rows: Readonly<Record<string, object>>): Promise<PartitionStore> => {
  const store = new MemoryPartitionStore();
  for (const [key, value] of Object.entries(rows)) await store.commit(PARTITION, [{ op: 'create', key, value: { ...value } }]);
  return store;
};

interface Told {
  readonly facts: readonly string[];
  readonly bad: readonly string[];
  readonly pages: number;
}

const factName = ({ record: { id }, number }: ToldFact): string => `${id}.${number}`;
const keyOf = ({ key }: UnreadableRow): string => key;

/** Reads to the end, page by page. @throws once there are more pages than rows and facts can fill. */
const readAll = async (store: PartitionStore, limit: number, from: readonly Stream[] = streams, type?: string): Promise<Told> => {
  const told = { facts: [] as string[], bad: [] as string[], pages: 0 };
  let continuation: string | undefined;
  do {
    const page = await listFacts(store, PARTITION, from, limit, continuation, type);
    told.pages += 1;
    told.facts.push(...page.items.map(factName));
    told.bad.push(...(page.unreadable ?? []).map(keyOf));
    if (page.items.length > limit) throw new Error(`A page of ${page.items.length} where ${limit} were asked for`);
    if (told.pages > 50) throw new Error('It goes round and round');
    if (continuation !== undefined && page.continuation === continuation) throw new Error('A page that goes on at itself');
    continuation = page.continuation;
  } while (continuation !== undefined);
  return told;
};

const limits = [1, 2, 3, 4, 100] as const;

describe('[DUE-2] facts of streams with rows that cannot be read', () => {
  const sound = {
    [`${changes}00000001`]: record('a1', 1, ['SubscriptionPurchased', 'AutoRenewTurnedOff']),
    [`${changes}00000003`]: record('a3', 5),
    [`${windows}2026-01-01T03|1`]: record('w1', 3, ['CancellationWindowClosing']),
    [`${windows}2026-01-01T06|1`]: record('w3', 6, ['CancellationWindowClosed']),
    // Of keys that do not sort as they came to be.
    [`${former}1.2`]: record('f1', 4),
    [`${former}1.9`]: record('f2', 2),
  };
  const inOrder = ['a1.1', 'a1.2', 'f2.1', 'w1.1', 'f1.1', 'a3.1', 'w3.1'];

  test.each(limits)('none, in pages of %i: all of them in order of time', async (limit) => {
    expect(await readAll(await holding(sound), limit)).toMatchObject({ facts: inOrder, bad: [] });
  });

  test.each([
    ['the first of a sorted one', [`${changes}00000000`]],
    ['one in the middle of a sorted one', [`${changes}00000002`]],
    ['the last of a sorted one', [`${windows}2026-01-01T09|1`]],
    ['one of the unsorted', [`${former}1.5`]],
    ['several that follow each other', [`${changes}00000004`, `${changes}00000005`, `${changes}00000006`, `${changes}00000007`]],
    ['one of each', [`${changes}00000002`, `${windows}2026-01-01T04|1`, `${former}1.0`]],
    ['three of the unsorted', [`${former}1.0`, `${former}1.5`, `${former}9.9`]],
  ])('%s: the others are all told, in order, and each bad one once, whatever the size of a page', async (_name, keys) => {
    const store = await holding({ ...sound, ...Object.fromEntries(keys.map((key) => [key, bad])) });
    for (const limit of limits) {
      const told = await readAll(store, limit);
      expect({ limit, facts: told.facts, bad: told.bad.toSorted() }).toEqual({ limit, facts: inOrder, bad: keys.toSorted() });
    }
  });

  test.each(limits)('of one type only, in pages of %i: bad rows have none, and are told all the same', async (limit) => {
    const store = await holding({ ...sound, [`${changes}00000002`]: bad, [`${former}1.5`]: bad });
    const told = await readAll(store, limit, streams, 'CancellationWindowClosed');
    expect({ facts: told.facts, bad: told.bad.toSorted() }).toEqual({ facts: ['w3.1'], bad: [`${changes}00000002`, `${former}1.5`] });
  });

  test('a row damaged between two pages, of which some facts were told already, is told once and does not hold up the rest', async () => {
    const store = await holding(sound);
    const first = await listFacts(store, PARTITION, streams, 1);
    expect(first.items.map(factName)).toEqual(['a1.1']);
    await store.commit(PARTITION, [{ op: 'put', key: `${changes}00000001`, value: { ...bad } }]);
    const second = await listFacts(store, PARTITION, streams, 100, first.continuation);
    expect({ facts: second.items.map(factName), bad: second.unreadable?.map(keyOf), continuation: second.continuation }).toEqual({ facts: inOrder.slice(2), bad: [`${changes}00000001`], continuation: undefined });
  });
});

describe('[DUE-2] a page of nothing but rows that cannot be read', () => {
  const badRows = (prefix: string, count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`${prefix}${String(n).padStart(8, '0')}`, bad]));

  test('is followed by the next one, in which the readable come', async () => {
    const store = await holding({ ...badRows(changes, 5), [`${changes}00000009`]: record('a9', 1) });
    const first = await listFacts(store, PARTITION, [{ prefix: changes }], 2);
    expect({ items: first.items, bad: first.unreadable?.map(keyOf) }).toEqual({ items: [], bad: [`${changes}00000000`, `${changes}00000001`] });
    expect(first.continuation).toBeDefined();
    expect(await readAll(store, 2, [{ prefix: changes }])).toEqual({ facts: ['a9.1'], bad: Object.keys(badRows(changes, 5)), pages: 3 });
  });

  test.each([1, 2, 3, 100])('and is the end where nothing else is there, in pages of %i', async (limit) => {
    const rows = { ...badRows(changes, 3), ...badRows(windows, 3), ...badRows(former, 3) };
    const told = await readAll(await holding(rows), limit);
    expect({ facts: told.facts, bad: told.bad.toSorted() }).toEqual({ facts: [], bad: Object.keys(rows).toSorted() });
  });

  test('does not take the facts of another stream with it, nor out of their order', async () => {
    const store = await holding({ ...badRows(changes, 4), [`${changes}00000009`]: record('a9', 1), [`${windows}1`]: record('w1', 2), [`${windows}2`]: record('w2', 3) });
    for (const limit of limits) expect(await readAll(store, limit)).toMatchObject({ facts: ['a9.1', 'w1.1', 'w2.1'], bad: Object.keys(badRows(changes, 4)) });
  });
});
