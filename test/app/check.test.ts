import { callPartition } from '../../src/app/calls/callBook';
import { MemoryPartitionStore } from '../../src/adapters/memory/memoryPartitionStore';
import { goOnChecking, lastRounds, nextCheckOfVirtualClock } from '../../src/app/check/checkRound';
import { readCustomerRows } from '../../src/app/check/customerRows';
import { METER_MONTH_KEY, meterPartition } from '../../src/app/meters/meters';
import { rebuild } from '../../src/app/check/rebuild';
import { listParked } from '../../src/app/operations/parked';
import { type Cart } from '../../src/domain/order/state';
import { DEADLINE_KINDS } from '../../src/app/due/deadline';
import { calendarDate } from '../../src/kernel/calendarDate';
import { instant, plusMinutes } from '../../src/kernel/instant';
import { CountingStore, OperationCounts } from '../support/countingStore';
import { type Fault } from '../support/faultyStore';
import { httpOver } from '../support/httpWorld';
import { interrupted } from '../support/interrupted';
import { World } from '../support/world';
import { deadlinesIn } from '../support/worldConverged';
import { outcomeOf } from '../support/worldDesk';
import { afterEachFault, everyPlace } from '../support/worldFaults';
import { rowsOf } from '../support/worldStores';
import { ANY_ETAG } from '../../src/kernel/partitionStore';

const purchase = '2021-06-18T10:00:00.000Z';
const due = '2021-07-18T00:00:00.000Z';
const monthly = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' } as const;
const yearly = { ...monthly, termDuration: 'P1Y' } as const;
const operator = { tenantId: '9eee026c-68e0-4319-b967-f041adede329', kind: 'operator', userId: 'o', displayName: 'o', roles: ['operator'], appOnly: true } as const;

const zonnebloem = (world: World): string => world.customer('Zonnebloem');
/** Without what deadlines know, which one that is made anew does not. */
const indexOf = deadlinesIn;
const keysOf = async (world: World) => (await indexOf(world)).map(({ key }) => key);

/** Loses rows of the index. @returns their keys. */
const lose = async (world: World, fits: (key: string) => boolean): Promise<string[]> => {
  const lost = (await rowsOf(world.stores.Deadlines)).filter(({ key }) => fits(key));
  for (const { partition, key } of lost) await world.stores.Deadlines.commit(partition, [{ op: 'delete', key, etag: ANY_ETAG }]);
  return lost.map(({ key }) => key);
};

/** Without the change that opened a window, which is all that cannot be made anew. */
const told = (key: string): string => (key.includes('|cancellationWindow|') ? key.slice(0, key.lastIndexOf('|')) : key);

const aCart = (world: World) => outcomeOf<Cart>(world.as('havn').createCart(zonnebloem(world), [monthly]));

const put = async (world: World, table: 'Commerce' | 'Usage' | 'Directory' | 'Invoices', partition: string, key: string, value: object): Promise<void> => {
  await world.stores[table].commit(partition, [{ op: 'put', key, value }]);
};

const transferId = '5b0e6f2a-0000-4000-8000-000000000001';
const transferOf = (world: World, status: string) => ({
  type: 'transfer', id: transferId, version: 1, customerId: zonnebloem(world), customerName: 'Z', customerEmail: 'z@z.example', transferType: 3, sourcePartnerId: world.as('havn').partner.tenantId, sourceName: 'H',
  targetPartnerId: world.as('nordlys').partner.tenantId, targetName: 'N', status, createdAt: purchase, expiresAt: '2021-07-19T00:00:00.000Z', modifiedAt: purchase, modifiedBy: 'u', lines: [],
});
const handoverOf = (world: World, status: string) => ({
  type: 'handover', id: 'h1', customerId: zonnebloem(world), service: 'PhoneServices', status, sourcePartnerId: 'a', targetPartnerId: 'b', requestedBy: 'target', requestedAt: purchase, expiresAt: '2021-07-01T00:00:00.000Z', agreed: {},
});

const azureSubscriptionOf = (world: World) => ({
  type: 'azureSubscription', id: 'a1', planId: 'p1', customerId: zonnebloem(world), partnerId: world.as('havn').partner.tenantId, friendlyName: 'A', status: 'active', purpose: 'standard', createdAt: purchase,
});

interface Future {
  readonly name: string;
  readonly make: (world: World) => Promise<unknown>;
  /** The row that stands for it, less the customer; of a window without what the state forgets. */
  readonly row: RegExp;
}

const futures: readonly Future[] = [
  { name: 'the renewal of a month', make: (world) => world.buy('havn', zonnebloem(world), [monthly]), row: /^2021-07-18T00:00:00.000Z\|renewal\|/ },
  {
    name: 'the end of a trial',
    make: (world) => world.buy('havn', zonnebloem(world), [{ sku: 'NCBUSPREMI01:0002', quantity: 25, termDuration: 'P1M', billingCycle: 'none' }]),
    row: /^2021-07-18T00:00:00.000Z\|trialConversion\|/,
  },
  { name: "the next cycle of a year", make: (world) => world.buy('havn', zonnebloem(world), [yearly]), row: /^2021-07-18T00:00:00.000Z\|cycle\|/ },
  { name: 'a window', make: (world) => world.buy('havn', zonnebloem(world), [monthly]), row: /^2021-06-24T10:00:00.000Z\|cancellationWindow\|/ },
  // A minute later nothing carries what is in the index by now.
  { name: 'a cart', make: async (world) => [await aCart(world), await world.app.covers.clear()], row: /\|cartExpiry\|/ },
  { name: 'a transfer that waits for its answer', make: (world) => put(world, 'Commerce', zonnebloem(world), `transfer|${transferId}`, transferOf(world, 'Pending')), row: /^2021-07-19T00:00:00.000Z\|transferExpiry\|/ },
  { name: 'a transfer that was submitted', make: (world) => put(world, 'Commerce', zonnebloem(world), `transfer|${transferId}`, transferOf(world, 'InProgress')), row: /^2021-06-18T10:00:00.000Z\|transfer\|/ },
  {
    name: 'a migration that is planned',
    make: (world) =>
      put(world, 'Commerce', zonnebloem(world), 'migrationschedule|m1', {
        id: 'm1', version: 1, customerId: zonnebloem(world), partnerId: 'p', status: 'created', currentSubscriptionId: 's', dueAt: '2021-07-02T00:00:00.000Z', targetDate: '2021-07-02', subscriptionEnd: '2022-06-17', createdAt: '2021-06-18T10:00:00.000Z', modifiedAt: '2021-06-18T10:00:00.000Z', addOns: [],
      }),
    row: /^2021-07-02T00:00:00.000Z\|migrationSchedule\|/,
  },
  { name: 'a hand-over', make: (world) => put(world, 'Commerce', zonnebloem(world), 'handover|PhoneServices|h1', handoverOf(world, 'agreed')), row: /^2021-07-01T00:00:00.000Z\|handoverExpiry\|/ },
  {
    name: 'a month of calls',
    make: async (world) => {
      await put(world, 'Commerce', zonnebloem(world), 'overage|PhoneServices', {});
      const calls = { customerId: zonnebloem(world), service: 'PhoneServices', month: '2021-06-01', reports: 1, minutes: { '2021-06-18': 5 } };
      await put(world, 'Usage', callPartition(zonnebloem(world), 'PhoneServices', calendarDate('2021-06-01')), 'month', calls);
    },
    row: /^2021-07-06T00:00:00.000Z\|usageClose\|/,
  },
  {
    name: 'an event that was never brought out',
    make: async (world) => {
      const event = { id: 'a:1', customerId: zonnebloem(world), partnerId: '', subject: { kind: 'order', id: 'a' }, version: 1, at: '2021-06-18T09:50:00.000Z', facts: [{ type: 'OrderPlaced' }], deadlines: [] };
      await put(world, 'Commerce', zonnebloem(world), 'outbox|a|00000001', event);
    },
    row: /^2021-06-18T10:00:00.000Z\|publish\|/,
  },
  {
    name: 'an event that the bus was never told',
    make: async (world) => {
      const event = { id: 'a:1', customerId: zonnebloem(world), partnerId: '', subject: { kind: 'order', id: 'a' }, version: 1, at: '2021-06-18T09:50:00.000Z', facts: [{ type: 'OrderPlaced' }], deadlines: [], awaits: 'bus' };
      await put(world, 'Commerce', zonnebloem(world), 'outbox|a|00000001', event);
    },
    row: /^2021-06-18T10:00:00.000Z\|dispatch\|/,
  },
  {
    name: 'a cancelled Azure subscription that turns inactive',
    make: (world) => put(world, 'Commerce', zonnebloem(world), 'azure|subscription|a1', { ...azureSubscriptionOf(world), inactiveAt: '2021-06-18T10:10:00.000Z' }),
    row: /^2021-06-18T10:10:00.000Z\|azureDeactivation\|/,
  },
  {
    name: 'overage that is assigned to who sells the service no longer',
    make: async (world) => {
      const assigned = { azureSubscriptionId: 'a1' };
      const overage = { type: 'overage', id: 'o1', customerId: zonnebloem(world), service: 'PhoneServices', version: 1, holderId: world.as('havn').partner.tenantId, assigned, since: purchase, charged: [] };
      await put(world, 'Commerce', zonnebloem(world), 'overage|PhoneServices', overage);
    },
    row: /^2021-06-18T10:00:00.000Z\|overageReview\|/,
  },
  {
    name: 'a budget that is spent, and nobody was told',
    make: async (world) => {
      const partnerId = world.as('havn').partner.tenantId;
      await put(world, 'Commerce', zonnebloem(world), `budget|${partnerId}`, { type: 'budget', id: 'b1', customerId: zonnebloem(world), partnerId, version: 1, amount: '100', currency: 'USD' });
      const meter = { meterId: 'm', name: 'Hours', unit: '1 Hour', currency: 'USD', earnsCredit: false, tiers: [{ fromUnits: '0', unitPrice: '2' }] };
      const month = {
        customerId: zonnebloem(world),
        month: '2021-06-01',
        used: [{ azureSubscriptionId: 'a1', meterId: 'm', date: '2021-06-18', quantity: '40' }],
        closedAt: purchase,
        rates: { meters: { m: meter }, subscriptions: { a1: { partnerId, planId: 'p1', friendlyName: 'A' } } },
      };
      await put(world, 'Usage', meterPartition(zonnebloem(world), calendarDate('2021-06-01')), METER_MONTH_KEY, month);
      await put(world, 'Commerce', zonnebloem(world), 'azure|subscription|a1', azureSubscriptionOf(world));
      // The month has its lines in the ledger.
      await rebuild(world.app, true);
    },
    row: /^2021-06-18T10:03:00.000Z\|budgetReview\|/,
  },
];

const anExport = (world: World, value: object) => {
  const partnerId = world.as('havn').partner.tenantId;
  const found = { id: 'e1', partnerId, fingerprint: 'f', lines: 'reconciliation', source: { kind: 'billed', invoiceId: 'G000000001' }, attributeSet: 'full', dataFormat: 'compressedJSON', createdAt: purchase, lastActionAt: purchase, expiresAt: '2021-06-25T10:00:00.000Z', parts: [], unreadable: 0, ...value };
  return put(world, 'Invoices', partnerId, 'export|e1', { type: 'export', ...found });
};

/** What lies ahead of a partner, and of none of its customers. */
const ofPartners: readonly (Future & { readonly at: string; readonly found: number })[] = [
  { name: 'an export that was asked for', make: (world) => anExport(world, { status: 'notStarted' }), row: /^2021-06-18T10:00:00.000Z\|export\|/, at: purchase, found: 2 },
  { name: 'an export whose files are to go', make: (world) => anExport(world, { status: 'succeeded' }), row: /^2021-06-25T10:00:00.000Z\|exportExpiry\|/, at: '2021-06-23T10:00:00.000Z', found: 1 },
  { name: 'an export that is to be forgotten', make: (world) => anExport(world, { status: 'expired' }), row: /^2021-07-25T10:00:00.000Z\|exportExpiry\|/, at: '2021-07-23T10:00:00.000Z', found: 1 },
];

describe('[DUE-1] whatever has a future', () => {
  test.each(ofPartners)('$name: its lost row is written anew, by the daily check two days ahead and by the rebuild', async ({ make, row, at, found }) => {
    const world = await World.at(purchase);
    await make(world);
    const customerId = world.as('havn').partner.tenantId;
    const rebuilt = await rebuild(world.app, true);
    expect([rebuilt.found, rebuilt.findings[0]]).toEqual([found, expect.objectContaining({ what: 'deadline', customerId })]);
    expect((await keysOf(world)).filter((key) => row.test(key))).toHaveLength(1);
    expect((await rebuild(world.app, true)).found).toBe(0);
    await lose(world, (key) => row.test(key));
    world.sleepUntil(at);
    expect(await goOnChecking(world.app)).toContainEqual(expect.objectContaining({ what: 'deadline', customerId, subject: 'e1' }));
    expect((await keysOf(world)).filter((key) => row.test(key))).toHaveLength(1);
  });

  // Endpoints of webhooks, what consumers parked, and mailboxes are looked at by steps of their own, reminders where mail is sent: test/app/webhook, test/app/consume and test/app/notification have them.
  test.each(DEADLINE_KINDS.filter((kind) => !kind.startsWith('webhook') && !kind.startsWith('notification') && kind !== 'consume' && kind !== 'reminder'))('of the kind %s there is one among these', (kind) => {
    expect([...futures, ...ofPartners].filter(({ row }) => row.source.includes(`\\|${kind}\\|`))).not.toEqual([]);
  });

  test.each(futures)('$name: its lost row is written anew by the daily check two days ahead of it', async ({ make, row }) => {
    const world = await World.at(purchase);
    await make(world);
    await lose(world, (key) => row.test(key));
    const [dueAt = purchase] = (await rebuild(world.app, false)).findings.map((finding) => (finding.what === 'deadline' ? finding.at : undefined));
    const twoDaysBefore = plusMinutes(instant(dueAt), -48 * 60);
    if (twoDaysBefore > purchase) world.sleepUntil(twoDaysBefore);
    expect((await goOnChecking(world.app)).filter(({ what }) => what === 'deadline')).toMatchObject([{ customerId: zonnebloem(world) }]);
    expect((await keysOf(world)).filter((key) => row.test(key))).toHaveLength(1);
  });

  test.each(futures)('$name: its lost row is written anew by the rebuild', async ({ make, row }) => {
    const world = await World.at(purchase);
    await make(world);
    // What is stored here past all commands is in no partner's list yet.
    await rebuild(world.app, true);
    await lose(world, (key) => row.test(key));
    const before = await indexOf(world);
    const previewed = await rebuild(world.app, false);
    expect(await indexOf(world)).toEqual(before);
    const { findings, found } = await rebuild(world.app, true);
    expect([found, findings]).toEqual([1, [expect.objectContaining({ what: 'deadline', customerId: zonnebloem(world) })]]);
    expect(previewed.findings).toEqual(findings);
    expect((await keysOf(world)).filter((key) => row.test(key))).toHaveLength(1);
    expect((await rebuild(world.app, true)).found).toBe(0);
  });

  test('an index that was lost as a whole is what it was, and an index that is whole stays as it is', async () => {
    const world = await World.at(purchase);
    await world.buy('havn', zonnebloem(world), [monthly, yearly, { ...yearly, billingCycle: 'annual' }]);
    const cart = await aCart(world);
    await world.advanceTo('2021-06-20T10:00:00Z');
    const before = await indexOf(world);
    expect(await rebuild(world.app, true)).toEqual({ customers: 8, found: 0, findings: [], removed: 0, unreadable: [] });
    expect(await indexOf(world)).toEqual(before);
    await lose(world, () => true);
    // The row of a cart that was ordered stands for nothing any more.
    const asked = before.filter(({ key }) => !key.includes('|cartExpiry|') || key.endsWith(cart.id));
    expect((await rebuild(world.app, true)).found).toBe(asked.length);
    expect((await keysOf(world)).map(told)).toEqual(asked.map(({ key }) => told(key)));
  });

  test('a window whose row was lost is announced after all, and once where it was not', async () => {
    const world = await World.at(purchase);
    await world.buy('havn', zonnebloem(world), [monthly, monthly]);
    const [first] = (await keysOf(world)).filter((key) => key.includes('|cancellationWindow|'));
    await lose(world, (key) => key === first);
    await goOnChecking(world.app);
    await world.advanceTo('2021-06-23T10:00:00Z');
    await goOnChecking(world.app);
    await world.advanceTo('2021-07-01T00:00:00Z');
    const windows = world.published.filter(({ subject }) => subject.kind === 'window').flatMap(({ facts }) => facts.map(({ type }) => type));
    expect(windows.toSorted()).toEqual(['WindowClosed', 'WindowClosed', 'WindowClosing', 'WindowClosing']);
  });

  test('is not missing while what a command that was cut off left to the sweep still carries it', async () => {
    const { stores } = await World.at(purchase);
    const deadlinesFound = async (world: World) => (await rebuild(world.app, false)).findings.filter(({ what }) => what === 'deadline');
    const faults: readonly Fault[] = (['lostAnswer', 'dieAfter'] as const).map((does) => ({ at: 'commit', nth: 2, does }));
    await afterEachFault(faults, purchase, stores, aCart, async (world) => {
      expect((await rowsOf(world.stores.Commerce)).some(({ key }) => key.startsWith('cart|'))).toBe(true);
      expect(await keysOf(world)).not.toContainEqual(expect.stringContaining('|cartExpiry|'));
      expect(await deadlinesFound(world)).toEqual([]);
      await lose(world, (key) => key.includes('|publish|'));
      expect(await deadlinesFound(world)).toMatchObject([{ kind: 'cartExpiry' }]);
    });
  });

  test('[SUB-3] beside events that wait to be published it makes no second deadline of a window: that is told once', async () => {
    const { stores } = await World.at(purchase);
    const act = (world: World) => world.buy('havn', zonnebloem(world), [monthly]);
    const faults = (await everyPlace(purchase, stores, act, 'dieAfter')).filter(({ at }) => at === 'commit');
    let waited = 0;
    await afterEachFault(faults, purchase, stores, act, async (world) => {
      waited += Number((await rowsOf(world.stores.Commerce)).some(({ key }) => key.startsWith('outbox|')));
      await rebuild(world.app, true);
      await world.advanceTo('2021-06-26T00:00:00Z');
      const told = (await rowsOf(world.stores.Commerce)).filter(({ key }) => /^event\|window\|.*\|1$/.test(key));
      expect(told.length).toBeLessThanOrEqual(1);
      expect(await world.due()).toEqual([]);
    });
    expect(waited).toBeGreaterThan(0);
  });

  test.each(['azure|', 'customer|', 'outbox|', 'subscription|'])('[SUB-3] of a customer that is read kind by kind, a change that comes before %s… is read is seen with what waits to be told of it, or not at all', async (prefix) => {
    const inner = new MemoryPartitionStore();
    const { store, hasActed } = interrupted(inner, prefix, () => inner.commit('c1', ['subscription|s1', 'outbox|s1|00000001'].map((key) => ({ op: 'create', key, value: {} }))));
    const seen = (await readCustomerRows(store, 'c1')).rows.map(({ key }) => key);
    expect([hasActed(), !seen.includes('subscription|s1') || seen.includes('outbox|s1|00000001')]).toEqual([true, true]);
  });

  test('a row that cannot be read is written over; one that stands for nothing is taken away by a rebuild, and only then', async () => {
    const world = await World.at(purchase);
    await world.buy('havn', zonnebloem(world), [monthly]);
    const before = await indexOf(world);
    const [row] = (await rowsOf(world.stores.Deadlines)).filter(({ key }) => key.includes('|renewal|'));
    await world.stores.Deadlines.commit(row?.partition ?? '', [{ op: 'put', key: row?.key ?? '', value: { garbage: true } }]);
    await world.stores.Deadlines.commit(row?.partition ?? '', [{ op: 'put', key: 'no deadline', value: {} }]);
    expect(await rebuild(world.app, false)).toMatchObject({ found: 1, removed: 2 });
    expect(await rebuild(world.app, true)).toMatchObject({ found: 1, removed: 1 });
    expect(await indexOf(world)).toEqual(before);
  });
});

describe('[DUE-1] the daily check', () => {
  test.each([
    ['2021-07-15T23:59:59.999Z', 0],
    ['2021-07-16T00:00:00.000Z', 1],
  ])('at %s looks two days ahead, inclusive: %i found of what falls due on 18 July', async (at, found) => {
    const world = await World.at(purchase);
    await world.buy('havn', zonnebloem(world), [monthly]);
    await world.advanceTo('2021-07-01T00:00:00Z');
    await lose(world, (key) => key.includes('|renewal|'));
    world.sleepUntil(at);
    expect(await goOnChecking(world.app)).toHaveLength(found);
    expect((await keysOf(world)).filter((key) => key.includes('|renewal|'))).toHaveLength(found);
  });

  test('finds a subscription eleven days past its end, which then renews as it should have, and reports it', async () => {
    const world = await World.at(purchase);
    const [id = ''] = await world.buy('havn', zonnebloem(world), [monthly]);
    await world.advanceTo('2021-07-01T00:00:00Z');
    await lose(world, (key) => key.includes('|renewal|'));
    await world.advanceTo('2021-07-29T00:00:00Z');
    expect((await world.subscription(zonnebloem(world), id)).term.number).toBe(1);
    const finding = { what: 'deadline', customerId: zonnebloem(world), kind: 'renewal', subject: id, at: due };
    expect(await goOnChecking(world.app)).toEqual([finding]);
    await world.settle();
    expect((await world.subscription(zonnebloem(world), id)).term).toMatchObject({ number: 2, start: '2021-07-18' });
    expect(await lastRounds(world.app.directory)).toEqual([{ startedAt: world.now(), endedAt: world.now(), customers: 8, repaired: 1, findings: [finding] }]);
  });

  test('begins a round once a day; in between it costs one operation and a moved clock need not stop for it', async () => {
    const counts = new OperationCounts();
    const world = await World.at(purchase, undefined, (store, table) => new CountingStore(store, table, counts));
    await goOnChecking(world.app);
    expect(await nextCheckOfVirtualClock(world.app.directory, world.now())).toBe('2021-07-18T10:00:00.000Z');
    counts.reset();
    world.sleepUntil('2021-06-19T09:59:59.999Z');
    expect(await goOnChecking(world.app)).toEqual([]);
    expect(counts.operations()).toBe(1);
    world.sleepUntil('2021-06-19T10:00:00.000Z');
    await goOnChecking(world.app);
    expect((await lastRounds(world.app.directory)).map(({ startedAt }) => startedAt)).toEqual(['2021-06-19T10:00:00.000Z', purchase]);
  });

  test('leaves alone what waits to be tried again, and what was given up', async () => {
    const world = await World.at(purchase);
    const [id = ''] = await world.buy('havn', zonnebloem(world), [monthly]);
    await world.advanceTo('2021-07-17T23:00:00Z');
    const row = await world.stores.Commerce.read(zonnebloem(world), `subscription|${id}`);
    // A base that names an add-on which is not there: its own row is read, its renewal fails.
    await put(world, 'Commerce', zonnebloem(world), `subscription|${id}`, { ...row?.value, kind: 'traditional', addOnIds: ['none'] });
    world.sleepUntil(due);
    await world.tick();
    const waiting = await indexOf(world);
    expect(waiting.filter(({ key }) => key.includes('|renewal|'))).toHaveLength(1);
    world.sleepUntil(plusMinutes(instant(due), 30));
    expect(await goOnChecking(world.app)).toEqual([]);
    expect(await indexOf(world)).toEqual(waiting);
    await world.advanceTo('2021-07-20T00:00:00Z');
    expect((await listParked(world.app.directory, 10)).items).toHaveLength(1);
    expect(await goOnChecking(world.app)).toEqual([]);
  });

  test('costs what the customers hold, not what they have behind them: a step is one operation, and a customer that overflows it thirteen', async () => {
    const counts = new OperationCounts();
    const world = await World.at(purchase, undefined, (store, table) => new CountingStore(store, table, counts));
    const [id = ''] = await world.buy('havn', zonnebloem(world), [yearly]);
    const costOfRound = async (at: string) => {
      world.sleepUntil(at);
      counts.reset();
      await goOnChecking(world.app);
      const { read, list, listAcross } = counts.of('Commerce');
      return { read, list, listAcross };
    };
    expect(await costOfRound(purchase)).toEqual({ read: 0, list: 0, listAcross: 1 });
    for (let page = 0; page < 20; page += 1) {
      await world.stores.Commerce.commit(zonnebloem(world), Array.from({ length: 100 }, (_, n) => ({ op: 'create' as const, key: `event|${id}|${String(1000 + page * 100 + n).padStart(8, '0')}`, value: {} })));
    }
    expect(await costOfRound('2021-06-19T10:00:00.000Z')).toEqual({ read: 0, list: 12, listAcross: 3 });
    for (let page = 0; page < 40; page += 1) {
      await world.stores.Commerce.commit(zonnebloem(world), Array.from({ length: 100 }, (_, n) => ({ op: 'create' as const, key: `event|${id}|${String(5000 + page * 100 + n).padStart(8, '0')}`, value: {} })));
    }
    expect(await costOfRound('2021-06-20T10:00:00.000Z')).toEqual({ read: 0, list: 12, listAcross: 3 });
  });

  test('[AUD-2] compares the events of a customer, too, within whose rows a page ends', async () => {
    const world = await World.at(purchase);
    await world.buy('havn', zonnebloem(world), [monthly]);
    const [{ partition: first = '' } = {}, ...others] = (await rowsOf(world.stores.Commerce)).filter(({ partition }) => partition < zonnebloem(world));
    // A page is of a thousand rows: the last is the customer's first.
    const keys = Array.from({ length: 998 - others.length }, (_, n) => `event|window|x|${n}`);
    for (let at = 0; at < keys.length; at += 100) await world.stores.Commerce.commit(first, keys.slice(at, at + 100).map((key) => ({ op: 'create' as const, key, value: {} })));
    const { tenantId } = world.as('havn').partner;
    const event = world.published.find(({ subject }) => subject.kind === 'subscription')?.id ?? '';
    await world.stores.Events.commit(tenantId, [{ op: 'delete', key: `id|${event}`, etag: ANY_ETAG }]);
    expect((await goOnChecking(world.app)).filter(({ what }) => what === 'feed')).toEqual([{ what: 'feed', customerId: zonnebloem(world), partnerId: tenantId, event }]);
  });

  test('goes on where it left off, at most twenty steps at a time', async () => {
    const counts = new OperationCounts();
    const world = await World.at(purchase, undefined, (store, table) => new CountingStore(store, table, counts));
    for (let customer = 0; customer < 30; customer += 1) {
      const id = `a0000000-0000-4000-8000-0000000000${String(customer).padStart(2, '0')}`;
      for (let page = 0; page < 11; page += 1) await world.stores.Commerce.commit(id, Array.from({ length: 100 }, (_, n) => ({ op: 'create' as const, key: `event|${id}|${page * 100 + n}`, value: {} })));
    }
    counts.reset();
    await goOnChecking(world.app);
    expect(counts.of('Commerce').listAcross).toBe(20);
    const [first] = await lastRounds(world.app.directory);
    expect([first?.endedAt, first?.next]).toEqual([undefined, expect.any(String)]);
    await goOnChecking(world.app);
    expect(await lastRounds(world.app.directory)).toEqual([{ startedAt: purchase, endedAt: purchase, customers: 38, repaired: 0, findings: [] }]);
  });

  test('of a customer whose rows cannot be read raises them, and goes on with the others', async () => {
    const world = await World.at(purchase);
    await world.buy('havn', world.customer('Oresund'), [monthly]);
    await put(world, 'Commerce', zonnebloem(world), 'subscription|x', {});
    await lose(world, (key) => key.includes('|cancellationWindow|'));
    world.sleepUntil('2021-06-23T10:00:00.000Z');
    expect(await goOnChecking(world.app)).toMatchObject([{ what: 'deadline', kind: 'cancellationWindow' }]);
    const { items } = (await httpOver(world)('/nextterm/v1/operations/unreadable', { caller: operator })).body as { items: unknown[] };
    expect(items).toMatchObject([{ table: 'Commerce', key: 'subscription|x' }]);
  });
});

describe('[DUE-1] the directory', () => {
  test.each<{ name: string; fits: (key: string, id: string) => boolean; fault: string }>([
    { name: 'the row of a customer', fits: (key, id) => key === `customer|${id}`, fault: 'entry' },
    { name: 'what it is found by', fits: (key, id) => key.startsWith('by|CompanyName|') && key.endsWith(id), fault: 'entry' },
    { name: 'the claim of its domain', fits: (key) => key.startsWith('domain|zonnebloem'), fault: 'claim' },
  ])('$name, lost or damaged, is put right by the daily check', async ({ fits, fault }) => {
    const world = await World.at(purchase);
    const contents = async () => (await rowsOf(world.stores.Directory)).filter(({ partition }) => partition !== 'check' && partition !== 'unreadable').map(({ partition, key, value }) => ({ partition, key, value }));
    const before = await contents();
    expect(await goOnChecking(world.app)).toEqual([]);
    const rows = before.filter(({ key }) => fits(key, zonnebloem(world)));
    expect(rows.length).toBeGreaterThan(0);
    for (const [day, damaged] of [['2021-06-19', false], ['2021-06-20', true]] as const) {
      for (const { partition, key } of rows) await world.stores.Directory.commit(partition, [damaged ? { op: 'put', key, value: { garbage: 1 } } : { op: 'delete', key, etag: ANY_ETAG }]);
      world.sleepUntil(`${day}T10:00:00.000Z`);
      expect(await goOnChecking(world.app)).toEqual([{ what: 'directory', customerId: zonnebloem(world), fault }]);
      expect(await contents()).toEqual(before);
    }
  });

  test('a domain that was claimed for a customer that never came is given to the one that has it', async () => {
    const world = await World.at(purchase);
    const [row] = (await rowsOf(world.stores.Directory)).filter(({ key }) => key.startsWith('domain|zonnebloem'));
    await put(world, 'Directory', row?.partition ?? '', row?.key ?? '', { type: 'domain', customerId: 'nobody', claimedAt: '2021-06-18T09:50:00.000Z' });
    expect(await goOnChecking(world.app)).toEqual([{ what: 'directory', customerId: zonnebloem(world), fault: 'claim' }]);
    expect((await world.stores.Directory.read(row?.partition ?? '', row?.key ?? ''))?.value['customerId']).toBe(zonnebloem(world));
  });
});

describe('[DUE-1] a customer that changed in what no list shows', () => {
  test('is listed as it should be: the check finds nothing to put right', async () => {
    const world = await World.at(purchase);
    const http = httpOver(world);
    const customer = await http('/v1/customers', {
      method: 'POST',
      body: {
        companyProfile: { domain: 'lindehof.example' },
        billingProfile: {
          email: 'ida@lindehof.example', culture: 'nl-NL', language: 'nl', companyName: 'Lindehof',
          defaultAddress: { country: 'NL', city: 'Utrecht', addressLine1: 'Dorpsstraat 1', firstName: 'Ida', lastName: 'Kok' },
        },
      },
    });
    const { id } = customer.body as { readonly id: string };
    const agreement = { type: 'MicrosoftCustomerAgreement', templateId: '117a77b0-9360-443b-8795-c6dedc750cf9', dateAgreed: purchase, primaryContact: { firstName: 'Ida', lastName: 'Kok', email: 'ida@lindehof.example' } };
    expect(await http(`/v1/customers/${id}/agreements`, { method: 'POST', body: agreement })).toMatchObject({ status: 201 });
    await goOnChecking(world.app);
    expect(await http('/nextterm/v1/operations/checks', { caller: operator })).toMatchObject({ body: { items: [{ customers: 9, repaired: 0, findings: [] }] } });
  });
});

describe('[REN-7] [DUE-1] a refusal that waits for a renewal nobody will carry out', () => {
  const overlooked = async () => {
    const world = await World.at(purchase);
    const [id = ''] = await world.buy('havn', zonnebloem(world), [monthly]);
    await world.advanceTo('2021-07-17T23:59:59.999Z');
    await lose(world, (key) => key.includes('|renewal|'));
    const path = `/v1/customers/${zonnebloem(world)}/subscriptions/${id}`;
    return { world, id, http: httpOver(world), path };
  };
  const refused = { status: 409, body: { code: 900278 } };

  test.each([
    ['2021-07-18T00:09:59.999Z', 0],
    ['2021-07-18T00:10:00.000Z', 1],
    ['2021-07-29T00:00:00.000Z', 1],
  ])('at %s puts back %i row', async (at, rows) => {
    const { world, http, path } = await overlooked();
    world.sleepUntil(at);
    expect(await http(path, { method: 'PATCH', body: { quantity: 12 } })).toMatchObject(refused);
    expect((await keysOf(world)).filter((key) => key.includes('|renewal|'))).toHaveLength(rows);
  });

  test('and two minutes later the call is taken', async () => {
    const { world, id, http, path } = await overlooked();
    world.sleepUntil('2021-07-29T00:00:00.000Z');
    await http(path, { method: 'PATCH', body: { quantity: 12 } });
    await world.advanceTo('2021-07-29T00:02:00.000Z');
    expect(await http(path, { method: 'PATCH', body: { quantity: 12 } })).toMatchObject({ status: 200, body: { quantity: 12 } });
    expect((await world.subscription(zonnebloem(world), id)).term).toMatchObject({ number: 2, start: '2021-07-18' });
  });

  test('so does a look at what can be done; a preview changes nothing', async () => {
    const { world, http, path } = await overlooked();
    world.sleepUntil('2021-07-29T00:00:00.000Z');
    const before = await indexOf(world);
    await http(`${path}?preview=true`, { method: 'PATCH', body: { quantity: 12 } });
    expect(await indexOf(world)).toEqual(before);
    expect((await http(`/nextterm${path}/options`)).status).toBe(200);
    expect((await keysOf(world)).filter((key) => key.includes('|renewal|'))).toHaveLength(1);
  });

  test('where the index cannot be read the refusal is answered all the same', async () => {
    const { world, http, path } = await overlooked();
    world.sleepUntil('2021-07-29T00:00:00.000Z');
    world.restart((store, table) => (table !== 'Deadlines' ? store : { ...store, read: (p, k) => store.read(p, k), list: (p, r) => store.list(p, r), commit: (p, w) => store.commit(p, w), listAcross: async () => Promise.reject(new Error('down')) }));
    expect(await http(path, { method: 'PATCH', body: { quantity: 12 } })).toMatchObject(refused);
    expect(world.errors).toMatchObject([{ message: expect.stringContaining('could not be looked for') as string }]);
  });
});

describe('[DUE-1] for the operator, over HTTP', () => {
  test('the rounds, a comparison, a rebuild; for nobody else', async () => {
    const world = await World.at(purchase);
    const http = httpOver(world);
    await world.buy('havn', zonnebloem(world), [monthly]);
    const [lost = ''] = await lose(world, (key) => key.includes('|renewal|'));
    expect(await http('/nextterm/v1/operations/checks', { caller: operator })).toMatchObject({ status: 200, body: { items: [] } });
    await goOnChecking(world.app);
    expect(await http('/nextterm/v1/operations/checks', { caller: operator })).toMatchObject({ status: 200, body: { items: [{ startedAt: purchase, customers: 8, repaired: 0 }] } });
    const answer = { status: 200, body: { customers: 8, found: 1, findings: [{ what: 'deadline', kind: 'renewal', at: due }] } };
    expect(await http('/nextterm/v1/operations/rebuild?preview=true', { method: 'POST', caller: operator })).toMatchObject(answer);
    expect(await keysOf(world)).not.toContain(lost);
    expect(await http('/nextterm/v1/operations/rebuild', { method: 'POST', caller: operator })).toMatchObject(answer);
    expect(await keysOf(world)).toContain(lost);
    for (const path of ['checks', 'unreadable']) expect(await http(`/nextterm/v1/operations/${path}`)).toMatchObject({ status: 403, body: { code: 900150 } });
  });
});

describe('[DUE-1] the check, disturbed at every operation', () => {
  test.each<Fault['does']>(['dieBefore', 'dieAfter', 'unavailable', 'lostAnswer', 'conflict', 'sentAgain'])('%s: the next one leaves everything right', async (does) => {
    const sound = await World.at(purchase);
    await sound.buy('havn', zonnebloem(sound), [monthly]);
    const whole = (await keysOf(sound)).map(told);
    await lose(sound, (key) => key.includes('|cancellationWindow|') || key.includes('|renewal|'));
    for (const { partition, key } of (await rowsOf(sound.stores.Directory)).filter(({ key: each }) => each.includes(zonnebloem(sound)))) await sound.stores.Directory.commit(partition, [{ op: 'delete', key, etag: ANY_ETAG }]);
    // A partner's list of deadlines has nothing any more of what is due by the later rounds: see deadlineListCrashes.test.ts.
    const directory = async (world: World) => (await rowsOf(world.stores.Directory)).filter(({ partition }) => partition !== 'check' && !partition.startsWith('deadlines|')).map(({ key }) => key);
    const at = '2021-07-17T00:00:00.000Z';
    const act = (world: World) => goOnChecking(world.app);
    const mended = await World.at(at, sound.stores);
    await act(mended);
    expect((await keysOf(mended)).filter((key) => key.includes('|renewal|'))).toEqual(whole.filter((key) => key.includes('|renewal|')));
    await afterEachFault(await everyPlace(at, sound.stores, act, does), at, sound.stores, act, async (world) => {
      world.sleepUntil('2021-07-18T00:00:00.000Z');
      await act(world);
      world.sleepUntil('2021-07-19T00:00:00.000Z');
      await act(world);
      expect(await keysOf(world)).toEqual(await keysOf(mended));
      expect(await directory(world)).toEqual(await directory(mended));
      expect((await lastRounds(world.app.directory))[0]?.endedAt).toBeDefined();
    });
  });
});
