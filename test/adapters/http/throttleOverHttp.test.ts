import { publishedLimits } from '../../../src/adapters/http/publishedLimits';
import { type Caller } from '../../../src/adapters/http/caller';
import { plusMinutes } from '../../../src/kernel/instant';
import { httpOver, type Call } from '../../support/httpWorld';
import { World } from '../../support/world';
import { dumpOf, rowsOf } from '../../support/worldStores';

const at = '2021-06-18T10:00:18.500Z';
const gateway = { statusCode: 429, message: 'Rate limit is exceeded. Try again in 42 seconds.' };

const worldWith = async (throttling: string) => {
  const world = await World.at(at, undefined, undefined, { NEXTTERM_THROTTLING: throttling });
  const http = httpOver(world);
  const statuses = async (times: number, path: string, call?: Call) => {
    const all: number[] = [];
    for (let number = 0; number < times; number += 1) all.push((await http(path, call)).status);
    return all;
  };
  return { world, http, statuses, customer: world.customer('Zonnebloem'), other: world.customer('Molenwiek') };
};

const refused = (statuses: readonly number[]) => statuses.map((status, index) => (status === 429 ? index : -1)).filter((index) => index >= 0);

test('[REQ-4] as published: 500 calls a minute on one customer’s subscriptions, then the gateway’s 429 with Retry-After; its carts, other customers and partners, and what is not named as limited, go on', async () => {
  const { world, http, statuses, customer, other } = await worldWith('published');
  const path = `/v1/customers/${customer}/subscriptions/00000000-0000-4000-8000-000000000000`;
  expect(new Set(await statuses(499, path))).toEqual(new Set([404]));
  expect(await statuses(1, `/v1/customers/${customer}/subscriptions`)).toEqual([200]);
  const answer = await http(path.toUpperCase().replace('/V1/', '/v1/'), { headers: { 'MS-RequestId': '5c0c7b5e-3f5a-4f5e-9a55-6a3b3a3d3c01' } });
  expect([answer.status, answer.body, answer.headers['Retry-After'], answer.headers['MS-RequestId'], answer.headers['Content-Type']]).toEqual([429, gateway, '42', '5c0c7b5e-3f5a-4f5e-9a55-6a3b3a3d3c01', 'application/json; charset=utf-8']);
  expect(await statuses(1, path, { roles: [] })).toEqual([429]);
  expect(await statuses(1, `/v1/customers/${other}/subscriptions`)).toEqual([200]);
  expect(await statuses(1, path, { as: 'polder' })).toEqual([404]);
  expect(await statuses(1, `/v1/customers/${customer}/orders`)).toEqual([200]);
  expect(await statuses(1, `/nextterm/v1/customers/${customer}/subscriptions/00000000-0000-4000-8000-000000000000/options`)).toEqual([404]);
  await world.advanceTo(plusMinutes(world.now(), 1));
  expect(await statuses(1, path)).toEqual([404]);
});

test('[REQ-4] a write that is throttled does not begin: nothing is stored, nor is it in the audit log; its preview is counted apart, and goes through twice as often', async () => {
  const { world, http, statuses, customer } = await worldWith('customer=10');
  const cart = { method: 'POST', body: { lineItems: [{ id: 0, catalogItemId: await world.as('havn').item('NL', 'NCM365ENTE03:0001'), quantity: 1, termDuration: 'P1M', billingCycle: 'monthly' }] } };
  const path = `/v1/customers/${customer}/carts`;
  expect(new Set(await statuses(10, path, cart))).toEqual(new Set([201]));
  const before = await dumpOf(world.stores, ['Commerce', 'Deadlines', 'Audit']);
  expect((await http(path, cart)).status).toBe(429);
  expect(await dumpOf(world.stores, ['Commerce', 'Deadlines', 'Audit'])).toEqual(before);
  expect(refused(await statuses(21, `${path}?Preview=TRUE`, cart))).toEqual([20]);
});

test('[REQ-4] own limits: of a user or application of a tenant, of the whole tenant, about one customer; the operator is under none', async () => {
  const { world, http, statuses, customer, other } = await worldWith('tenant=25,caller=15,customer=10');
  const { partner } = world.as('havn');
  const by = (userId: string): Caller => ({ tenantId: partner.tenantId, kind: 'partner', partner, userId, displayName: userId, roles: ['admin_agent'], appOnly: false });
  const get = (path: string, userId: string, times: number) => statuses(times, path, { caller: by(userId) });
  expect(refused(await get(`/v1/customers/${customer}`, 'anna', 11))).toEqual([10]);
  expect(refused(await get(`/v1/customers/${other}`, 'anna', 6))).toEqual([5]);
  expect(refused(await get('/v1/profiles/organization', 'bram', 11))).toEqual([10]);
  expect(await statuses(1, '/v1/profiles/organization', { as: 'polder' })).toEqual([200]);
  const operator: Caller = { tenantId: world.app.operatorTenantId, kind: 'operator', userId: 'o', displayName: 'o', roles: ['operator'], appOnly: false };
  expect(new Set(await statuses(30, '/nextterm/v1/operations/partners', { caller: operator }))).toEqual(new Set([200]));
  expect((await http('/nextterm/v1/health')).status).not.toBe(429);
});

test('[REQ-4] two instances over one storage count together, five calls more or less; an instance that is begun anew knows what went through before', async () => {
  const { world, statuses } = await worldWith('tenant=100');
  const both = [world.app, world.newProcess()] as const;
  const path = '/v1/profiles/organization';
  const answers: number[] = [];
  for (let number = 0; number < 130; number += 1) {
    world.use(both[number % 2 === 0 ? 0 : 1]);
    answers.push(...(await statuses(1, path)));
  }
  const through = answers.filter((status) => status === 200).length;
  expect(through).toBeGreaterThanOrEqual(100);
  expect(through).toBeLessThanOrEqual(105);
  expect((await rowsOf(world.stores.Throttle)).length).toBe(1);
  world.restart();
  expect((await statuses(6, path)).at(-1)).toBe(429);
});

test('[REQ-4] off, as it is where nothing is set: nothing is counted, and nothing written', async () => {
  const world = await World.at(at);
  expect(world.app.routeDeps.throttle).toBeUndefined();
  expect(await rowsOf(world.stores.Throttle)).toEqual([]);
});

test('[REQ-4] clients that wait as they are told get a burst of 1,000 calls through', async () => {
  const { world, http } = await worldWith('tenant=250');
  let waiting = 1000;
  let minutes = 0;
  while (waiting > 0) {
    let left = 0;
    let pause = '';
    for (let number = 0; number < waiting; number += 1) {
      const { status, headers } = await http('/v1/profiles/organization');
      if (status === 429) [left, pause] = [left + 1, headers['Retry-After'] ?? ''];
    }
    minutes += 1;
    waiting = left;
    if (left > 0) world.clock.moveTo(new Date(Date.parse(world.now()) + Number(pause) * 1000).toISOString());
  }
  expect(minutes).toBe(4);
});

test('[REQ-4] every operation that is named as limited is a route, and about a customer where its path says so', () => {
  const { routes } = jest.requireActual<typeof import('../../../src/adapters/http/route')>('../../../src/adapters/http/route');
  const known = new Set(routes().map(({ name }) => name));
  expect([...publishedLimits.keys()].filter((name) => !known.has(name))).toEqual([]);
});
