import { plusMinutes } from '../../src/kernel/instant';
import { type Stores } from '../../src/wiring/wiring';
import { FaultPlan, FaultyStore, type Fault } from '../support/faultyStore';
import { httpOver, type Call } from '../support/httpWorld';
import { newRequestId } from '../support/worldDesk';
import { seenByCaller, underFault } from '../support/worldFaults';
import { JournalStore } from '../support/worldJournal';
import { World } from '../support/world';
import { rowsOf } from '../support/worldStores';

const at = '2021-06-18T10:00:00Z';
/** No limit of this one, and no promotion, depends on what the customer holds. */
const standard = { sku: 'NCM365ENTE03:0001' };
const withoutAddOns = { sku: 'NCFJORDINS01:0001' };

/** Calls over HTTP in a process that has run for a while, with their round trips to storage in order. @param since minutes for which nobody has had to do with the customer. */
const counting = async (since = 0) => {
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
  const during = async (work: () => Promise<unknown>) => {
    journal.length = 0;
    await work();
    return [...journal];
  };
  const subscription = `/subscriptions/${id}`;
  const item = await world.as('havn').item('NL', standard.sku);
  const cart = { lineItems: [{ id: 0, catalogItemId: item, quantity: 1, termDuration: 'P1M', billingCycle: 'monthly' }] };
  await counted(subscription, { method: 'PATCH', body: { quantity: 11 } });
  await world.advanceTo(plusMinutes(world.now(), since));
  return { world, counted, during, subscription, cart };
};

const commit = (operations: readonly string[]): number => operations.findIndex((each) => each.startsWith('Commerce commit create receipt')) + 1;

describe('storage operations of a call over HTTP, its audit record included', () => {
  /** Without what a process looks at once a minute, for all calls. */
  const ofTheCall = (operations: readonly string[]) => operations.filter((each) => each !== 'Catalogue read version' && each !== 'Webhooks list endpoint');
  const change = 'Commerce commit create receipt, update subscription, create charge, create charge, create event, create outbox';
  const follow: readonly unknown[] = [
    expect.stringMatching(/^Audit commit put/),
    'Directory commit update subject, put deadline',
    'Ledger commit create line, create line',
    'Events commit update head, create event, create id',
    'Deadlines commit put cancellationWindow',
    'Commerce commit delete outbox',
  ];

  test('[AUD-1] added seats: one until it is safe and seven in all, the record of the call carried by its outbox and ended beside the publishing', async () => {
    const { counted, subscription } = await counting();
    const { status, operations } = await counted(subscription, { method: 'PATCH', body: { quantity: 12 } });
    expect([status, operations]).toEqual([200, [change, ...follow]]);
  });

  test('[AUD-1] of a customer with whom nobody had to do for two minutes: two and eight, since the deadline of its publishing is written anew', async () => {
    const { counted, subscription } = await counting(2);
    const { status, operations } = await counted(subscription, { method: 'PATCH', body: { quantity: 12 } });
    expect([status, ofTheCall(operations)]).toEqual([200, ['Deadlines commit put publish', change, ...follow]]);
  });

  test('[AUD-1] for ten minutes: three and nine, since the subscription is read', async () => {
    const { counted, subscription } = await counting(10);
    const { status, operations } = await counted(subscription, { method: 'PATCH', body: { quantity: 12 } });
    expect([status, ofTheCall(operations)]).toEqual([200, ['Commerce read subscription', 'Deadlines commit put publish', change, ...follow]]);
  });

  test('deadlines of publishing go together, when nobody needs them', async () => {
    const { world, counted, during, subscription, cart } = await counting();
    const deadlines = async () => (await rowsOf(world.stores.Deadlines)).filter(({ key }) => key.includes('|publish|')).length;
    for (let number = 0; number < 5; number += 1) {
      await counted(subscription, { method: 'PATCH', body: { quantity: 20 + number } });
      await counted('/carts', { method: 'POST', body: cart });
    }
    expect(await deadlines()).toBe(7);
    const cleared = await during(() => world.tick());
    expect(cleared.filter((each) => each.startsWith('Deadlines commit'))).toEqual([`Deadlines commit ${Array.from({ length: 7 }, () => 'delete publish').join(', ')}`]);
    expect(await deadlines()).toBe(0);
  });

  test('[ORD-1] a cart: three until it is safe, five in all; its checkout: one and eight', async () => {
    const { counted, cart } = await counting();
    const made = await counted('/carts', { method: 'POST', body: cart });
    expect([made.status, made.operations]).toEqual([
      201,
      ['Commerce read customer', 'Deadlines commit put publish', 'Commerce commit create receipt, create cart', 'Deadlines commit put cartExpiry', expect.stringMatching(/^Audit commit put/)],
    ]);
    const { status, operations } = await counted(`/carts/${(made.body as { id: string }).id}/checkout`, { method: 'POST' });
    expect([status, commit(operations), operations.length]).toEqual([201, 1, 8]);
    expect(operations.filter((each) => each.startsWith('Audit'))).toHaveLength(1);
  });

  test('[REQ-5] a change of what is so already: one until it is safe, which stores its answer against the row it was decided on, three in all', async () => {
    const { counted, subscription } = await counting();
    const { status, operations } = await counted(subscription, { method: 'PATCH', body: { status: 'active' } });
    expect([status, operations]).toEqual([200, [expect.stringMatching(/^Audit commit put/), 'Commerce commit create receipt, update subscription', expect.stringMatching(/^Audit commit put/)]]);
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
  const cut: readonly Fault['does'][] = ['dieBefore', 'dieAfter', 'unavailable', 'lostAnswer', 'sentAgain'];

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
    // A command that meets its own write finds its receipt.
    expect(new Set(stored)).toEqual(new Set(does === 'sentAgain' ? [true] : [true, false]));
  });
});
