import { setImmediate as nextTurn } from 'node:timers/promises';
import { CHANGED, Contention, type Patience } from '../../src/app/command/contention';
import { type Answer } from '../../src/app/command/answer';
import { type CommitOutcome, type KeyRange, type PartitionStore, type RowPage, type Write } from '../../src/kernel/partitionStore';
import { success } from '../../src/kernel/result';
import { type Stores } from '../../src/wiring/wiring';
import { etagOf } from '../../src/adapters/http/etag';
import { httpOver, type Reply } from '../support/httpWorld';
import { outcomeOf } from '../support/worldDesk';
import { Jitter, JitterStore } from '../support/worldJitter';
import { JournalStore } from '../support/worldJournal';
import { World } from '../support/world';

/** Business Standard: a customer holds 300 at most. */
const pooled = { sku: 'NCBUSSTAND01:0001' };
const at = '2021-06-18T10:00:00Z';
const seeds = Array.from({ length: 10 }, (_, index) => index * 7919 + 1);

let stores: Stores;
let id: string;

beforeAll(async () => {
  const world = await World.at(at);
  [id = ''] = await world.buy('havn', world.customer('Zonnebloem'), [pooled]);
  stores = world.stores;
});

const jittered = (seed: number) => {
  const jitter = new Jitter(seed, 300);
  return (store: PartitionStore) => new JitterStore(store, jitter);
};

/** The store, to be spread with what a test does otherwise. */
const through = (store: PartitionStore): PartitionStore => ({
  read: (partition, key) => store.read(partition, key),
  list: (partition, range) => store.list(partition, range),
  listAcross: (range) => store.listAcross(range),
  commit: (partition, writes) => store.commit(partition, writes),
});

const statusAndCode = ({ status, body }: Reply): string => (status === 200 ? '200' : `${status} ${String((body as { code?: unknown }).code)}`);

/** As many PATCHes at once as there are bodies. */
const together = async (world: World, bodies: readonly object[], headers: Readonly<Record<string, string>> = {}): Promise<Reply[]> => {
  const http = httpOver(world);
  const path = `/v1/customers/${world.customer('Zonnebloem')}/subscriptions/${id}`;
  return Promise.all(bodies.map((body) => http(path, { method: 'PATCH', body, headers })));
};

const quantities = (from: number) => Array.from({ length: 6 }, (_, index) => ({ quantity: from + index }));

describe('six changes of seats at once', () => {
  test.each(seeds)('[ORD-7] all inside the pool of 300: none is refused for seats that the others already asked for (order %d)', async (seed) => {
    const world = await World.at(at, stores, jittered(seed));
    expect((await together(world, quantities(250))).map(statusAndCode)).toEqual(Array.from({ length: 6 }, () => '200'));
    expect((await world.subscription(world.customer('Zonnebloem'), id)).version).toBe(7);
  });

  test.each(seeds)('[AUD-2] each is told once, after the one before it: no outbox is looked through for what others are just telling (order %d)', async (seed) => {
    const journal: string[] = [];
    const world = await World.at(at, stores, (store, table) => new JournalStore(jittered(seed)(store), table, journal));
    // The process does not know yet what was told before it.
    await together(world, [{ quantity: 240 }]);
    journal.length = 0;
    await together(world, quantities(250));
    expect(journal.filter((line) => line === 'Commerce list outbox')).toEqual([]);
    expect(journal.filter((line) => line.startsWith('Commerce commit') && line.includes('delete outbox'))).toHaveLength(6);
  });

  test.each(seeds)('[ORD-7] at what is left of the pool and beyond it: 270 is taken, 271 to 275 are not (order %d)', async (seed) => {
    const world = await World.at(at, stores, jittered(seed));
    await world.buy('havn', world.customer('Zonnebloem'), [{ ...pooled, quantity: 30 }]);
    expect((await together(world, quantities(270))).map(statusAndCode)).toEqual(['200', ...Array.from({ length: 5 }, () => '403 800088')]);
    expect((await world.subscription(world.customer('Zonnebloem'), id)).quantity).toBe(270);
  });

  test.each(seeds)('[SUB-2] under one etag: the first counts, and the others hear that it is stale, never that seats are missing (order %d)', async (seed) => {
    const world = await World.at(at, stores, jittered(seed));
    const answers = (await together(world, quantities(250), { 'If-Match': `"${etagOf({ id, version: 1 })}"` })).map(statusAndCode);
    expect(answers.toSorted()).toEqual(['200', ...Array.from({ length: 5 }, () => '400 2055')]);
  });
});

describe('fifty changes at once', () => {
  const named = Array.from({ length: 50 }, (_, index) => ({ friendlyName: `Office ${index}` }));

  test('[SUB-7] of one subscription are all carried out, one after the other', async () => {
    const world = await World.at(at, stores, jittered(1));
    expect((await together(world, named)).map(statusAndCode)).toEqual(named.map(() => '200'));
    expect((await world.subscription(world.customer('Zonnebloem'), id)).version).toBe(51);
    await world.advanceTo('2021-06-18T11:00:00Z');
    await world.expectNothingDue();
  });

  test('one deadline stands over the publishing of all of them', async () => {
    const journal: string[] = [];
    const world = await World.at(at, stores, (store, table) => new JournalStore(jittered(1)(store), table, journal));
    expect((await together(world, named)).map(statusAndCode)).toEqual(named.map(() => '200'));
    const of = (step: string) => journal.filter((each) => each === step).length;
    expect(of('Deadlines commit put publish')).toBe(1);
    expect(journal.filter((each) => each.startsWith('Commerce commit create receipt'))).toHaveLength(50);
  });

  test('[SUB-7] one that another process forestalls does too, and commits twice', async () => {
    const journal: string[] = [];
    const meanwhile = new Set<string>(['once']);
    const world: World = await World.at(at, stores, (store, table) => new JournalStore(table === 'Deadlines' ? { ...through(store), commit: forestalled } : store, table, journal));
    const other = world.newProcess();
    async function forestalled(this: unknown, partition: string, writes: readonly Write[]): Promise<CommitOutcome> {
      if (meanwhile.delete('once')) {
        const running = world.app;
        world.use(other);
        const done = outcomeOf(world.as('havn').patch(world.customer('Zonnebloem'), id, { friendlyName: 'Theirs' }));
        world.use(running);
        await done;
      }
      return stores.Deadlines.commit(partition, writes);
    }
    expect((await together(world, [{ friendlyName: 'Ours' }])).map(statusAndCode)).toEqual(['200']);
    expect(journal.filter((each) => each.startsWith('Commerce commit create receipt'))).toHaveLength(2);
    expect(journal.filter((each) => each === 'Deadlines commit put publish')).toHaveLength(1);
    expect(await world.subscription(world.customer('Zonnebloem'), id)).toMatchObject({ friendlyName: 'Ours', version: 3 });
  });

  test('[SUB-7] by two hosts as well', async () => {
    const world = await World.at(at, stores, jittered(2));
    const [one, other] = [world.app, world.newProcess(jittered(3))];
    const calls = named.map(({ friendlyName }, index) => {
      world.use(index % 2 === 0 ? one : other);
      return outcomeOf(world.as('havn').patch(world.customer('Zonnebloem'), id, { friendlyName }));
    });
    await Promise.all(calls);
    expect((await world.subscription(world.customer('Zonnebloem'), id)).version).toBe(51);
  });
});

describe('due work beside the commands of a customer', () => {
  const elsewhere = '2021-07-18T00:00:00Z';
  const planned = { productId: 'NCBUSSTAND01', skuId: '0001', billingCycle: 'monthly', termDuration: 'P1M' };

  test.each(seeds.slice(0, 5))('[REN-7] takes its turn in the same line: nothing is decided twice, though all of it is guarded by the one row (order %d)', async (seed) => {
    const prepared = await World.at(at, stores);
    const customer = prepared.customer('Zonnebloem');
    const [yearly = ''] = await prepared.buy('havn', customer, [{ ...pooled, termDuration: 'P1Y', billingCycle: 'annual', quantity: 5 }]);
    const path = `/v1/customers/${customer}/subscriptions`;
    const availabilityId = ((await httpOver(prepared)(`${path}/${id}`)).body as { offerId: string }).offerId.split(':')[2];
    expect(await httpOver(prepared)(`${path}/${id}`, { method: 'PATCH', body: { scheduledNextTermInstructions: { product: { ...planned, availabilityId }, quantity: 20 } } })).toMatchObject({ status: 200 });
    await prepared.advanceTo('2021-07-17T23:59:59Z');

    const journal: string[] = [];
    const world = await World.at(elsewhere, prepared.stores, (store, table) => new JournalStore(jittered(seed)(store), table, journal));
    const http = httpOver(world);
    const changes = [6, 7, 8, 9].map((quantity) => http(`${path}/${yearly}`, { method: 'PATCH', body: { quantity } }));
    const [answers] = await Promise.all([Promise.all(changes), world.tick()]);
    expect(answers.map(statusAndCode)).toEqual(['200', '200', '200', '200']);
    expect((await world.subscription(customer, id)).quantity).toBe(20);
    const guarded = journal.filter((each) => each.startsWith('Commerce commit') && each.includes('update customer'));
    expect(guarded.filter((each) => each.includes('create receipt'))).toHaveLength(4);
    expect(guarded.filter((each) => !each.includes('create receipt'))).toHaveLength(1);
  });
});

/** Somebody else is always faster. */
class LosingStore implements PartitionStore {
  constructor(private readonly inner: PartitionStore) {}

  read(partition: string, key: string) {
    return this.inner.read(partition, key);
  }

  list(partition: string, range: KeyRange): Promise<RowPage> {
    return this.inner.list(partition, range);
  }

  listAcross(range: Parameters<PartitionStore['listAcross']>[0]): Promise<RowPage> {
    return this.inner.listAcross(range);
  }

  async commit(_partition: string, writes: readonly Write[]): Promise<CommitOutcome> {
    return { ok: false, conflict: { key: writes[0]?.key ?? '', reason: 'changed' } };
  }
}

test('[SUB-2] a change that others forestall again and again is given up after ten seconds, with the time to try again in', async () => {
  const world = await World.at(at, stores, (store, table) => (table === 'Commerce' ? new LosingStore(store) : store));
  const before = await world.commerceRows();
  const [answer] = await together(world, [{ quantity: 11 }]);
  expect([answer && statusAndCode(answer), answer?.headers['Retry-After']]).toEqual(['409 800082', '5']);
  expect(world.patience.elapsed()).toBeGreaterThanOrEqual(10_000);
  expect(await world.commerceRows()).toEqual(before);
});

/** Runs something once, before a page of subscriptions is read: whatever was read before is then of another moment. */
const interrupting = (world: () => World, meanwhile: (world: World) => Promise<unknown>) => {
  let isDone = false;
  return (store: PartitionStore): PartitionStore => ({
    read: (partition, key) => store.read(partition, key),
    listAcross: (range) => store.listAcross(range),
    commit: (partition, writes) => store.commit(partition, writes),
    list: async (partition, range) => {
      if (range.prefix?.startsWith('subscription|') === true && !isDone) {
        isDone = true;
        const running = world().app;
        world().use(world().newProcess());
        const done = meanwhile(world());
        world().use(running);
        await done;
      }
      return store.list(partition, range);
    },
  });
};

describe('rows read at different moments', () => {
  const interrupted = async (meanwhile: (world: World) => Promise<unknown>): Promise<World> => {
    const world: World = await World.at(at, stores, interrupting(() => world, meanwhile));
    return world;
  };
  const to = (quantity: number) => (world: World) => outcomeOf(world.as('havn').patch(world.customer('Zonnebloem'), id, { quantity }));

  test('[ORD-7] a change is decided again before it is refused', async () => {
    const world = await interrupted(to(255));
    expect(await outcomeOf(world.as('havn').patch(world.customer('Zonnebloem'), id, { quantity: 250 }))).toMatchObject({ subscription: { quantity: 250, version: 3 } });
  });

  test('[ORD-7] a refusal that also the state of one moment leads to names what is left then', async () => {
    const world = await interrupted((running) => running.buy('havn', running.customer('Zonnebloem'), [{ ...pooled, quantity: 280 }]));
    const refused = await world.as('havn').patch(world.customer('Zonnebloem'), id, { quantity: 21 });
    expect(refused).toEqual({ ok: false, error: { kind: 'SeatsExceedWhatIsLeft', limit: 'pool', asked: 11, available: 10 } });
  });

  test('[PRE-1] a preview tells of one moment', async () => {
    const world = await interrupted(to(255));
    const preview = await world.as('havn').patch(world.customer('Zonnebloem'), id, { quantity: 256 }, { preview: true });
    expect(JSON.parse((preview as { value: Answer }).value.body)).toMatchObject({ subscription: { quantity: 256, version: 3 } });
  });
});

/** Time that passes only by pauses, and by hand. */
const patienceWith = (chance = 0) => {
  const pauses: number[] = [];
  const alarms = new Map<() => void, number>();
  let millis = 0;
  const pass = (more: number): void => {
    millis += more;
    for (const [ring, due] of alarms) if (due <= millis && alarms.delete(ring)) ring();
  };
  const patience: Patience = {
    elapsed: () => millis,
    pause: async (more) => {
      pauses.push(more);
      pass(more);
    },
    alarm: (more, ring) => {
      alarms.set(ring, millis + more);
      return () => void alarms.delete(ring);
    },
    chance: () => chance,
  };
  return { pauses, alarms, pass, contention: new Contention(patience) };
};

/** Work that ends when it is told to. */
const openEnded = () => {
  let finish: (outcome: string) => void = () => undefined;
  const ended = new Promise<string>((resolve) => (finish = resolve));
  return { finish, work: () => ended };
};

describe('the line of those who want the same', () => {
  test('[SUB-7] each goes in its turn, in the order in which they came; another subject waits for nobody', async () => {
    const { contention, pauses } = patienceWith();
    const first = openEnded();
    const order: string[] = [];
    const done = ['a', 'b', 'c'].map((name, index) =>
      contention.through('customer', async () => {
        order.push(`${name} begins`);
        const outcome = index === 0 ? await first.work() : name;
        order.push(`${name} ends`);
        return outcome;
      }),
    );
    expect(await contention.through('other customer', async () => 'quick')).toBe('quick');
    expect(order).toEqual(['a begins']);
    first.finish('a');
    expect([await Promise.all(done), pauses]).toEqual([['a', 'b', 'c'], []]);
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  test('one that another process forestalls tries again in the same turn', async () => {
    const { contention } = patienceWith();
    const order: string[] = [];
    const failingFirst = (name: string) => {
      let attempts = 0;
      return async (): Promise<string | typeof CHANGED> => {
        order.push(`${name}${(attempts += 1)}`);
        return attempts === 1 ? CHANGED : name;
      };
    };
    await Promise.all([contention.through('c', failingFirst('a')), contention.through('c', failingFirst('b'))]);
    expect(order).toEqual(['a1', 'a2', 'b1', 'b2']);
  });

  test.each([
    [0, [20, 40, 80, 160, 320, 500, 500]],
    [0.5, [15, 30, 60, 120, 240, 375, 375]],
  ])('pauses grow to half a second, less a random part (chance %d)', async (chance, expected) => {
    const { contention, pauses } = patienceWith(chance);
    expect(await contention.through('c', async () => CHANGED)).toBe(CHANGED);
    expect(pauses.slice(0, 7)).toEqual(expected);
    const total = pauses.reduce((sum, pause) => sum + pause, 0);
    expect([total >= 10_000, total < 10_500]).toEqual([true, true]);
  });

  test('who waited ten seconds leaves the line without having begun, and the one whose turn it is goes on', async () => {
    const { contention, pass, alarms } = patienceWith();
    const first = openEnded();
    let begun = 0;
    const holding = contention.through('c', first.work);
    const waiting = contention.through('c', async () => (begun += 1));
    await nextTurn();
    pass(9_999);
    const later = contention.through('c', async () => 'later');
    pass(1);
    expect([await waiting, begun]).toEqual([CHANGED, 0]);
    first.finish('first');
    expect(await Promise.all([holding, later])).toEqual(['first', 'later']);
    expect(alarms.size).toBe(0);
  });

  test('a hundred callers wait for one subject; one more is refused at once, work that nobody waits for is not', async () => {
    const { contention } = patienceWith();
    const first = openEnded();
    const holding = contention.through('c', first.work);
    const call = () => contention.asked('c', async () => success('served'));
    const waiting = Array.from({ length: 100 }, call);
    expect(await call()).toEqual({ ok: false, error: { kind: 'TooManyWaiting' } });
    expect(await contention.asked('other', async () => success('served'))).toEqual(success('served'));
    const due = contention.insist('c', 'it', async () => 'due');
    first.finish('first');
    expect(await Promise.all(waiting)).toEqual(Array.from({ length: 100 }, () => success('served')));
    expect([await holding, await due, await call()]).toEqual(['first', 'due', success('served')]);
  });

  test('one that throws passes its turn on', async () => {
    const { contention } = patienceWith();
    const broken = contention.through('c', () => Promise.reject(new Error('broken')));
    const [one, other] = await Promise.allSettled([broken, contention.insist('c', 'it', async () => 'done')]);
    expect([one.status, other]).toEqual(['rejected', { status: 'fulfilled', value: 'done' }]);
    expect(await contention.through('c', async () => 'next')).toBe('next');
  });

  test('work that sets off work on the same subject does not wait for itself, nor do two that set off work on each other', async () => {
    const { contention } = patienceWith();
    expect(await contention.through('c', () => contention.through('c', async () => 'inner'))).toBe('inner');
    const [one, other] = [openEnded(), openEnded()];
    const crossing = [
      contention.through('a', async () => (await one.work(), contention.through('b', async () => 'b of a'))),
      contention.through('b', async () => (await other.work(), contention.through('a', async () => 'a of b'))),
    ];
    one.finish('');
    other.finish('');
    expect(await Promise.all(crossing)).toEqual(['b of a', 'a of b']);
  });

  test('what a turn left running waits like anybody else once the turn is over', async () => {
    const { contention } = patienceWith();
    const [left, holder] = [openEnded(), openEnded()];
    let after: Promise<unknown> = Promise.resolve();
    const order: string[] = [];
    await contention.through('c', async () => {
      after = left.work().then(() => contention.through('c', async () => order.push('left behind')));
      return 'done';
    });
    const holding = contention.through('c', async () => {
      await holder.work();
      return order.push('holder');
    });
    left.finish('');
    await Promise.resolve();
    holder.finish('');
    await Promise.all([after, holding]);
    expect(order).toEqual(['holder', 'left behind']);
  });
});

test('[SUB-7] more callers of one customer than may wait are told when to come again, in the gateway\'s form', async () => {
  const hold = openEnded();
  const world = await World.at(at, stores, (store, table) => (table === 'Commerce' ? { ...through(store), read: async (partition, key) => (await hold.work(), store.read(partition, key)) } : store));
  const answers = together(world, Array.from({ length: 103 }, () => ({ friendlyName: 'Office' })));
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
  hold.finish('');
  const refused = (await answers).filter(({ status }) => status !== 200);
  expect(refused.map(({ status, body, headers }) => [status, body, headers['Retry-After']])).toEqual(Array.from({ length: 2 }, () => [429, { statusCode: 429, message: 'Too many requests at once. Try again in 5 seconds.' }, '5']));
});
