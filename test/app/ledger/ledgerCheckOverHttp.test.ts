import { checkCustomer } from '../../../src/app/check/checkCustomer';
import { goOnChecking, lastRounds } from '../../../src/app/check/checkRound';
import { wholeCustomer } from '../../../src/app/check/customerRows';
import { type LedgerChecked } from '../../../src/app/check/ledgerSteps';
import { readPending } from '../../../src/app/check/missingDeadlines';
import { ledgerPartition, shardOf } from '../../../src/app/ledger/ledgerKeys';
import { calendarDate, type CalendarDate } from '../../../src/kernel/calendarDate';
import { type Stores } from '../../../src/wiring/wiring';
import { FaultPlan, type Fault } from '../../support/faultyStore';
import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';
import { newRequestId, outcomeOf } from '../../support/worldDesk';
import { afterEachFault, everyPlace, faultyWorld, seenByCaller } from '../../support/worldFaults';
import { rowsOf } from '../../support/worldStores';
import { operatorToken, phone } from '../../domain/usage/overage/oresund';
import { ANY_ETAG } from '../../../src/kernel/partitionStore';

const hours = 'a2ef72d7-353e-4ae7-90c9-b1377807694a';
const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' } as const;

type Http = ReturnType<typeof httpOver>;

const check = async (http: Http, more = ''): Promise<LedgerChecked> => (await http(`/nextterm/v1/operations/ledger/check${more}`, { caller: operatorToken })).body as LedgerChecked;
const rebuild = async (http: Http, more = ''): Promise<LedgerChecked> => (await http(`/nextterm/v1/operations/ledger/rebuild${more}`, { method: 'POST', caller: operatorToken })).body as LedgerChecked;
const ledgerOf = async ({ Ledger }: Stores) => (await rowsOf(Ledger)).map(({ partition, key, value }) => ({ partition, key, value }));

/** Havn sells Zonnebloem a licence and changes it; Nordlys sells Oresund another. */
const sold = async (at = '2021-06-18T10:00:00.000Z') => {
  const world = await World.at(at);
  const http = httpOver(world);
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [standard]);
  await http(`/v1/customers/${customer}/subscriptions/${id}`, { method: 'PATCH', body: { quantity: 12 } });
  await world.buy('nordlys', world.customer('Oresund'), [{ sku: 'NCM365ENTE03:0001' }]);
  const havn = world.as('havn').partner.tenantId;
  const partition = ledgerPartition(havn, calendarDate('2021-06-01'), shardOf(customer));
  const keyOf = (line: string) => `line|${customer}|licence|${id}|${line}`;
  return { world, http, customer, id, havn, partition, keyOf };
};

describe('[BIL-4] [DUE-1] the ledger and the charge lines', () => {
  test('licences, add-ons, a trial at zero, SaaS, traditional ones, overage and Azure usage of several partners all land there', async () => {
    const world = await World.at('2026-03-02T10:00:00.000Z');
    const http = httpOver(world);
    const customer = world.customer('Oresund');
    await world.buy('havn', customer, [phone]);
    const azure = ((await http(`/v1/customers/${customer}/subscriptions/overage`)).body as { items: { azureEntitlementId: string }[] }).items[0]?.azureEntitlementId;
    const [trial = ''] = await world.buy('havn', world.customer('Zonnebloem'), [{ sku: 'NCBUSPREMI01:0002', quantity: 25, billingCycle: 'none', termDuration: 'P1M' }]);
    const item = await world.as('havn').item('NL', 'fd4c746a-2194-4aff-9ee6-f5d3712cf123:0001');
    const addOn = await world.as('havn').item('NL', '16dc8dad-2af2-45bb-ae80-aba6a21254a5:0001');
    const asked = { partnerOnRecordAttestationAccepted: true, lineItems: [{ catalogItemId: item, quantity: 3, termDuration: 'P1Y', billingCycle: 'monthly', addonItems: [{ catalogItemId: addOn, quantity: 3, termDuration: 'P1Y', billingCycle: 'monthly' }] }] };
    const cart = (await http(`/v1/customers/${world.customer('Zonnebloem')}/carts`, { method: 'POST', body: asked })).body as { id: string };
    expect((await http(`/v1/customers/${world.customer('Zonnebloem')}/carts/${cart.id}/checkout`, { method: 'POST' })).status).toBe(201);
    await world.buy('havn', world.customer('Zonnebloem'), [{ sku: 'NCKANAALPL01:0001', quantity: 2, termDuration: 'P1M', billingCycle: 'monthly' }]);
    await world.buy('nordlys', customer, [{ sku: 'NCM365ENTE03:0001', termDuration: 'P1M' }]);
    const calls = Array.from({ length: 2 }, (_, user) => ({ reportId: `c${user}`, service: 'PhoneServices', userId: `u${user}@oresundfoods.example`, date: '2026-03-02', minutes: 1300 }));
    const reports = [{ reportId: 'm', azureSubscriptionId: azure, meterId: hours, date: '2026-03-02', quantity: '29' }, ...calls];
    expect((await http(`/nextterm/v1/customers/${customer}/usage`, { method: 'POST', caller: operatorToken, body: { reports } })).status).toBe(200);
    await world.advanceTo('2026-04-06T00:30:00.000Z');

    const rows = (await ledgerOf(world.stores)).filter(({ key }) => key.startsWith('line|')).map(({ value }) => value as { lineId: string; isFinal: boolean; item: { chargeType: string; subtotal: string; productQualifiers: string[]; productName: string; currency: string } });
    const types = new Set(rows.map(({ lineId, item: { chargeType, productQualifiers } }) => `${lineId.split('|').length === 3 ? 'licence' : lineId.split('|')[0]} ${chargeType} ${productQualifiers.join()}`));
    expect([...types].toSorted()).toEqual(['licence Cycle fee ', 'licence Cycle fee Add-on', 'licence cycleCharge ', 'licence new ', 'licence new Trial', 'licence renew ', 'meter new ', 'overage new Overage']);
    expect(rows.find(({ lineId }) => lineId.startsWith(trial))?.item).toMatchObject({ subtotal: '0.00', chargeType: 'new' });
    expect(rows.filter(({ lineId }) => lineId.startsWith('meter|'))).toMatchObject([{ isFinal: true, item: { subtotal: '21.39', currency: 'USD' } }]);
    expect(rows.filter(({ lineId }) => lineId.startsWith('overage|'))).toMatchObject([{ isFinal: true, item: { subtotal: '140.00', currency: 'EUR' } }]);

    const charges = (await rowsOf(world.stores.Commerce)).filter(({ key }) => /^(charge|azurecharge|overagecharge)\|/.test(key));
    const compared = await check(http);
    expect(compared).toEqual({ customers: 8, lines: charges.length, waiting: 0, found: 0, findings: [] });
    expect(rows).toHaveLength(charges.length);
    const sum = (amounts: readonly unknown[]) => amounts.reduce((total: number, amount) => total + Math.round(Number(amount) * 100), 0);
    expect(sum(rows.map(({ item }) => item.subtotal))).toBe(sum(charges.map(({ value }) => value['subtotal'])));
  });

  test('a difference of each sort is named, told again by the command, and put right', async () => {
    const { world, http, customer, id, havn, partition, keyOf } = await sold();
    const before = await ledgerOf(world.stores);
    expect(await check(http)).toMatchObject({ lines: 4, found: 0 });
    const line = await world.stores.Ledger.read(partition, keyOf('00000001|001'));
    await world.stores.Ledger.commit(partition, [
      { op: 'delete', key: keyOf('00000002|001'), etag: ANY_ETAG },
      { op: 'put', key: keyOf('00000001|001'), value: { ...line?.value, item: { ...(line?.value['item'] as object), subtotal: '100.79' } } },
      { op: 'put', key: keyOf('00000002|002'), value: { type: 'ledgerLine', unreadable: true } },
      { op: 'put', key: keyOf('00000009|001'), value: { ...line?.value, lineId: `${id}|00000009|001` } },
    ]);
    const of = { partnerId: havn, customerId: customer, month: '2021-06' };
    const findings = [
      { ...of, line: `${id}|00000001|001`, fault: 'differs' },
      { ...of, line: `${id}|00000002|002`, fault: 'differs' },
      { ...of, line: `${id}|00000002|001`, fault: 'missing' },
      { ...of, line: `${id}|00000009|001`, fault: 'surplus' },
    ];
    for (const again of [await check(http), await check(http), await rebuild(http, '?preview=true')]) expect(again).toMatchObject({ found: 4, findings });
    expect(await rebuild(http)).toMatchObject({ found: 4, findings });
    expect(await check(http)).toMatchObject({ lines: 4, found: 0, findings: [] });
    expect(await ledgerOf(world.stores)).toEqual(before);
  });

  test('[DUE-1] what is charged after its customer was read, and before its ledger is, is not too much', async () => {
    const { world, customer, id } = await sold();
    const rows = await wholeCustomer(world.stores.Commerce, customer);
    await outcomeOf(world.as('havn').patch(customer, id, { quantity: 15 }));
    const before = await ledgerOf(world.stores);
    expect(await checkCustomer(world.app, rows, await readPending(world.app.deadlines, world.now()), { monthsBack: 1, repairs: true })).toEqual([]);
    expect(await ledgerOf(world.stores)).toEqual(before);
  });

  test('a line that is in two months is named, and the later one is taken away', async () => {
    const { world, http, customer, id, havn, partition, keyOf } = await sold();
    await world.advanceTo('2021-07-02T00:00:00.000Z');
    const line = await world.stores.Ledger.read(partition, keyOf('00000001|001'));
    const july = ledgerPartition(havn, calendarDate('2021-07-01'), shardOf(customer));
    await world.stores.Ledger.commit(july, [{ op: 'create', key: keyOf('00000001|001'), value: line?.value ?? {} }]);
    expect(await rebuild(http)).toMatchObject({ found: 1, findings: [{ partnerId: havn, customerId: customer, month: '2021-07', line: `${id}|00000001|001`, fault: 'double' }] });
    expect(await world.stores.Ledger.read(july, keyOf('00000001|001'))).toBeUndefined();
    expect(await check(http)).toMatchObject({ found: 0 });
  });

  test('what was sealed is put right where it differs, and what is too much in it is told and stays', async () => {
    const { world, http, partition, keyOf, havn, customer, id } = await sold();
    await world.advanceTo('2021-07-02T00:00:00.000Z');
    const line = await world.stores.Ledger.read(partition, keyOf('00000001|001'));
    await world.app.ledger.seal(havn, calendarDate('2021-06-01'), shardOf(customer));
    await world.stores.Ledger.commit(partition, [{ op: 'put', key: keyOf('00000009|001'), value: { ...line?.value, lineId: `${id}|00000009|001` } }]);
    for (let times = 0; times < 2; times += 1) expect(await rebuild(http)).toMatchObject({ found: 1, findings: [{ fault: 'surplus' }] });
  });

  test('the daily round finds and repairs what was overlooked in the running month and the one before, and tells the operator', async () => {
    const { world, http, customer, id, havn, partition, keyOf } = await sold();
    await world.advanceTo('2021-07-18T10:00:00.000Z');
    const july = ledgerPartition(havn, calendarDate('2021-07-01'), shardOf(customer));
    await world.stores.Ledger.commit(partition, [{ op: 'delete', key: keyOf('00000001|001'), etag: ANY_ETAG }]);
    await world.stores.Ledger.commit(july, [{ op: 'delete', key: keyOf('00000003|001'), etag: ANY_ETAG }]);
    const of = { what: 'ledger', partnerId: havn, customerId: customer, fault: 'missing' };
    const findings = [{ ...of, month: '2021-06', line: `${id}|00000001|001` }, { ...of, month: '2021-07', line: `${id}|00000003|001` }];
    expect(await goOnChecking(world.app)).toEqual(findings);
    expect((await lastRounds(world.stores.Directory))[0]).toMatchObject({ repaired: 2, findings });
    expect(await check(http)).toMatchObject({ lines: 6, found: 0 });
    await world.advanceTo('2021-07-20T00:00:00.000Z');
    expect(await goOnChecking(world.app)).toEqual([]);
  });

  test('an installation from before there was a ledger has it after a rebuild', async () => {
    const { world, http } = await sold();
    const before = await ledgerOf(world.stores);
    for (const { partition, key } of await rowsOf(world.stores.Ledger)) await world.stores.Ledger.commit(partition, [{ op: 'delete', key, etag: ANY_ETAG }]);
    expect(await check(http)).toMatchObject({ lines: 4, found: 4 });
    expect((await http('/nextterm/v1/operations/rebuild', { method: 'POST', caller: operatorToken })).body).toMatchObject({ found: 4 });
    expect(await ledgerOf(world.stores)).toEqual(before);
  });

  test('[BIL-2] an event that was stored before events carried what they charged: its lines come with the daily round', async () => {
    const { world, customer, id, partition, keyOf } = await sold();
    const event = await world.stores.Commerce.read(customer, `event|${id}|00000002`);
    await world.stores.Ledger.commit(partition, [{ op: 'delete', key: keyOf('00000002|001'), etag: ANY_ETAG }, { op: 'delete', key: keyOf('00000002|002'), etag: ANY_ETAG }]);
    await world.stores.Commerce.commit(customer, [{ op: 'create', key: `outbox|${id}|00000002`, value: { ...event?.value, type: 'outbox' } }]);
    expect(await check(httpOver(world))).toMatchObject({ waiting: 1, found: 0 });
    await world.app.publishing.publishLeftovers(customer);
    expect(await goOnChecking(world.app)).toMatchObject([{ what: 'ledger', fault: 'missing' }, { what: 'ledger', fault: 'missing' }]);
    expect(await check(httpOver(world))).toMatchObject({ waiting: 0, found: 0 });
  });

  test('a charge line that cannot be read is neither missing nor too much, and the rest is compared', async () => {
    const { world, http, customer, id, partition, keyOf } = await sold();
    await world.stores.Commerce.commit(customer, [{ op: 'put', key: `charge|${id}|00000001|001`, value: { type: 'charge', id: 'x' } }]);
    await world.stores.Ledger.commit(partition, [{ op: 'delete', key: keyOf('00000002|001'), etag: ANY_ETAG }]);
    expect(await rebuild(http)).toMatchObject({ lines: 3, found: 1, findings: [{ fault: 'missing', line: `${id}|00000002|001` }] });
    expect(await world.stores.Ledger.read(partition, keyOf('00000001|001'))).toBeDefined();
  });

  test('[PAR-2] partners may neither compare nor rebuild; a place that is none is refused', async () => {
    const { http } = await sold();
    expect((await http('/nextterm/v1/operations/ledger/check')).status).toBe(403);
    expect((await http('/nextterm/v1/operations/ledger/rebuild', { method: 'POST' })).status).toBe(403);
    expect((await http('/nextterm/v1/operations/ledger/check?from=', { caller: operatorToken })).status).toBe(400);
    expect((await http('/nextterm/v1/operations/ledger/check?from=g', { caller: operatorToken })).body).toMatchObject({ customers: 0, lines: 0 });
  });
});

describe('[BIL-4] a page of foreign lines', () => {
  test('a page looks at 5,000 rows at most, and goes on from there', async () => {
    const { world, partition, keyOf } = await sold();
    const line = await world.stores.Ledger.read(partition, keyOf('00000001|001'));
    for (let start = 0; start < 5100; start += 100) {
      const foreign = Array.from({ length: 100 }, (_, index) => ({ op: 'create' as const, key: keyOf(`${String(1000 + start + index).padStart(8, '0')}|001`), value: { ...line?.value, item: { ...(line?.value['item'] as object), currency: 'CHF', pricingCurrency: 'CHF' } } }));
      await world.stores.Ledger.commit(partition, foreign);
    }
    const http = httpOver(world);
    type Page = { items: object[]; links: { next?: { uri: string; headers: { key: string; value: string }[] } } };
    const first = (await http('/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems&currencycode=EUR')).body as Page;
    expect([first.items.length, first.links.next === undefined]).toEqual([3, false]);
    const rest = (await http(`/v1${first.links.next?.uri}`, { headers: Object.fromEntries((first.links.next?.headers ?? []).map(({ key, value }) => [key, value])) })).body as Page;
    expect([rest.items.length, rest.links.next]).toEqual([0, undefined]);
  });
});

describe('[BIL-2] [DUE-1] the ledger after a change of seats, disturbed at every operation', () => {
  const at = '2021-06-20T10:00:00.000Z';
  const requestId = newRequestId();
  let before: Stores;
  let [customer, id] = ['', ''];
  const send = (world: World) => world.as('havn').patch(customer, id, { quantity: 14 }, { requestId });
  const month: CalendarDate = calendarDate('2021-06-01');
  let undisturbed: readonly unknown[];

  beforeAll(async () => {
    const { world, ...made } = await sold();
    ({ customer, id } = made);
    before = world.stores;
    const calm = await World.at(at, before);
    expect((await send(calm)).ok).toBe(true);
    undisturbed = await ledgerOf(calm.stores);
    expect(undisturbed.length).toBe((await ledgerOf(before)).length + 2);
  });

  test.each<Fault['does']>(['dieBefore', 'dieAfter', 'unavailable', 'lostAnswer', 'conflict', 'sentAgain'])('%s: repeated with its request id, each line is there once', async (does) => {
    const places = await everyPlace(at, before, send, does);
    expect(places.length).toBeGreaterThanOrEqual(9);
    await afterEachFault(places, at, before, send, async (world) => {
      expect((await send(world)).ok).toBe(true);
      await world.advanceTo('2021-06-20T11:00:00.000Z');
      expect(await ledgerOf(world.stores)).toEqual(undisturbed);
    });
  });

  test('brought after its month was sealed by the invoice: the lines are in the next', async () => {
    const dying = await faultyWorld(at, before, new FaultPlan([{ at: 'commit', nth: 3, does: 'dieBefore' }]));
    await seenByCaller(send(dying));
    dying.sleepUntil('2021-07-08T00:00:00.000Z');
    dying.restart();
    const { tenantId } = dying.as('havn').partner;
    await dying.app.ledger.seal(tenantId, month, shardOf(customer));
    await dying.app.publishing.publishLeftovers(customer);
    const july = await rowsOf(dying.stores.Ledger);
    expect(july.filter(({ partition }) => partition.startsWith(`${tenantId}|2021-07`)).map(({ key }) => key)).toEqual([`line|${customer}|licence|${id}|00000003|001`, `line|${customer}|licence|${id}|00000003|002`]);
    expect(await check(httpOver(dying))).toMatchObject({ found: 0, waiting: 0 });
  });
});

describe('[BIL-2] [OVG-6] usage that was taken, and did not come into the ledger', () => {
  const at = '2026-03-02T10:00:00.000Z';
  const reports = [{ reportId: 'c', service: 'PhoneServices', userId: 'u@oresundfoods.example', date: '2026-03-02', minutes: 1300 }];
  const report = async (world: World) => httpOver(world)(`/nextterm/v1/customers/${world.customer('Oresund')}/usage`, { method: 'POST', caller: operatorToken, body: { reports } });
  let before: Stores;
  let undisturbed: readonly unknown[];

  beforeAll(async () => {
    const world = await World.at(at);
    await world.buy('havn', world.customer('Oresund'), [phone]);
    before = world.stores;
    const calm = await World.at(at, before);
    expect((await report(calm)).status).toBe(200);
    undisturbed = await ledgerOf(calm.stores);
    expect(undisturbed.length).toBeGreaterThan((await ledgerOf(before)).length);
  });

  test.each<Fault['does']>(['dieBefore', 'dieAfter', 'unavailable'])('%s: sent again it does, though it is a duplicate', async (does) => {
    const places = (await everyPlace(at, before, report, does)).filter((place) => place.at === 'commit' || does === 'unavailable');
    expect(places.length).toBeGreaterThanOrEqual(3);
    await afterEachFault(places, at, before, report, async (world) => {
      expect((await report(world)).status).toBe(200);
      expect(await ledgerOf(world.stores)).toEqual(undisturbed);
    });
  });
});
