import { createHealthCheck, type Health } from '../../../src/app/health';
import { SweepRounds, type RoundRuntime } from '../../../src/app/due/sweepRound';
import { park } from '../../../src/app/operations/parked';
import { healthParts, statusOf, type HealthPart } from '../../../src/app/operations/healthParts';
import { InstallationHealth, type Seen } from '../../../src/app/operations/installationHealth';
import { schemaVersion } from '../../../src/app/schema/schemaVersions';
import { SettingsWrong } from '../../../src/app/settingsWrong';
import { StoreUnavailable } from '../../../src/kernel/partitionStore';
import { instant, plusMinutes } from '../../../src/kernel/instant';
import { CountingStore, OperationCounts } from '../../support/countingStore';
import { World } from '../../support/world';
import { WorldPatience } from '../../support/worldPatience';

const at = '2021-06-18T10:00:00.000Z';
const operator = { tenantId: 'operator', userId: 'o' };
const runtime: RoundRuntime = { processes: { start: async () => undefined, tell: async () => undefined }, startInvoices: async () => undefined, hub: { isLive: async () => false } };

const checkOf = (world: World): (() => Promise<Health>) => createHealthCheck({ app: async () => world.app, patience: world.patience });
const partOf = ({ parts }: Pick<Health, 'parts'>, name: HealthPart['name']): HealthPart | undefined => parts.find((part) => part.name === name);

describe('[DUE-5] what a sweep leaves to be seen', () => {
  test('is how many are due, parked and unreadable, and how old the oldest is, in the app\'s clock; also as metrics', async () => {
    const world = await World.at(at);
    await world.buy('havn', world.customer('Zonnebloem'), [{ sku: 'NCBUSSTAND01:0001' }]);
    await world.advanceTo('2021-07-17T00:00:00Z');
    const rounds = new SweepRounds();
    await rounds.run(world.app, runtime);
    world.sleepUntil('2021-07-18T00:20:00Z');
    await park(world.app, { at: instant(at), kind: 'cartExpiry', customerId: world.customer('Zonnebloem'), subject: 'cart 1' }, { since: instant(at), reason: 'x', attempts: 2 }, world.now());
    await world.app.unreadable.raise([{ table: 'Commerce', partition: 'p', key: 'k', etag: 'e', kind: 'cart', reason: 'spoilt', partnerIds: [] }]);
    await rounds.run(world.app, runtime);
    const gauges = ['nextterm.due', 'nextterm.overdue', 'nextterm.parked', 'nextterm.outbox.lag', 'nextterm.deadletters', 'nextterm.unreadable', 'nextterm.sweep.age', 'nextterm.held'] as const;
    expect(gauges.map((name) => [name, world.measures.last(name)])).toEqual([['nextterm.due', 1], ['nextterm.overdue', 1200], ['nextterm.parked', 1], ['nextterm.outbox.lag', 0], ['nextterm.deadletters', 0], ['nextterm.unreadable', 1], ['nextterm.sweep.age', 87_600], ['nextterm.held', 0]]);
    const health = await checkOf(world)();
    expect(health).toMatchObject({ healthy: true, status: 'degraded' });
    expect(health.parts).toEqual([
      { name: 'storage', state: 'up' },
      { name: 'bus', state: 'none' },
      { name: 'sweep', state: 'up', told: 'running', seconds: 0 },
      { name: 'hub', state: 'up' },
      { name: 'due', state: 'degraded', kind: 'renewal', seconds: 1200 },
      { name: 'outbox', state: 'up' },
      { name: 'parked', state: 'degraded', count: 1 },
      { name: 'consumers', state: 'up', count: 0 },
      { name: 'deadLetters', state: 'up', count: 0 },
      { name: 'unreadable', state: 'degraded', count: 1 },
    ]);
  });

  test('is bounded in cost: nine operations of an installation that has nothing to do, and none for probes that ask within five seconds', async () => {
    const counts = new OperationCounts();
    const world = await World.at(at, undefined, (store, table) => new CountingStore(store, table, counts));
    const taken = (): number => {
      const count = counts.operations();
      counts.reset();
      return count;
    };
    const rounds = new SweepRounds();
    await rounds.run(world.app, runtime);
    world.sleepUntil('2021-06-18T10:01:00Z');
    expect(taken()).toBeGreaterThan(0);
    await rounds.run(world.app, runtime);
    expect(taken()).toBe(9);
    const check = checkOf(world);
    await Promise.all(Array.from({ length: 20 }, check));
    expect(taken()).toBe(3);
    world.sleepUntil('2021-06-18T10:01:04.999Z');
    await check();
    expect(taken()).toBe(0);
    world.sleepUntil('2021-06-18T10:01:05Z');
    await check();
    expect(taken()).toBe(3);
  });

  test('grows old where a sweep dies: late after three minutes, and the metric grows with every probe', async () => {
    const world = await World.at(at);
    const check = checkOf(world);
    await new SweepRounds().run(world.app, runtime);
    world.sleepUntil('2021-06-18T10:03:00Z');
    expect(partOf(await check(), 'sweep')).toEqual({ name: 'sweep', state: 'up', told: 'running', seconds: 180 });
    world.sleepUntil('2021-06-18T10:03:05Z');
    await expect(new SweepRounds().run({ ...world.app, deadlines: Object.assign(Object.create(world.app.deadlines) as typeof world.app.deadlines, { due: () => Promise.reject(new StoreUnavailable('away')) }) }, runtime)).rejects.toThrow('away');
    expect(partOf(await check(), 'sweep')).toEqual({ name: 'sweep', state: 'degraded', told: 'running', seconds: 185 });
    expect(world.measures.last('nextterm.sweep.age')).toBe(185);
  });
});

describe('[DUE-5] how an installation is', () => {
  const now = instant('2021-06-18T12:00:00Z');
  const zero = { count: 0, isAll: true };
  const seen: Seen = {
    control: { state: 'running', reason: '', since: instant(at), version: 0 },
    accountsDown: 0,
    figures: { startedAt: plusMinutes(now, -1), endedAt: plusMinutes(now, -1), tookMillis: 5, obeyed: 0, hub: 'up', due: zero, dueByKind: {}, parked: zero, stuckSubjects: zero, deadLetters: zero, unreadable: zero },
  };
  const figures = { ...seen.figures } as Required<Seen>['figures'];
  const judged = (found: Partial<Seen> | undefined, { bus = 'up', skipsIdle = false, upSince = at }: { bus?: 'up' | 'down' | 'none'; skipsIdle?: boolean; upSince?: string } = {}) => {
    const parts = healthParts({ now, upSince: instant(upSince), bus: { state: bus }, look: { latencyMillis: 1, ...(found && { seen: { ...seen, ...found } }) }, skipsIdle });
    return [statusOf(parts), parts.filter(({ state }) => state === 'degraded' || state === 'down').map(({ name }) => name)];
  };
  const held = (since: string) => ({ control: { ...seen.control, state: 'paused' as const, reason: 'x', since: instant(since), version: 1 } });
  const overdue = { ...figures, oldestDue: { kind: 'renewal' as const, at: plusMinutes(now, -16) }, oldestUnpublished: plusMinutes(now, -16) };

  test.each([
    ['all is well', {}, {}, ['healthy', []]],
    ['storage does not answer', undefined, {}, ['down', ['storage']]],
    ['one of several storage accounts does not answer', { accountsDown: 1 }, {}, ['degraded', ['storage']]],
    ['the bus is down: what waits for it waits', {}, { bus: 'down' }, ['degraded', ['bus']]],
    ['the Durable runtime does not answer', { figures: { ...figures, hub: 'down' } }, {}, ['degraded', ['hub']]],
    ['the last sweep was three minutes ago', { figures: { ...figures, endedAt: plusMinutes(now, -3) } }, {}, ['healthy', []]],
    ['the last sweep was longer ago', { figures: { ...figures, endedAt: plusMinutes(now, -3.1) } }, {}, ['degraded', ['sweep']]],
    ['the process has just begun after a night', { figures: { ...figures, endedAt: plusMinutes(now, -600) } }, { upSince: plusMinutes(now, -2) }, ['healthy', []]],
    ['no sweep ever came to its end', { figures: undefined }, {}, ['degraded', ['sweep']]],
    ['no sweep yet', { figures: undefined }, { upSince: plusMinutes(now, -2) }, ['healthy', []]],
    ['a clock that skips idle ticks, nothing is due', { figures: { ...figures, endedAt: plusMinutes(now, -6000) }, nextDue: plusMinutes(now, 1) }, { skipsIdle: true }, ['healthy', []]],
    ['a clock that skips idle ticks, something should have been done', { nextDue: plusMinutes(now, -3) }, { skipsIdle: true }, ['degraded', ['sweep']]],
    ['a clock that skips idle ticks, what waited as the last sweep ended is done', { figures: overdue, nextDue: plusMinutes(now, 1) }, { skipsIdle: true }, ['healthy', []]],
    ['the same, and nothing is ahead', { figures: overdue }, { skipsIdle: true }, ['healthy', []]],
    ['the same, and something is due at this instant', { figures: overdue, nextDue: now }, { skipsIdle: true }, ['degraded', ['due', 'outbox']]],
    ['work and events are late', { figures: overdue }, {}, ['degraded', ['due', 'outbox']]],
    ['the same, held back', { figures: overdue, ...held('2021-06-18T11:59:00Z') }, {}, ['healthy', []]],
    ['held back for just below four hours', held('2021-06-18T08:00:00.001Z'), {}, ['healthy', []]],
    ['held back for four hours: forgotten', held('2021-06-18T08:00:00Z'), {}, ['degraded', ['sweep']]],
    ['work was given up', { figures: { ...figures, parked: { count: 1, isAll: true } } }, {}, ['degraded', ['parked']]],
    ['a consumer is stuck', { figures: { ...figures, stuckSubjects: { count: 1, isAll: true } } }, {}, ['degraded', ['consumers']]],
    ['a row cannot be read', { figures: { ...figures, unreadable: { count: 1, isAll: true } } }, {}, ['degraded', ['unreadable']]],
    ['a newer release has written here', { newerSchema: schemaVersion + 1 }, {}, ['degraded', ['schema']]],
    ["a partner's own server refuses", { figures: { ...figures, deadLetters: { count: 7, isAll: false } } }, {}, ['healthy', []]],
  ] as const)('%s', (_, found, how, expected) => {
    expect(judged(found as Partial<Seen> | undefined, how)).toEqual(expected);
  });
});

describe('[DUE-5] a probe', () => {
  test('takes no row that it looks at, and that cannot be read, for storage that is down; the next process notes anew what was written here', async () => {
    const world = await World.at(at);
    const directory = world.stores.Directory;
    for (const [partition, key] of [['sweep', 'figures'], ['schema', 'schema|installation']] as const) await directory.commit(partition, [{ op: 'put', key, value: { type: 'spoilt' } }]);
    expect((await checkOf(world)()).parts).toEqual([{ name: 'storage', state: 'up' }, { name: 'bus', state: 'none' }, { name: 'sweep', state: 'unknown', told: 'running' }]);
    await new SweepRounds().run(world.app, runtime);
    expect(world.errors.map(({ message }) => message)).toEqual([expect.stringContaining('Which schema was written here cannot be read')]);
    expect((await directory.read('schema', 'schema|installation'))?.value).toMatchObject({ schema: schemaVersion });
  });

  test('tells of a newer release also where that one wrote in another form which it is, and leaves the row to it', async () => {
    const world = await World.at(at);
    const row = { type: 'schema', schemaVersion: 2, of: 'a form that is not known here' };
    await world.stores.Directory.commit('schema', [{ op: 'put', key: 'schema|installation', value: row }]);
    await new SweepRounds().run(world.app, runtime);
    expect(partOf(await checkOf(world)(), 'schema')).toEqual({ name: 'schema', state: 'degraded', known: schemaVersion, written: schemaVersion + 1 });
    expect((await world.stores.Directory.read('schema', 'schema|installation'))?.value).toEqual(row);
  });

  test('is answered within three seconds by an installation whose storage hangs, and the next ones wait for the same answer', async () => {
    let asked = 0;
    let hangs = true;
    const world = await World.at(at, undefined, (store) => Object.assign(Object.create(store) as typeof store, { read: (...which: [string, string]) => (hangs ? ((asked += 1), new Promise<never>(() => undefined)) : store.read(...which)) }));
    const check = checkOf(world);
    const [one, two] = [check(), check()];
    await world.patience.pause(3000);
    expect([await one, await two]).toMatchObject([{ healthy: false, status: 'down', dependencies: [{ name: 'storage', state: 'down' }] }, { healthy: false }]);
    expect(asked).toBe(3);
    hangs = false;
    world.sleepUntil('2021-06-18T10:00:06Z');
    const third = check();
    await world.patience.pause(3000);
    expect(await third).toMatchObject({ healthy: false });
    expect(asked).toBe(3);
  });

  test('of several storage accounts says how many do not answer, whether they refuse or hang, and keeps the others in service', async () => {
    const world = await World.at(at);
    const { Partners: partners } = world.stores;
    const account = (read: typeof partners.read) => Object.assign(Object.create(partners) as typeof partners, { read });
    const { clock, deadlines, directory, sweepControl, measures, log } = world.app;
    const furtherAccounts = [account(async () => undefined), account(() => Promise.reject(new StoreUnavailable('away'))), account(() => new Promise<never>(() => undefined))];
    const health = new InstallationHealth({ clock, deadlines, directory, sweepControl, measures, log, furtherAccounts, elapsed: () => world.patience.elapsed(), patience: world.patience });
    const check = createHealthCheck({ app: async () => ({ ...world.app, health }), patience: world.patience })();
    await world.patience.pause(2000);
    const found = await check;
    expect([found.healthy, found.status, partOf(found, 'storage')]).toEqual([true, 'degraded', { name: 'storage', state: 'degraded', count: 2 }]);
  });

  test('with wrong settings names them; with a storage that fails says so, and does not have the app built again for five seconds', async () => {
    const patience = new WorldPatience();
    let built = 0;
    const wrong = createHealthCheck({ app: () => Promise.reject(new SettingsWrong([{ setting: 'NEXTTERM_STORAGE', problem: 'is missing' }])), patience });
    expect(await wrong()).toEqual({ healthy: false, status: 'down', dependencies: [], wrongSettings: [{ setting: 'NEXTTERM_STORAGE', problem: 'is missing' }], parts: [] });
    const down = createHealthCheck({ app: () => ((built += 1), Promise.reject(new StoreUnavailable('away'))), patience });
    expect([await down(), await down()]).toMatchObject([{ healthy: false, parts: [{ name: 'storage', state: 'down' }] }, { healthy: false, status: 'down' }]);
    expect(built).toBe(1);
    await patience.pause(5000);
    await down();
    expect(built).toBe(2);
  });

  test('[DUE-4] health says loudly that work is held back', async () => {
    const world = await World.at(at);
    await world.app.sweepControl.put({ state: 'draining', reason: 'x' }, operator);
    expect(partOf(await checkOf(world)(), 'sweep')).toMatchObject({ told: 'draining' });
  });
});

test('[DUE-5] health says of a newer release that has written here which schema that was', async () => {
  const world = await World.at('2021-06-18T10:00:00Z');
  await world.stores.Directory.commit('schema', [{ op: 'put', key: 'schema|installation', value: { type: 'schema', schema: schemaVersion + 1, since: '2021-06-18T09:00:00.000Z' } }]);
  const { seen } = await world.app.health.look();
  expect(healthParts({ now: world.now(), upSince: world.now(), bus: { state: 'none' }, look: { latencyMillis: 1, ...(seen && { seen }) }, skipsIdle: false }).at(-1)).toEqual({ name: 'schema', state: 'degraded', known: schemaVersion, written: schemaVersion + 1 });
});
