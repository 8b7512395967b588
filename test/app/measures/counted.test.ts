import { FakeBus } from '../../support/fakeBus';
import { FaultPlan, FaultyStore } from '../../support/faultyStore';
import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';
import { listening } from '../webhook/webhookDesk';

const licence = { sku: 'NCM365ENTE03:0001' };
const bought = '2021-06-18T10:00:00Z';

/** A subscription of ten seats by the month. */
const one = async (bus = new FakeBus()) => {
  const world = await World.at(bought, undefined, undefined, {}, bus);
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [licence]);
  world.measures.all.splice(0);
  const http = httpOver(world);
  const patch = (body: unknown) => http(`/v1/customers/${customer}/subscriptions/${id}`, { method: 'PATCH', body });
  return { world, customer, id, bus, http, patch, measures: world.measures };
};

describe('a command', () => {
  test('is measured once, with the operations it took to its answer; its events count as published', async () => {
    const { patch, measures } = await one();
    expect((await patch({ quantity: 11 })).status).toBe(200);
    const command = { command: 'patchSubscription' };
    const [operations = 0, ...more] = measures.observed('nextterm.operations', command);
    expect([operations >= 3 && operations <= 9, more]).toEqual([true, []]);
    expect(measures.observed('nextterm.command.duration', command)).toEqual([expect.any(Number)]);
    expect([measures.total('nextterm.published'), measures.total('nextterm.refusals'), measures.total('nextterm.failures')]).toEqual([1, 0, 0]);
  });

  test('that is refused counts as a refusal under its code, and is measured too', async () => {
    const { world, patch, measures, http } = await one();
    world.sleepUntil('2021-06-30T10:00:00Z');
    const refused = await patch({ quantity: 4 });
    const { code } = refused.body as { readonly code: number };
    expect(refused.status).toBe(400);
    expect(measures.observed('nextterm.operations', { command: 'patchSubscription' })).toHaveLength(1);
    expect([measures.total('nextterm.refusals', { code: String(code) }), measures.total('nextterm.refusals'), measures.total('nextterm.published')]).toEqual([1, 1, 0]);
    await http('/v1/nothing/of/the/kind');
    expect(measures.total('nextterm.refusals')).toBe(2);
  });
});

describe('due work', () => {
  test('counts by its kind when it is carried out, a renewal as one', async () => {
    const { world, measures } = await one();
    await world.advanceTo('2021-07-18T23:59:59Z');
    expect(measures.total('nextterm.carriedout', { kind: 'renewal' })).toBe(1);
    expect(measures.total('nextterm.failures')).toBe(0);
  });

  test('that fails counts as a failure of the sweep, and not as carried out', async () => {
    const { world, measures } = await one();
    const plan = new FaultPlan([{ at: 'commit', nth: 1, does: 'unavailable' }, { at: 'commit', nth: 2, does: 'unavailable' }]);
    world.sleepUntil('2021-07-18T23:59:59Z');
    world.restart((store, table) => (table === 'Commerce' ? new FaultyStore(store, plan) : store));
    await world.tick();
    expect(measures.total('nextterm.failures', { part: 'sweep' })).toBeGreaterThan(0);
    expect(measures.total('nextterm.failures', { part: 'storage' })).toBe(2);
  });
});

describe('what the app depends on', () => {
  test('a bus that is down is a failure of the bus; its events are published once it takes them', async () => {
    const { world, bus, patch, measures } = await one();
    bus.isDown = true;
    expect((await patch({ quantity: 11 })).status).toBe(200);
    expect([measures.total('nextterm.failures', { part: 'bus' }), measures.total('nextterm.published')]).toEqual([1, 0]);
    bus.isDown = false;
    await world.advanceTo('2021-06-18T10:05:00Z');
    expect(measures.total('nextterm.published')).toBe(1);
  });

  test('storage that fails is a failure of storage, and no refusal', async () => {
    const { world, patch, measures } = await one();
    const plan = new FaultPlan([{ at: 'commit', nth: 1, does: 'unavailable' }]);
    world.restart((store, table) => (table === 'Commerce' ? new FaultyStore(store, plan) : store));
    expect((await patch({ quantity: 11 })).status).toBe(503);
    expect([measures.total('nextterm.failures', { part: 'storage' }), measures.total('nextterm.refusals')]).toEqual([1, 0]);
  });

  test.each([
    { answer: { kind: 'answered', status: 204 } as const, failures: 0 },
    { answer: { kind: 'answered', status: 500 } as const, failures: 1 },
    { answer: { kind: 'unanswered', reason: 'nobody is there' } as const, failures: 1 },
  ])('a receiver of webhooks that is $answer.kind ($answer.status): $failures failures of webhooks', async ({ answer, failures }) => {
    const { world, patch, measures } = await one();
    world.sleepUntil('2021-06-18T10:01:00Z');
    await listening(world, { events: ['subscription.*'] });
    world.receiver.answers = () => answer;
    await patch({ quantity: 11 });
    await world.tick();
    expect(world.receiver.received).toHaveLength(1);
    expect(measures.total('nextterm.failures', { part: 'webhook' })).toBe(failures);
  });
});
