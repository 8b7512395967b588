import { aShop, archive, basic, bodyOf, mail, refused, type Wire } from '../subscription/kinds/traditional/shopOverHttp';

/** Two licences at 3.04 a month with two of an add-on at 2.24, bought on 13 January 2026; on 1 February. */
const held = async () => {
  const shop = await aShop();
  const [base = '', addOn = ''] = await shop.buy({ sku: mail, addonItems: [{ sku: archive }] });
  await shop.world.advanceTo('2026-02-01T09:00:00Z');
  const ask = (path: string, body: object, as = 'havn') => shop.call(`migrations/newcommerce${path}`, { method: 'POST', body, as });
  const charged = async (id: string) => (await shop.linesOf(id)).map(([type, from, to, , quantity, amount]) => [type, from, to, quantity, amount]);
  return { ...shop, base, addOn, ask, charged };
};

test('[MIG-5] checked, previewed and done: base and add-on go on in new commerce, and are found', async () => {
  const { world, base, addOn, ask, charged, call, http, customer } = await held();
  // As clients send it that fill in whatever their model has.
  const body = { currentSubscriptionId: base.toUpperCase(), billingCycle: 'Monthly', customTermEndDate: null, purchaseFullTerm: false, addOnMigrations: [{ currentSubscriptionId: addOn, quantity: 1, addOnMigrations: [] }], externalReferenceId: '9ab61899-0b2b-4320-bd6d-8196c53607d6' };
  const before = await world.dump();
  expect(bodyOf(await ask('/validate', body), 200)).toMatchObject({ currentSubscriptionId: base, isEligible: true, errors: [], catalogItemId: await world.as('havn').item('NL', 'NCEXCHONPLN1:0001'), addOnMigrations: [{ currentSubscriptionId: addOn, isEligible: true, quantity: 1 }] });
  const preview = bodyOf<{ charges: readonly Wire[]; reversible: boolean; result: Wire }>(await ask('?preview=true', body), 200);
  expect(await world.dump()).toEqual(before);
  const done = bodyOf<Wire & { readonly id: string; readonly newCommerceSubscriptionId: string; readonly addOnMigrations: readonly Wire[] }>(await ask('', body), 201);
  expect(done).toMatchObject({ status: 'Completed', startedTime: '2026-02-01T09:00:00.000Z', completedTime: '2026-02-01T09:00:00.000Z', currentSubscriptionId: base, subscriptionEndDate: '2027-01-12T00:00:00Z', quantity: 2, termDuration: 'P1Y', billingCycle: 'monthly', purchaseFullTerm: false, addOnMigrations: [{ currentSubscriptionId: addOn, quantity: 1 }] });
  expect([preview.result, preview.reversible]).toEqual([done, false]);
  const fresh = done.newCommerceSubscriptionId;
  expect(bodyOf(await call(`subscriptions/${fresh}`), 200)).toMatchObject({ migratedFromSubscriptionId: base, offerName: 'Exchange Online (Plan 1)', quantity: 2, commitmentEndDate: '2027-01-12T00:00:00Z', status: 'active', autoRenewEnabled: true });
  expect(bodyOf(await call(`subscriptions/${base}`), 200)).toMatchObject({ status: 'deleted' });
  // What was read may be sent back (SUB-9).
  const shown = bodyOf<Wire>(await call(`subscriptions/${fresh}`), 200);
  expect(bodyOf(await call(`subscriptions/${fresh}?preview=true`, { method: 'PATCH', body: { ...shown, quantity: 3 } }), 200)).toMatchObject({ result: { quantity: 3, migratedFromSubscriptionId: base } });
  expect(bodyOf(await call(`orders/${String(done['newCommerceOrderId'])}`), 200)).toMatchObject({ lineItems: [{ subscriptionId: fresh }, {}] });
  expect(bodyOf(await call(`migrations/newcommerce/${done.id}`), 200)).toEqual(done);
  for (const query of ['', `&currentSubscriptionId=${addOn}`, `&CurrentSubscriptionId=${base.toUpperCase()}&ExternalReferenceId=${body.externalReferenceId}`]) {
    expect(bodyOf(await http(`/v1/migrations/newcommerce?CustomerTenantId=${customer}${query}`), 200)).toEqual([done]);
  }
  expect(bodyOf(await http(`/v1/migrations/newcommerce?customerTenantId=${customer}&externalReferenceId=other`), 200)).toEqual([]);
  expect(refused(await http(`/v1/migrations/newcommerce?currentSubscriptionId=${base}`))).toEqual([400, 800002]);
  for (const query of [`current_subscription_id=${base}`, `migrationId=${done.id}`]) {
    expect(bodyOf<readonly Wire[]>(await call(`migrations/newcommerce/events?${query}`), 200).map(({ eventName, newCommerceMigrationId }) => [eventName, newCommerceMigrationId])).toEqual(
      ['MigrationStarted', 'NewCommerceSubscriptionCreated', 'NewCommerceSubscriptionProvisioned', 'MigrationCompleted'].map((name) => [name, done.id]),
    );
  }
  expect(bodyOf(await call(`migrations/newcommerce/events?migrationId=${base}`), 200)).toEqual([]);
  expect(refused(await call('migrations/newcommerce/events'))).toEqual([400, 800002]);
  expect((await charged(base)).slice(1)).toEqual([['Cancel fee', '2026-02-01', '2026-02-12', 2, '-2.35']]);
  expect(await charged(fresh)).toEqual([['new', '2026-02-01', '2026-02-12', 2, '2.35']]);
  await world.advanceTo('2026-02-13T00:00:00Z');
  expect((await charged(fresh)).slice(1)).toEqual([['cycleCharge', '2026-02-13', '2026-03-12', 2, '6.08']]);
  expect((await charged(base)).length).toBe(2);
  await world.expectNothingDue();
});

test('[MIG-5] [ORD-8] ending on a day that is asked for, which is told beforehand, when it is done and afterwards', async () => {
  const { base, addOn, ask, call } = await held();
  const customTermEndDate = '2026-06-30T00:00:00Z';
  const body = { currentSubscriptionId: base, customTermEndDate, addOnMigrations: [{ currentSubscriptionId: addOn, customTermEndDate }] };
  expect(bodyOf(await ask('/validate', body), 200)).toMatchObject({ isEligible: true, customTermEndDate, addOnMigrations: [{ customTermEndDate }] });
  const done = bodyOf<Wire & { readonly id: string }>(await ask('', body), 201);
  expect(done).toMatchObject({ customTermEndDate, subscriptionEndDate: customTermEndDate, addOnMigrations: [{ customTermEndDate, subscriptionEndDate: customTermEndDate }] });
  expect(bodyOf(await call(`migrations/newcommerce/${done.id}`), 200)).toEqual(done);
});

test('[MIG-5] refused by its code, and nothing stored; the check says the same and is no failure', async () => {
  const { world, base, addOn, ask, buy, call } = await held();
  const [licence = ''] = await buy({ sku: basic });
  const before = await world.dump();
  const cases: readonly [object, number, number][] = [
    [{ currentSubscriptionId: licence }, 400, 800042],
    [{ currentSubscriptionId: addOn }, 400, 800042],
    [{ currentSubscriptionId: base, termDuration: 'P2Y' }, 400, 900269],
    [{ currentSubscriptionId: base, customTermEndDate: '2026-06-29' }, 400, 900291],
    [{ currentSubscriptionId: base, customTermEndDate: '2026-06-30T00:00:00Z', purchaseFullTerm: true }, 400, 900292],
    [{ currentSubscriptionId: base, addOnMigrations: [{ currentSubscriptionId: licence }] }, 400, 800002],
  ];
  for (const [body, status, code] of cases) {
    expect(refused(await ask('', body))).toEqual([status, code]);
    expect(bodyOf(await ask('/validate', body), 200)).toMatchObject({ isEligible: false, errors: [{ code }] });
  }
  for (const path of ['', '/validate']) {
    for (const body of [{}, { currentSubscriptionId: base, quantity: 0 }]) expect(refused(await ask(path, body))).toEqual([400, 800002]);
    expect(refused(await ask(path, { currentSubscriptionId: '00000000-1111-4222-8333-444444444444' }))).toEqual([404, 20003]);
    expect(refused(await ask(path, { currentSubscriptionId: base }, 'nordlys'))).toEqual([404, 60003]);
  }
  expect(refused(await call('migrations/newcommerce/00000000-1111-4222-8333-444444444444'))).toEqual([404, 1000]);
  expect(await world.dump()).toEqual(before);
  const done = bodyOf<{ readonly id: string }>(await ask('', { currentSubscriptionId: base }), 201);
  expect(refused(await ask('', { currentSubscriptionId: base }))).toEqual([400, 2011]);
  expect(refused(await call(`migrations/newcommerce/${done.id}`, { as: 'nordlys' }))).toEqual([404, 60003]);
});

test('[MIG-5] [WHK-1] both published names are heard, in their order', async () => {
  const { world, base, ask, http, customer } = await held();
  bodyOf(await http('/webhooks/v1/registration', { method: 'POST', body: { WebhookUrl: 'https://hooks.example/pc', WebhookEvents: ['new-commerce-migration-created', 'New-Commerce-Migration-Completed'] } }), 200);
  const { id } = bodyOf<{ readonly id: string }>(await ask('', { currentSubscriptionId: base }), 201);
  await world.settle();
  expect(world.receiver.received.map(({ json: { EventName, ResourceUri, ResourceName } }) => [EventName, ResourceUri, ResourceName])).toEqual(
    ['created', 'completed'].map((name) => [`new-commerce-migration-${name}`, `/v1/customers/${customer}/migrations/newcommerce/${id}`, 'newcommercemigration']),
  );
});
