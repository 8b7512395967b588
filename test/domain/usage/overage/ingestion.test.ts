import { overageLinePrefix } from '../../../../src/app/command/commerceKeys';
import { readUsage } from '../../../../src/app/calls/readUsage';
import { reportCalls } from '../../../../src/app/calls/reportCalls';
import { type UsageCaller } from '../../../../src/app/usage/usageReader';
import { calendarDate } from '../../../../src/kernel/calendarDate';
import { type Stores } from '../../../../src/wiring/wiring';
import { CountingStore, OperationCounts } from '../../../support/countingStore';
import { type Fault } from '../../../support/faultyStore';
import { afterEachFault, everyPlace } from '../../../support/worldFaults';
import { World } from '../../../support/world';
import { rowsOf } from '../../../support/worldStores';
import { oresund } from './oresund';

const operator: UsageCaller = { kind: 'operator' };
const at = '2026-03-02T10:00:00.000Z';
const line = (user: number, minutes = 1) => ({ reportId: `day2-${user}`, service: 'PhoneServices', userId: `user${user}@oresundfoods.example`, date: '2026-03-02', minutes });
const lines = (from: number, to: number, minutes?: number) => Array.from({ length: to - from }, (_, index) => line(from + index, minutes));
const march = { service: 'PhoneServices', month: calendarDate('2026-03-01') };

describe('[OVG-6] a day of calls of 10,000 users', () => {
  test('is taken in pages of 32 reports, one transaction each, and read back from one row', async () => {
    const counts = new OperationCounts();
    const { world, customerId } = await oresund();
    world.restart((store, table) => new CountingStore(store, table, counts));
    for (let start = 0; start < 10_000; start += 2000) {
      counts.reset();
      const outcomes = await reportCalls(world.app, operator, customerId, lines(start, start + 2000), false);
      expect(outcomes).toMatchObject({ ok: true });
      // 63 pages: each the month's row and its users' days read, and one commit of at most 99 rows.
      expect(counts.of('Usage')).toMatchObject({ commit: 63, read: 63 + 2000, list: 0, writes: 3 * 2000 + 63 });
      expect(counts.of('Deadlines')).toMatchObject({ commit: 1 });
      expect(counts.of('Commerce')).toMatchObject({ commit: 0 });
    }
    counts.reset();
    expect(await readUsage(world.app, operator, customerId, march)).toMatchObject({ ok: true, value: { rated: { used: 10_000, days: [{ date: '2026-03-02', minutes: 10_000, included: 2400, charged: 7600 }] } } });
    expect(counts.of('Usage')).toMatchObject({ read: 1, list: 0 });
  });

  test('taken before, it costs a look at each report and changes nothing', async () => {
    const { world, customerId } = await oresund();
    await reportCalls(world.app, operator, customerId, lines(0, 100), false);
    const before = await world.dump(['Usage']);
    expect(await reportCalls(world.app, operator, customerId, lines(0, 100), false)).toEqual({ ok: true, value: lines(0, 100).map(() => ({ status: 'duplicate' })) });
    expect(await world.dump(['Usage'])).toEqual(before);
  });
});

const faults: readonly Fault['does'][] = ['dieBefore', 'dieAfter', 'unavailable', 'lostAnswer', 'conflict'];

describe('disturbed at every operation', () => {
  let before: Stores;
  let customerId: string;
  const send = (world: World) => reportCalls(world.app, operator, customerId, lines(0, 60, 50), false);
  const totals = async (world: World): Promise<unknown> => {
    const usage = await readUsage(world.app, operator, customerId, march);
    return usage.ok && usage.value.rated.used;
  };

  beforeAll(async () => {
    const prepared = await oresund(at);
    before = prepared.world.stores;
    customerId = prepared.customerId;
  });

  test.each(faults)('[OVG-6] %s: a batch sent again counts once', async (does) => {
    const places = await everyPlace(at, before, send, does);
    expect(places.length).toBeGreaterThanOrEqual(6);
    await afterEachFault(places, at, before, send, async (world) => {
      expect(await send(world)).toMatchObject({ ok: true });
      expect(await totals(world)).toBe(3000);
    });
  });

  describe('the closing of a month', () => {
    const closing = '2026-04-06T00:00:00.000Z';
    let reported: Stores;
    const charged = async (world: World) => (await rowsOf(world.stores.Commerce)).filter(({ key }) => key.startsWith(overageLinePrefix)).map(({ value }) => [value['quantity'], value['subtotal']]);

    beforeAll(async () => {
      const world = await World.at(at, before);
      await send(world);
      world.sleepUntil('2026-04-05T23:59:59.999Z');
      await world.settle();
      reported = world.stores;
    });

    test.each(faults)('[OVG-7] %s: its lines are there once, and their event is published', async (does) => {
      const places = await everyPlace(closing, reported, (world) => world.tick(), does);
      expect(places.length).toBeGreaterThanOrEqual(6);
      await afterEachFault(places, closing, reported, (world) => world.tick(), async (world) => {
        await world.settle();
        await world.advanceTo('2026-04-06T09:00:00.000Z');
        expect(await charged(world)).toEqual([[600, '60.00']]);
        expect(world.published.some(({ facts }) => facts.some(({ type }) => type === 'OverageCharged'))).toBe(true);
        expect((await rowsOf(world.stores.Deadlines)).filter(({ key }) => key.includes('|usageClose|'))).toEqual([]);
      });
    });
  });
});
