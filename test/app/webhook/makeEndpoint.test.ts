import { EndpointBook } from '../../../src/app/webhook/endpointBook';
import { createEndpoint } from '../../../src/app/webhook/endpoints';
import { register } from '../../../src/app/webhook/registration';
import { type PartitionStore } from '../../../src/kernel/partitionStore';
import { FaultPlan, FaultyStore } from '../../support/faultyStore';
import { World } from '../../support/world';

const url = 'https://hooks.example/one';
const call = { requestId: 'request', fingerprint: 'f' };

/** A world in which somebody makes what is to be made, and takes it away again, at the first `conflicts` commits. */
const met = async (conflicts: number) => {
  const world = await World.at('2021-06-18T10:00:00Z');
  const plan = new FaultPlan(Array.from({ length: conflicts }, (_, index) => ({ at: 'commit', nth: index + 1, does: 'conflict' })));
  const endpoints = new EndpointBook(new FaultyStore(world.stores.Webhooks, plan), () => 0);
  return { ports: { ...world.app.webhook, endpoints }, endpoints, partnerId: world.as('havn').partner.tenantId };
};

const storeOf = (store: PartitionStore): PartitionStore => ({ read: store.read.bind(store), list: store.list.bind(store), listAcross: store.listAcross.bind(store), commit: store.commit.bind(store) });

const own = { url, events: ['*'], customers: [], products: [] };
const published = { url, events: [] };

describe('[WHK-1] an endpoint that somebody made and took away while it is made', () => {
  test.each([
    ['of its own', createEndpoint, own],
    ['the registration', register, published],
  ] as const)('%s is made anew, and is not said to be missing', async (_, make, asked) => {
    const { ports, endpoints, partnerId } = await met(1);
    expect(await make(ports, partnerId, asked as typeof own, call)).toMatchObject({ ok: true });
    expect((await endpoints.of(partnerId)).items).toMatchObject([{ url, version: 1 }]);
  });

  test.each([
    ['of its own', createEndpoint, own],
    ['the registration', register, published],
  ] as const)('%s that it happens to again and again is refused for now', async (_, make, asked) => {
    const { ports, endpoints, partnerId } = await met(100);
    expect(await make(ports, partnerId, asked as typeof own, call)).toEqual({ ok: false, error: { kind: 'TooMuchContention' } });
    expect((await endpoints.of(partnerId)).items).toEqual([]);
  });
});

test('[WHK-1] [WHK-3] one of which nobody knows whether it was stored is heard from then on, as is one that is made while others are read', async () => {
  const world = await World.at('2021-06-18T10:00:00Z');
  const { Webhooks } = world.stores;
  const partnerId = world.as('havn').partner.tenantId;
  const lost = new EndpointBook(new FaultyStore(Webhooks, new FaultPlan([{ at: 'commit', nth: 1, does: 'lostAnswer' }])), () => 0);
  const ports = { ...world.app.webhook, endpoints: lost };
  expect((await lost.remembered(partnerId)).items).toEqual([]);
  await expect(createEndpoint(ports, partnerId, own, call)).rejects.toThrow();
  expect((await lost.remembered(partnerId)).items).toMatchObject([{ url }]);

  let answer: () => void = () => undefined;
  const slow = new EndpointBook({ ...storeOf(Webhooks), list: async (...asked) => { const page = await Webhooks.list(...asked); await new Promise<void>((resolve) => (answer = resolve)); return page; } }, () => 0);
  const reading = slow.remembered(partnerId);
  await new Promise(setImmediate);
  await slow.remove(partnerId, (await lost.of(partnerId)).items[0]?.id ?? '');
  answer();
  expect((await reading).items).toHaveLength(1);
  const again = slow.remembered(partnerId);
  await new Promise(setImmediate);
  answer();
  expect((await again).items).toEqual([]);
});
