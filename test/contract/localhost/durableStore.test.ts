import { TableClient, type TableEntityResult } from '@azure/data-tables';
import { startAzurite, type RunningAzurite } from '../../../src/localhost/azurite';
import { BrokenRow, type TurnWrite } from '../../../src/localhost/durable/store/port';
import { TableStore } from '../../../src/localhost/durable/store/table';
import { entity, entityContract, messages, turn } from '../../localhost/durable/entityContract';
import { newRecord, storeContract } from '../../localhost/durable/storeContract';
import { collectingLogger } from '../../localhost/support/collectingLogger';

jest.mock('@azure/functions-core', () => jest.requireActual<{ currentCore: object }>('../../localhost/support/currentCore').currentCore, { virtual: true });
let azurite: RunningAzurite;
let hubs = 0;

beforeAll(async () => {
  azurite = await startAzurite({ logger: collectingLogger() });
});
afterAll(() => azurite.stop());

const newStore = async (): Promise<TableStore> => {
  hubs += 1;
  const store = new TableStore(azurite.connectionString, `Hub${hubs}`);
  await store.open();
  return store;
};

const hub = (number: number): TableClient => TableClient.fromConnectionString(azurite.connectionString, `Hub${number}Instances`, { allowInsecureConnection: true });

const rowsOf = async (number: number): Promise<TableEntityResult<Record<string, unknown>>[]> => {
  const rows: TableEntityResult<Record<string, unknown>>[] = [];
  for await (const row of hub(number).listEntities<Record<string, unknown>>()) rows.push(row);
  return rows;
};

storeContract('Azurite', newStore);
entityContract('Azurite', newStore);

test('a record that is damaged is listed with what is known of it, and refused where it is read', async () => {
  const store = new TableStore(azurite.connectionString, 'Damaged');
  await store.open();
  for (const id of ['a', 'b', 'c']) await store.create(newRecord(id, { status: 'Running' }));
  const table = TableClient.fromConnectionString(azurite.connectionString, 'DamagedInstances', { allowInsecureConnection: true });
  await table.updateEntity({ partitionKey: 'b', rowKey: 'i:b', p0: '{"kind":' }, 'Merge');
  const { records } = await store.list({ statuses: ['Running'] });
  const warning = expect.stringMatching(/^'b' cannot be read, its record is damaged \(.+\): it stands still until it is purged or the row is mended/) as string;
  expect(records.map((record) => [record.id, record.kind === 'orchestration' && record.warning])).toEqual([['a', undefined], ['b', warning], ['c', undefined]]);
  await expect(store.read('b')).rejects.toThrow(BrokenRow);
  await expect(store.load('b')).rejects.toThrow(BrokenRow);
  await store.purge('b');
  expect((await store.list({})).records.map(({ id }) => id)).toEqual(['a', 'c']);
});

describe('what one call holds', () => {
  const entities = (count: number, state: string): TurnWrite[] => Array.from({ length: count }, (_, n) => turn(entity(`@c@${n}`, { state })));

  it('of turns: a hundred rows, and four megabytes as they are sent', async () => {
    const store = await newStore();
    expect(await store.commitEntities(entities(120, '1'))).toHaveLength(100);
    for (let n = 200; n < 250; n += 1) await store.postEntities(['1', '2'].map((key) => ({ id: `@c@${n}`, row: messages(key, 'x') })));
    const using = Array.from({ length: 50 }, (_, n) => turn(entity(`@c@${n + 200}`), undefined, ['1', '2']));
    expect(await store.commitEntities(using)).toHaveLength(33);
    expect((await store.loadEntities(['@c@232', '@c@233'])).map(({ stored, inbox }) => [stored === undefined, inbox.length])).toEqual([[false, 0], [true, 2]]);
    // Each quotation mark becomes four characters.
    const quoted = await (await newStore()).commitEntities(entities(20, '"'.repeat(100_000)));
    expect(quoted.length).toBeGreaterThan(5);
    await expect((await newStore()).commitEntities([])).resolves.toEqual([]);
  });

  it('of turns with texts that are long: one, by itself', async () => {
    const store = await newStore();
    const long = turn(entity('@c@long', { state: 'x'.repeat(300_000) }));
    const [short] = entities(1, '1');
    expect(short && (await store.commitEntities([short, long]))).toHaveLength(1);
    const [version] = await store.commitEntities([long, ...entities(3, '1').slice(1)]);
    expect((await store.loadEntities(['@c@long', '@c@1'])).map(({ stored }) => stored)).toEqual([{ record: long.record, version }, undefined]);
    // The rows of its text go with the turn that needs them no longer.
    await store.commitEntities([turn(entity('@c@long'), version)]);
    expect((await rowsOf(hubs)).map(({ rowKey }) => rowKey)).toEqual(['@c@0=:i', '@c@long=:i']);
  });

  it('of messages, and of reads', async () => {
    const store = await newStore();
    const posts = Array.from({ length: 120 }, (_, n) => ({ id: `@c@${n}`, row: messages('1', 'x') }));
    expect(await store.postEntities(posts)).toBe(100);
    expect(await store.postEntities([{ id: '@c@0', row: messages('2', 'x') }, { id: '@c@0', row: messages('3', 'x'.repeat(300_000)) }])).toBe(1);
    expect(await store.postEntities([{ id: '@c@0', row: messages('3', 'x'.repeat(300_000)) }, { id: '@c@0', row: messages('4', 'x') }])).toBe(1);
    expect((await store.load('@c@0')).inbox.map(({ key }) => key)).toEqual(['1', '2', '3']);
    const read = await store.loadEntities(posts.map(({ id }) => id));
    expect(read.length).toBeGreaterThan(50);
    expect(read.map(({ inbox }) => inbox.length)).toEqual(read.map((_, n) => (n === 0 ? 3 : n < 100 ? 1 : 0)));
    const long = (n: number): string => `@c@${n}${'ü'.repeat(300)}`;
    await store.commit(turn(entity(long(0))));
    const [first, ...others] = await store.loadEntities([0, 1, 2, 3, 4, 5].map(long));
    expect([first?.stored?.record.id, others.length < 5]).toEqual([long(0), true]);
  });

  it('is whole when the read of one of several is damaged', async () => {
    const store = await newStore();
    await store.commitEntities(entities(3, '1'));
    await hub(hubs).updateEntity({ partitionKey: '=entities', rowKey: '@c@1=:i', p0: '{"kind":' }, 'Merge');
    await expect(store.loadEntities(['@c@0', '@c@1', '@c@2'])).rejects.toThrow(BrokenRow);
    await store.post('@c@0', messages('1', 'x'));
    await hub(hubs).updateEntity({ partitionKey: '=entities', rowKey: '@c@0=:m:1', p0: '[' }, 'Merge');
    await expect(store.load('@c@0')).rejects.toThrow(/^'@c@0' cannot be read, its message row @c@0=:m:1 is damaged/);
    expect((await store.list({})).records.map(({ id }) => id)).toEqual(['@c@0', '@c@1', '@c@2']);
    expect((await store.load('@c@2')).stored?.record.id).toBe('@c@2');
  });
});

describe('entities as earlier releases stored them, each in a partition of its own', () => {
  const IDS = ['@c@a', '@c@b', '@c@long', '@c@none', "@c@it's =0041"];

  const filled = async (): Promise<TableStore> => {
    const store = await newStore();
    for (const id of IDS) await store.post(id, messages('00001', id));
    for (const id of IDS.filter((one) => one !== '@c@none')) await store.commit(turn(entity(id, { state: id === '@c@long' ? 'x'.repeat(600_000) : '1' })));
    await store.create(newRecord('@odd'));
    await store.create(newRecord('order'));
    return store;
  };

  /** @param keep whether the rows stay where they are as well */
  const asBefore = async (keep = false): Promise<void> => {
    for (const { etag: _etag, timestamp: _timestamp, partitionKey = '', rowKey = '', ...properties } of await rowsOf(hubs)) {
      const [key = '', place = ''] = rowKey.split('=:');
      if (partitionKey !== '=entities') continue;
      await hub(hubs).upsertEntity({ partitionKey: key, rowKey: `${place}:${key}`, ...properties }, 'Replace');
      if (!keep) await hub(hubs).deleteEntity(partitionKey, rowKey);
    }
  };
  const again = (): TableStore => new TableStore(azurite.connectionString, `Hub${hubs}`);
  const known = async (store: TableStore): Promise<unknown> => (await store.loadEntities(IDS)).map(({ stored, inbox }) => [stored?.record, inbox]);
  const MOVED = "Entities moved to where this release keeps them: 5 (@c@a, @c@b, @c@it's =0041, @c@long, @c@none). Earlier releases do not find them any more.";

  it('are taken over at the start, and nothing else is', async () => {
    const before = await known(await filled());
    const rows = (await rowsOf(hubs)).map(({ rowKey }) => rowKey);
    await asBefore();
    const store = again();
    expect(await store.open()).toEqual([MOVED]);
    expect(await known(store)).toEqual(before);
    expect((await rowsOf(hubs)).map(({ rowKey }) => rowKey)).toEqual(rows);
    expect(await again().open()).toEqual([]);
  });

  it('are taken over though the start dies at any request', async () => {
    const before = await known(await filled());
    const rows = (await rowsOf(hubs)).map(({ rowKey }) => rowKey);
    let cuts = 0;
    for (const name of ['submitTransaction', 'deleteEntity'] as const) {
      for (let at = 1, died = true; died; at += 1) {
        await asBefore();
        const method = Reflect.get(TableClient.prototype, name) as (...all: unknown[]) => Promise<never>;
        let calls = 0;
        const cut = jest.spyOn(TableClient.prototype, name).mockImplementation(async function (this: TableClient, ...given: unknown[]): Promise<never> {
          calls += 1;
          if (calls >= at) throw new Error('the process ends here');
          return method.apply(this, given);
        });
        died = await again().open().then(() => false, () => true);
        cut.mockRestore();
        if (died) cuts += 1;
        const store = again();
        expect((await store.open()).filter((said) => said.includes('twice'))).toEqual([]);
        expect(await known(store)).toEqual(before);
        expect((await rowsOf(hubs)).map(({ rowKey }) => rowKey)).toEqual(rows);
      }
    }
    expect(cuts).toBeGreaterThan(5);
  });

  it.each([
    ['that an earlier release wrote last', true],
    ['that this release wrote last', false],
  ])('and are there in both places: the state %s stays', async (_, isOldLast) => {
    const store = await filled();
    await asBefore(true);
    const { stored } = await store.load('@c@a');
    if (isOldLast) await hub(hubs).updateEntity({ partitionKey: '@c@a', rowKey: 'i:@c@a', p0: JSON.stringify(entity('@c@a', { state: 'old' })) }, 'Merge');
    else await store.commit(turn(entity('@c@a', { state: 'new' }), stored?.version));
    const later = again();
    expect(await later.open()).toEqual([MOVED, 'Entities stored twice, by this release and an earlier one: 1 (@c@a). Of each, the state that was written last stays.']);
    expect((await later.load('@c@a')).stored?.record).toMatchObject({ state: isOldLast ? 'old' : 'new' });
    expect((await rowsOf(hubs)).filter(({ partitionKey }) => partitionKey === '@c@a')).toEqual([]);
  });
});
