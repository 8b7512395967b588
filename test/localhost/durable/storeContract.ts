import type * as df from 'durable-functions';
import { type OrchestrationRecord } from '../../../src/localhost/durable/instance';
import { EventType, type HistoryEvent } from '../../../src/localhost/durable/protocol';
import { VersionConflict, type DurableStore, type InboxRow } from '../../../src/localhost/durable/store/port';
import { durableApp, HOUR, START } from './durableApp';
import { atEveryWrite } from './faultyStore';

/** A record as a start makes it. */
export const newRecord = (id: string, change: Partial<OrchestrationRecord> = {}): OrchestrationRecord => ({
  kind: 'orchestration',
  id,
  name: 'o',
  version: '',
  executionId: 'e1',
  generation: 0,
  turn: 0,
  status: 'Pending',
  createdAt: '2026-01-31T10:00:00.000Z',
  updatedAt: '2026-01-31T10:00:00.000Z',
  input: null,
  output: null,
  customStatus: null,
  parent: null,
  carried: [],
  cancelledTimers: [],
  outbox: [],
  ...change,
});

const raised = (name: string, input = 'null'): HistoryEvent => ({ EventType: EventType.EventRaised, EventId: -1, IsPlayed: false, Timestamp: '2026-01-31T10:00:00.000Z', Name: name, Input: input });

const row = (key: string, ...names: string[]): InboxRow => ({ key, messages: names.map((name) => ({ kind: 'event', event: raised(name) })) });

/** Activities of the crash scene (`part n` gives 2 n) whose results are in the history or the inbox. */
const recordedParts = async (store: DurableStore): Promise<string[]> => {
  const loaded = await Promise.all(['p', 'kid'].map((id) => store.load(id)));
  const events = loaded.flatMap(({ history, inbox }) => [...history, ...inbox.flatMap((row) => row.messages.flatMap((message) => (message.kind === 'event' ? [message.event] : [])))]);
  return events.flatMap((event) => (event.EventType === EventType.TaskCompleted ? [`part ${Number(event.Result) / 2}`] : []));
};

/** What every store promises. @param make a new store without instances. */
export const storeContract = (name: string, make: () => Promise<DurableStore>): void => {
  describe(`${name}: storing`, () => {
    let store: DurableStore;
    beforeEach(async () => {
      store = await make();
    });
    afterEach(() => store.close());

    it('creates an id once', async () => {
      const version = await store.create(newRecord('a'));
      expect(await store.create(newRecord('a', { name: 'other' }))).toBeUndefined();
      expect(await store.read('a')).toEqual({ record: newRecord('a'), version });
      expect(await store.read('b')).toBeUndefined();
    });

    it.each(['plain', 'with/every\\kind#of?strange%key', "it's =0041", 'ünï ☃', '@odd'])('keeps the id %s', async (id) => {
      await store.create(newRecord(id));
      await store.post(id, row('00001', 'x'));
      await store.markLive(id);
      expect((await store.load(id)).stored?.record.id).toBe(id);
      expect(await store.liveIds()).toEqual([id]);
      expect((await store.list({ kind: 'orchestration', idPrefix: id.slice(0, 4) })).records.map((found) => found.id)).toEqual([id]);
    });

    it('stores a turn as a whole: record, history, inbox', async () => {
      const first = await store.create(newRecord('a'));
      await store.post('a', row('00002', 'two'));
      await store.post('a', row('00001', 'one', 'and a half'));
      await store.post('a', row('00001', 'one', 'and a half'));
      expect((await store.load('a')).inbox).toEqual([row('00001', 'one', 'and a half'), row('00002', 'two')]);
      const second = await store.commit({ record: newRecord('a', { turn: 1 }), expected: first, events: [raised('one')], consumed: ['00001'] });
      const third = await store.commit({ record: newRecord('a', { turn: 2 }), expected: second, events: [raised('two')], consumed: [] });
      const loaded = await store.load('a');
      expect(loaded.stored).toEqual({ record: newRecord('a', { turn: 2 }), version: third });
      expect(loaded.history).toEqual([raised('one'), raised('two')]);
      expect(loaded.inbox).toEqual([row('00002', 'two')]);
    });

    it('refuses a turn that began with an older record, and changes nothing', async () => {
      const first = await store.create(newRecord('a'));
      await store.post('a', row('00001', 'one'));
      await store.commit({ record: newRecord('a', { turn: 1 }), expected: first, events: [raised('one')], consumed: [] });
      await expect(store.commit({ record: newRecord('a', { turn: 1, name: 'late' }), expected: first, events: [raised('late')], consumed: ['00001'] })).rejects.toThrow(VersionConflict);
      await expect(store.commit({ record: newRecord('a', { turn: 1 }), expected: undefined, events: [], consumed: [] })).rejects.toThrow(VersionConflict);
      const loaded = await store.load('a');
      expect([loaded.history, loaded.inbox, loaded.stored?.record]).toEqual([[raised('one')], [row('00001', 'one')], newRecord('a', { turn: 1 })]);
    });

    it('refuses a turn that uses messages which are gone, and changes nothing', async () => {
      const first = await store.create(newRecord('a'));
      await store.post('a', row('00001', 'one'));
      await expect(store.commit({ record: newRecord('a', { turn: 1 }), expected: first, events: [], consumed: ['00001', '00002'] })).rejects.toThrow(VersionConflict);
      expect(await store.load('a')).toMatchObject({ stored: { record: newRecord('a') }, inbox: [row('00001', 'one')] });
    });

    it('forgets the history of a generation that ends, however long', async () => {
      let version = await store.create(newRecord('a'));
      for (let turn = 1; turn <= 130; turn += 1) version = await store.commit({ record: newRecord('a', { turn }), expected: version, events: [raised(`t${turn}`)], consumed: [] });
      const anew = newRecord('a', { generation: 1, turn: 0 });
      version = await store.commit({ record: anew, expected: version, events: [], consumed: [], replaces: newRecord('a', { turn: 130 }) });
      expect((await store.load('a')).history).toEqual([]);
      await store.commit({ record: { ...anew, turn: 1 }, expected: version, events: [raised('new')], consumed: [] });
      expect((await store.load('a')).history).toEqual([raised('new')]);
    });

    it('starts a generation anew though rows of the old one are missing', async () => {
      const first = await store.create(newRecord('a'));
      const second = await store.commit({ record: newRecord('a', { turn: 2 }), expected: first, events: [raised('two')], consumed: [] });
      const third = await store.commit({ record: newRecord('a', { generation: 1 }), expected: second, events: [], consumed: [], replaces: newRecord('a', { turn: 2 }) });
      expect(await store.load('a')).toMatchObject({ stored: { version: third }, history: [] });
    });

    it('discards messages, also those that are gone', async () => {
      await store.create(newRecord('a'));
      await store.post('a', row('00001', 'x'));
      await store.post('a', row('00002', 'y'));
      await store.discard('a', ['00000', '00001']);
      expect((await store.load('a')).inbox).toEqual([row('00002', 'y')]);
    });

    it.each([29_999, 30_001, 250_000, 1_500_000])('keeps texts of %d characters', async (length) => {
      const text = JSON.stringify('é'.repeat(length));
      const big = newRecord('a', { input: text, output: text });
      let version = await store.create(big);
      await store.post('a', { key: '00001', messages: [{ kind: 'event', event: raised('big', text) }] });
      version = await store.commit({ record: { ...big, turn: 1 }, expected: version, events: [raised('big', text)], consumed: [] });
      const loaded = await store.load('a');
      expect(loaded.stored).toEqual({ record: { ...big, turn: 1 }, version });
      expect(loaded.history).toEqual([raised('big', text)]);
      expect(loaded.inbox[0]?.messages).toEqual([{ kind: 'event', event: raised('big', text) }]);
      expect(await store.read('a')).toEqual({ record: { ...big, turn: 1 }, version });
      expect((await store.list({ kind: 'orchestration' })).records).toEqual([{ ...big, turn: 1 }]);
      await store.commit({ record: newRecord('a', { generation: 1 }), expected: version, events: [], consumed: ['00001'], replaces: { ...big, turn: 1 } });
      expect(await store.load('a')).toMatchObject({ history: [], inbox: [] });
    });

    it('removes everything of an instance', async () => {
      const version = await store.create(newRecord('a'));
      await store.commit({ record: newRecord('a', { turn: 1 }), expected: version, events: [raised('x')], consumed: [] });
      await store.post('a', row('00001', 'y'));
      await store.purge('a');
      expect(await store.load('a')).toEqual({ stored: undefined, history: [], inbox: [] });
      await store.purge('a');
    });

    it('lists by page and filter', async () => {
      const ids = Array.from({ length: 7 }, (_, n) => `i${n}`);
      for (const [n, id] of ids.entries()) await store.create(newRecord(id, { status: n % 2 === 0 ? 'Running' : 'Completed', createdAt: new Date(START + n * HOUR).toISOString() }));
      const found: string[] = [];
      let token: string | undefined;
      do {
        const page = await store.list({ kind: 'orchestration', top: 3, token });
        expect(page.records.length).toBeLessThanOrEqual(3);
        found.push(...page.records.map(({ id }) => id));
        token = page.token;
      } while (token !== undefined);
      expect(found.sort()).toEqual(ids);
      const filtered = async (query: object): Promise<string[]> => (await store.list({ kind: 'orchestration', ...query })).records.map(({ id }) => id).sort();
      expect(await filtered({ statuses: ['Completed'] })).toEqual(['i1', 'i3', 'i5']);
      expect(await filtered({ createdFrom: START + 2 * HOUR, createdTo: START + 4 * HOUR })).toEqual(['i2', 'i3', 'i4']);
      expect(await filtered({ idPrefix: 'i6' })).toEqual(['i6']);
      expect(await filtered({ idPrefix: 'z' })).toEqual([]);
    });

    it('lists what is live', async () => {
      await Promise.all(['a', 'b', 'c'].map((id) => store.markLive(id)));
      store.markIdle('b');
      await store.markLive('d');
      await store.markLive('a');
      expect((await store.liveIds()).sort()).toEqual(['a', 'c', 'd']);
    });
  });

  describe(`${name}: a crash at any write`, () => {
    const scene = (calls: Map<string, number>) => (library: typeof df) => {
      const count = (key: string): void => void calls.set(key, (calls.get(key) ?? 0) + 1);
      library.app.orchestration('parent', function* ({ df: durable }): Generator<df.Task, unknown, never> {
        const parts = (yield durable.Task.all([1, 2, 3].map((n) => durable.callActivity('part', n)))) as number[];
        const timer = durable.createTimer(new Date(START + HOUR));
        yield timer;
        const child = yield durable.callSubOrchestrator('child', 10, 'kid');
        durable.signalEntity(new library.EntityId('sum', 's'), 'add', 5);
        const sum = yield durable.callEntity(new library.EntityId('sum', 's'), 'add', 7);
        return { parts, child, sum };
      });
      library.app.orchestration('child', function* ({ df: durable }): Generator<df.Task, unknown, never> {
        const round = durable.getInput<number>() ?? 0;
        const next = (yield durable.callActivity('part', round)) as number;
        if (next < 30) return durable.continueAsNew(next);
        return next;
      });
      library.app.activity('part', { handler: (n: number) => (count(`part ${n}`), n * 2) });
      library.app.entity('sum', (context) => {
        count('entity');
        const total = (context.df.getState(() => 0) as number) + (context.df.getInput<number>() ?? 0);
        context.df.setState(total);
        context.df.return(total);
      });
    };
    const expected = { parts: [2, 4, 6], child: 40, sum: 12 };

    it('leads to the same end, with one recorded result for each activity', async () => {
      let crashes = 0;
      await atEveryWrite(
        make,
        async (faulty) => {
          const calls = new Map<string, number>();
          const run = await durableApp(scene(calls), faulty);
          const acknowledged = run.call('POST', 'orchestrators/parent/p', undefined).then(() => true);
          return { run: { run, calls }, finished: acknowledged.then(() => run.clock.idle()).then(() => run.advance(2 * HOUR)) };
        },
        async ({ run: { run, calls }, store, died, where }) => {
          if (died) crashes += 1;
          const recorded = await recordedParts(store);
          const runs = recorded.map((key) => [key, calls.get(key)]);
          const again = died ? await run.restart(store) : run;
          await again.clock.idle();
          // A client whose start was never answered looks, and asks again if it has not arrived.
          if ((await again.call('GET', 'instances/p')).status === 404) await again.call('POST', 'orchestrators/parent/p', undefined);
          await again.clock.idle();
          await again.advance(2 * HOUR);
          expect([where, (await again.status('p')).output]).toEqual([where, expected]);
          const loaded = await store.load('p');
          const results = loaded.history.filter((event) => event.EventType === EventType.TaskCompleted);
          expect([where, results.length, loaded.inbox]).toEqual([where, 3, []]);
          const state = await again.call('GET', 'entities/sum/s');
          expect([where, String(state.body as Buffer)]).toEqual([where, '12']);
          // What was recorded when the process died has not run again.
          expect([where, recorded.map((key) => [key, calls.get(key)])]).toEqual([where, runs]);
          await again.runtime.stop();
        },
      );
      expect(crashes).toBeGreaterThan(20);
    });
  });
};
