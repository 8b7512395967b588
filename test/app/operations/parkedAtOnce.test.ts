import { findParked, listParked, park, PARKED, parkedKey } from '../../../src/app/operations/parked';
import { releaseMany, releaseParked } from '../../../src/app/operations/releaseParked';
import { skipParked } from '../../../src/app/operations/skipParked';
import { type Deadline } from '../../../src/app/due/deadline';
import { instant, plusHours } from '../../../src/kernel/instant';
import { FaultPlan, FaultyStore } from '../../support/faultyStore';
import { interrupted } from '../../support/interrupted';
import { World } from '../../support/world';

const since = instant('2021-06-17T08:00:00Z');
const cause = { command: 'skipParked', by: { tenantId: 't', userId: 'o' } };

/** Trials of so many subscriptions, given up, with what two hosts may do with the first. */
const given = async (count = 1) => {
  const world = await World.at('2021-06-18T10:00:00.000Z');
  const works = Array.from({ length: count }, (_, index): Deadline => ({ at: since, kind: 'cancellationWindow', customerId: world.customer('Zonnebloem'), subject: `s${index}` }));
  const parkAll = async (failedSince = since): Promise<void> => {
    for (const work of works) await park(world.app, work, { since: failedSince, reason: 'it is dark', attempts: 25 }, world.now());
  };
  await parkAll();
  const ids = await Promise.all(works.map(async (work) => (await findParked(world.app.directory, work))?.id ?? ''));
  const [id = ''] = ids;
  const other = world.newProcess();
  const release = () => releaseParked(other, id, world.now());
  const skip = () => skipParked(other, id, 'Moved by hand', cause, world.now());
  /** This host, where the other acts just before something is taken off the list. */
  const met = (act: () => Promise<unknown>) => {
    const { store, hasActed } = interrupted(world.stores.Directory, { deletes: '' }, act);
    return { ports: { ...world.app, directory: store }, hasActed };
  };
  const seen = async () => ({
    parked: (await listParked(world.app.directory, 10)).items.map(({ subject }) => subject),
    skipped: (await listParked(world.app.directory, 10, undefined, 'skipped')).items.map(({ subject }) => subject),
    due: new Set((await world.app.deadlines.due(world.now())).deadlines.filter(({ at, kind }) => at === world.now() && kind === 'cancellationWindow').map(({ subject }) => subject)).size,
    told: world.happened().filter((type) => type === 'WorkSkipped').length,
  });
  return { world, id, ids, release, skip, parkAll, met, seen };
};

describe('[REN-7] two operators at the same parked work', () => {
  test('what is released just before it is skipped is not said to be skipped', async () => {
    const { world, id, release, met, seen } = await given();
    const { ports, hasActed } = met(release);
    expect(await skipParked(ports, id, 'Moved by hand', cause, world.now())).toEqual({ ok: false, error: { kind: 'ParkedNotFound', parkedId: id } });
    expect([hasActed(), await seen()]).toEqual([true, { parked: [], skipped: [], due: 1, told: 0 }]);
  });

  test('what is skipped just before it is released is due again, and on no list', async () => {
    const { world, id, skip, met, seen } = await given();
    const { ports, hasActed } = met(skip);
    expect(await releaseParked(ports, id, world.now())).toMatchObject({ ok: true, value: { id, skipped: { reason: 'Moved by hand' } } });
    expect([hasActed(), await seen()]).toEqual([true, { parked: [], skipped: [], due: 1, told: 1 }]);
  });

  test('what fails anew just before it is skipped is skipped as it fails by then', async () => {
    const { world, id, parkAll, met, seen } = await given();
    const { ports, hasActed } = met(() => parkAll(plusHours(since, 1)));
    expect(await skipParked(ports, id, 'Moved by hand', cause, world.now())).toMatchObject({ ok: true, value: { parked: { failingSince: plusHours(since, 1) } } });
    expect([hasActed(), await seen()]).toEqual([true, { parked: [], skipped: ['s0'], due: 0, told: 1 }]);
  });

  test.each(['release', 'skip'] as const)('of many that are released, one that another is about to %s is due again and on no list', async (does) => {
    const { world, ids, met, seen, release, skip } = await given(3);
    const { ports, hasActed } = met({ release, skip }[does]);
    const { released } = await releaseMany(ports, {}, world.now());
    expect([hasActed(), released.map((each) => each.id).toSorted(), await seen()]).toEqual([true, ids.toSorted(), { parked: [], skipped: [], due: 3, told: does === 'skip' ? 1 : 0 }]);
  });

  test('a release whose answer was lost on the way to the store is one all the same', async () => {
    const { world, id, release, seen } = await given();
    // What the adapter says of a repeat that meets its own write.
    const store = new FaultyStore(world.stores.Directory, new FaultPlan([{ at: 'commit', nth: 1, does: 'conflict' }]));
    const first = { read: store.read.bind(store), list: store.list.bind(store), listAcross: store.listAcross.bind(store), commit: async (...asked: Parameters<typeof store.commit>) => { await release(); return store.commit(...asked); } };
    expect(await releaseParked({ ...world.app, directory: first }, id, world.now())).toMatchObject({ ok: true, value: { id } });
    expect(await seen()).toEqual({ parked: [], skipped: [], due: 1, told: 0 });
  });
});

test('[REN-7] work that fails anew, and goes back to what waits, while it is looked for is found', async () => {
  const { world, id, skip, parkAll, seen } = await given();
  await skip();
  const again = () => parkAll(plusHours(since, 1));
  const { store, hasActed } = interrupted(world.stores.Directory, 'skipped|', again);
  const work = { kind: 'cancellationWindow', customerId: world.customer('Zonnebloem'), subject: 's0' } as const;
  expect(await findParked(store, work)).toMatchObject({ id, failingSince: plusHours(since, 1) });
  expect(hasActed()).toBe(true);
  await skip();
  const { store: other } = interrupted(world.stores.Directory, 'skipped|', again);
  expect(await releaseParked({ ...world.app, directory: other }, id, world.now())).toMatchObject({ ok: true, value: { id } });
  expect(await seen()).toMatchObject({ parked: [], skipped: [], due: 1 });
});

test('[REN-7] of many that are released, work of a kind that only a later release knows stays and is named, and keeps none of the others', async () => {
  const { world, ids, seen } = await given(3);
  const [, id = ''] = ids;
  const { value = {} } = (await world.stores.Directory.read(PARKED, parkedKey(id))) ?? {};
  await world.stores.Directory.commit(PARKED, [{ op: 'put', key: parkedKey(id), value: { ...value, kind: 'ofALaterRelease' } }]);
  const { released, unreadable } = await releaseMany(world.app, {}, world.now());
  expect([released.map((each) => each.id).toSorted(), unreadable.map(({ key }) => key)]).toEqual([ids.filter((each) => each !== id).toSorted(), [parkedKey(id)]]);
  expect(await seen()).toMatchObject({ parked: ['s1'], skipped: [], due: 2 });
  await expect(releaseParked(world.app, id, world.now())).rejects.toThrow('cannot be read');
});
