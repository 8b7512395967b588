import { type WiredApp } from '../../src/wiring/wiring';
import { type PartitionStore } from '../../src/kernel/partitionStore';
import { repeats } from '../../src/adapters/http/repeats';
import { callsOf, isWrite } from '../scenarios/calls';
import { httpOver, type Call, type Reply } from '../support/httpWorld';
import { newRequestId } from '../support/worldDesk';
import { afterEachFault, everyPlace } from '../support/worldFaults';
import { World } from '../support/world';
import { allTables, dumpOf } from '../support/worldStores';

const at = '2021-06-18T10:00:00Z';
/** But deadlines: what was to cover a commit that then found its request carried out already goes with a later sweep. */
const kept = allTables.filter((table) => table !== 'Deadlines');

interface Asked extends Call {
  readonly name: string;
  readonly path: string;
}

/** A customer with a subscription and a cart, and one call of many a kind of write, in an order in which all succeed. */
const shop = async () => {
  const world = await World.at(at);
  const http = httpOver(world);
  const customerId = world.customer('Zonnebloem');
  const line = { catalogItemId: await world.as('havn').item('NL', 'NCBUSSTAND01:0001'), quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' };
  const [subscriptionId = ''] = await world.buy('havn', customerId, [{ sku: 'NCBUSSTAND01:0001', quantity: 10 }]);
  const { orderId } = (await http(`/v1/customers/${customerId}/subscriptions/${subscriptionId}`)).body as { orderId: string };
  const { id: cartId } = (await http(`/v1/customers/${customerId}/carts`, { method: 'POST', body: { lineItems: [{ id: 0, ...line }] } })).body as { id: string };
  const profile = await http(`/v1/customers/${customerId}/profiles/billing`);
  const asked: readonly Asked[] = [
    ...callsOf({ line }, { customerId, subscriptionId, orderId, cartId }).filter(isWrite).map(({ name, method, path, body }): Asked => ({ name, method, path, ...(body !== undefined && { body }) })),
    { name: 'replaceBillingProfile', method: 'PUT', path: `/v1/customers/${customerId}/profiles/billing`, body: { ...(profile.body as object), companyName: 'Zonnebloem BV' }, headers: { 'If-Match': profile.headers['ETag'] ?? '' } },
  ];
  return { world, customerId, subscriptionId, calls: asked.map((call) => ({ ...call, headers: { ...call.headers, 'MS-RequestId': newRequestId() } })) };
};

/** What an answer says of the call, without what it says of this sending of it. */
const said = ({ status, text, headers }: Reply) => ({ status, text, headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !['MS-CV', 'MS-CorrelationId', 'NextTerm-Replayed'].includes(name))) });

test('[REQ-5] every kind of write in turn: its repeat gets the same answer to the byte, at once and two months later, when much of it would be refused; another body, or another call, under its id is refused; nothing is done', async () => {
  const { world, customerId, subscriptionId, calls } = await shop();
  const http = httpOver(world);
  const first = new Map<string, ReturnType<typeof said>>();
  for (const { path, name, ...call } of calls) first.set(name, said(await http(path, call)));
  expect([...first].filter(([, { status }]) => status >= 300)).toEqual([]);
  expect([...first.keys()].filter((name) => repeats[name]?.is !== 'kept')).toEqual([]);
  expect(first.size).toBe(12);
  const repeated = async () => {
    const all = new Map<string, ReturnType<typeof said>>();
    for (const { path, name, ...call } of calls) {
      const again = await http(path, call);
      expect([name, again.headers['NextTerm-Replayed']]).toEqual([name, 'true']);
      all.set(name, said(again));
    }
    return all;
  };
  expect(await repeated()).toEqual(first);

  await http(`/v1/customers/${customerId}/subscriptions/${subscriptionId}`, { method: 'PATCH', body: { status: 'suspended' } });
  await world.advanceTo('2021-08-20T10:00:00Z');
  await world.tick();
  const stored = await dumpOf(world.stores, kept);
  expect(await repeated()).toEqual(first);

  for (const { path, name, body, ...call } of calls) {
    const other = await http(path, { ...call, body: { ...(body as object | undefined), more: 1 } });
    expect([name, other.status, (other.body as { code: number }).code]).toEqual([name, 400, 800002]);
  }
  const [patch] = calls.filter(({ name }) => name === 'patchSubscription');
  const elsewhere = await http(`/v1/customers/${customerId}/carts`, { method: 'POST', body: { lineItems: [] }, headers: { ...patch?.headers } });
  expect(elsewhere.status).toBe(400);
  expect(await dumpOf(world.stores, kept)).toEqual(stored);
});

test('[REQ-5] repeats while the first is still running, in the same process and in another one: one is carried out, and all are answered alike', async () => {
  const { world, calls } = await shop();
  const [own, beside]: readonly WiredApp[] = [world.app, world.newProcess()];
  const http = httpOver(world);
  for (const { path, name, ...call } of calls) {
    const answers = await Promise.all([own, own, beside, beside].map((app) => {
      if (app !== undefined) world.use(app);
      return http(path, call);
    }));
    expect([name, answers.map(({ headers }) => headers['NextTerm-Replayed'] ?? 'first').toSorted()]).toEqual([name, ['first', 'true', 'true', 'true']]);
    expect(new Set(answers.map((answer) => JSON.stringify(said(answer)))).size).toBe(1);
  }
});

/** A store in which the first commit of a request waits until it is let go. */
const holdingBack = (requestId: string) => {
  let [reached, letGo] = [(): void => undefined, (): void => undefined];
  const isReached = new Promise<void>((resolve) => (reached = resolve));
  const isLetGo = new Promise<void>((resolve) => (letGo = resolve));
  const wrap = (store: PartitionStore): PartitionStore => ({
    read: (...asked) => store.read(...asked),
    list: (...asked) => store.list(...asked),
    listAcross: (...asked) => store.listAcross(...asked),
    commit: async (partition, writes) => {
      if (writes.some(({ key }) => key.startsWith('receipt|') && key.endsWith(requestId))) {
        reached();
        await isLetGo;
      }
      return store.commit(partition, writes);
    },
  });
  return { wrap, isReached, letGo: () => letGo() };
};

describe('[REQ-5] what is so already when it is asked, is changed by another before that is stored, and is asked again', () => {
  const profileOf = async (world: World, path: string) => (await httpOver(world)(path)).body as object;
  const subjects = {
    'a subscription': { path: (id: string) => `/subscriptions/${id}`, method: 'PATCH', same: async () => ({ status: 'active' }), other: async () => ({ quantity: 12 }) },
    'a billing profile': { path: () => '/profiles/billing', method: 'PUT', same: profileOf, other: async (world: World, path: string) => ({ ...(await profileOf(world, path)), companyName: 'Zonnebloem BV' }) },
  } as const;

  test.each(Object.entries(subjects))('%s: both are refused alike for the version that the other has made', async (_what, { path: pathOf, method, same, other }) => {
    const requestId = newRequestId();
    const held = holdingBack(requestId);
    const from = await World.at(at);
    const customerId = from.customer('Zonnebloem');
    const [subscriptionId = ''] = await from.buy('havn', customerId, [{ sku: 'NCBUSSTAND01:0001', quantity: 10 }]);
    const world = await World.at(at, from.stores, (store, table) => (table === 'Commerce' ? held.wrap(store) : store));
    const [own, beside]: readonly WiredApp[] = [world.app, world.newProcess()];
    const path = `/v1/customers/${customerId}${pathOf(subscriptionId)}`;
    const askedOf = (app: WiredApp | undefined, call: Call): Promise<Reply> => {
      if (app !== undefined) world.use(app);
      return httpOver(world)(path, call);
    };
    const { headers } = await askedOf(own, {});
    const call: Call = { method, body: await same(world, path), headers: { 'MS-RequestId': requestId, 'If-Match': headers['ETag'] ?? '' } };
    const first = askedOf(own, call);
    await held.isReached;
    expect((await askedOf(beside, { method, body: await other(world, path) })).status).toBe(200);
    const again = await askedOf(beside, call);
    held.letGo();
    expect([again.status, (again.body as { code: number }).code]).toEqual([400, 2055]);
    expect(said(await first)).toEqual(said(again));
  });
});

describe('[REQ-5] the first died after a write, or its answer was lost', () => {
  test.each(['createOrder', 'patchSubscription', 'createCustomer', 'checkoutCart'])('at each write of %s: the repeat carries it out or finds its answer, and from then on it is the same', async (name) => {
    const { world, calls } = await shop();
    const [call] = calls.filter((each) => each.name === name);
    if (call === undefined) throw new Error(name);
    const act = (process: World) => httpOver(process)(call.path, call);
    const faults = [...(await everyPlace(at, world.stores, act, 'dieAfter')), ...(await everyPlace(at, world.stores, act, 'lostAnswer'))].filter(({ at: operation }) => operation === 'commit');
    expect(faults.length).toBeGreaterThan(8);
    await afterEachFault(faults, at, world.stores, act, async (process) => {
      const again = await act(process);
      await process.tick();
      const rows = await process.commerceRows();
      expect(again.status).toBeLessThan(300);
      expect(said(await act(process))).toEqual(said(again));
      expect(await process.commerceRows()).toEqual(rows);
    });
  });
});
