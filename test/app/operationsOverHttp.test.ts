import { type Stores } from '../../src/wiring/wiring';
import { FaultPlan, FaultyStore, type Fault } from '../support/faultyStore';
import { httpOver, type Call } from '../support/httpWorld';
import { newRequestId } from '../support/worldDesk';
import { seenByCaller, underFault } from '../support/worldFaults';
import { JournalStore } from '../support/worldJournal';
import { World } from '../support/world';

const at = '2021-06-18T10:00:00Z';
/** No limit of this one, and no promotion, depends on what the customer holds. */
const standard = { sku: 'NCM365ENTE03:0001' };
const withoutAddOns = { sku: 'NCFJORDINS01:0001' };

/** Calls over HTTP in a process that has run for a minute, with their round trips to storage in order. */
const counting = async () => {
  const journal: string[] = [];
  const world = await World.at(at, undefined, (store, table) => new JournalStore(store, table, journal));
  const http = httpOver(world);
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [standard]);
  await world.buy('havn', customer, [standard]);
  const counted = async (path: string, call?: Call) => {
    journal.length = 0;
    const { status, body } = await http(`/v1/customers/${customer}${path}`, call);
    return { status, body, operations: [...journal] };
  };
  const subscription = `/subscriptions/${id}`;
  const item = await world.as('havn').item('NL', standard.sku);
  const cart = { lineItems: [{ id: 0, catalogItemId: item, quantity: 1, termDuration: 'P1M', billingCycle: 'monthly' }] };
  await counted(subscription, { method: 'PATCH', body: { quantity: 11 } });
  return { world, counted, subscription, cart };
};

const commit = (operations: readonly string[]): number => operations.findIndex((each) => each.startsWith('Commerce commit create receipt')) + 1;

describe('storage operations of a call over HTTP, its audit record included', () => {
  test('[AUD-1] added seats: three until it is safe, the record of the call carried by the deadline of its publishing and ended beside it', async () => {
    const { counted, subscription } = await counting();
    const { status, operations } = await counted(subscription, { method: 'PATCH', body: { quantity: 12 } });
    expect([status, commit(operations)]).toEqual([200, 3]);
    expect(operations.slice(0, 3)).toEqual([
      'Commerce read subscription',
      'Deadlines commit put publish',
      'Commerce commit create receipt, update subscription, create charge, create charge, create event, create outbox',
    ]);
    expect(operations.filter((each) => each.startsWith('Audit'))).toHaveLength(1);
    expect(operations.at(-1)).toBe('Deadlines commit delete publish');
    expect(operations.length).toBeLessThanOrEqual(10);
  });

  test('[ORD-1] a checkout: three until it is safe', async () => {
    const { counted, cart } = await counting();
    const made = await counted('/carts', { method: 'POST', body: cart });
    expect([made.status, made.operations.length, commit(made.operations)]).toEqual([201, 5, 4]);
    const { status, operations } = await counted(`/carts/${(made.body as { id: string }).id}/checkout`, { method: 'POST' });
    expect([status, commit(operations)]).toEqual([201, 3]);
    expect(operations.filter((each) => each.startsWith('Audit'))).toHaveLength(1);
    expect(operations.length).toBeLessThanOrEqual(11);
  });

  test('a refusal of a change reads twice and is written down once', async () => {
    const { counted, subscription } = await counting();
    const { status, operations } = await counted(subscription, { method: 'PATCH', body: { quantity: 0 } });
    expect([status, operations]).toEqual([400, ['Commerce read subscription', 'Commerce read receipt', expect.stringMatching(/^Audit commit put/)]]);
  });

  test('[ORD-11] a subscription: one read, where add-ons are made for it two more; one that does not exist: two, the second of what the customer has of Azure', async () => {
    const { world, counted, subscription } = await counting();
    const [plain = ''] = await world.buy('havn', world.customer('Zonnebloem'), [withoutAddOns]);
    expect((await counted(`/subscriptions/${plain}`)).operations).toEqual(['Commerce read subscription']);
    expect((await counted(subscription)).operations).toEqual(['Commerce read subscription', 'Commerce read customer', 'Commerce list subscription']);
    const { status, operations } = await counted('/subscriptions/00000000-0000-4000-8000-000000000000');
    expect([status, operations]).toEqual([404, ['Commerce read subscription', 'Commerce list azure']]);
  });

  test('a cart that does not exist: one read', async () => {
    const { counted } = await counting();
    const { status, operations } = await counted('/carts/00000000-0000-4000-8000-000000000000');
    expect([status, operations]).toEqual([404, ['Commerce read cart']]);
  });
});

describe('[AUD-1] a command that is cut off leaves its record', () => {
  const cut: readonly Fault['does'][] = ['dieBefore', 'dieAfter', 'unavailable', 'lostAnswer'];

  /** A process whose every table fails by the plan, the log's too; what it remembers of prices and partners it has read before. */
  const failing = async (stores: Stores, plan: FaultPlan): Promise<World> => {
    const world = await World.at(at, stores, (store, table) => (table === 'Catalogue' || table === 'Partners' ? store : new FaultyStore(store, plan)));
    await world.app.catalogueOf('NL');
    return world;
  };

  test.each(cut)('whatever is stored is in the log once the sweep has been: %s at each operation of a change of seats', async (does) => {
    const before = await World.at(at);
    const customer = before.customer('Zonnebloem');
    const [id = ''] = await before.buy('havn', customer, [standard]);
    const { stores } = before;
    const patch = (world: World) => httpOver(world)(`/v1/customers/${customer}/subscriptions/${id}`, { method: 'PATCH', body: { quantity: 12 }, headers: { 'MS-RequestId': newRequestId() } });
    const plan = new FaultPlan([]);
    await patch(await failing(stores, plan));
    const places = (['read', 'commit'] as const).flatMap((operation) => Array.from({ length: plan.seen(operation) }, (_, index): Fault => ({ at: operation, nth: index + 1, does })));
    expect(places.length).toBeGreaterThan(8);
    const stored: boolean[] = [];
    for (const fault of places) {
      await underFault(fault, async () => {
        const world = await failing(stores, new FaultPlan([fault]));
        await seenByCaller(patch(world));
        world.restart();
        await world.advanceTo('2021-06-18T11:00:00Z');
        const { body } = await httpOver(world)('/v1/auditrecords?startDate=2021-06-18');
        const left = (body as { items: { operationStatus: string }[] }).items.map(({ operationStatus }) => operationStatus);
        const isStored = (await world.subscription(customer, id)).quantity === 12;
        stored.push(isStored);
        if (isStored) expect(left).toEqual(['succeeded']);
        else expect(left).not.toContain('succeeded');
        expect(await world.due()).toEqual([]);
      });
    }
    expect(new Set(stored)).toEqual(new Set([true, false]));
  });
});
