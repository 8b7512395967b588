import { deliverAtOnce } from '../../../src/app/webhook/deliverAtOnce';
import { FakeBus } from '../../support/fakeBus';
import { FaultPlan, FaultyStore } from '../../support/faultyStore';
import { outcomeOf } from '../../support/worldDesk';
import { World } from '../../support/world';
import { rowsOf } from '../../support/worldStores';
import { listening, rowsAt } from './webhookDesk';

const licence = { sku: 'NCM365ENTE03:0001' };

/** A subscription whose seats were changed once, which an endpoint listens to and nobody has delivered; and that change, as the bus tells it. */
const changedOnce = async () => {
  const world = await World.at('2021-06-18T09:59:00Z', undefined, undefined, {}, new FakeBus());
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [licence]);
  world.sleepUntil('2021-06-18T10:00:00Z');
  const endpoint = await listening(world, { events: ['subscription.*'] });
  const change = async (quantity: number) => {
    await outcomeOf(world.as('havn').patch(customer, id, { quantity }));
    const told = world.published.findLast(({ subject }) => subject.id === id);
    if (told === undefined) throw new Error('Nothing was told');
    return told;
  };
  // Without that of catching up, which stands for the first minutes.
  const deliveries = async () => (await rowsOf(world.stores.Deadlines)).filter(({ key, value }) => key.includes('|webhook|') && value['data'] === undefined).map(({ key }) => key);
  return { world, customer, id, endpoint, change, deliveries, told: await change(11) };
};

describe('[WHK-3] an event that the bus tells of', () => {
  test('is delivered then, and not a minute later; the deadline stays and finds nothing left, and so does a repeat', async () => {
    const { world, id, told, deliveries } = await changedOnce();
    const before = await deliveries();
    await deliverAtOnce(world.app.webhook, told);
    expect(world.receiver.received.map((each) => each.id)).toEqual([`${id}:2`]);
    expect(await deliveries()).toEqual(before);
    await deliverAtOnce(world.app.webhook, told);
    await world.settle();
    expect(world.receiver.received).toHaveLength(1);
    expect(await deliveries()).toEqual([]);
  });

  test('brings those of its subject that wait before it, in order', async () => {
    const { world, id, change } = await changedOnce();
    await change(12);
    await deliverAtOnce(world.app.webhook, await change(13));
    expect(world.receiver.received.map((each) => each.id)).toEqual([2, 3, 4].map((version) => `${id}:${version}`));
  });

  test('is sent to nobody for whom it was not taken up, nor where it concerns no partner', async () => {
    const { world, told } = await changedOnce();
    await deliverAtOnce(world.app.webhook, { ...told, partnerId: world.as('polder').partner.tenantId });
    await deliverAtOnce(world.app.webhook, { ...told, partnerId: '' });
    await deliverAtOnce(world.app.webhook, { ...told, version: 9 });
    expect(world.receiver.received).toEqual([]);
  });

  test('and was refused has its own time: told again it is not tried again', async () => {
    const { world, told } = await changedOnce();
    world.receiver.answers = () => ({ kind: 'answered', status: 500 });
    for (let times = 0; times < 3; times += 1) await deliverAtOnce(world.app.webhook, told);
    expect(world.receiver.received).toHaveLength(1);
    world.receiver.answers = () => ({ kind: 'answered', status: 200 });
    await world.advanceTo('2021-06-18T10:05:00Z');
    expect(world.receiver.received).toHaveLength(2);
  });

  test('[DUE-4] is not sent while the operator holds deliveries back, and goes with the first sweep that may', async () => {
    const { world, id, told } = await changedOnce();
    const by = { tenantId: 'operator', userId: 'o' };
    await world.app.sweepControl.put({ state: 'paused', reason: 'A restore', kinds: ['webhook'] }, by);
    await deliverAtOnce(world.app.webhook, told);
    expect(world.receiver.received).toEqual([]);
    await world.app.sweepControl.put({ state: 'running', reason: '' }, by);
    await world.settle();
    expect(world.receiver.received.map((each) => each.id)).toEqual([`${id}:2`]);
  });

  test('[WHK-4] is left to the sweep where the endpoint does not answer', async () => {
    const { world, customer, told } = await changedOnce();
    world.receiver.answers = () => ({ kind: 'unanswered', reason: 'nobody is there' });
    const others = await world.buy('havn', customer, Array.from({ length: 5 }, () => licence));
    const first = (id: string) => world.published.find((record) => record.id === `${id}:1`) ?? told;
    for (const id of others) await deliverAtOnce(world.app.webhook, first(id));
    const sent = world.receiver.received.length;
    expect(sent).toBeGreaterThanOrEqual(5);
    world.receiver.answers = () => ({ kind: 'answered', status: 200 });
    world.sleepUntil('2021-06-18T10:30:00Z');
    await outcomeOf(world.as('havn').patch(customer, others[0] ?? '', { quantity: 11 }));
    const next = world.published.findLast(({ subject }) => subject.id === others[0]);
    await deliverAtOnce(world.app.webhook, next ?? told);
    expect(world.receiver.received).toHaveLength(sent);
    await world.settle();
    expect(world.receiver.received.length).toBeGreaterThan(sent);
  });

  test('while another round is under way it is left to that one, and no deadline is left behind', async () => {
    const { world, told, change, deliveries } = await changedOnce();
    const nested: Promise<void>[] = [];
    const before = await deliveries();
    const next = await change(12);
    world.receiver.answers = async () => {
      if (nested.length === 0) nested.push(deliverAtOnce(world.newProcess().webhook, next));
      await nested[0];
      return { kind: 'answered', status: 200 };
    };
    await deliverAtOnce(world.app.webhook, told);
    expect(nested).toHaveLength(1);
    expect(world.receiver.received).toHaveLength(2);
    expect(await deliveries()).toEqual(before);
  });

  test('where storage fails it is left to the sweep, and nothing is thrown: no message dies of it', async () => {
    const { world, id, endpoint, told } = await changedOnce();
    const failing = world.newProcess((store, table) => (table === 'Webhooks' ? new FaultyStore(store, new FaultPlan([{ at: 'list', nth: 1, does: 'unavailable' }])) : store));
    await deliverAtOnce(failing.webhook, told);
    expect([world.receiver.received, world.errors.map(({ message }) => message)]).toEqual([[], [`The delivery of ${id}:2 is left to the sweep`]]);
    await world.settle();
    expect([world.receiver.received.length, await rowsAt(world, endpoint, 'due')]).toEqual([1, []]);
  });
});
