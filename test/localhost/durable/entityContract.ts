import type * as df from 'durable-functions';
import { newEntity } from '../../../src/localhost/durable/entityTurn';
import { type EntityRecord, type Message } from '../../../src/localhost/durable/instance';
import { VersionConflict, type DurableStore, type InboxRow, type TurnWrite } from '../../../src/localhost/durable/store/port';
import { durableApp, START, type DurableApp } from './durableApp';
import { atEveryWrite } from './faultyStore';
import { newRecord } from './storeContract';

export const entity = (id: string, change: Partial<EntityRecord> = {}): EntityRecord => ({ ...newEntity(id, START), exists: true, state: '0', ...change });

export const messages = (key: string, ...ops: string[]): InboxRow => ({ key, messages: ops.map((op): Message => ({ kind: 'request', request: { op, signal: true, id: `${key} ${op}` }, origin: null })) });

/** An entity's turn. */
export const turn = (record: EntityRecord, expected?: string, consumed: readonly string[] = []): TurnWrite => ({ record, expected, events: [], consumed });

const EMPTY = { stored: undefined, history: [], inbox: [] };

/** What every store promises of entities. @param make a new store without instances. */
export const entityContract = (name: string, make: () => Promise<DurableStore>): void => {
  describe(`${name}: storing entities`, () => {
    let store: DurableStore;
    beforeEach(async () => {
      store = await make();
    });
    afterEach(() => store.close());

    it('reads several, each with its own rows', async () => {
      const ids = ['@c@a', '@c@a0', '@c@a=', '@c@a:', '@c@a=:i', '@c@', '@c@b', '@c@ü/"\''];
      const [none = '', ...some] = ids;
      for (const id of some) await store.commit(turn(entity(id, { state: JSON.stringify(id) })));
      for (const id of ids) await store.post(id, messages('00002', id));
      for (const id of ids) await store.post(id, messages('00001', `${id} first`));
      const loaded = await store.loadEntities(ids);
      expect(loaded.map(({ stored, inbox }) => [stored?.record, inbox])).toEqual([none, ...some].map((id) => [id === none ? undefined : entity(id, { state: JSON.stringify(id) }), [messages('00001', `${id} first`), messages('00002', id)]]));
      expect(await store.loadEntities(['@c@none', '@c@b', '@c@nobody'])).toEqual([EMPTY, loaded[6], EMPTY]);
      expect(await Promise.all(ids.map((id) => store.load(id)))).toEqual(loaded);
    });

    it('stores turns of several as a whole, and answers the version of each', async () => {
      await store.post('@c@b', messages('00001', 'x'));
      await store.post('@c@b', messages('00002', 'y'));
      const first = await store.commitEntities([turn(entity('@c@a')), turn(entity('@c@b'), undefined, ['00001']), turn(entity('@c@c'))]);
      expect((await store.load('@c@b')).inbox).toEqual([messages('00002', 'y')]);
      const second = await store.commitEntities([turn(entity('@c@c', { turn: 2 }), first[2]), turn(entity('@c@b', { turn: 2 }), first[1], ['00002']), turn(entity('@c@a', { turn: 2 }), first[0])]);
      expect((await store.loadEntities(['@c@a', '@c@b', '@c@c'])).map(({ stored, inbox }) => [stored, inbox])).toEqual([
        [{ record: entity('@c@a', { turn: 2 }), version: second[2] }, []],
        [{ record: entity('@c@b', { turn: 2 }), version: second[1] }, []],
        [{ record: entity('@c@c', { turn: 2 }), version: second[0] }, []],
      ]);
    });

    it.each([
      ['that is there already', () => turn(entity('@c@b', { turn: 9 }))],
      ['that began with an older record', (older?: string) => turn(entity('@c@b', { turn: 9 }), older)],
      ['that uses messages which are gone', () => turn(entity('@c@new'), undefined, ['00007'])],
    ])('stores none of several when there is one %s', async (_, wrong) => {
      const [version, older] = await store.commitEntities([turn(entity('@c@a')), turn(entity('@c@b'))]);
      await store.commit(turn(entity('@c@b', { turn: 1 }), older));
      await store.post('@c@a', messages('00001', 'x'));
      const bad = wrong(older);
      const ids = ['@c@a', '@c@b', '@c@c', '@c@d', '@c@new'];
      const before = await store.loadEntities(ids);
      const turns = [turn(entity('@c@c')), turn(entity('@c@a', { turn: 9 }), version, ['00001']), bad, turn(entity('@c@d'))];
      await expect(store.commitEntities(turns)).rejects.toThrow(VersionConflict);
      expect(await store.loadEntities(ids)).toEqual(before);
      // What is left is as good as before for those that are right.
      await store.commitEntities(turns.filter((one) => one !== bad));
      expect((await store.load('@c@a')).stored?.record).toMatchObject({ turn: 9 });
    });

    it('takes messages for several, and the same ones once', async () => {
      const posts = ['@c@a', '@c@b', '@c@a'].map((id, n) => ({ id, row: messages(`0000${n}`, `${n}`) }));
      expect(await store.postEntities(posts)).toBe(3);
      expect(await store.postEntities(posts.slice(1))).toBe(2);
      expect((await store.loadEntities(['@c@a', '@c@b'])).map(({ inbox }) => inbox)).toEqual([[messages('00000', '0'), messages('00002', '2')], [messages('00001', '1')]]);
    });

    it('removes everything of one, and nothing of its neighbours', async () => {
      for (const id of ['@c@a', '@c@a0', '@c@b']) {
        await store.commit(turn(entity(id)));
        await store.post(id, messages('00001', 'x'));
      }
      await store.purge('@c@a');
      expect(await store.load('@c@a')).toEqual(EMPTY);
      expect((await store.loadEntities(['@c@a0', '@c@b'])).map(({ stored, inbox }) => [stored?.record.id, inbox.length])).toEqual([['@c@a0', 1], ['@c@b', 1]]);
    });

    it('lists them among orchestrations, by page, once each', async () => {
      const ids = ['7', 'a', 'z', '@odd', '@c@a', '@c@b', '@d@a', 'i:7', '@c@a0', '@d@a@b'];
      for (const id of ids) {
        if (/^@.@/.test(id)) await store.commit(turn(entity(id)));
        else await store.create(newRecord(id));
        await store.markLive(id);
        await store.post(id, messages('00001', 'x'));
      }
      await store.post('@c@never', messages('00001', 'x'));
      const listed = async (query: object): Promise<string[]> => {
        for (const top of [1, 2, 4]) {
          const found: string[] = [];
          let token: string | undefined;
          do {
            const page = await store.list({ ...query, top, token });
            expect(page.records.length).toBeLessThanOrEqual(top);
            found.push(...page.records.map(({ id }) => id));
            token = page.token;
          } while (token !== undefined);
          expect(found.sort()).toEqual((await store.list(query)).records.map(({ id }) => id).sort());
        }
        return (await store.list(query)).records.map(({ id }) => id).sort();
      };
      expect(await listed({})).toEqual([...ids].sort());
      expect(await listed({ kind: 'entity' })).toEqual(['@c@a', '@c@a0', '@c@b', '@d@a', '@d@a@b']);
      expect(await listed({ kind: 'orchestration' })).toEqual(['7', '@odd', 'a', 'i:7', 'z']);
      expect(await listed({ idPrefix: '@c@a' })).toEqual(['@c@a', '@c@a0']);
      expect(await listed({ idPrefix: '@' })).toEqual(['@c@a', '@c@a0', '@c@b', '@d@a', '@d@a@b', '@odd']);
      expect(await listed({ idPrefix: 'a' })).toEqual(['a']);
      expect(await listed({ statuses: ['Pending'] })).toEqual(['7', '@odd', 'a', 'i:7', 'z']);
      expect(await listed({ statuses: ['Running'] })).toEqual(['@c@a', '@c@a0', '@c@b', '@d@a', '@d@a@b']);
    });
  });

  describe(`${name}: signals to several entities, a crash at any write`, () => {
    const KEYS = ['a', 'b', 'c', 'd'];
    const scene = ({ app, EntityId }: typeof df): void => {
      app.orchestration('spread', function* ({ df: context }): Generator<df.Task, unknown, never> {
        for (const n of [1, 2]) for (const key of KEYS) context.signalEntity(new EntityId('log', key), 'add', n);
        yield context.callActivity('nothing');
        for (const key of KEYS) context.signalEntity(new EntityId('log', key), 'add', 3);
        return 'sent';
      });
      app.activity('nothing', { handler: () => null });
      app.entity<number[]>('log', ({ df: own }) => {
        const n = own.getInput<number>() ?? 0;
        own.setState([...(own.getState(() => []) ?? []), n]);
        if (n === 3 && own.operationName === 'add') own.signalEntity(new EntityId('log', 'all'), 'passed', n);
      });
    };
    const log = async (app: DurableApp, key: string): Promise<unknown> => JSON.parse(String((await app.call('GET', `entities/log/${key}`)).body)) as unknown;

    it('leaves each with every signal, once and in order', async () => {
      const writes = await atEveryWrite(
        make,
        async (faulty) => {
          const run = await durableApp(scene, faulty);
          return { run, finished: run.call('POST', 'orchestrators/spread/s').then(() => run.clock.idle()) };
        },
        async ({ run, store, died, where }) => {
          const again = died ? await run.restart(store) : run;
          await again.clock.idle();
          if ((await again.call('GET', 'instances/s')).status === 404) await again.call('POST', 'orchestrators/spread/s');
          await again.clock.idle();
          const logs = await Promise.all([...KEYS, 'all'].map((key) => log(again, key)));
          expect([where, logs]).toEqual([where, [...KEYS.map(() => [1, 2, 3]), KEYS.map(() => 3)]]);
          const inboxes = (await store.loadEntities([...KEYS, 'all'].map((key) => `@log@${key}`))).map(({ inbox }) => inbox);
          expect([where, inboxes.flat()]).toEqual([where, []]);
          await again.runtime.stop();
        },
      );
      expect(writes).toBeGreaterThan(6);
    });
  });
};
