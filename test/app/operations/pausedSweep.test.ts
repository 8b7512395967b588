import { carryOutDue } from '../../../src/app/due/carryOutDue';
import { SweepRounds, type RoundRuntime } from '../../../src/app/due/sweepRound';
import { type DueWork } from '../../../src/app/due/dueWork';
import { type Processes } from '../../../src/app/due/sweep';
import { readFigures } from '../../../src/app/operations/sweepFigures';
import { sweepStanding } from '../../../src/app/operations/sweepStanding';
import { StartedProcesses } from '../../../src/app/operations/startedProcesses';
import { type Stores, type WiredApp } from '../../../src/wiring/wiring';
import { interrupted } from '../../support/interrupted';
import { World } from '../../support/world';
import { eventKeys, expectConverged, storedIn } from '../../support/worldConverged';
import { afterEachFault, everyPlace } from '../../support/worldFaults';
import { runInvoices, worldProcesses } from '../../support/worldOrchestrations';
import { rowsOf } from '../../support/worldStores';

const monthly = { sku: 'NCBUSSTAND01:0001' };
const bought = '2021-06-18T10:00:00.000Z';
const due = '2021-07-18T00:00:00.000Z';
const later = '2021-07-18T09:00:00.000Z';
const operator = { tenantId: 'operator', userId: 'o' };
const paused = { state: 'paused', reason: 'a look at the prices' } as const;
const running = { state: 'running', reason: '' } as const;

const zonnebloem = (world: World): string => world.customer('Zonnebloem');

/** Two customers whose terms end at the same midnight. */
const withTermsEnding = async (): Promise<Stores> => {
  const world = await World.at(bought);
  await world.buy('havn', zonnebloem(world), [monthly, monthly]);
  await world.buy('havn', world.customer('Grachtenpand'), [monthly]);
  await world.advanceTo('2021-06-26T00:00:00Z');
  return world.stores;
};

const kindsDue = async (world: World): Promise<string[]> => [...new Set((await world.due()).map(({ kind }) => kind))].sort();

/** A runtime in which whatever is started runs to its end at once. */
const runtimeOf = (app: WiredApp, processes: Processes = worldProcesses(app)): RoundRuntime => ({ processes, startInvoices: async (month) => void (await runInvoices(app, month)), hub: { isLive: async () => false } });

describe('[DUE-4] a sweep that is paused', () => {
  let before: Stores;
  beforeAll(async () => {
    before = await withTermsEnding();
  });

  test('carries out nothing and starts nothing; let go on, all of it happens once, with the dates it should have had', async () => {
    const unpaused = await World.at(due, before);
    const known = await eventKeys(unpaused);
    await unpaused.settle();
    await unpaused.advanceTo(later);
    const world = await World.at(due, before);
    await world.app.sweepControl.put(paused, operator);
    const stood = await storedIn(world);
    await world.tick();
    world.sleepUntil('2021-07-18T06:00:00Z');
    await world.tick();
    expect([world.happened(), await kindsDue(world), await storedIn(world)]).toEqual([[], ['renewal'], stood]);
    await world.app.sweepControl.put(running, operator);
    await world.settle();
    await world.advanceTo(later);
    await expectConverged(world, known);
    const charged = async (each: World) => (await rowsOf(each.stores.Commerce)).filter(({ key, value }) => key.startsWith('charge|') && value['chargeType'] === 'renew').map(({ value }) => [value['subscriptionId'], value['chargeStart'], value['chargeEnd'], value['subtotal']]);
    expect((await charged(world)).length).toBe(3);
    expect(await charged(world)).toEqual(await charged(unpaused));
  });

  test('another process obeys at its next page: what was committed stands, the rest stays due, and the process ends', async () => {
    const world = await World.at(due, before);
    const works: DueWork[] = [];
    await world.tick(world.app, { start: async (work) => void works.push(work), tell: async () => undefined });
    expect(works.length).toBeGreaterThan(0);
    await world.newProcess().sweepControl.put(paused, operator);
    expect(await Promise.all(works.map((work) => carryOutDue(world.app, work)))).toEqual(works.map(() => ({ completed: 0, setApart: 0, more: false, notDone: 'Paused' })));
    expect([world.happened(), await kindsDue(world)]).toEqual([[], ['renewal']]);
  });

  test('a pause in the midst of a sweep holds from its next page on, and before anything that the pages found is begun', async () => {
    const world = await World.at(due, before);
    const started: DueWork[] = [];
    const { sweepControl } = world.app;
    let looks = 0;
    // The second look is the one after the first page.
    const meddled = { ...world.app, sweepControl: Object.assign(Object.create(sweepControl) as typeof sweepControl, { read: async () => ((looks += 1) === 2 ? (await sweepControl.put(paused, operator)).control : sweepControl.read()) }) };
    await world.tick(meddled, { start: async (work) => void started.push(work), tell: async () => undefined });
    expect([looks, started]).toEqual([2, []]);
  });

  test('some kinds alone: the others go on', async () => {
    const world = await World.at(bought, before);
    await world.buy('havn', zonnebloem(world), [{ ...monthly, termDuration: 'P1Y', billingCycle: 'monthly' }]);
    await world.app.sweepControl.put({ ...paused, kinds: ['renewal'] }, operator);
    await world.tick();
    world.sleepUntil('2021-07-18T12:00:00Z');
    await world.tick();
    expect(world.happened()).toContain('CycleCharged');
    expect(await kindsDue(world)).toEqual(['renewal']);
  });

  test('a row that cannot be read holds everything back and is raised; saying anew what holds mends it', async () => {
    const world = await World.at(due, before);
    await world.stores.Directory.commit('sweep', [{ op: 'put', key: 'control', value: { type: 'sweepControl', state: 'running', version: 'spoilt' } }]);
    await world.tick();
    expect([world.happened(), world.errors.map(({ message }) => message)]).toEqual([[], [expect.stringContaining('Directory sweep control cannot be read')]]);
    await world.app.sweepControl.put(running, operator);
    await world.tick();
    expect(world.happened()).toContain('SubscriptionRenewed');
  });

  test('said twice it is one hold; another reason is a new one; the later of two who say something at once holds', async () => {
    const world = await World.at(due, before);
    const first = await world.app.sweepControl.put(paused, operator);
    world.sleepUntil(later);
    expect(await world.app.sweepControl.put(paused, { tenantId: 'operator', userId: 'other' })).toEqual({ before: first.control, control: first.control });
    expect((await world.app.sweepControl.put({ ...paused, reason: 'another' }, operator)).control).toMatchObject({ since: later, version: 2 });
    await Promise.all([world.app.sweepControl.put(running, operator), world.newProcess().sweepControl.put(paused, operator)]);
    expect(await world.app.sweepControl.read()).toMatchObject({ version: 4 });
  });

  test.each(['dieBefore', 'dieAfter', 'lostAnswer', 'conflict', 'sentAgain'] as const)('%s at every operation of pausing, sweeping and resuming: nothing is lost, nothing happens twice', async (does) => {
    const quiet = async (world: World): Promise<readonly string[]> => {
      await world.app.sweepControl.put(running, operator);
      await world.settle();
      await world.advanceTo(later);
      return storedIn(world, does === 'lostAnswer');
    };
    const undisturbed = await World.at(due, before);
    const known = await eventKeys(undisturbed);
    const expected = await quiet(undisturbed);
    const act = async (world: World): Promise<void> => {
      await world.app.sweepControl.put(paused, operator);
      await world.tick();
      await world.app.sweepControl.put(running, operator);
      await world.tick();
    };
    await afterEachFault(await everyPlace(due, before, act, does), due, before, act, async (world) => {
      expect(await quiet(world)).toEqual(expected);
      await expectConverged(world, known);
    });
  });
});

describe('[DUE-4] a month that is being invoiced', () => {
  test('stops where it is and goes on after it', async () => {
    const world = await World.at(bought);
    await world.buy('havn', zonnebloem(world), [monthly]);
    await world.advanceTo('2021-07-08T00:00:00Z');
    const month = { partnerId: world.as('havn').partner.tenantId, month: '2021-06-01' as never };
    await world.app.sweepControl.put({ ...paused, kinds: ['invoiceRun'] }, operator);
    expect((await runInvoices(world.app, month)).outcome).toEqual({ status: 'Paused' });
    expect(await rowsOf(world.stores.Invoices)).toEqual([]);
    await world.app.sweepControl.put(running, operator);
    expect((await runInvoices(world.app, month)).outcome).toMatchObject({ status: 'issued' });
  });
});

describe('[DUE-4] drained', () => {
  const standing = async (world: World) => {
    const { figures, control, running: { items } } = await sweepStanding(world.app);
    return { obeyed: figures?.obeyed === control.version, running: items.map(({ instanceId }) => instanceId) };
  };

  test('is told once a sweep has obeyed and all that was started has ended, as the runtime says', async () => {
    const world = await World.at(due, await withTermsEnding());
    const live = new Set<string>();
    const rounds = new SweepRounds();
    const start = async ({ kind, partition }: DueWork): Promise<void> => {
      const id = `${kind}-${partition}`.replace('|', '-');
      await world.app.startedProcesses.note(id, kind);
      live.add(id);
    };
    const runtime: RoundRuntime = { processes: { start, tell: async () => undefined }, startInvoices: async () => undefined, hub: { isLive: async (id) => live.has(id) } };
    await rounds.run(world.app, runtime);
    await world.app.sweepControl.put({ state: 'draining', reason: 'a release' }, operator);
    expect(await standing(world)).toEqual({ obeyed: false, running: [...live].sort() });
    await rounds.run(world.app, runtime);
    expect(await standing(world)).toEqual({ obeyed: true, running: [...live].sort() });
    const [one = ''] = live;
    live.clear();
    live.add(one);
    await rounds.run(world.app, runtime);
    expect(await standing(world)).toEqual({ obeyed: true, running: [one] });
    live.clear();
    await rounds.run(world.app, runtime);
    expect(await standing(world)).toEqual({ obeyed: true, running: [] });
  });

  test('one that is started anew just before it is forgotten as over is told of', async () => {
    const world = await World.at(due, await withTermsEnding());
    await world.app.startedProcesses.note('renewal-x', 'renewal');
    const { store, hasActed } = interrupted(world.stores.Directory, { deletes: 'renewal-x' }, () => world.newProcess().startedProcesses.note('renewal-x', 'renewal'));
    const { items } = await new StartedProcesses({ directory: store, clock: world.clock }).settle({ isLive: async () => false });
    expect([hasActed(), items, (await world.app.startedProcesses.list()).items]).toMatchObject([true, [{ instanceId: 'renewal-x' }], [{ instanceId: 'renewal-x' }]]);
  });

  test('a runtime that does not answer leaves what was started as it was, and is told to be down', async () => {
    const world = await World.at(due, await withTermsEnding());
    await world.app.startedProcesses.note('renewal-x', 'renewal');
    await new SweepRounds().run(world.app, { ...runtimeOf(world.app), hub: { isLive: () => Promise.reject(new Error('away')) } });
    expect((await readFigures(world.stores.Directory))?.hub).toBe('down');
    expect((await world.app.startedProcesses.list()).items).toMatchObject([{ instanceId: 'renewal-x' }]);
  });
});

describe('[DUE-4] a clock that goes from one thing to do to the next', () => {
  test('looks once after a hold was said, then waits for nothing that is held back, and goes on when it is let go on', async () => {
    const world = await World.at(due, await withTermsEnding());
    const rounds = new SweepRounds();
    const { app } = world;
    await rounds.run(app, runtimeOf(app, { start: async () => undefined, tell: async () => undefined }));
    await app.sweepControl.put(paused, operator);
    expect(await rounds.next(app)).toBe(due);
    await rounds.run(app, runtimeOf(app));
    expect(await rounds.next(app)).toBeUndefined();
    await app.sweepControl.put({ ...paused, kinds: ['renewal'] }, operator);
    await rounds.run(app, runtimeOf(app));
    const next = await rounds.next(app);
    expect(next !== undefined && next > due).toBe(true);
    await app.sweepControl.put(running, operator);
    expect(await rounds.next(app)).toBe(due);
  });
});
