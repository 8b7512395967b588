import { encodeContinuation } from '../../src/adapters/http/continuation';
import { routes } from '../../src/adapters/http/route';
import { type ServedRoute } from '../../src/adapters/http/routeDefinition';
import { callIds, observed, opens } from './alike';
import { addOnBodiesFor, bodiesFor, pathOf } from './calls';
import { bodyMembers, queryMembers, withMember } from './namedIn';
import { type Ids, twoShops } from './twoShops';

/** What tokens of pages were good for, call by call. */
const mockScopes: string[] = [];

jest.mock('../../src/adapters/http/continuation', () => {
  const continuation = jest.requireActual<typeof import('../../src/adapters/http/continuation')>('../../src/adapters/http/continuation');
  const decodeContinuation: typeof continuation.decodeContinuation = (scope, ...given) => {
    mockScopes.push(scope);
    return continuation.decodeContinuation(scope, ...given);
  };
  return { ...continuation, decodeContinuation };
});

const NOBODYS = '00000000-1111-4222-8333-444444444444';
const agent = { as: 'nordlys', roles: ['global_admin', 'admin_agent'] };

type Shops = Awaited<ReturnType<typeof twoShops>>;

/** What members of bodies and queries name. */
interface Named {
  readonly members: RegExp;
  /** What another has. */
  readonly others: (shops: Shops) => readonly (string | undefined)[];
  readonly missing: string;
}

const subscriptionsOf = ({ havn, nordlys }: Shops) => [havn.shared['subscriptionId'], havn.shared['plannedId'], havn.own['subscriptionId'], nordlys.own['subscriptionId']];
const tenants = ({ world }: Shops) => [world.as('havn').partner.tenantId, '611ce3cd-2fa9-4d7d-b36c-4f0a8458e74e'];

/** The first that fits holds. */
const kinds: Readonly<Record<string, Named>> = {
  subscription: { members: /subscriptionId$/i, others: subscriptionsOf, missing: NOBODYS },
  subject: { members: /^subject$/, others: (shops) => subscriptionsOf(shops).slice(0, 3), missing: NOBODYS },
  customer: { members: /customer(tenant)?Id$|^customers\[\]$/i, others: ({ havn, world }) => [havn.own['customerId'], world.customer('Grachtenpand')], missing: NOBODYS },
  migration: { members: /^migrationId$/, others: ({ havn }) => [havn.shared['migrationId'], havn.own['migrationId']], missing: NOBODYS },
  order: { members: /^orderId$/, others: ({ havn, nordlys }) => [havn.shared['orderId'], nordlys.own['orderId']], missing: 'aaaaaaaaaaaa' },
  invoice: { members: /^invoiceId$/, others: ({ havn }) => [havn.own['invoiceId']], missing: 'G000000777' },
  entitlement: { members: /^azureEntitlementId$/, others: ({ havn, nordlys }) => [havn.shared['entitlementId'], nordlys.own['entitlementId']], missing: NOBODYS },
  tenant: { members: /tenantId$|^indirectResellerId$/i, others: tenants, missing: NOBODYS },
  partner: { members: /partnerIds?(\[\])?$|mpnId$|^partnerOnRecord$/i, others: ({ world }) => ['6120045', world.as('havn').partner.partnerId], missing: '9999999' },
  anything: { members: /^(id|commerceId|billingProfile\.id|operationId|eventId|externalReferenceId)$/, others: ({ havn }) => [havn.own['subscriptionId'], havn.own['customerId'], havn.own['transferId']], missing: NOBODYS },
};

/** Members that name nothing of anybody's, each with why. */
const nobodys: readonly (readonly [members: RegExp, why: string])[] = [
  [/(catalogItemId|offerId|productId|skuId|availabilityId|promotionId|offerCategoryId|targetOffer\.id)$/i, 'of the catalogue, which is one for all'],
  [/^(lineItems|lineItems\[\]\.addonItems|items)\[\]\.id$/i, 'a number of a line in the same body'],
  [/emailId$/i, 'an address that mail goes to'],
  [/^taxId$/, 'a text'],
  [/^templateId$/, 'of the installation, which is one for all'],
  [/^licenseGroupIds\[\]$/, 'a word of the contract'],
  [/^userId$/, 'of the calls of a customer one finds those of one\'s own'],
];

/** Where another's is not missing, each with why. */
const addressed: Readonly<Record<string, string>> = {
  'createTransfer sourcePartnerTenantId': 'who is asked for a customer of both is named by its tenant, as published',
  'getAgreementStatus mpnId': 'partners look each other up by their public ids, as published',
  'getAgreementStatus tenantId': 'partners look each other up by their public ids, as published',
  'getMpnProfile mpnId': 'partners look each other up by their public ids, as published',
};

/** Whom the call is about is kept without being looked at: what is told is one's own in any case. */
const keptUnread: ReadonlySet<string> = new Set(['createWebhook', 'replaceWebhook']);

let shops: Shops;
beforeAll(async () => {
  shops = await twoShops();
});

const guarded = (): readonly ServedRoute[] => routes().filter(({ access }) => access !== 'public' && access.permission !== 'operations.manage');
const isName = (member: string): boolean => /(id|ids|mpn|subject|partnerOnRecord|customers)(\[\])?$/i.test(member);
const membersOf = (route: ServedRoute): readonly (readonly ['body' | 'query', string])[] => [...bodyMembers(route).map((member) => ['body', member] as const), ...queryMembers(route).map((member) => ['query', member] as const)].filter(([, member]) => isName(member));
const kindOf = (member: string): string | undefined => Object.entries(kinds).find(([, { members }]) => members.test(member))?.[0];
const isNobodys = (member: string): boolean => nobodys.some(([members]) => members.test(member));

const bodyOf = ({ name }: ServedRoute, member: string): object => {
  const addOns = addOnBodiesFor('SE');
  const ofAddOns = /parentSubscriptionId$/i.test(member) ? addOns[member.includes('addonItems') ? `${name} below` : name] : undefined;
  return ofAddOns ?? bodiesFor({ ...shops.nordlys.shared, upgradeId: NOBODYS }, 'SE')[name] ?? {};
};

/** The call with an id in one place; a write is previewed where it can be. */
const ask = (route: ServedRoute, place: 'body' | 'query', member: string, id: string, ids: readonly string[]) => {
  const isRead = route.method === 'GET' || route.method === 'HEAD';
  const path = pathOf(route, { ...shops.nordlys.shared, upgradeId: NOBODYS });
  const queries = [...(place === 'query' ? [`${member}=${encodeURIComponent(id)}`] : []), ...(isRead || route.preview === 'unsupported' ? [] : ['preview=true'])];
  const [resource, asked] = path.split('?');
  const kept = (asked ?? '').split('&').filter((part) => part !== '' && part.split('=')[0]?.toLowerCase() !== member.toLowerCase());
  const body = place === 'body' ? withMember(bodyOf(route, member), member, id) : bodyOf(route, member);
  return observed(shops.asked, [id, ...ids], () => shops.http(`${resource}?${[...kept, ...queries].join('&')}`, { ...agent, method: route.method, headers: callIds, ...(!isRead && { body }) }));
};

test('[PAR-3] every member of a body or a query that names something is of a kind that this test knows, or of nobody', () => {
  const unknown = guarded().flatMap((route) => membersOf(route).filter(([, member]) => kindOf(member) === undefined && !isNobodys(member)).map(([place, member]) => `${route.name}, ${place}: ${member}`));
  expect(unknown).toEqual([]);
});

test.each(Object.keys(kinds))('[PAR-3] a body or a query that names another\'s, %s, is answered as one that names what does not exist, by the same steps', async (name) => {
  const { others = () => [], missing = '' } = kinds[name] ?? {};
  const foreign = others(shops).filter((id) => id !== undefined);
  const before = await shops.world.dump();
  const failures: unknown[] = [];
  let asked = 0;
  for (const route of guarded().filter((each) => opens(each, agent) && !keptUnread.has(each.name))) {
    for (const [place, member] of membersOf(route).filter(([, each]) => kindOf(each) === name && !isNobodys(each))) {
      if (Object.hasOwn(addressed, `${route.name} ${member}`)) continue;
      // Once without looking, so that a catalogue or a partner that is kept for a while was read.
      await ask(route, place, member, missing, foreign);
      const ofNobody = await ask(route, place, member, missing, foreign);
      for (const id of foreign) {
        const { answer, steps } = await ask(route, place, member, id, [missing]);
        // Who is a partner here is no secret, and is kept in memory for a minute.
        const isAlike = answer === ofNobody.answer && (steps === ofNobody.steps || name === 'tenant' || name === 'partner');
        if (!isAlike) failures.push([route.name, place, member, answer, ofNobody.answer, steps, ofNobody.steps]);
        asked += 1;
      }
    }
  }
  expect(failures.slice(0, 3)).toEqual([]);
  expect(asked).toBeGreaterThan(0);
  expect(await shops.world.dump()).toEqual(before);
});

/** Ids of Havn's, and what else is its alone. */
const secrets = (): readonly string[] => [...new Set([...Object.values(shops.havn.own), ...Object.values(shops.havn.shared)])].filter((id) => id.length > 10 && !Object.values(shops.nordlys.shared).includes(id));
const told = (text: string): readonly string[] => secrets().filter((id) => text.toLowerCase().includes(id.toLowerCase()));

interface Listed {
  readonly links?: { readonly next?: { readonly headers: readonly { readonly value: string }[] } };
}

/** Queries without which a list says nothing, or nothing of which there is more. */
const listQueries: Readonly<Record<string, string>> = {
  listUnbilledLineItems: 'provider=onetime&invoicelineitemtype=billinglineitems&currencycode=EUR&period=current',
  queryInvoiceLineItems: 'provider=onetime&invoicelineitemtype=billinglineitems',
  listDeadlines: 'until=2030-01-01T00:00:00Z',
  listAuditRecords: 'startDate=2026-03-01',
  listTransferRequests: 'direction=outgoing',
};
const listPaths: Readonly<Record<string, string>> = { month: '2026-04', service: 'PhoneServices', provider: 'onetime', invoiceLineItemType: 'billinglineitems', invoiceId: 'G000000001' };

const listAs = (route: ServedRoute, as: 'havn' | 'nordlys', more: string, token?: string) => {
  const [resource, query = ''] = pathOf(route, { ...shops[as].shared, ...listPaths }).split('?');
  const wanted = more.split('&').filter((part) => part !== 'size=1' || queryMembers(route).includes('size'));
  const asked = [...query.split('&'), listQueries[route.name] ?? '', ...wanted].filter((part) => part !== '').join('&');
  return shops.http(`${resource}?${asked}`, { as, roles: agent.roles, ...(token !== undefined && { headers: { 'MS-ContinuationToken': token } }) });
};

/** What a token of this list was good for, the last time one was asked for. */
const lastScope = (): string => {
  const scope = mockScopes.at(-1);
  if (scope === undefined) throw new Error('No list asked for a token');
  return scope;
};

/** Of the second page of a list of Havn's; where there is one page, a token as its first would have it. */
const tokenOfHavn = async (route: ServedRoute): Promise<string> => {
  const { body, headers } = await listAs(route, 'havn', 'size=1');
  const next = headers['MS-ContinuationToken'] ?? (body as Listed | undefined)?.links?.next?.headers[0]?.value;
  if (next !== undefined) return next;
  await listAs(route, 'havn', 'size=1&seekOperation=Next', 'AAEAANx');
  return encodeContinuation(lastScope(), { limit: 1, after: 0 });
};

const positionIn = (token: string): object => JSON.parse((JSON.parse(Buffer.from(token, 'base64url').toString()) as [string, string])[1]) as object;

test('[PAR-3] the token of another\'s next page is no token, on every list, and one that is made of it leads to nothing of another\'s', async () => {
  const failures: unknown[] = [];
  const before = await shops.world.dump();
  const lists = guarded().filter((each) => opens(each, agent) && queryMembers(each).includes('seekOperation'));
  for (const route of lists) {
    const token = await tokenOfHavn(route);
    const [others, madeUp] = [await listAs(route, 'nordlys', 'size=1&seekOperation=Next', token), await listAs(route, 'nordlys', 'size=1&seekOperation=Next', 'AAEAANx')];
    if (others.status !== 400 || others.text !== madeUp.text) failures.push([route.name, others.text, madeUp.text]);
    const forged = await listAs(route, 'nordlys', 'size=1&seekOperation=Next', encodeContinuation(lastScope(), positionIn(token)));
    if (told(forged.text).length > 0 || forged.status >= 500) failures.push([route.name, forged.status, told(forged.text), forged.text]);
  }
  expect(failures).toEqual([]);
  expect(lists.length).toBeGreaterThan(25);
  expect(await shops.world.dump()).toEqual(before);
});

test('[PAR-3] a filter, and a place in the feed, find one\'s own alone', async () => {
  const { http, havn } = shops;
  const filtered = async (path: string, filter: object) => (await http(`${path}filter=${encodeURIComponent(JSON.stringify(filter))}`, agent)).body as { readonly totalCount: number };
  for (const [field, value] of [['CompanyName', 'Zonne'], ['Domain', 'zonnebloem'], ['IndirectReseller', '611ce3cd-2fa9-4d7d-b36c-4f0a8458e74e']]) {
    expect(await filtered('/v1/customers?', { Field: field, Value: value, Operator: 'starts_with' })).toMatchObject({ totalCount: 0 });
  }
  expect(await filtered('/v1/customers?', { Field: 'CompanyName', Value: 'Ore', Operator: 'starts_with' })).toMatchObject({ totalCount: 1 });
  expect(await filtered('/v1/auditrecords?startDate=2026-03-01&', { Field: 'CustomerId', Value: havn.own['customerId'], Operator: 'equals' })).toEqual(await filtered('/v1/auditrecords?startDate=2026-03-01&', { Field: 'CustomerId', Value: NOBODYS, Operator: 'equals' }).then((none) => JSON.parse(JSON.stringify(none).replaceAll(NOBODYS, havn.own['customerId'] ?? '')) as object));
  for (const since of ['000000000000', '000000000001', '000000000040']) expect(told((await http(`/nextterm/v1/events?since=${since}&size=500`, agent)).text)).toEqual([]);
});

test('[PAR-3] usage that is reported of another\'s, line by line, is refused as that of what does not exist', async () => {
  const { havn, nordlys, shared } = shops;
  const before = await shops.world.dump();
  const report = async (line: object, ids: readonly string[]) => {
    const body = { reports: [{ reportId: 'r1', date: '2026-05-02', ...line }] };
    const { answer, steps } = await observed(shops.asked, [...ids, NOBODYS], () => shops.http(`/nextterm/v1/customers/${shared}/usage`, { ...agent, method: 'POST', headers: callIds, body }));
    return [answer, steps];
  };
  const calls = (subscriptionId: string) => ({ service: 'PhoneServices', subscriptionId, userId: 'ida@people.example', minutes: 10 });
  const reading = (member: string) => (id: string) => ({ [member]: id, meterId: 'a2ef72d7-353e-4ae7-90c9-b1377807694a', quantity: '4' });
  const lines: readonly (readonly [(id: string) => object, readonly (string | undefined)[]])[] = [
    [calls, [havn.shared['phoneId'], havn.own['phoneId'], nordlys.own['phoneId']]],
    [reading('azureSubscriptionId'), [havn.shared['entitlementId'], havn.own['entitlementId'], nordlys.own['entitlementId']]],
    [reading('subscriptionId'), [havn.shared['subscriptionId'], nordlys.own['subscriptionId']]],
  ];
  for (const [line, others] of lines) {
    // Once without looking, so that a catalogue that is kept for a while was read.
    await report(line(NOBODYS), []);
    const missing = await report(line(NOBODYS), []);
    expect(missing[0]).toContain('refused');
    for (const id of others) expect(await report(line(id ?? ''), [id ?? ''])).toEqual(missing);
  }
  expect(await shops.world.dump()).toEqual(before);
});

test('[PAR-3] the etag of another\'s thing makes no difference, to that thing or to one\'s own', async () => {
  const failures: unknown[] = [];
  const before = await shops.world.dump();
  let asked = 0;
  for (const route of guarded().filter((each) => opens(each, agent) && !['GET', 'HEAD'].includes(each.method))) {
    const read = guarded().find(({ method, path }) => method === 'GET' && path === route.path);
    const etag = read && (await shops.http(pathOf(read, shops.havn.own), { as: 'havn' })).headers['ETag'];
    if (etag === undefined) continue;
    const put = (ids: Ids, version: string) => {
      const path = pathOf(route, ids);
      const named = [ids['customerId'] ?? '', ids['webhookId'] ?? ''];
      // What is refused as stale is the version, without the digest behind its dot.
      const [stale = ''] = version.replaceAll('"', '').split('.');
      return observed(shops.asked, [...named, stale, NOBODYS], () => shops.http(route.preview === 'unsupported' ? path : `${path}?preview=true`, { ...agent, method: route.method, headers: { ...callIds, 'If-Match': version }, body: bodiesFor(ids, 'NL')[route.name] ?? {} }));
    };
    const nothing = { ...shops.havn.own, customerId: NOBODYS, webhookId: NOBODYS };
    const pairs = [
      // Another's thing under its own etag, and what does not exist; one's own under another's etag, and under one that is none.
      [await put(shops.havn.own, etag), await put(nothing, etag)],
      [await put(shops.nordlys.own, etag), await put(shops.nordlys.own, '"bm90aGluZw=="')],
    ] as const;
    for (const [other, none] of pairs) if (other.answer !== none.answer || other.steps !== none.steps) failures.push([route.name, other.answer, none.answer, other.steps, none.steps]);
    asked += 1;
  }
  expect(failures).toEqual([]);
  expect(asked).toBeGreaterThan(2);
  expect(await shops.world.dump()).toEqual(before);
});

test('[PAR-3] the request id under which another did something is as good as any', async () => {
  const { http, shared } = shops;
  const requestId = 'cccccccc-0000-4000-8000-000000000003';
  const body = bodiesFor(shops.havn.shared, 'SE')['createCart'];
  const made = (as: string, asked: unknown) => http(`/v1/customers/${shared}/carts`, { ...agent, as, method: 'POST', headers: { 'MS-RequestId': requestId }, body: asked });
  const ofHavn = await made('havn', body);
  const ofNordlys = await made('nordlys', { ...body, partnerOnRecordAttestationAccepted: true });
  const [own, others] = [ofNordlys.body, ofHavn.body] as [{ id: string }, { id: string }];
  expect([ofHavn.status, ofNordlys.status]).toEqual([201, 201]);
  expect(ofNordlys.headers).not.toHaveProperty('NextTerm-Replayed');
  expect(own.id).not.toBe(others.id);
  expect(await http(`/v1/customers/${shared}/carts/${own.id}`, { as: 'havn' })).toMatchObject({ status: 404 });
});

test('[PAR-3] a webhook that names another\'s customer hears nothing of it', async () => {
  const { http, havn, world } = shops;
  const url = 'https://listener.example/hook';
  const made = await http('/nextterm/v1/webhooks', { ...agent, method: 'POST', body: { url, events: ['*'], customers: [havn.own['customerId'], shops.shared] } });
  expect(made).toMatchObject({ status: 201 });
  for (const customerId of [havn.own['customerId'] ?? '', shops.shared]) {
    const subscriptionId = (customerId === shops.shared ? havn.shared : havn.own)['subscriptionId'] ?? '';
    expect(await http(`/v1/customers/${customerId}/subscriptions/${subscriptionId}`, { as: 'havn', method: 'PATCH', body: { friendlyName: 'Heard by Havn alone' } })).toMatchObject({ status: 200 });
  }
  await world.settle();
  expect(world.receiver.received.filter((each) => each.url === url)).toEqual([]);
  expect(world.receiver.received.filter((each) => each.body.includes('Heard by Havn alone')).length).toBeGreaterThan(0);
});
