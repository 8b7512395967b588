import { EndpointBook } from '../../../src/app/webhook/endpointBook';
import { createEndpoint, removeEndpoint, replaceEndpoint, rotateSecret } from '../../../src/app/webhook/endpoints';
import { register } from '../../../src/app/webhook/registration';
import { type PartitionStore } from '../../../src/kernel/partitionStore';
import { FaultPlan, FaultyStore } from '../../support/faultyStore';
import { interrupted } from '../../support/interrupted';
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
  const { id = '' } = (await lost.of(partnerId)).items[0] ?? {};
  expect(await slow.remove(partnerId, id, (await lost.read(partnerId, id))?.etag ?? '')).toBe(true);
  answer();
  expect((await reading).items).toHaveLength(1);
  const again = slow.remembered(partnerId);
  await new Promise(setImmediate);
  answer();
  expect((await again).items).toEqual([]);
});

describe('[WHK-1] an endpoint that another host writes just before it is removed', () => {
  /** The endpoint, and ports on which another host acts before it is taken away. */
  const removing = async (act: (other: World['app']['webhook'], partnerId: string, id: string) => Promise<unknown>) => {
    const world = await World.at('2021-06-18T10:00:00Z');
    const partnerId = world.as('havn').partner.tenantId;
    const made = await createEndpoint(world.app.webhook, partnerId, own, call);
    if (!made.ok) throw new Error(made.error.kind);
    const { id } = made.value.endpoint;
    const { store, hasActed } = interrupted(world.stores.Webhooks, { deletes: `endpoint|${id}` }, () => act(world.newProcess().webhook, partnerId, id));
    return { world, partnerId, id, hasActed, ports: { ...world.app.webhook, endpoints: new EndpointBook(store, () => 0) } };
  };
  const expected = { etag: '1', etagOf: ({ version }: { readonly version: number }) => String(version) };
  const moved = { ...own, url: 'https://hooks.example/two' };

  test('is not removed by whoever said which version they saw', async () => {
    const { ports, partnerId, id, hasActed, world } = await removing((other, partner, endpoint) => replaceEndpoint(other, partner, endpoint, moved));
    expect(await removeEndpoint(ports, partnerId, id, expected)).toEqual({ ok: false, error: { kind: 'EtagStale', given: '1', current: '2' } });
    expect([hasActed(), (await world.app.webhook.endpoints.read(partnerId, id))?.value.url]).toEqual([true, moved.url]);
  });

  test('is removed by whoever said nothing, and told of as it was by then', async () => {
    const { ports, partnerId, id, hasActed, world } = await removing((other, partner, endpoint) => rotateSecret(other, partner, endpoint));
    expect(await removeEndpoint(ports, partnerId, id)).toMatchObject({ ok: true, value: { endpoint: { version: 2 } } });
    expect([hasActed(), await world.app.webhook.endpoints.read(partnerId, id)]).toEqual([true, undefined]);
  });

  test('is removed where the other removes it too', async () => {
    const { ports, partnerId, id, hasActed, world } = await removing((other, partner, endpoint) => removeEndpoint(other, partner, endpoint));
    expect(await removeEndpoint(ports, partnerId, id, expected)).toMatchObject({ ok: true, value: { endpoint: { id, version: 1 } } });
    expect([hasActed(), await world.app.webhook.endpoints.read(partnerId, id)]).toEqual([true, undefined]);
  });
});
