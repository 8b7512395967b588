import { park } from '../../../src/app/operations/parked';
import { instant } from '../../../src/kernel/instant';
import { CountingStore, OperationCounts } from '../../support/countingStore';
import { aShop, archive, bodyOf, mail, refused, type Wire } from '../subscription/kinds/traditional/shopOverHttp';

/** Two licences of a base with two of an add-on, bought on 13 January 2026; on 1 February. */
const held = async (wrap?: Parameters<typeof aShop>[0]) => {
  const shop = await aShop(wrap);
  const [base = '', addOn = ''] = await shop.buy({ sku: mail, addonItems: [{ sku: archive }] });
  await shop.world.advanceTo('2026-02-01T09:00:00Z');
  const schedules = (path = '', body?: object, method = 'POST', as = 'havn') => shop.call(`migrations/newcommerce/schedules${path}`, { method, as, ...(body && { body }) });
  const planned = async (body: object) => bodyOf<Wire & { readonly id: string }>(await schedules('', { currentSubscriptionId: base, ...body }), 201);
  const read = async (id: string) => bodyOf<Wire>(await shop.call(`migrations/newcommerce/schedules/${id}`), 200);
  return { ...shop, base, addOn, schedules, planned, read };
};

test('[MIG-6] planned for a day, read, replaced, found; carried out once as that day begins', async () => {
  const { world, base, addOn, schedules, planned, read, call, http, customer } = await held();
  const before = await world.dump();
  const body = { targetDate: '2026-03-01T00:00:00.000Z', quantity: 1, customTermEndDate: null, addOnMigrations: [{ currentSubscriptionId: addOn, quantity: 1 }] };
  expect(bodyOf(await schedules('?preview=true', { currentSubscriptionId: base, ...body }), 200)).toMatchObject({ result: { status: 'Created' } });
  expect(await world.dump()).toEqual(before);
  const { id } = await planned(body);
  expect(await read(id)).toMatchObject({ currentSubscriptionId: base, status: 'Created', targetDate: '2026-03-01T00:00:00Z', migrateOnRenewal: false, quantity: 1, subscriptionEndDate: '2027-01-12T00:00:00Z', customerTenantId: customer, createdTime: '2026-02-01T09:00:00.000Z', addOnMigrations: [{ currentSubscriptionId: addOn, quantity: 1 }] });
  expect(refused(await schedules('', { currentSubscriptionId: base, targetDate: '2026-03-02' }))).toEqual([409, 800042]);
  await world.advanceTo('2026-02-02T09:00:00Z');
  expect(bodyOf(await schedules(`/${id}`, { currentSubscriptionId: base, targetDate: '2026-03-10', quantity: 3 }, 'PUT'), 200)).toMatchObject({ id, targetDate: '2026-03-10T00:00:00Z', quantity: 3, addOnMigrations: [], createdTime: '2026-02-01T09:00:00.000Z', lastModifiedTime: '2026-02-02T09:00:00.000Z' });
  for (const query of ['', `&CurrentSubscriptionId=${base}`, '&Status=Created']) expect(bodyOf<readonly Wire[]>(await http(`/v1/migrations/newcommerce/schedules?CustomerTenantId=${customer}${query}`), 200)).toMatchObject([{ id }]);
  expect(bodyOf(await http(`/v1/migrations/newcommerce/schedules?customerTenantId=${customer}&status=failed`), 200)).toEqual([]);
  await world.advanceTo('2026-03-09T23:59:59.999Z');
  expect([await read(id), bodyOf(await call(`subscriptions/${base}`), 200)]).toMatchObject([{ status: 'Created' }, { status: 'active' }]);
  await world.advanceTo('2026-03-10T00:00:00Z');
  const done = await read(id);
  expect(done).toMatchObject({ status: 'Completed', newCommerceMigrationId: expect.any(String) as string });
  expect(bodyOf(await call(`migrations/newcommerce/${String(done['newCommerceMigrationId'])}`), 200)).toMatchObject({ currentSubscriptionId: base, quantity: 3, subscriptionEndDate: '2027-01-12T00:00:00Z', addOnMigrations: [{ currentSubscriptionId: addOn, quantity: 2 }] });
  expect(bodyOf(await call(`subscriptions/${base}`), 200)).toMatchObject({ status: 'deleted' });
  await world.expectNothingDue();
  expect(refused(await schedules(`/${id}/cancel`))).toEqual([400, 800042]);
  expect(refused(await schedules(`/${id}`, { currentSubscriptionId: base, targetDate: '2026-04-01' }, 'PUT'))).toEqual([400, 800042]);
});

// |--13 Jan old … 11 Jan--|12 Jan new|--13 Jan 2027 new, renewed …--|
test('[MIG-6] planned for the renewal it is done on the last day of the term, and what is new renews', async () => {
  const { world, planned, read, call } = await held();
  const { id } = await planned({ migrateOnRenewal: true });
  await world.advanceTo('2027-01-11T23:59:59Z');
  expect(await read(id)).toMatchObject({ status: 'Created', migrateOnRenewal: true });
  await world.advanceTo('2027-01-13T00:00:00Z');
  const { newCommerceMigrationId } = await read(id);
  const { newCommerceSubscriptionId } = bodyOf<{ readonly newCommerceSubscriptionId: string }>(await call(`migrations/newcommerce/${String(newCommerceMigrationId)}`), 200);
  expect(bodyOf(await call(`subscriptions/${newCommerceSubscriptionId}`), 200)).toMatchObject({ status: 'active', quantity: 2, commitmentEndDate: '2028-01-12T00:00:00Z' });
  await world.expectNothingDue();
});

test('[MIG-6] [WHK-1] what is refused on its day fails, changes nothing else, and is told by its published name', async () => {
  const { world, base, planned, read, call, http, customer } = await held();
  bodyOf(await http('/webhooks/v1/registration', { method: 'POST', body: { WebhookUrl: 'https://hooks.example/pc', WebhookEvents: ['new-commerce-migration-schedule-failed'] } }), 200);
  const { id } = await planned({ targetDate: '2026-03-10' });
  bodyOf(await call(`subscriptions/${base}`, { method: 'PATCH', body: { status: 'suspended' } }), 200);
  await world.advanceTo('2026-03-10T00:00:00Z');
  expect(await read(id)).toMatchObject({ status: 'Failed', errorDescription: 'SubscriptionSuspended' });
  expect(bodyOf(await call(`subscriptions/${base}`), 200)).toMatchObject({ status: 'suspended' });
  await world.settle();
  expect(world.receiver.received.map(({ json: { EventName, ResourceUri } }) => [EventName, ResourceUri])).toEqual([['new-commerce-migration-schedule-failed', `/v1/customers/${customer}/migrations/newcommerce/schedules/${id}`]]);
  await world.expectNothingDue();
});

test('[MIG-6] [PRE-3] options, timeline and preview of what is planned to be migrated, and of its add-on, say so, and foretell nothing beyond', async () => {
  const { world, base, addOn, planned, schedules, call, http, customer } = await held();
  const ahead = async (id: string) => {
    const { ifNobodyActs, atTermEnd } = bodyOf<Wire>(await http(`/nextterm/v1/customers/${customer}/subscriptions/${id}/options`), 200);
    const timeline = bodyOf<{ readonly items: readonly Wire[] }>(await http(`/nextterm/v1/customers/${customer}/subscriptions/${id}/timeline`), 200);
    return [ifNobodyActs, atTermEnd !== undefined, timeline.items.filter(({ tense, kind }) => tense === 'future' && ['subscription_renewed', 'not_foreseeable'].includes(String(kind))).map(({ kind, at }) => [kind, at])];
  };
  const plan = { what: 'migration', at: '2026-02-12T00:00:00.000Z', state: 'ahead' };
  const renews = [expect.objectContaining({ what: 'cycleCharge', at: '2026-02-13T00:00:00.000Z' }), true, expect.arrayContaining([['subscription_renewed', '2027-01-13T00:00:00.000Z']])];
  expect(await ahead(base)).toEqual(renews);
  const { id } = await planned({ targetDate: '2026-02-12' });
  for (const each of [base, addOn]) expect(await ahead(each)).toEqual([plan, false, [['not_foreseeable', '2026-02-12T00:00:00.000Z']]]);
  const preview = bodyOf<{ readonly ahead?: readonly Wire[] }>(await call(`subscriptions/${base}?preview=true`, { method: 'PATCH', body: { quantity: 3 } }), 200);
  expect(preview.ahead).toEqual([]);
  bodyOf(await schedules(`/${id}/cancel`), 200);
  expect(await ahead(base)).toEqual(renews);
  await world.expectNothingDue();
});

test('[MIG-6] [PRE-3] which migrations are planned is read once for all deadlines of a customer on a page, and nothing is told of what comes after one', async () => {
  const counts = new OperationCounts();
  const { base, planned, http } = await held((store, table) => new CountingStore(store, table, counts));
  const deadlines = async () => bodyOf<{ readonly items: readonly (Wire & { readonly subjectId: string })[] }>(await http('/nextterm/v1/deadlines?charges=true&until=2027-02-01T00:00:00Z'), 200).items;
  const brings = async () => Object.fromEntries((await deadlines()).filter(({ kind }) => kind !== 'cancellationEnds').map(({ subjectId, kind, brings: told }) => [`${subjectId === base ? 'base' : 'add-on'} ${String(kind)}`, told !== undefined]));
  counts.reset();
  expect(await brings()).toEqual({ 'base cycleCharge': true, 'add-on cycleCharge': true, 'base renewal': true, 'add-on renewal': true });
  // The subscriptions of the customer, and what is planned.
  expect(counts.of('Commerce')).toMatchObject({ list: 2 });
  await planned({ targetDate: '2026-02-12' });
  expect(await brings()).toEqual({ 'base cycleCharge': false, 'add-on cycleCharge': false, 'base renewal': false, 'add-on renewal': false });
  // But that it comes, and when.
  expect((await deadlines()).filter(({ kind }) => kind !== 'cancellationEnds').map(({ migratesAt }) => migratesAt)).toEqual(Array.from({ length: 4 }, () => '2026-02-12T00:00:00.000Z'));
});

test('[MIG-6] cancelled nothing comes of it', async () => {
  const { world, base, addOn, schedules, planned, call } = await held();
  const plan = { termDuration: 'P1Y', billingCycle: 'monthly', purchaseFullTerm: false };
  const ending = { ...plan, customTermEndDate: '2026-06-30T00:00:00Z' };
  const { id } = await planned({ targetDate: '2026-03-10', ...ending, externalReferenceId: 'batch 7', addOnMigrations: [{ currentSubscriptionId: addOn, ...ending }] });
  expect(bodyOf(await schedules(`/${id}/cancel`), 200)).toMatchObject({ id, status: 'Cancelled', ...ending, externalReferenceId: 'batch 7', addOnMigrations: [{ currentSubscriptionId: addOn, ...ending }] });
  expect(refused(await schedules(`/${id}/cancel`))).toEqual([400, 800042]);
  await world.advanceTo('2026-03-10T00:00:00Z');
  expect(bodyOf(await call(`subscriptions/${base}`), 200)).toMatchObject({ status: 'active' });
  await world.expectNothingDue();
});

test('[MIG-6] refused by its code, and nothing stored', async () => {
  const { world, base, addOn, schedules, call } = await held();
  const before = await world.dump();
  const cases: readonly [object, number, number][] = [
    [{}, 400, 800002],
    [{ targetDate: '2026-03-10', migrateOnRenewal: true }, 400, 800002],
    [{ targetDate: '2026-02-01' }, 400, 900291],
    [{ targetDate: '2027-01-13' }, 400, 900291],
    [{ targetDate: '2026-03-10', currentSubscriptionId: addOn }, 400, 800042],
    [{ targetDate: '2026-03-10', termDuration: 'P2Y' }, 400, 900269],
    [{ targetDate: 'soon' }, 400, 800002],
  ];
  for (const [body, status, code] of cases) expect([body, ...refused(await schedules('', { currentSubscriptionId: base, ...body }))]).toEqual([body, status, code]);
  expect(refused(await schedules('', { currentSubscriptionId: base, targetDate: '2026-03-10' }, 'POST', 'nordlys'))).toEqual([404, 60003]);
  const unknown = '/00000000-1111-4222-8333-444444444444';
  expect(refused(await call(`migrations/newcommerce/schedules${unknown}`))).toEqual([404, 1000]);
  expect(refused(await schedules(`${unknown}/cancel`))).toEqual([404, 1000]);
  expect(refused(await schedules(unknown, { currentSubscriptionId: base, targetDate: '2026-03-10' }, 'PUT'))).toEqual([404, 1000]);
  expect(await world.dump()).toEqual(before);
  for (const targetDate of ['2026-02-02', '2027-01-12']) bodyOf(await schedules('?preview=true', { currentSubscriptionId: base, targetDate }), 200);
  bodyOf(await call(`subscriptions/${base}`, { method: 'PATCH', body: { autoRenewEnabled: false } }), 200);
  expect(refused(await schedules('', { currentSubscriptionId: base, migrateOnRenewal: true }))[0]).toBe(400);
});

// |--13 Jan … 4 Feb--|5 Feb 2026 begun anew … 3 Feb--|4 Feb 2027 migrated|--5 Feb 2027 renewed …--|
test('[MIG-6] [MIG-3] planned for the renewal of a term that begins anew it waits for the new end', async () => {
  const { world, base, planned, read, call } = await held();
  const { id } = await planned({ migrateOnRenewal: true });
  await world.advanceTo('2026-02-05T09:00:00Z');
  const { orderId } = bodyOf<{ readonly orderId: string }>(await call(`subscriptions/${base}`), 200);
  bodyOf(await call(`orders/${orderId}`, { method: 'PATCH', body: { billingCycle: 'annual' } }), 200);
  await world.advanceTo('2027-01-13T00:00:00Z');
  expect(await read(id)).toMatchObject({ status: 'Created', subscriptionEndDate: '2027-02-04T00:00:00Z', lastModifiedTime: '2027-01-12T00:00:00.000Z' });
  await world.advanceTo('2027-02-03T23:59:59Z');
  expect(await read(id)).toMatchObject({ status: 'Created' });
  await world.advanceTo('2027-02-04T00:00:00Z');
  expect(await read(id)).toMatchObject({ status: 'Completed' });
  await world.expectNothingDue();
});

// |--13 Jan … 4 Feb--|5 Feb 2026 begun anew, by the year|20 Jun 2026 by the month … 18 Jun 2027|19 Jun migrated|
test('[MIG-6] [MIG-3] [PRE-3] once its term began anew all that is ahead of a migration that waits for the renewal is foretold, and the new last day is named', async () => {
  const { world, base, addOn, planned, call, http, customer } = await held();
  await planned({ migrateOnRenewal: true });
  const { orderId } = bodyOf<{ readonly orderId: string }>(await call(`subscriptions/${base}`), 200);
  for (const [at, billingCycle] of [['2026-02-05T09:00:00Z', 'annual'], ['2026-06-20T09:00:00Z', 'monthly']] as const) {
    await world.advanceTo(at);
    bodyOf(await call(`orders/${orderId}`, { method: 'PATCH', body: { billingCycle } }), 200);
  }
  const end = '2027-06-19T00:00:00.000Z';
  const { items } = bodyOf<{ readonly items: readonly Wire[] }>(await http('/nextterm/v1/deadlines?charges=true&until=2027-06-21T00:00:00Z'), 200);
  const told = items.filter(({ kind }) => kind !== 'cancellationEnds').map(({ at, kind, migratesAt, brings }) => [at, kind, migratesAt, brings !== undefined]);
  expect(told).toEqual([...[1, 2].map(() => ['2026-07-20T00:00:00.000Z', 'cycleCharge', undefined, true]), ...[1, 2].map(() => ['2027-06-20T00:00:00.000Z', 'renewal', end, false])]);
  for (const id of [base, addOn]) {
    const timeline = bodyOf<{ readonly items: readonly Wire[] }>(await http(`/nextterm/v1/customers/${customer}/subscriptions/${id}/timeline`), 200);
    expect(timeline.items.filter(({ kind }) => kind === 'not_foreseeable').map(({ at }) => at)).toEqual([end]);
  }
  const forecast = bodyOf<{ readonly items: readonly Wire[]; readonly unknown: readonly Wire[] }>(await http(`/nextterm/v1/forecast?months=13&customerId=${customer}`), 200);
  expect(forecast.items.map(({ lines }) => lines)).toEqual([0, ...Array.from({ length: 11 }, () => 2), 0]);
  expect(forecast.unknown.map(({ from, reason }) => [from, reason])).toEqual([1, 2].map(() => [end, 'migration_planned']));
});

test('[MIG-6] [MIG-3] [PRE-3] a plan that was given up when it was to be moved to the new end is told as such', async () => {
  const { world, base, planned, call, http, customer } = await held();
  const { id } = await planned({ migrateOnRenewal: true });
  await world.advanceTo('2026-02-05T09:00:00Z');
  const { orderId } = bodyOf<{ readonly orderId: string }>(await call(`subscriptions/${base}`), 200);
  bodyOf(await call(`orders/${orderId}`, { method: 'PATCH', body: { billingCycle: 'annual' } }), 200);
  const next = async () => bodyOf<{ readonly ifNobodyActs: Wire }>(await http(`/nextterm/v1/customers/${customer}/subscriptions/${base}/options`), 200).ifNobodyActs;
  const migration = { what: 'migration', at: '2027-02-04T00:00:00.000Z' };
  expect(await next()).toEqual({ ...migration, state: 'ahead' });
  world.sleepUntil('2027-01-13T01:00:00.000Z');
  const at = instant('2027-01-12T00:00:00Z');
  await park(world.app, { at, kind: 'migrationSchedule', customerId: customer, subject: id }, { since: at, reason: 'It failed', attempts: 30 }, world.now());
  expect(await next()).toEqual({ ...migration, state: 'parked', failingSince: at });
});
