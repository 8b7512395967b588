import { ANY_ETAG, deleteAsRead, KeyNotStorable, type PartitionStore, type Row, type RowPage, type Write } from '../../src/kernel/partitionStore';

const content = ({ partition, key, value }: Row): Omit<Row, 'etag'> => ({ partition, key, value });
const keys = (page: RowPage): string[] => page.rows.map((row) => row.key);
const create = (key: string, value: object = {}): Write => ({ op: 'create', key, value });

const commitAll = async (store: PartitionStore, partition: string, writes: readonly Write[], together = 99): Promise<void> => {
  for (let start = 0; start < writes.length; start += together) {
    expect(await store.commit(partition, writes.slice(start, start + together))).toMatchObject({ ok: true });
  }
};

/** Every page until there is none; also how many pages it took. */
const readAll = async (read: (continuation?: string) => Promise<RowPage>): Promise<{ rows: Row[]; pages: number }> => {
  const rows: Row[] = [];
  let pages = 0;
  let continuation: string | undefined;
  do {
    const page = await read(continuation);
    rows.push(...page.rows);
    continuation = page.continuation;
    pages += 1;
  } while (continuation !== undefined);
  return { rows, pages };
};

const from = (continuation: string | undefined): { continuation?: string } => (continuation === undefined ? {} : { continuation });

/** What every PartitionStore promises. @param openStore gives an empty store each time. @param mostWrites of one transaction. */
export const storeContract = (name: string, openStore: () => Promise<PartitionStore>, mostWrites = 100): void => {
  describe(`${name}: a partition store`, () => {
    let store: PartitionStore;
    beforeEach(async () => {
      store = await openStore();
    });

    describe('values', () => {
      test.each<{ name: string; value: Record<string, unknown> }>([
        { name: 'an empty object', value: {} },
        { name: 'every JSON type, nested', value: { text: 'x', number: -1.5, yes: true, nothing: null, list: [1, [2], {}], object: { deep: {} } } },
        { name: 'unicode', value: { text: 'ü 漢字 😀 \u0000 \u2028 "quoted" \\ \ud800', 'ключ': 'значение' } },
        { name: '200 kB', value: { type: 'long', text: 'abcdefghij'.repeat(20_000) } },
        { name: '40,000 characters outside ASCII', value: { text: `x${'😀'.repeat(10_000)}${'漢'.repeat(30_000)}` } },
        { name: 'names of its own columns', value: { n: 'seven', d0: 'x', partitionKey: 'p', rowKey: 'r', etag: 'e', type: { not: 'text' } } },
      ])('gives back $name, alone and in a transaction', async ({ value }) => {
        await store.commit('p', [create('alone', value)]);
        await store.commit('p', [create('a', value), { op: 'put', key: 'b', value }]);
        expect((await store.list('p', {})).rows.map(content)).toEqual(['a', 'alone', 'b'].map((key) => ({ partition: 'p', key, value })));
        expect((await store.read('p', 'alone'))?.value).toEqual(value);
      });

      test('drops what JSON has no word for', async () => {
        await store.commit('p', [create('k', { kept: 1, dropped: undefined })]);
        expect(Object.keys((await store.read('p', 'k'))?.value ?? {})).toEqual(['kept']);
      });

      test('leaves nothing of a longer predecessor', async () => {
        await store.commit('p', [create('k', { type: 'old', text: 'x'.repeat(100_000), more: 1 })]);
        await store.commit('p', [{ op: 'put', key: 'k', value: { text: 'short' } }]);
        expect((await store.read('p', 'k'))?.value).toEqual({ text: 'short' });
      });

      test('is a copy: changing what was written or read changes nothing stored', async () => {
        const value = { list: [1] };
        await store.commit('p', [create('k', value)]);
        value.list.push(2);
        const read = await store.read('p', 'k');
        (read?.value.list as number[]).push(3);
        expect((await store.read('p', 'k'))?.value).toEqual({ list: [1] });
      });
    });

    test.each(['a/b', 'a\\b', 'a#b', 'a?b', 'a%2Fb', 'a~b', '~002f', 'a\u2028b', '漢'.repeat(80), "o'neil", "''", 'a b', ' a ', 'a+b&c=d;e,f', '(x)', 'tab\tline\n', '\u007f\u0085', 'ü漢', '😀', '\ud83d', '\uffff', '|', '.', '..', '"', '<>&amp;', '$batch', 'a:b@c'])(
      'takes %j in both keys and lists it by prefix',
      async (key) => {
        expect(await store.commit(key, [create(key, { key })])).toMatchObject({ ok: true });
        expect(await store.commit(key, [create(`${key}1`), create(`${key}2`)])).toMatchObject({ ok: true });
        const first = await store.read(key, key);
        expect(first && content(first)).toEqual({ partition: key, key, value: { key } });
        expect(keys(await store.list(key, { prefix: key }))).toEqual([key, `${key}1`, `${key}2`]);
        expect(keys(await store.list(key, { after: key }))).toEqual([`${key}1`, `${key}2`]);
        expect(await store.commit(key, [{ op: 'update', key, value: { again: true }, etag: first?.etag ?? '' }])).toMatchObject({ ok: true });
        expect(await store.commit(key, [{ op: 'delete', key, etag: ANY_ETAG }, { op: 'delete', key: `${key}1`, etag: ANY_ETAG }])).toMatchObject({ ok: true });
        expect(keys(await store.list(key, {}))).toEqual([`${key}2`]);
      },
    );

    describe('conditions', () => {
      test('a row is created once', async () => {
        await store.commit('p', [create('k', { first: true })]);
        expect(await store.commit('p', [create('k', { first: false })])).toEqual({ ok: false, conflict: { key: 'k', reason: 'exists' } });
        expect((await store.read('p', 'k'))?.value).toEqual({ first: true });
      });

      test('an update needs the latest etag; commit and read agree on it', async () => {
        const created = await store.commit('p', [create('k')]);
        const before = await store.read('p', 'k');
        expect(created).toEqual({ ok: true, etags: new Map([['k', before?.etag]]) });
        const update: Write = { op: 'update', key: 'k', value: { n: 1 }, etag: before?.etag ?? '' };
        const updated = await store.commit('p', [update]);
        expect(updated).toEqual({ ok: true, etags: new Map([['k', (await store.read('p', 'k'))?.etag]]) });
        expect(await store.commit('p', [update])).toEqual({ ok: false, conflict: { key: 'k', reason: 'changed' } });
      });

      test('in a transaction too: etags of all but the deleted rows', async () => {
        await store.commit('p', [create('gone')]);
        const outcome = await store.commit('p', [create('a'), { op: 'delete', key: 'gone', etag: ANY_ETAG }, { op: 'put', key: 'b', value: {} }]);
        const rows = (await store.list('p', {})).rows;
        expect(outcome).toEqual({ ok: true, etags: new Map(rows.map((row) => [row.key, row.etag])) });
        expect(rows.map((row) => row.key)).toEqual(['a', 'b']);
      });

      test('a put changes the etag', async () => {
        await store.commit('p', [create('k')]);
        const etag = (await store.read('p', 'k'))?.etag ?? '';
        await store.commit('p', [{ op: 'put', key: 'k', value: {} }]);
        expect(await store.commit('p', [{ op: 'update', key: 'k', value: {}, etag }])).toEqual({ ok: false, conflict: { key: 'k', reason: 'changed' } });
      });

      test('updating a row that is gone, and one created anew under the same key, is a conflict', async () => {
        await store.commit('p', [create('k')]);
        const etag = (await store.read('p', 'k'))?.etag ?? '';
        const stale: Write = { op: 'update', key: 'k', value: {}, etag };
        await store.commit('p', [{ op: 'delete', key: 'k', etag: ANY_ETAG }]);
        expect(await store.commit('p', [stale])).toEqual({ ok: false, conflict: { key: 'k', reason: 'changed' } });
        expect(await store.commit('p', [create('other'), stale])).toEqual({ ok: false, conflict: { key: 'k', reason: 'changed' } });
        await store.commit('p', [create('k')]);
        expect(await store.commit('p', [stale])).toEqual({ ok: false, conflict: { key: 'k', reason: 'changed' } });
      });

      test('an update of whatever is there needs the row, alone and in a transaction, and two of them do not meet', async () => {
        const update: Write = { op: 'update', key: 'k', value: { n: 1 }, etag: ANY_ETAG };
        expect(await store.commit('p', [update])).toEqual({ ok: false, conflict: { key: 'k', reason: 'changed' } });
        expect(await store.commit('p', [create('other'), update])).toEqual({ ok: false, conflict: { key: 'k', reason: 'changed' } });
        expect(await store.read('p', 'k')).toBeUndefined();
        expect(await store.read('p', 'other')).toBeUndefined();
        await store.commit('p', [create('k')]);
        const outcomes = await Promise.all(['a', 'b', 'c'].map((key) => store.commit('p', [create(key), update])));
        expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true]);
        expect((await store.read('p', 'k'))?.value).toEqual({ n: 1 });
      });

      test('the same key in another partition is another row', async () => {
        await store.commit('p', [create('k', { in: 'p' })]);
        expect(await store.commit('q', [create('k', { in: 'q' })])).toMatchObject({ ok: true });
        expect((await store.read('p', 'k'))?.value).toEqual({ in: 'p' });
      });
    });

    describe('a transaction', () => {
      test.each<{ name: string; at: number; failing: (stale: string) => Write; reason: 'exists' | 'changed' }>(
        [0, 2, 4].flatMap((at) => [
          { name: 'create', at, failing: () => create('taken', { new: true }), reason: 'exists' as const },
          { name: 'update', at, failing: (etag: string) => ({ op: 'update' as const, key: 'taken', value: { new: true }, etag }), reason: 'changed' as const },
          { name: 'delete', at, failing: (etag: string) => ({ op: 'delete' as const, key: 'taken', etag }), reason: 'changed' as const },
        ]),
      )('of which the $name at $at fails writes nothing', async ({ at, failing, reason }) => {
        await store.commit('p', [create('taken', { v: 1 }), create('put', { v: 1 }), create('deleted', { v: 1 }), create('updated', { v: 1 })]);
        const stale = (await store.read('p', 'taken'))?.etag ?? '';
        const etag = (await store.read('p', 'updated'))?.etag ?? '';
        await store.commit('p', [{ op: 'put', key: 'taken', value: { v: 2 } }]);
        const before = await store.list('p', {});
        const others: Write[] = [create('new'), { op: 'put', key: 'put', value: { v: 2 } }, { op: 'update', key: 'updated', value: { v: 2 }, etag }, { op: 'delete', key: 'deleted', etag: ANY_ETAG }];
        const writes = [...others.slice(0, at), failing(stale), ...others.slice(at)];
        expect(await store.commit('p', writes)).toEqual({ ok: false, conflict: { key: 'taken', reason } });
        expect((await store.list('p', {})).rows.map(content)).toEqual(before.rows.map(content));
        expect(await store.commit('p', others)).toMatchObject({ ok: true });
      });

      test('of nothing is no work', async () => {
        expect(await store.commit('p', [])).toEqual({ ok: true, etags: new Map() });
      });

      test(`holds ${mostWrites} writes`, async () => {
        await commitAll(store, 'p', Array.from({ length: mostWrites }, (_, i) => create(`k${i}`)), mostWrites);
        expect((await store.list('p', {})).rows).toHaveLength(mostWrites);
      });

      test('racing with others that hold the same etag is won by exactly one', async () => {
        await store.commit('p', [create('guard')]);
        const etag = (await store.read('p', 'guard'))?.etag ?? '';
        const outcomes = await Promise.all(Array.from({ length: 12 }, (_, i) => store.commit('p', [{ op: 'update', key: 'guard', value: { i }, etag }, create(`mine${i}`)])));
        expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
        const winner = outcomes.findIndex((outcome) => outcome.ok);
        expect((await store.list('p', {})).rows.map(content)).toEqual([
          { partition: 'p', key: 'guard', value: { i: winner } },
          { partition: 'p', key: `mine${winner}`, value: {} },
        ]);
      });
    });

    describe('deletes', () => {
      test('a missing row is no error: alone, among others, all missing', async () => {
        expect(await store.commit('p', [{ op: 'delete', key: 'none', etag: ANY_ETAG }])).toEqual({ ok: true, etags: new Map() });
        await store.commit('p', [create('there')]);
        const some: Write[] = [{ op: 'delete', key: 'none1', etag: ANY_ETAG }, { op: 'delete', key: 'there', etag: ANY_ETAG }, create('new'), { op: 'delete', key: 'none2', etag: ANY_ETAG }];
        expect(await store.commit('p', some)).toMatchObject({ ok: true });
        expect(keys(await store.list('p', {}))).toEqual(['new']);
        expect(await store.commit('p', [{ op: 'delete', key: 'none1', etag: ANY_ETAG }, { op: 'delete', key: 'none2', etag: ANY_ETAG }])).toEqual({ ok: true, etags: new Map() });
      });

      test('of which one is missing, in a partition whose key is escaped', async () => {
        await store.commit('p#1', [create('there')]);
        await store.commit('p#1', [{ op: 'delete', key: 'none', etag: ANY_ETAG }, { op: 'delete', key: 'there', etag: ANY_ETAG }]);
        expect(keys(await store.list('p#1', {}))).toEqual([]);
      });

      test('of a row as it was read takes it away, alone and among others', async () => {
        await store.commit('p', [create('alone'), create('a'), create('b'), create('stays')]);
        const [a, alone, b] = (await store.list('p', {})).rows as [Row, Row, Row];
        expect(await store.commit('p', [deleteAsRead(alone)])).toEqual({ ok: true, etags: new Map() });
        expect(await store.commit('p', [deleteAsRead(a), { op: 'put', key: 'new', value: {} }, deleteAsRead(b)])).toMatchObject({ ok: true });
        expect(keys(await store.list('p', {}))).toEqual(['new', 'stays']);
      });

      test.each<{ name: string; meanwhile: Write[]; stays: object | undefined }>([
        { name: 'was updated', meanwhile: [{ op: 'update', key: 'k', value: { n: 2 }, etag: ANY_ETAG }], stays: { n: 2 } },
        { name: 'was put', meanwhile: [{ op: 'put', key: 'k', value: { n: 2 } }], stays: { n: 2 } },
        { name: 'was put as it was', meanwhile: [{ op: 'put', key: 'k', value: { n: 1 } }], stays: { n: 1 } },
        { name: 'is gone', meanwhile: [{ op: 'delete', key: 'k', etag: ANY_ETAG }], stays: undefined },
        { name: 'was made anew', meanwhile: [{ op: 'delete', key: 'k', etag: ANY_ETAG }, create('k', { n: 3 })], stays: { n: 3 } },
      ])('of a row as it was read is refused where it $name, alone and in a transaction of which nothing happens', async ({ meanwhile, stays }) => {
        await store.commit('p', [create('k', { n: 1 }), create('other', { n: 1 })]);
        const read = (await store.read('p', 'k')) as Row;
        for (const write of meanwhile) await store.commit('p', [write]);
        const refused = { ok: false, conflict: { key: 'k', reason: 'changed' } };
        expect(await store.commit('p', [deleteAsRead(read)])).toEqual(refused);
        const others: Write[] = [create('new'), { op: 'put', key: 'put', value: {} }, { op: 'delete', key: 'other', etag: ANY_ETAG }, { op: 'delete', key: 'none', etag: ANY_ETAG }];
        for (const at of [0, 2, 4]) expect(await store.commit('p', [...others.slice(0, at), deleteAsRead(read), ...others.slice(at)])).toEqual(refused);
        expect((await store.read('p', 'k'))?.value).toEqual(stays);
        expect(keys(await store.list('p', {}))).toEqual([...(stays === undefined ? [] : ['k']), 'other']);
      });

      test('each has its own condition: one that is missing whatever it was does not matter, one that changed does', async () => {
        await store.commit('p', [create('a'), create('b')]);
        const [a, b] = (await store.list('p', {})).rows as [Row, Row];
        const writes: Write[] = [{ op: 'delete', key: 'none', etag: ANY_ETAG }, deleteAsRead(a), deleteAsRead(b)];
        await store.commit('p', [{ op: 'put', key: 'b', value: {} }]);
        expect(await store.commit('p', writes)).toEqual({ ok: false, conflict: { key: 'b', reason: 'changed' } });
        expect(keys(await store.list('p', {}))).toEqual(['a', 'b']);
        expect(await store.commit('p', writes.slice(0, 2))).toMatchObject({ ok: true });
        expect(keys(await store.list('p', {}))).toEqual(['b']);
      });

      test('racing for a row as it was read are won by exactly one', async () => {
        await store.commit('p', [create('k')]);
        const read = (await store.read('p', 'k')) as Row;
        const outcomes = await Promise.all(Array.from({ length: 6 }, (_, i) => store.commit('p', [deleteAsRead(read), create(`mine${i}`)])));
        expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
        expect(keys(await store.list('p', {}))).toEqual([`mine${outcomes.findIndex(({ ok }) => ok)}`]);
      });

      test('a conflict elsewhere still counts', async () => {
        await store.commit('p', [create('taken')]);
        expect(await store.commit('p', [{ op: 'delete', key: 'none', etag: ANY_ETAG }, create('taken')])).toEqual({ ok: false, conflict: { key: 'taken', reason: 'exists' } });
      });
    });

    describe('reading', () => {
      test('what is not there is undefined or an empty page', async () => {
        expect(await store.read('p', 'k')).toBeUndefined();
        expect(await store.list('p', {})).toEqual({ rows: [] });
        expect(await store.listAcross({ fromPartition: 'a', toPartition: 'z' })).toEqual({ rows: [] });
      });

      test('keys come in order of their characters, upper case first', async () => {
        await commitAll(store, 'p', ['b', 'a', 'B', '10', '9', 'a|2', 'a|10', 'a-', 'ü', 'a '].map((key) => create(key)));
        expect(keys(await store.list('p', {}))).toEqual(['10', '9', 'B', 'a', 'a ', 'a-', 'a|10', 'a|2', 'b', 'ü']);
      });

      test('a prefix ends where the next begins', async () => {
        await commitAll(store, 'p', ['a', 'a{', 'a|', 'a|1', 'a|2', 'a}', 'b'].map((key) => create(key)));
        expect(keys(await store.list('p', { prefix: 'a|' }))).toEqual(['a|', 'a|1', 'a|2']);
        expect(keys(await store.list('p', { prefix: 'a|', after: 'a|1' }))).toEqual(['a|2']);
        expect(keys(await store.list('p', { prefix: 'a|', after: 'a' }))).toEqual(['a|', 'a|1', 'a|2']);
        expect(keys(await store.list('p', { prefix: 'a|', after: 'b' }))).toEqual([]);
        expect(keys(await store.list('p', { prefix: '' }))).toHaveLength(7);
      });

      test('pages: every row once, in order, however small the page', async () => {
        await commitAll(store, 'p', Array.from({ length: 7 }, (_, i) => create(`k${i}`)));
        const { rows, pages } = await readAll((continuation) => store.list('p', { prefix: 'k', after: 'k0', limit: 2, ...from(continuation) }));
        expect([rows.map((row) => row.key), pages]).toEqual([['k1', 'k2', 'k3', 'k4', 'k5', 'k6'], 3]);
      });

      test('more than 1000 rows come in pages of 1000', async () => {
        const written = Array.from({ length: 1_050 }, (_, i) => `k${String(i).padStart(4, '0')}`);
        await commitAll(store, 'p', written.map((key) => create(key)));
        expect(keys(await store.list('p', {}))).toEqual(written.slice(0, 1000));
        const { rows, pages } = await readAll((continuation) => store.list('p', from(continuation)));
        expect([rows.map((row) => row.key), pages]).toEqual([written, 2]);
      });

      test('a page goes on although the row it would begin with is gone', async () => {
        await commitAll(store, 'p', ['a', 'b', 'c', 'd'].map((key) => create(key)));
        const { continuation } = await store.list('p', { limit: 2 });
        await store.commit('p', [{ op: 'delete', key: 'c', etag: ANY_ETAG }]);
        expect(keys(await store.list('p', { limit: 2, ...from(continuation) }))).toEqual(['d']);
      });

      test('across partitions: half-open, in order of partition, then key', async () => {
        for (const partition of ['2026-01-01T10|00', '2026-01-01T09|01', '2026-01-01T09|00', '2026-01-01T11|00']) await store.commit(partition, [create('b'), create('a')]);
        const range = { fromPartition: '2026-01-01T09|01', toPartition: '2026-01-01T11|00' };
        const all = ['2026-01-01T09|01', '2026-01-01T10|00'].flatMap((partition) => ['a', 'b'].map((key) => ({ partition, key, value: {} })));
        expect((await store.listAcross(range)).rows.map(content)).toEqual(all);
        const { rows, pages } = await readAll((continuation) => store.listAcross({ ...range, limit: 3, ...from(continuation) }));
        expect([rows.map(content), pages]).toEqual([all, 2]);
      });

      test('across partitions a continuation of another range leads nowhere outside of the asked one', async () => {
        for (const partition of ['a|0', 'b|0', 'c|0']) await commitAll(store, partition, [create('line|a'), create('line|b')]);
        const continuationOf = async (fromPartition: string) => (await store.listAcross({ fromPartition, toPartition: 'z', limit: 1 })).continuation;
        for (const other of ['a', 'c']) {
          const { rows } = await readAll((continuation) => continuationOf(other).then((begin) => store.listAcross({ fromPartition: 'b', toPartition: 'c', prefix: 'line|', ...from(continuation ?? begin) })));
          expect([other, rows.map(({ partition }) => partition)]).toEqual([other, other === 'a' ? ['b|0', 'b|0'] : []]);
        }
      });

      test('across partitions with a prefix: of each only the keys that begin so, in pages that go on from one to the next', async () => {
        for (const partition of ['p|0', 'p|1', 'p|2', 'p|3', 'p|4']) await store.commit(partition, partition === 'p|1' ? [create('seal')] : ['line|a', 'line|b', 'seal', 'lime', 'linf'].map((key) => create(key)));
        const range = { fromPartition: 'p|0', toPartition: 'p|4', prefix: 'line|' };
        const all = ['p|0', 'p|2', 'p|3'].flatMap((partition) => ['line|a', 'line|b'].map((key) => ({ partition, key, value: {} })));
        expect((await store.listAcross(range)).rows.map(content)).toEqual(all);
        for (const limit of [1, 2, 3]) expect((await readAll((continuation) => store.listAcross({ ...range, limit, ...from(continuation) }))).rows.map(content)).toEqual(all);
      });
    });

    describe('limits, refused before anything happens', () => {
      test.each<{ name: string; writes: readonly Write[] }>([
        { name: `${mostWrites + 1} writes`, writes: Array.from({ length: mostWrites + 1 }, (_, i) => create(`k${i}`)) },
        { name: 'a key twice', writes: [create('k'), { op: 'delete', key: 'k', etag: ANY_ETAG }] },
        { name: 'an entity over 1 MiB', writes: [create('k', { text: 'x'.repeat(524_288) })] },
        { name: 'a transaction over 4 MiB', writes: Array.from({ length: 10 }, (_, i) => create(`k${i}`, { text: 'x'.repeat(450_000) })) },
        { name: 'a transaction over 4 MiB once quoted', writes: Array.from({ length: 5 }, (_, i) => create(`k${i}`, { text: '"'.repeat(250_000) })) },
        { name: 'an empty key', writes: [create('')] },
        { name: 'a key over 1 KiB', writes: [create('k'.repeat(513))] },
        { name: 'a value that is a list', writes: [create('k', [])] },
      ])('$name', async ({ writes }) => {
        await expect(store.commit('p', writes)).rejects.toThrow(RangeError);
        expect((await store.list('p', {})).rows).toEqual([]);
      });

      test('what is just within them is written', async () => {
        expect(await store.commit('p', [create('k'.repeat(512), { text: 'x'.repeat(500_000) })])).toMatchObject({ ok: true });
        expect(await store.commit('p', Array.from({ length: 9 }, (_, i) => create(`k${i}`, { text: 'x'.repeat(450_000) })))).toMatchObject({ ok: true });
      });

      test.each([0, 1001, 1.5])('a page of %d rows', async (limit) => {
        await expect(store.list('p', { limit })).rejects.toThrow(RangeError);
        await expect(store.listAcross({ fromPartition: 'a', toPartition: 'b', limit })).rejects.toThrow(RangeError);
      });

      test('an empty partition key', async () => {
        await expect(store.commit('', [create('k')])).rejects.toThrow(RangeError);
      });

      // 512 characters are 1 KiB in UTF-16; a space stays one, a percent sign and all that is not ASCII become five.
      describe.each([
        { name: '512 plain characters', within: 'k'.repeat(512), over: 'k'.repeat(513) },
        { name: '512 characters once a space is kept', within: ' '.repeat(512), over: ' '.repeat(513) },
        { name: '512 characters once escaped', within: `${'ü'.repeat(102)}kk`, over: 'ü'.repeat(103) },
      ])('[DUE-2] a key in what is read: $name and one more', ({ within, over }) => {
        test.each<{ what: string; read: (key: string) => Promise<unknown>; none: unknown }>([
          { what: 'a row key', read: (key) => store.read('p', key), none: undefined },
          { what: 'a partition key', read: (key) => store.read(key, 'k'), none: undefined },
          { what: 'the partition of a list', read: (key) => store.list(key, {}), none: { rows: [] } },
          { what: 'a prefix', read: (prefix) => store.list('p', { prefix }), none: { rows: [] } },
          { what: 'where a list goes on', read: (after) => store.list('p', { after }), none: { rows: [] } },
          { what: 'the first partition of many', read: (fromPartition) => store.listAcross({ fromPartition, toPartition: '~' }), none: { rows: [] } },
          { what: 'a prefix in many partitions', read: (prefix) => store.listAcross({ fromPartition: ' ', toPartition: '~', prefix }), none: { rows: [] } },
          { what: 'the end of many partitions', read: (toPartition) => store.listAcross({ fromPartition: ' ', toPartition }), none: { rows: [] } },
        ])('$what', async ({ read, none }) => {
          expect(await read(within)).toEqual(none);
          await expect(read(over)).rejects.toThrow(KeyNotStorable);
        });
      });

      test('[DUE-2] an empty key in what is read', async () => {
        await expect(store.read('', 'k')).rejects.toThrow(KeyNotStorable);
        await expect(store.read('p', '')).rejects.toThrow(KeyNotStorable);
        await expect(store.list('', {})).rejects.toThrow(KeyNotStorable);
      });
    });
  });
};
