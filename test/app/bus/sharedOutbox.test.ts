import { type EventRecord } from '../../../src/app/command/eventRecord';
import { outboxWrites, readableOutbox } from '../../../src/app/command/outbox';
import { instant } from '../../../src/kernel/instant';
import { FakeBus } from '../../support/fakeBus';
import { FaultPlan } from '../../support/faultyStore';
import { World } from '../../support/world';
import { outcomeOf } from '../../support/worldDesk';
import { faultyWorld, seenByCaller } from '../../support/worldFaults';
import { eventsTold } from '../../support/eventsTold';
import { ANY_ETAG } from '../../../src/kernel/partitionStore';

const bought = '2026-06-10T10:00:00.000Z';
const due = '2026-07-10T00:00:00.000Z';
const monthly = { sku: 'NCM365ENTE03:0001', quantity: 10 } as const;

const zonnebloem = (world: World): string => world.customer('Zonnebloem');
const outboxOf = async (world: World) => (await world.commerceRows()).filter(({ key }) => key.startsWith('outbox|'));
const versionsOf = (ids: readonly string[], subject: string): readonly number[] => [...new Set(ids)].filter((id) => id.startsWith(`${subject}:`)).map((id) => Number(id.slice(id.lastIndexOf(':') + 1)));
const publishedOf = (world: World, subject: string) => versionsOf(world.published.map(({ id }) => id), subject);

/** Three renewals of a customer in one transaction, and the process died before anybody was told. */
const renewedAndDied = async (): Promise<{ readonly world: World; readonly ids: readonly string[] }> => {
  const before = await World.at(bought);
  const ids = await before.buy('havn', zonnebloem(before), [monthly, monthly, monthly]);
  await before.advanceTo('2026-06-18T00:00:00Z');
  const world = await faultyWorld(due, before.stores, new FaultPlan([{ at: 'commit', nth: 1, does: 'dieAfter' }]));
  await seenByCaller(world.tick());
  world.restart();
  return { world, ids };
};

const record = (subject: string, version: number, text = ''): EventRecord => ({ id: `${subject}:${version}`, customerId: 'c', partnerId: 'p', subject: { kind: 'order', id: subject }, version, at: instant(bought), facts: [{ type: 'OrderPlaced', text }], deadlines: [] });

describe('[AUD-2] the outbox holds what a transaction stored in one row', () => {
  test('one event is a row under its own name, several are one; what is very large takes several', () => {
    expect(outboxWrites([])).toEqual([]);
    expect(outboxWrites([record('a', 1)]).map(({ key }) => key)).toEqual(['outbox|a|00000001']);
    expect(outboxWrites([record('b', 2), record('a', 1)]).map(({ key }) => key)).toEqual(['outbox|!|b:2']);
    const large = [record('a', 1, 'x'.repeat(150_000)), record('b', 1, 'x'.repeat(150_000)), record('c', 1), record('d', 1)];
    expect(outboxWrites(large).map(({ key }) => key)).toEqual(['outbox|a|00000001', 'outbox|!|b:1']);
    const rows = outboxWrites(large).map((write) => ({ partition: 'c', key: write.key, value: (write.op === 'create' ? write.value : {}) as Record<string, unknown>, etag: '' }));
    expect(readableOutbox(rows).items.flatMap(({ records }) => records)).toEqual(large);
  });

  test('left by a crash it is one row, and the sweep tells all of it', async () => {
    const { world, ids } = await renewedAndDied();
    expect((await outboxOf(world)).map(({ value }) => (value['records'] as EventRecord[]).length)).toEqual([3]);
    await world.tick();
    for (const id of ids) expect(publishedOf(world, id)).toEqual([2]);
    expect(await outboxOf(world)).toEqual([]);
  });

  test('whoever changes one of them first tells all of them before', async () => {
    const { world, ids } = await renewedAndDied();
    await outcomeOf(world.as('havn').patch(zonnebloem(world), ids[1] ?? '', { friendlyName: 'Other' }));
    expect(publishedOf(world, ids[1] ?? '')).toEqual([2, 3]);
    expect([publishedOf(world, ids[0] ?? ''), publishedOf(world, ids[2] ?? '')]).toEqual([[2], [2]]);
    expect(await outboxOf(world)).toEqual([]);
    await world.settle();
    for (const id of ids) expect((await eventsTold(world.stores.Events)).flatMap(({ value }) => (String(value['id']).startsWith(`${id}:`) ? [value['version']] : []))).toEqual(id === ids[1] ? [1, 2, 3] : [1, 2]);
  });

  test('a change that died too, after them: each subject in order, whatever the keys of the rows', async () => {
    const { world, ids } = await renewedAndDied();
    for (const id of ids) {
      const dying = await faultyWorld(due, world.stores, new FaultPlan([{ at: 'commit', nth: 2, does: 'dieAfter' }]));
      await seenByCaller(dying.as('havn').patch(zonnebloem(dying), id, { friendlyName: 'Other' }));
      const left = (await outboxOf(dying)).length;
      dying.restart();
      await dying.settle();
      dying.clock.moveTo('2026-07-10T00:05:00.000Z');
      await dying.settle();
      expect([left, publishedOf(dying, id)]).toEqual([2, [2, 3]]);
      expect(await outboxOf(dying)).toEqual([]);
    }
  });

  test('what the bus does not take waits in a row of its own; the others are out', async () => {
    const bus = new FakeBus();
    const world = await World.at(bought, undefined, undefined, {}, bus);
    const ids = await world.buy('havn', zonnebloem(world), [monthly, monthly, monthly]);
    await world.advanceTo('2026-06-18T00:00:00Z');
    bus.broken = `${ids[1]}:2`;
    world.clock.moveTo(due);
    await world.tick();
    expect((await outboxOf(world)).map(({ key, value }) => [key, value['awaits']])).toEqual([[`outbox|${ids[1]}|00000002`, 'bus']]);
    await outcomeOf(world.as('havn').patch(zonnebloem(world), ids[1] ?? '', { friendlyName: 'Other' }));
    expect(versionsOf(bus.once(), ids[1] ?? '')).toEqual([1]);
    bus.broken = undefined;
    world.clock.moveTo('2026-07-10T00:20:00Z');
    await world.settle();
    for (const id of ids) expect(versionsOf(bus.once(), id)).toEqual(id === ids[1] ? [1, 2, 3] : [1, 2]);
    expect(await outboxOf(world)).toEqual([]);
  });

  test('[DUE-2] a row that cannot be read holds up what may come after it, and nothing else; mended, all is told in order', async () => {
    const { world, ids } = await renewedAndDied();
    const [row] = await outboxOf(world);
    await world.stores.Commerce.commit(zonnebloem(world), [{ op: 'put', key: row?.key ?? '', value: { records: 'spoilt' } }]);
    await outcomeOf(world.as('havn').patch(zonnebloem(world), ids[0] ?? '', { friendlyName: 'Other' }));
    const [fresh = ''] = await world.buy('havn', zonnebloem(world), [monthly]);
    world.clock.moveTo('2026-07-10T00:05:00.000Z');
    await world.tick();
    expect([publishedOf(world, ids[0] ?? ''), publishedOf(world, fresh)]).toEqual([[], [1]]);
    expect(await outboxOf(world)).toHaveLength(2);
    await world.stores.Commerce.commit(zonnebloem(world), [{ op: 'put', key: row?.key ?? '', value: row?.value ?? {} }]);
    world.clock.moveTo('2026-07-10T02:00:00.000Z');
    await world.settle();
    expect(publishedOf(world, ids[0] ?? '')).toEqual([2, 3]);
    expect(await outboxOf(world)).toEqual([]);
  });

  test('rows of a version before, one for each event, are told as they were', async () => {
    const { world, ids } = await renewedAndDied();
    const [row] = await outboxOf(world);
    const records = row?.value['records'] as EventRecord[];
    await world.stores.Commerce.commit(zonnebloem(world), [{ op: 'delete', key: row?.key ?? '', etag: ANY_ETAG }, ...records.map((each) => ({ op: 'create' as const, key: `outbox|${each.subject.id}|0000000${each.version}`, value: { type: 'outbox', ...each } }))]);
    await outcomeOf(world.as('havn').patch(zonnebloem(world), ids[1] ?? '', { friendlyName: 'Other' }));
    expect(publishedOf(world, ids[1] ?? '')).toEqual([2, 3]);
    await world.settle();
    for (const id of ids) expect(publishedOf(world, id)).toEqual(id === ids[1] ? [2, 3] : [2]);
    expect(await outboxOf(world)).toEqual([]);
  });
});
