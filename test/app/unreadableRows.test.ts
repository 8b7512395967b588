import { generateKeyPair, type CryptoKey } from 'jose';
import { MemoryPartitionStore } from '../../src/adapters/memory/memoryPartitionStore';
import { auditId, writeAudit } from '../../src/app/audit/auditBook';
import { shardOf } from '../../src/app/ledger/ledgerKeys';
import { listUnreadable } from '../../src/app/operations/unreadableRows';
import { instant } from '../../src/kernel/instant';
import { ANY_ETAG, type PartitionStore } from '../../src/kernel/partitionStore';
import { createTestIssuer } from '../adapters/http/support/tokens';
import { httpOver, type Call, type Reply } from '../support/httpWorld';
import { interrupted } from '../support/interrupted';
import { World } from '../support/world';
import { testEnvironment } from '../support/worldConfig';
import { rowsOf, type TableName } from '../support/worldStores';

const now = '2026-06-10T10:00:00.000Z';
const licence = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' } as const;
const stray = '0f8fad5b-d9cb-469f-a165-70867728950e';
const caller = { tenantId: '9eee026c-68e0-4319-b967-f041adede329', kind: 'operator', userId: 'o', displayName: 'o', roles: ['operator'], appOnly: true } as const;

interface Listed {
  readonly items: readonly unknown[];
  readonly unreadable?: readonly { readonly kind: string; readonly id?: string }[];
}

let world: World;
let http: ReturnType<typeof httpOver>;
let customer: string;
let subscription: string;
let havn: string;

beforeEach(async () => {
  world = await World.at(now);
  customer = world.customer('Oresund');
  havn = world.as('havn').partner.tenantId;
  [subscription = ''] = await world.buy('havn', customer, [licence]);
  http = httpOver(world);
});

const damage = async (table: TableName, partition: string, key: string, value: object = {}): Promise<void> => {
  await world.stores[table].commit(partition, [{ op: 'put', key, value }]);
};
const itemsOf = ({ body }: Reply): readonly unknown[] => (Array.isArray(body) ? body : (body as Listed).items);
const raised = async () => ((await http('/nextterm/v1/operations/unreadable', { caller })).body as { items: { table: string; key: string; kind: string; reason: string }[] }).items;

interface Case {
  readonly name: string;
  readonly path: () => string;
  readonly row: () => readonly [TableName, string, string];
  readonly kind: string;
  /** Whether the partner is told which it is, when the row says that it is the partner's. */
  readonly id: string;
  readonly call?: Call;
  /** What is said of the others differs by as much: a cart would need every row. */
  readonly differing?: object;
}

const lists: readonly Case[] = [
  { name: "a customer's subscriptions", path: () => `/v1/customers/${customer}/subscriptions`, row: () => ['Commerce', customer, `subscription|${stray}`], kind: 'subscription', id: stray, differing: { hasPurchasableAddons: false } },
  { name: 'Azure plans among them', path: () => `/v1/customers/${customer}/subscriptions`, row: () => ['Commerce', customer, `azure|plan|${stray}`], kind: 'azurePlan', id: `plan|${stray}` },
  { name: "a customer's orders", path: () => `/v1/customers/${customer}/orders`, row: () => ['Commerce', customer, `order|${stray}`], kind: 'order', id: stray },
  { name: "a subscription's charges", path: () => `/nextterm/v1/customers/${customer}/subscriptions/${subscription}/charges`, row: () => ['Commerce', customer, `charge|${subscription}|00000009|001`], kind: 'charge', id: 'any' },
  { name: "a subscription's events", path: () => `/nextterm/v1/customers/${customer}/subscriptions/${subscription}/events`, row: () => ['Commerce', customer, `event|${subscription}|00000009`], kind: 'event', id: 'any' },
  { name: "a subscription's upgrades", path: () => `/v1/customers/${customer}/subscriptions/${subscription}/transitions`, row: () => ['Commerce', customer, `transition|${subscription}|${now}|x`], kind: 'transition', id: 'any' },
  { name: "a customer's transfers", path: () => `/v1/customers/${customer}/transfers`, row: () => ['Commerce', customer, `transfer|${stray}`], kind: 'transfer', id: stray },
  { name: 'what can be transferred', path: () => `/v1/customers/${customer}/transferseligibility?transferType=3`, row: () => ['Commerce', customer, `subscription|${stray}`], kind: 'subscription', id: stray },
  { name: "a customer's agreements", path: () => `/v1/customers/${customer}/agreements`, row: () => ['Commerce', customer, `agreement|${havn}|${now}|00000009`], kind: 'agreement', id: 'any' },
  { name: 'Azure plans', path: () => `/nextterm/v1/customers/${customer}/azureplans`, row: () => ['Commerce', customer, `azure|plan|${stray}`], kind: 'azurePlan', id: `plan|${stray}` },
  { name: 'overage lines', path: () => `/nextterm/v1/customers/${customer}/usage/charges`, row: () => ['Commerce', customer, 'overagecharge|2026-05|PhoneServices|x'], kind: 'overagecharge', id: 'any' },
  { name: 'lines of metered use', path: () => `/nextterm/v1/customers/${customer}/usage/azure/charges`, row: () => ['Commerce', customer, 'azurecharge|2026-05|x|y|0'], kind: 'azurecharge', id: 'any' },
  { name: 'calls of a day', path: () => `/nextterm/v1/customers/${customer}/usage/calls?date=2026-06-10`, row: () => ['Usage', `${customer}|PhoneServices|2026-06`, 'call|2026-06-10|u|r'], kind: 'call', id: 'any' },
  { name: "a partner's deadlines, for a subscription", path: () => `/nextterm/v1/deadlines?customerId=${customer}`, row: () => ['Commerce', customer, `subscription|${stray}`], kind: 'subscription', id: stray },
  { name: "a partner's deadlines, for a transfer", path: () => `/nextterm/v1/deadlines?customerId=${customer}`, row: () => ['Commerce', customer, `transfer|${stray}`], kind: 'transfer', id: stray },
  { name: "a partner's deadlines over all customers", path: () => '/nextterm/v1/deadlines', row: () => ['Directory', `deadlines|${havn}`, `deadline|2026-06-20T00:00:00.000Z|${customer}|${stray}|04|renewal|1`], kind: 'deadline', id: 'any' },
  { name: "a partner's unbilled lines", path: () => unbilled, row: () => ['Ledger', `${havn}|2026-06|${shardOf(customer)}`, `line|${customer}|licence|${stray}`], kind: 'ledgerLine', id: 'any' },
  { name: "a partner's daily usage", path: () => unbilled.replace('billinglineitems', 'usagelineitems'), row: () => ['Commerce', used(), `azure|subscription|${stray}`], kind: 'azureSubscription', id: `subscription|${stray}` },
  { name: "a partner's customers", path: () => '/v1/customers', row: () => ['Directory', havn, `by|CompanyName|aaa|${stray}`], kind: 'customer', id: 'any' },
  { name: "a partner's audit log", path: () => '/v1/auditrecords', row: () => ['Audit', `${havn}|2026-06-10`, `${now}_x`], kind: 'audit', id: 'any' },
];
/** The customer, of whom the ledger says that it used something. */
const used = () => {
  void damage('Ledger', `${havn}|2026-06|${shardOf(customer)}`, `user|${customer}`);
  return customer;
};
const unbilled = '/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems&currencycode=EUR&period=current';

describe('[DUE-2] a row that cannot be read, in a list', () => {
  test.each(lists)('$name: the rest is answered, it is marked, logged and raised', async ({ path, row, kind, id, differing }) => {
    await http(`/v1/customers/${customer}/subscriptions/${subscription}`, { method: 'PATCH', body: { friendlyName: 'named' } });
    const before = await http(path());
    expect([before.status, before.headers['NextTerm-Unreadable']]).toEqual([200, undefined]);
    const [table, partition, key] = row();
    await damage(table, partition, key, { partnerId: havn, garbage: true });

    const after = await http(path());
    expect([after.status, after.headers['NextTerm-Unreadable']]).toEqual([200, '1']);
    expect(itemsOf(after)).toEqual(itemsOf(before).map((item) => (differing === undefined ? item : { ...(item as object), ...differing })));
    if (!Array.isArray(after.body)) expect((after.body as Listed).unreadable).toEqual([{ kind, id: id === 'any' ? (expect.any(String) as string) : id }]);
    expect(world.errors.map(({ message }) => message)).toContainEqual(expect.stringContaining(`${table} ${partition} ${key} cannot be read`));
    expect(await raised()).toMatchObject([{ table, key, kind }]);
  });

  test('leaves the list of the operator once it is mended, or taken away', async () => {
    for (const id of ['a', 'b', 'c']) await damage('Commerce', customer, `order|${id}`);
    await http(`/v1/customers/${customer}/orders`);
    expect(await raised()).toHaveLength(3);
    await world.stores.Commerce.commit(customer, [{ op: 'delete', key: 'order|a', etag: ANY_ETAG }, { op: 'put', key: 'order|b', value: { mended: true } }]);
    expect((await raised()).map(({ key }) => key)).toEqual(['order|c']);
  });

  test('damaged again while it is found to be mended, it stays on the list', async () => {
    await damage('Commerce', customer, 'order|a');
    await http(`/v1/customers/${customer}/orders`);
    await world.stores.Commerce.commit(customer, [{ op: 'put', key: 'order|a', value: { mended: true } }]);
    const { store, hasActed } = interrupted(world.stores.Directory, { deletes: 'unreadable|' }, async () => {
      await damage('Commerce', customer, 'order|a', { again: true });
      await httpOver(world)(`/v1/customers/${customer}/orders`);
    });
    await listUnreadable({ ...world.stores }, store, 10);
    expect([hasActed(), (await raised()).map(({ key }) => key)]).toEqual([true, ['order|a']]);
  });

  test('is written down once, however often it is met, also after a restart', async () => {
    await damage('Commerce', customer, `order|${stray}`);
    await http(`/v1/customers/${customer}/orders`);
    const [first] = await raised();
    for (let again = 0; again < 2; again += 1) {
      await http(`/v1/customers/${customer}/orders`);
      world.restart();
    }
    expect(await raised()).toEqual([first]);
  });

  test("[PAR-3] of another partner is not spoken of; of nobody's it is counted, without its id", async () => {
    await damage('Commerce', customer, `subscription|${stray}`, { partnerId: world.as('nordlys').partner.tenantId });
    const others = await http(`/v1/customers/${customer}/subscriptions`);
    expect([others.status, others.headers['NextTerm-Unreadable'], (others.body as Listed).unreadable]).toEqual([200, undefined, undefined]);
    expect(await raised()).toHaveLength(1);
    await damage('Commerce', customer, `subscription|${stray}`, { unreadable: 'not JSON' });
    const nobodys = await http(`/v1/customers/${customer}/subscriptions`);
    expect([nobodys.headers['NextTerm-Unreadable'], (nobodys.body as Listed).unreadable]).toEqual(['1', [{ kind: 'subscription' }]]);
  });

  test('the row of a customer takes none of its lines out of the unbilled ones, also as CSV', async () => {
    const other = world.customer('Zonnebloem');
    await world.buy('havn', other, [licence]);
    await damage('Commerce', other, `customer|${other}`);
    world.restart();
    const lines = await http(unbilled);
    expect([lines.status, lines.headers['NextTerm-Unreadable']]).toEqual([200, undefined]);
    expect(itemsOf(lines)).toEqual([expect.objectContaining({ customerId: other }), expect.objectContaining({ customerId: customer, subscriptionId: subscription })]);
    const csv = await http(unbilled, { headers: { Accept: 'text/csv' } });
    expect([csv.status, csv.text.includes(other), csv.text.includes(subscription)]).toEqual([200, true, true]);
    expect((await http('/v1/customers')).status).toBe(200);
    expect(await http('/v1/customers/usagerecords')).toMatchObject({ status: 200, headers: { 'NextTerm-Unreadable': '1' } });
  });
});

/** A copy of an object with one member, by its path, set to something else. */
const withMember = (value: Readonly<Record<string, unknown>>, [first = '', ...rest]: readonly string[], to: unknown): Record<string, unknown> => ({
  ...value,
  [first]: rest.length === 0 ? to : withMember((value[first] ?? {}) as Record<string, unknown>, rest, to),
});

describe('[DUE-2] a row that has its form and makes no sense', () => {
  const noDay = '2026-13-45';
  const noInstant = '2026-06-31T10:00:00.000Z';
  const charges = () => `/nextterm/v1/customers/${customer}/subscriptions/${subscription}/charges`;
  const subscriptions = () => `/v1/customers/${customer}/subscriptions`;

  test.each<[string, string, string, unknown, () => string]>([
    ['a subscription', 'subscription|', 'term.end', noDay, subscriptions],
    ['a subscription', 'subscription|', 'term.start', noDay, subscriptions],
    ['a subscription', 'subscription|', 'createdAt', noInstant, subscriptions],
    ['a subscription', 'subscription|', 'term.cancellableUntil', '2026-06-17T25:00:00.000Z', subscriptions],
    ['a subscription whose term ends before it begins', 'subscription|', 'term.end', '2026-06-09', subscriptions],
    ['a subscription whose cycle ends before it begins', 'subscription|', 'cycle.end', '2026-06-09', subscriptions],
    ['a subscription of a plan that there is not', 'subscription|', 'billingCycle', 'triennial', subscriptions],
    ['a subscription in no currency', 'subscription|', 'currency', 'euro', subscriptions],
    ['a subscription, among deadlines', 'subscription|', 'term.end', noDay, () => `/nextterm/v1/deadlines?customerId=${customer}`],
    ['a subscription, among what can be transferred', 'subscription|', 'term.end', noDay, () => `/v1/customers/${customer}/transferseligibility?transferType=3`],
    ['a line', 'charge|', 'chargeEnd', noDay, charges],
    ['a line', 'charge|', 'orderDate', noInstant, charges],
    ['a line in no currency', 'charge|', 'currency', 'euro', charges],
    ['an order', 'order|', 'createdAt', noInstant, () => `/v1/customers/${customer}/orders`],
    ['an event', 'event|', 'at', noInstant, () => `/nextterm/v1/customers/${customer}/subscriptions/${subscription}/events`],
  ])('%s (%s, %s: %s) is unreadable like any other', async (_name, prefix, member, to, path) => {
    const [row] = (await rowsOf(world.stores.Commerce)).filter(({ partition, key }) => partition === customer && key.startsWith(prefix) && (prefix !== 'event|' || key.includes(subscription)));
    if (row === undefined) throw new Error(`There is no row ${prefix}`);
    expect((await http(path())).headers['NextTerm-Unreadable']).toBeUndefined();
    await damage('Commerce', row.partition, row.key, withMember(row.value, member.split('.'), to));
    const list = await http(path());
    expect([list.status, list.headers['NextTerm-Unreadable']]).toEqual([200, '1']);
    expect(await raised()).toMatchObject([{ table: 'Commerce', key: row.key }]);
  });
});

test.each([
  ['item.chargeStart', '2026-13-45'],
  ['item.currency', 'euro'],
  ['month', '2026-06-31'],
])('[DUE-2] a line of the ledger that has its form and makes no sense (%s: %s) is unreadable like any other', async (member, to) => {
  const row = (await rowsOf(world.stores.Ledger)).find(({ key }) => key.startsWith(`line|${customer}|`));
  if (row === undefined) throw new Error('There is no line');
  await damage('Ledger', row.partition, row.key, withMember(row.value, member.split('.'), to));
  const list = await http(unbilled);
  expect([list.status, list.headers['NextTerm-Unreadable']]).toEqual([200, '1']);
  expect(await raised()).toMatchObject([{ table: 'Ledger', key: row.key }]);
});

describe('[DUE-2] what needs a row that cannot be read', () => {
  const refused = { status: 500, body: { code: 800094 } };

  test('is refused with a code of its own, changes nothing, and is in the audit log as refused', async () => {
    await damage('Commerce', customer, `subscription|${stray}`);
    const before = await world.dump(['Commerce', 'Deadlines']);
    expect(await http(`/v1/customers/${customer}/subscriptions/${stray}`, { method: 'PATCH', body: { quantity: 3 } })).toMatchObject(refused);
    expect(await http(`/v1/customers/${customer}/subscriptions/${subscription}`, { method: 'PATCH', body: { quantity: 12 } })).toMatchObject(refused);
    expect(await http(`/v1/customers/${customer}/subscriptions/${stray}`)).toMatchObject(refused);
    expect(await world.dump(['Commerce', 'Deadlines'])).toEqual(before);
    const log = (await http('/v1/auditrecords')).body as { items: { operationStatus: string }[] };
    expect(log.items.map(({ operationStatus }) => operationStatus)).toEqual(['failed', 'failed']);
  });

  test('what does not need it goes on: another member, another customer', async () => {
    await damage('Commerce', customer, `subscription|${stray}`);
    expect(await http(`/v1/customers/${customer}/subscriptions/${subscription}`, { method: 'PATCH', body: { friendlyName: 'still here' } })).toMatchObject({ status: 200 });
    const other = world.customer('Zonnebloem');
    const [bought = ''] = await world.buy('havn', other, [licence]);
    expect(await http(`/v1/customers/${other}/subscriptions/${bought}`, { method: 'PATCH', body: { quantity: 12 } })).toMatchObject({ status: 200 });
  });

  test('an event of one subject that cannot be read holds up its own later ones only, and is raised', async () => {
    const stuck = { id: 'a:1', customerId: customer, partnerId: havn, subject: { kind: 'order', id: 'a' }, version: 1, at: now, facts: [{ type: 'OrderPlaced', totalPrice: '0.00', currency: 'EUR', subscriptionIds: [] }], changed: { status: { after: 'completed' } }, cause: { command: 'createOrder' }, deadlines: [] };
    await damage('Commerce', customer, 'outbox|a|00000001', { partnerId: havn });
    await damage('Commerce', customer, 'outbox|a|00000002', { ...stuck, id: 'a:2', version: 2 });
    await damage('Commerce', customer, 'outbox|b|00000001', { ...stuck, id: 'b:1', subject: { kind: 'order', id: 'b' } });
    await world.app.deadlines.put([{ at: instant(now), kind: 'publish', customerId: customer, subject: 'left' }]);
    world.published.length = 0;
    await world.tick();
    expect(world.published.map(({ id }) => id)).toEqual(['b:1']);
    expect((await world.commerceRows()).map(({ key }) => key).filter((key) => key.startsWith('outbox|'))).toEqual(['outbox|a|00000001', 'outbox|a|00000002']);
    expect((await raised()).map(({ key }) => key)).toEqual(['outbox|a|00000001']);
    expect(await world.due()).toHaveLength(1);
  });
});

test('[DUE-2] [AUD-1] [TRF-1] the row of a transfer holds up no event of its customer, nor the logs of its partners, which its event names', async () => {
  const nordlys = world.as('nordlys').partner.tenantId;
  const event = { id: `${stray}:2`, customerId: customer, partnerId: havn, partnerIds: [havn, nordlys], subject: { kind: 'transfer', id: stray }, version: 2, at: now, facts: [{ type: 'TransferExpired' }], changed: { status: { before: 'Pending', after: 'Expired' } }, cause: { command: 'transferExpiry' }, deadlines: [] };
  const order = { ...event, id: 'b:1', partnerIds: [havn], subject: { kind: 'order', id: 'b' }, version: 1, facts: [{ type: 'OrderPlaced', totalPrice: '0.00', currency: 'EUR', subscriptionIds: [] }], changed: { status: { after: 'completed' } }, cause: { command: 'createOrder' } };
  await damage('Commerce', customer, `transfer|${stray}`);
  await damage('Commerce', customer, `outbox|${stray}|00000002`, event);
  await damage('Commerce', customer, 'outbox|b|00000001', order);
  await world.app.deadlines.put([{ at: instant(now), kind: 'publish', customerId: customer, subject: 'left' }]);
  world.published.length = 0;
  await world.tick();
  expect(world.published.map(({ id }) => id).toSorted()).toEqual([`${stray}:2`, 'b:1'].toSorted());
  expect((await world.commerceRows()).filter(({ key }) => key.startsWith('outbox|'))).toEqual([]);
  for (const as of ['havn', 'nordlys']) expect((await http('/v1/auditrecords', { as })).body).toMatchObject({ items: [{ resourceType: 'transfer', operationType: 'update_transfer', operationStatus: 'succeeded' }] });
});

describe('[DUE-2] [PAR-2] the row of a tenant that calls', () => {
  const call = async (path: string, key?: CryptoKey): Promise<Reply> => {
    const token = await issuer.token({ tenantId: havn, issuer: testEnvironment.NEXTTERM_TOKEN_ISSUER.replace('{tenantId}', havn), audience: testEnvironment.NEXTTERM_TOKEN_AUDIENCE, expiresIn: 200 * 86_400, ...(key && { key }) });
    return http(path, { authorization: `Bearer ${token}` });
  };
  let issuer: Awaited<ReturnType<typeof createTestIssuer>>;

  beforeEach(async () => {
    issuer = await createTestIssuer();
    world.use(world.newProcess(undefined, issuer.fetchKeys));
  });

  test('refuses it, and the operator is told; whoever has not signed its token learns no more than of any stranger', async () => {
    await damage('Partners', 'partners', `tenant|${havn}`);
    const forged = await call('/v1/customers', (await generateKeyPair('RS256')).privateKey);
    expect([forged.status, (forged.body as { description: string }).description]).toEqual([401, expect.stringContaining('not signed by a tenant that is known here')]);
    expect(await raised()).toEqual([]);
    for (const path of ['/v1/customers', '/v1/customers', '/v1/nothing']) expect(await call(path)).toMatchObject({ status: 500, body: { code: 800094 } });
    expect(await raised()).toMatchObject([{ table: 'Partners', kind: 'partner' }]);
  });

  test('written by a newer release it says to come again', async () => {
    await damage('Partners', 'partners', `tenant|${havn}`, { type: 'partner', schemaVersion: 99 });
    expect(await call('/v1/customers')).toMatchObject({ status: 503, headers: { 'Retry-After': '5' }, body: { code: 800094 } });
  });
});

describe('[DUE-2] input that is written down before it is checked', () => {
  const spaces = '%20'.repeat(3000);

  test('a path of 3,000 spaces in the place of a customer, refused, leaves the log readable', async () => {
    expect((await http(`/v1/customers/${spaces}/carts`, { method: 'POST', roles: ['helpdesk_agent'], body: {} })).status).toBe(403);
    const log = await http('/v1/auditrecords');
    expect(log).toMatchObject({ status: 200, body: { items: [{ operationStatus: 'failed' }] } });
    const [record] = (log.body as { items: { customerId?: string; customizedData: { key: string; value: string }[] }[] }).items;
    expect(record?.customerId).toBeUndefined();
    expect(record?.customizedData.find(({ key }) => key === 'CustomerId')?.value).toHaveLength(201);
    expect(await http('/v1/auditrecords?filter={"Field":"CompanyName","Value":"x","Operator":"substring"}')).toMatchObject({ status: 200 });
  });

  test('and so does one that was kept as a customer’s id before that was checked', async () => {
    const at = instant(now);
    await writeAudit(world.stores.Audit, { id: auditId(at, 'old'), tenantId: havn, at, byTenantId: havn, resourceType: 'cart', operationType: 'create_cart', customerId: ' '.repeat(3000), subjects: {}, requestId: stray, status: 'progress' });
    expect(await http('/v1/auditrecords')).toMatchObject({ status: 200, body: { items: [{ operationStatus: 'progress' }] } });
    expect(await http(`/v1/auditrecords/${auditId(at, 'old')}`)).toMatchObject({ status: 200, body: { operationStatus: 'progress' } });
  });

  test.each([
    ['an audit record', `/v1/auditrecords/2026-06-10T10:00:00.000Z_${'%C3%BC'.repeat(150)}`, 200],
    ['an overage service', `/nextterm/v1/customers/CUSTOMER/overage/${'%C3%BC'.repeat(150)}/assignable`, 400],
  ])('%s of a name longer than any key is no fault of the server', async (_name, path, status) => {
    expect((await http(path.replace('CUSTOMER', customer))).status).toBe(status);
    expect(world.errors).toEqual([]);
  });
});

describe('[DUE-2] a row of a market that cannot be read', () => {
  const products = async (): Promise<readonly string[]> => itemsOf(await http('/v1/products?country=NL&targetView=OnlineServices')).map((item) => (item as { id: string }).id);

  test.each(['sku', 'lines'])('of a SKU (%s): that SKU is not sold, the others are, and the operator is told', async (member) => {
    const before = await products();
    const rows = await rowsOf(world.stores.Catalogue);
    const version = rows.find(({ partition, key }) => partition === 'NL' && key === 'version')?.value['version'] as string;
    const sku = rows.find(({ partition, key, value }) => partition === 'NL' && key.startsWith(`v|${version}|item|`) && (value['sku'] as { productId?: string } | undefined)?.productId === 'NCBUSSTAND01');
    const key = member === 'sku' ? (sku?.key ?? '') : `${sku?.key ?? ''}|lines|000`;
    const copy = await copyWithout(world.stores.Catalogue, 'NL', key);
    world = await World.at(now, { ...world.stores, Catalogue: copy });
    http = httpOver(world);
    expect(await products()).toEqual(before.filter((id) => id !== 'NCBUSSTAND01'));
    expect((await raised()).map(({ table, key: found }) => ({ table, key: found }))).toEqual([{ table: 'Catalogue', key }]);
  });
});

/** A table of one market with a row that is damaged. */
const copyWithout = async (store: PartitionStore, market: string, key: string): Promise<PartitionStore> => {
  const copy = new MemoryPartitionStore();
  for (const row of await rowsOf(store)) {
    if (row.partition === market || row.partition === 'markets') await copy.commit(row.partition, [{ op: 'put', key: row.key, value: row.partition === market && row.key === key ? { garbage: true } : row.value }]);
  }
  return copy;
};
