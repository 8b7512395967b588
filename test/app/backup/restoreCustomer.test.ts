import { type BackupManifest } from '../../../src/app/backup/backupForm';
import { RestoreRefused } from '../../../src/app/backup/restoreAll';
import { previewCustomer, QUIET_MILLIS, restoreCustomer, type RestoreCustomerPorts } from '../../../src/app/backup/restoreCustomer';
import { markedIn } from '../../../src/app/backup/restoreMarks';
import { CustomerBeingRestored, FENCE_MILLIS, fenced, RestoringFence } from '../../../src/app/backup/restoringFence';
import { rebuild } from '../../../src/app/check/rebuild';
import { type Stores } from '../../../src/wiring/wiring';
import { FaultPlan, FaultyStore, Killed, type Fault } from '../../support/faultyStore';
import { newRequestId, outcomeOf } from '../../support/worldDesk';
import { expectConverged } from '../../support/worldConverged';
import { textsOf, WorldBackups } from '../../support/worldBackups';
import { copyOfStores, rowsOf } from '../../support/worldStores';
import { mailed } from '../notification/notified';
import { answerRelationship, askRelationship } from '../../../src/app/customer/customerRelationships';
import { runInvoices } from '../../support/worldOrchestrations';
import { World } from '../../support/world';
import { eventsTold } from '../../support/eventsTold';
import { calendarDate } from '../../../src/kernel/calendarDate';

const whole = { before: () => undefined, answer: (outcome: object) => ({ status: 200, headers: {}, body: JSON.stringify(outcome) }), preview: (outcome: object) => ({ status: 200, headers: {}, body: JSON.stringify(outcome) }) };

const standard = 'NCBUSSTAND01:0001';
const bought = '2026-01-10T10:00:00Z';
const later = '2026-01-12T09:00:00Z';

/** A customer who has bought, and was backed up; another one beside it. */
const backedUp = async () => {
  // Mail is made by a consumer, which finds out whether an event of a subscription is missing.
  const world = await World.at(bought, undefined, undefined, mailed);
  const [customer, other] = [world.customer('Zonnebloem'), world.customer('Duinzicht')];
  const [first = ''] = await world.buy('havn', customer, [{ sku: standard, quantity: 10 }]);
  await world.settle();
  const backups = new WorldBackups(() => world.now());
  const manifest = await backups.take(world.stores);
  return { world, customer, other, first, backups, manifest };
};

type Backed = Awaited<ReturnType<typeof backedUp>>;

/** What happens after it: seats, another subscription, a cart. */
const changed = async ({ world, customer, first }: Pick<Backed, 'world' | 'customer' | 'first'>): Promise<string> => {
  world.sleepUntil('2026-01-11T10:00:00Z');
  await outcomeOf(world.as('havn').patch(customer, first, { quantity: 14 }));
  const [second = ''] = await world.buy('havn', customer, [{ sku: standard, quantity: 3 }]);
  await outcomeOf(world.as('havn').createCart(customer, [{ sku: standard, quantity: 1 }]));
  await world.settle();
  world.sleepUntil(later);
  return second;
};

const portsOf = ({ world, backups }: Pick<Backed, 'world' | 'backups'>, during: () => Promise<unknown> = async () => undefined): RestoreCustomerPorts & { readonly waited: number[] } => {
  const waited: number[] = [];
  const pause = async (millis: number): Promise<void> => {
    waited.push(millis);
    await during();
  };
  return { ...backups.ports, app: world.app, commerce: world.stores.Commerce, partners: world.stores.Partners, now: () => world.now(), pause, waited };
};

const restore = (of: Pick<Backed, 'world' | 'backups' | 'customer'> & { readonly manifest: BackupManifest }, ports: RestoreCustomerPorts = portsOf(of)) => restoreCustomer(ports, of.manifest, of.customer, () => undefined);

/** What is charged, without what says when it was asked for. */
const amounts = async (world: World, customer: string, subscription: string): Promise<readonly string[]> =>
  (await world.charges(customer, subscription)).map(({ chargeType, chargeStart, chargeEnd, quantity, subtotal }) => [chargeType, chargeStart, chargeEnd, quantity, subtotal].join(' '));

const eventIds = async (stores: Stores): Promise<readonly string[]> => (await eventsTold(stores.Events)).map(({ partition, value }) => `${partition} ${String(value['id'])}`);

test('a customer is what it was: its subscription, its charges, its carts; what was told stays told', async () => {
  const of = await backedUp();
  const { world, customer, first } = of;
  const before = await world.subscription(customer, first);
  const second = await changed(of);
  const told = await eventIds(world.stores);
  const events = (await rowsOf(world.stores.Commerce)).filter(({ key }) => key.startsWith('event|'));
  const result = await restore(of);
  expect(result).toMatchObject({ vanishing: [second], billed: [], findings: [], unreadable: [] });
  expect(result.undone.map(({ subtotal, sign }) => [sign, subtotal].join(' ')).length).toBe(3);
  const after = await world.subscription(customer, first);
  expect({ ...after, version: 0 }).toEqual({ ...before, version: 0 });
  expect([before.version, after.version]).toEqual([1, 3]);
  expect(await amounts(world, customer, first)).toEqual(['new 2026-01-10 2026-02-09 10 100.80']);
  expect(await world.charges(customer, second)).toEqual([]);
  expect(await eventIds(world.stores)).toEqual(told);
  const fresh = (await rowsOf(world.stores.Commerce)).filter(({ key }) => key.startsWith('event|') && !events.some((each) => each.key === key));
  const asOf = of.manifest.clockAt;
  expect(new Map(fresh.map(({ key, value }) => [key, value['facts']]))).toEqual(
    new Map([
      [`event|${first}|00000003`, [{ type: 'SubscriptionRestored', asOf }]],
      [`event|${second}|00000002`, [{ type: 'SubscriptionRestored', asOf, isGone: true }]],
    ]),
  );
  await world.advanceTo('2026-01-12T10:00:00Z');
  expect((await eventIds(world.stores)).filter((id) => !told.includes(id)).map((id) => id.split(' ')[1]).toSorted()).toEqual([`${first}:3`, `${second}:2`].toSorted());
  expect((await rebuild(world.app, false)).findings).toEqual([]);
  expect(await markedIn(world.stores.Partners)).toEqual(new Set());
});

test('it lives on as one that was never changed: the same charges at the next renewal, the same invoice lines, and nothing is told twice', async () => {
  const of = await backedUp();
  const { world, customer, first } = of;
  const never = await World.at(bought, copyOfStores(world.stores), undefined, mailed);
  await changed(of);
  await restore(of);
  for (const each of [world, never]) {
    each.sleepUntil(later);
    await outcomeOf(each.as('havn').patch(customer, first, { quantity: 11 }));
    await each.advanceTo('2026-03-08T00:00:00Z');
  }
  expect(await amounts(world, customer, first)).toEqual(await amounts(never, customer, first));
  const lines = async (stores: Stores) => (await rowsOf(stores.Ledger)).filter(({ key }) => key.startsWith('line|')).map(({ partition, value }) => [partition, (value['item'] as { readonly subtotal: unknown }).subtotal]);
  expect(await lines(world.stores)).toEqual(await lines(never.stores));
  const ids = await eventIds(world.stores);
  expect(new Set(ids).size).toBe(ids.length);
  expect([world.errors, never.errors]).toEqual([[], []]);
  expect((await rebuild(world.app, false)).findings).toEqual([]);
  await expectConverged(world, (await rowsOf(world.stores.Commerce)).filter(({ key }) => key.startsWith('event|')).map(({ key }) => key));
});

test('nothing of anybody else changes, and the list of deadlines forgets what is no more', async () => {
  const of = await backedUp();
  const { world, other } = of;
  await world.buy('havn', other, [{ sku: standard, quantity: 2 }]);
  const second = await changed(of);
  const others = async () => (await textsOf(world.stores, ['Commerce', 'Usage', 'Invoices', 'Catalogue'])).filter((text) => text.includes(other));
  const before = await others();
  await restore(of);
  expect(await others()).toEqual(before);
  const listed = (await rowsOf(world.stores.Directory)).filter(({ key, value }) => key.startsWith('deadline|') && JSON.stringify(value).includes(second));
  expect(listed).toEqual([]);
});

test('who came to the customer since then has it in no list any more', async () => {
  const of = await backedUp();
  const { world, customer } = of;
  const { partner } = world.as('nordlys');
  const listed = async () => (await rowsOf(world.stores.Directory)).filter(({ partition, value }) => partition === partner.tenantId && value['customerId'] === customer).map(({ key }) => key);
  const call = (fingerprint: string, callerTenantId: string) => ({ request: { callerTenantId, requestId: newRequestId(), fingerprint }, preview: false });
  await outcomeOf(askRelationship(world.app, { ...call('ask', partner.tenantId), partner, userId: 'test' }, customer, {}, whole));
  await outcomeOf(answerRelationship(world.app, call('accept', customer), customer, { partnerTenantId: partner.tenantId, answer: 'accepted' }, undefined, whole));
  await world.settle();
  expect((await listed()).length).toBeGreaterThan(1);
  const result = await restore(of);
  expect(result.findings).toEqual([]);
  expect(await listed()).toEqual([]);
});

test('the repeat of a call that was undone is refused: its id was used', async () => {
  const of = await backedUp();
  const { world, customer } = of;
  const asked = { requestId: '0f8fad5b-d9cb-469f-a165-70867728950e' };
  world.sleepUntil('2026-01-11T10:00:00Z');
  const cart = await outcomeOf<{ readonly id: string }>(world.as('havn').createCart(customer, [{ sku: standard, quantity: 1 }]));
  await outcomeOf(world.as('havn').checkout(customer, cart.id, asked));
  await restore(of);
  const receipts = (await rowsOf(world.stores.Commerce)).filter(({ key }) => key.includes(asked.requestId));
  expect(receipts.map(({ value }) => value['fingerprint'])).toEqual(['undone by a restore']);
});

test('charges that were billed are not undone: it is refused, and nothing changes', async () => {
  const of = await backedUp();
  const { world } = of;
  await world.advanceTo('2026-02-08T10:00:00Z');
  const manifest = await of.backups.take(world.stores);
  await world.advanceTo('2026-03-08T10:00:00Z');
  await runInvoices(world.app, { partnerId: world.as('havn').partner.tenantId, month: calendarDate('2026-02-01') });
  const before = await textsOf(world.stores);
  await expect(restore({ ...of, manifest })).rejects.toThrow(RestoreRefused);
  await expect(restore({ ...of, manifest })).rejects.toThrow('were billed');
  expect(await textsOf(world.stores)).toEqual(before);
});

test('a preview says what would be done, and does nothing', async () => {
  const of = await backedUp();
  const second = await changed(of);
  const before = await of.world.dump();
  const preview = await previewCustomer(portsOf(of), of.manifest, of.customer);
  expect(preview).toMatchObject({ vanishing: [second], billed: [] });
  expect(preview.undone).toHaveLength(3);
  expect(await of.world.dump()).toEqual(before);
});

test('a customer that the back-up does not have is refused, and one that is being restored from another back-up', async () => {
  const of = await backedUp();
  await expect(restore({ ...of, customer: '3f2a5c1e-5555-4555-8555-555555555555' })).rejects.toThrow('has no customer');
  expect(await markedIn(of.world.stores.Partners)).toEqual(new Set());
  const other = await of.backups.take(of.world.stores);
  const dying = portsOf(of, () => Promise.reject(new Killed('while it waits')));
  await expect(restore(of, dying)).rejects.toThrow(Killed);
  await expect(restore({ ...of, manifest: other })).rejects.toThrow(`is being restored from ${of.manifest.id}`);
});

test('where the back-up that a restore was begun with is no more, another takes its place, and the customer is what it was in that', async () => {
  const of = await backedUp();
  const { world, customer, first, backups } = of;
  const kept = await backups.take(world.stores, true);
  await changed(of);
  const dying = { ...portsOf(of), commerce: new FaultyStore(world.stores.Commerce, new FaultPlan([{ at: 'commit', nth: 1, does: 'dieAfter' }])) };
  await expect(restoreCustomer(dying, of.manifest, customer, () => undefined)).rejects.toThrow(Killed);
  await backups.files.remove(`manifests/${of.manifest.id}.json`);
  expect(await restore({ ...of, manifest: kept })).toMatchObject({ findings: [] });
  expect((await world.subscription(customer, first)).quantity).toBe(10);
  expect(await markedIn(world.stores.Partners)).toEqual(new Set());
});

test('a mark whose answer was lost, and that was sent again, is its own', async () => {
  const of = await backedUp();
  await changed(of);
  const partners: Stores['Partners'] = {
    ...passing(of.world.stores.Partners),
    commit: async (...given) => {
      await of.world.stores.Partners.commit(...given);
      return of.world.stores.Partners.commit(...given);
    },
  };
  expect(await restore(of, { ...portsOf(of), partners })).toMatchObject({ findings: [] });
});

test('restored twice, nothing is written the second time', async () => {
  const of = await backedUp();
  await changed(of);
  await restore(of);
  const before = await of.world.dump(['Commerce', 'Ledger', 'Events', 'Directory']);
  expect((await restore(of)).counts).toMatchObject({ put: 0, deleted: 0 });
  expect(await of.world.dump(['Commerce', 'Ledger', 'Events', 'Directory'])).toEqual(before);
});

test('a row of the back-up that nobody can read stays as it is now, and is named; the rest is restored', async () => {
  const of = await backedUp();
  const { world, customer, first } = of;
  const key = `subscription|${first}`;
  const { value = {} } = (await world.stores.Commerce.read(customer, key)) ?? {};
  await world.stores.Commerce.commit(customer, [{ op: 'put', key, value: { unreadable: 'not JSON' } }]);
  const manifest = await of.backups.take(world.stores);
  await world.stores.Commerce.commit(customer, [{ op: 'put', key, value }]);
  await changed(of);
  const result = await restore({ ...of, manifest });
  expect(result.unreadable).toEqual([key]);
  expect((await world.subscription(customer, first)).quantity).toBe(14);
});

describe('while it lasts', () => {
  test('commands of the customer are refused, of others not, and its due work waits; then both go on', async () => {
    const of = await backedUp();
    const { world, customer, other, first } = of;
    await changed(of);
    let elapsed = 0;
    const fence = new RestoringFence(world.stores.Partners, () => elapsed);
    const guarded = world.newProcess((store, table) => (table === 'Commerce' ? fenced(store, fence) : store));
    const plain = world.app;
    const buyAs = async (of: string): Promise<unknown> => {
      world.use(guarded);
      try {
        return await world.buy('havn', of, [{ sku: standard, quantity: 1 }]);
      } finally {
        world.use(plain);
      }
    };
    const before = await fence.pass(customer);
    expect(before).toBeUndefined();
    const seen: unknown[] = [];
    const ports = portsOf(of, async () => {
      // A process may go by what it read before for ten seconds, and no longer.
      elapsed += FENCE_MILLIS;
      seen.push(await buyAs(customer).catch((error: unknown) => error));
      seen.push(await buyAs(other));
    });
    await restore(of, ports);
    expect(ports.waited).toEqual([QUIET_MILLIS]);
    expect(seen[0]).toBeInstanceOf(CustomerBeingRestored);
    expect(seen[1]).toHaveLength(1);
    elapsed += FENCE_MILLIS;
    expect(await buyAs(customer)).toHaveLength(1);
    world.sleepUntil(later);
    await outcomeOf(world.as('havn').patch(customer, first, { quantity: 12 }));
  });

  test('what was stored at the last moment, and not told, is told as having happened, and nothing follows from it', async () => {
    const of = await backedUp();
    const { world, customer, first } = of;
    world.sleepUntil('2026-01-11T10:00:00Z');
    // The process dies after its commit.
    const plan = new FaultPlan([]);
    world.restart((store, table) => (table === 'Commerce' || table === 'Events' ? new FaultyStore(store, plan) : store));
    const ports = portsOf(of, async () => {
      const dying = world.newProcess((store, table) => (table === 'Events' ? { ...passing(store), commit: () => Promise.reject(new Killed('events')) } : store));
      world.use(dying);
      await outcomeOf(world.as('havn').patch(customer, first, { quantity: 20 }));
      world.restart();
    });
    const result = await restore(of, ports);
    expect(result.undone).toHaveLength(2);
    await world.advanceTo('2026-01-12T10:00:00Z');
    expect((await rowsOf(world.stores.Commerce)).filter(({ key }) => key.startsWith('outbox|'))).toEqual([]);
    expect(await amounts(world, customer, first)).toEqual(['new 2026-01-10 2026-02-09 10 100.80']);
    expect((await rowsOf(world.stores.Ledger)).filter(({ key }) => key.startsWith('line|'))).toHaveLength(1);
    expect((await eventIds(world.stores)).map((id) => id.split(' ')[1]).filter((id) => id?.startsWith(first))).toEqual([`${first}:1`, `${first}:2`, `${first}:3`]);
    expect((await rebuild(world.app, false)).findings).toEqual([]);
  });
});

const passing = (store: Stores['Events']): Stores['Events'] => ({ read: (...given) => store.read(...given), list: (...given) => store.list(...given), listAcross: (...given) => store.listAcross(...given), commit: (...given) => store.commit(...given) });

test('of two processes that restore a customer, one that is held up undoes nothing of what comes after the other has finished', async () => {
  const of = await backedUp();
  const { world, customer, backups } = of;
  const seats = async (id: string) => {
    const cart = await world.as('havn').getCart(customer, id);
    return cart.ok ? cart.value.lines[0]?.quantity : cart.error;
  };
  const { id } = await outcomeOf<{ readonly id: string }>(world.as('havn').createCart(customer, [{ sku: standard, quantity: 1 }]));
  const manifest = await backups.take(world.stores);
  await outcomeOf(world.as('havn').replaceCart(customer, id, [{ sku: standard, quantity: 2 }]));
  let other: Promise<void> | undefined;
  const overtaken = async (): Promise<void> => {
    await restore({ ...of, manifest });
    expect(await seats(id)).toBe(1);
    await outcomeOf(world.as('havn').replaceCart(customer, id, [{ sku: standard, quantity: 17 }]));
  };
  const ports = portsOf(of);
  const held: Stores['Commerce'] = {
    ...passing(ports.commerce),
    commit: async (...given) => {
      await (other ??= overtaken());
      return ports.commerce.commit(...given);
    },
  };
  await expect(restoreCustomer({ ...ports, commerce: held }, manifest, customer, () => undefined)).rejects.toThrow('another process has finished');
  expect(await seats(id)).toBe(17);
});

test('one that waited while another finished does not begin again', async () => {
  const of = await backedUp();
  const { world, customer, first } = of;
  await changed(of);
  const late = portsOf(of, async () => {
    await restore(of);
    await outcomeOf(world.as('havn').patch(customer, first, { quantity: 17 }));
  });
  await expect(restore(of, late)).rejects.toThrow('another process has finished');
  expect((await world.subscription(customer, first)).quantity).toBe(17);
  expect(await markedIn(world.stores.Partners)).toEqual(new Set());
});

test('killed at any operation, it is marked until it is gone on with, and then the same as without', async () => {
  const of = await backedUp();
  await changed(of);
  const { world, customer, first, backups, manifest } = of;
  const attempt = async (stores: Stores, plan: FaultPlan): Promise<World> => {
    const each = await World.at(later, stores, undefined, mailed);
    each.restart((store) => new FaultyStore(store, plan));
    await each.app.catalogueOf('NL').catch(() => undefined);
    return each;
  };
  const run = async (each: World, plan: FaultPlan) => restoreCustomer({ ...portsOf({ world: each, backups }), commerce: new FaultyStore(each.stores.Commerce, plan), partners: new FaultyStore(each.stores.Partners, plan) }, manifest, customer, () => undefined);
  const seen = new FaultPlan([]);
  const whole = await attempt(world.stores, seen);
  const from = { commit: seen.seen('commit'), list: seen.seen('list') };
  await run(whole, seen);
  const wanted = await textsOf(whole.stores, ['Commerce', 'Ledger', 'Events', 'Partners']);
  const places: Fault[] = (['commit', 'list'] as const).flatMap((at) => Array.from({ length: seen.seen(at) - from[at] }, (_, index) => ({ at, nth: from[at] + index + 1, does: at === 'commit' ? ('dieAfter' as const) : ('dieBefore' as const) })));
  expect(places.filter(({ at }) => at === 'commit').length).toBeGreaterThan(5);
  for (const fault of places) {
    const plan = new FaultPlan([fault]);
    const dying = await attempt(world.stores, plan);
    await run(dying, plan).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    });
    plan.revive();
    await run(dying, new FaultPlan([]));
    expect({ fault, rows: await textsOf(dying.stores, ['Commerce', 'Ledger', 'Events', 'Partners']) }).toEqual({ fault, rows: wanted });
    expect((await dying.subscription(customer, first)).quantity).toBe(10);
  }
});
