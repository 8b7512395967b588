import { EndpointBook } from '../../../src/app/webhook/endpointBook';
import { createEndpoint } from '../../../src/app/webhook/endpoints';
import { register } from '../../../src/app/webhook/registration';
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
