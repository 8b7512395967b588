import { type Asked, askToken, bodyOf, Client, newId, type Reply, signIn, signInAs } from '../support/client';
import { cartOf, chargesOf, createCart } from '../support/clientShop';
import { type Collection, type Resource, type WireCharge, type WireError, type WireSubscription } from '../support/clientWire';
import { START_MS } from '../support/sandbox';
import { attestationBody, type Call, callsOf, customerBody, isWrite, notCalledYet, orderOf } from './calls';
import { holdings, openShop, type Shop, type Sold, UNKNOWN_ID } from './shop';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

let shop: Shop;
let calls: readonly Call[];
let havn: Client;

beforeAll(async () => {
  shop = await openShop();
  calls = callsOf(shop, shop.own);
  havn = shop.havn;
}, START_MS);
afterAll(() => shop.sandbox.remove());

const send = (client: Client, { method, body }: Call, path: string, asked: Asked = {}): Promise<Reply> => client.request(method, path, { ...(body && { body }), ...asked });

const withQuery = ({ path, query }: Call): string => (query === undefined ? path : `${path}?${query}`);

/** As it stands; a write only previewed. */
const pathOf = (call: Call): string => {
  const query = [call.query, isWrite(call) ? 'preview=true' : undefined].filter((part) => part !== undefined).join('&');
  return call.path + (query && `?${query}`);
};

const answerOf = ({ status, text }: Reply) => ({ status, text });

/** Everything in a JSON value: `items[0].id` and so on. */
function* members(value: unknown, at = ''): Generator<{ readonly at: string; readonly name: string; readonly value: unknown }> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    const here = Array.isArray(value) ? `${at}[${name}]` : `${at}.${name}`;
    yield { at: here, name, value: inner };
    yield* members(inner, here);
  }
}

const replies = async (): Promise<readonly { readonly call: Call; readonly reply: Reply }[]> => {
  const all = [];
  for (const call of calls) all.push({ call, reply: await send(havn, call, pathOf(call)) });
  return all;
};

/** The description shows what others say and are sent. */
const speaksForItself = ({ call: { name } }: { readonly call: Call }): boolean => name !== 'openApiJson';

describe('every route', () => {
  test('is in the table of these tests, or owned to be missing there', async () => {
    const loaded = bodyOf<{ name: string; trigger: string }[]>(await havn.get('/admin/functions'), 200);
    const http = loaded.filter(({ name, trigger }) => trigger === 'httpTrigger' && name !== 'zUnmatched');
    expect([...calls.map(({ name }) => name), ...notCalledYet].toSorted()).toEqual(http.map(({ name }) => name).toSorted());
  });

  test('answers JSON in UTF-8 or a file, without nulls, and says whose call it was', async () => {
    for (const { call, reply } of await replies()) {
      expect([call.name, reply.status]).toEqual([call.name, 200]);
      expect(reply.headers.get('content-type')).toBe(call.file ?? 'application/json; charset=utf-8');
      expect(reply.headers.get('ms-requestid')).toMatch(GUID);
      expect(reply.headers.get('ms-correlationid')).toMatch(GUID);
      expect(reply.headers.get('ms-cv')).toMatch(/^[A-Za-z0-9+/]{22}\.0$/);
      expect(reply.headers.get('ms-serverid')).toMatch(/^\d{9}$/);
      if (speaksForItself({ call })) expect([...members(reply.body)].filter(({ value }) => value === null).map(({ at }) => `${call.name}${at}`)).toEqual([]);
    }
  });

  test('echoes the ids it was called with, as sent', async () => {
    const ids = { 'MS-RequestId': newId().toUpperCase(), 'MS-CorrelationId': newId(), 'X-Locale': 'nl-NL' };
    for (const call of calls) {
      for (const client of [havn, new Client(shop.sandbox.url)]) {
        const { headers } = await send(client, call, pathOf(call), { headers: ids });
        for (const [name, value] of Object.entries(ids)) expect([call.name, name, headers.get(name)]).toEqual([call.name, name, value]);
      }
    }
  });

  test('writes enumerations in lower snake case, but for those published otherwise', async () => {
    const snake = new Set(['status', 'billingType', 'billingCycle', 'contractType', 'segment']);
    // Published exceptions: a cart's status, that of an upgrade's event, and the cycle of a term that is offered or promoted.
    const isException = (name: string, call: Call): boolean => (/Cart$|ransition/.test(call.name) && name === 'status') || (/Availabilit|Promotion$|PurchasableAddOns$/.test(call.name) && name === 'billingCycle');
    const words: string[] = [];
    for (const { call, reply } of (await replies()).filter(speaksForItself)) {
      for (const { name, value } of members(reply.body)) if (snake.has(name) && typeof value === 'string' && !isException(name, call)) words.push(value);
    }
    expect(words.length).toBeGreaterThan(20);
    expect(words.filter((word) => !/^[a-z]+(_[a-z]+)*$/.test(word))).toEqual([]);
  });

  test('links carry a method and headers and start below /v1', async () => {
    // The description has links as what it describes.
    for (const { call, reply } of (await replies()).filter(speaksForItself)) {
      const links = [...members(reply.body)].filter(({ at }) => /\.links\.\w+$/.test(at)).map(({ value }) => value as Record<string, unknown>);
      for (const { uri, ...rest } of links) {
        expect([call.name, uri]).toEqual([call.name, expect.stringMatching(/^\/(?!v1\b)/)]);
        // A list of subscriptions leads to the same as a file, which its Accept asks for.
        const headers = call.name === 'listSubscriptions' && rest['headers'] instanceof Array && rest['headers'].length > 0 ? [{ key: 'Accept', value: 'text/csv' }] : [];
        expect(rest).toEqual({ method: expect.stringMatching(/^[A-Z]+$/) as string, headers });
      }
    }
  });

  test('is reached by any letter case, a doubled slash and a trailing one', async () => {
    const forms: readonly ((path: string) => string)[] = [
      (path) => path.toUpperCase(),
      (path) => path.replace('/v1/', '/V1//'),
      (path) => `${path}/`,
      (path) => path.replace(/\/([^/]*)$/, '//$1/'),
    ];
    for (const call of calls.filter(({ open }) => open !== true)) {
      const headers = { 'MS-RequestId': newId() };
      const straight = await send(havn, call, pathOf(call), { headers });
      for (const form of forms) {
        const path = pathOf(call).replace(call.path, form(call.path));
        expect([path, answerOf(await send(havn, call, path, { headers }))]).toEqual([path, answerOf(straight)]);
      }
    }
  });

  test('asks for a token, but for health and the root', async () => {
    const stranger = new Client(shop.sandbox.url);
    const forged = new Client(shop.sandbox.url, 'eyJhbGciOiJub25lIn0.e30.');
    for (const call of calls.filter(({ open }) => open === undefined)) {
      for (const client of [stranger, forged]) {
        const { status, body, headers } = await send(client, call, pathOf(call));
        expect([call.name, status, body]).toEqual([call.name, 401, { code: 400, description: expect.any(String) as string, data: [], source: 'NextTerm' }]);
        expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
      }
    }
  });
});

describe('what published clients send', () => {
  test('PascalCase with nulls, unset dates, and members of their own', async () => {
    const customer = {
      Id: null,
      CommerceId: null,
      CompanyProfile: { TenantId: null, Domain: 'pascal.onmicrosoft.com', Links: null },
      BillingProfile: {
        Id: null,
        FirstName: null,
        Email: 'post@pascal.example',
        Culture: 'nl-NL',
        Language: 'nl',
        CompanyName: 'Pascal',
        DefaultAddress: { Country: 'NL', City: 'Utrecht', State: null, AddressLine1: 'Havenkade 12', PostalCode: null, FirstName: 'Ilse', LastName: 'Kuiper' },
      },
      Attributes: { ObjectType: 'Customer' },
    };
    const { id } = bodyOf<Resource>(await havn.post('/v1/customers', customer), 201);
    const agreement = { PrimaryContact: { FirstName: 'Ilse', lastName: 'Kuiper', Email: 'post@pascal.example', PhoneNumber: null }, TemplateId: attestationBody.templateId.toUpperCase(), DateAgreed: '2021-06-01T00:00:00', Type: 'microsoftCustomerAgreement', UserId: null };
    bodyOf(await havn.post(`/v1/customers/${id}/agreements`, agreement), 201);
    const cart = {
      Id: null,
      CreationTimeStamp: '0001-01-01T00:00:00',
      ExpirationTimeStamp: '0001-01-01T00:00:00',
      PartnerOnRecordAttestationAccepted: true,
      LineItems: [{ Id: 0, CatalogItemId: shop.line.catalogItemId, FriendlyName: null, quantity: 4, BillingCycle: 'Monthly', TermDuration: 'P1M', Participants: null, Error: null, OrderGroup: null }],
      Links: null,
    };
    const made = bodyOf<Resource>(await havn.post(`/v1/customers/${id}/carts`, cart), 201);
    const { orders } = bodyOf<{ orders: { lineItems: { subscriptionId: string }[] }[] }>(await havn.request('POST', `/v1/customers/${id}/carts/${made.id}/checkout`, { raw: '"success"' }), 201);
    const path = `/v1/customers/${id}/subscriptions/${orders[0]?.lineItems[0]?.subscriptionId ?? ''}`;
    const read = bodyOf<Record<string, unknown>>(await havn.get(path), 200);
    const pascal = Object.fromEntries(Object.entries(read).map(([name, value]) => [name[0]?.toUpperCase() + name.slice(1), value]));
    const sent = { ...pascal, Quantity: 5, SuspensionReasons: null, ScheduledNextTermInstructions: null, ConsumptionType: null };
    expect(bodyOf(await havn.patch(path, sent), 200)).toMatchObject({ quantity: 5, friendlyName: read['friendlyName'], autoRenewEnabled: true, status: 'active' });
  });

  test('a nearly empty PATCH leaves what it does not name', async () => {
    const path = `/v1/customers/${shop.own.customerId}/subscriptions/${shop.own.subscriptionId}`;
    const before = bodyOf<WireSubscription>(await havn.get(path), 200);
    const { attributes, ...after } = bodyOf<WireSubscription>(await havn.patch(path, { FriendlyName: 'Front desk', attributes: {}, links: 7 }), 200);
    const { hasPurchasableAddons: _judged, attributes: _etag, ...stood } = before as WireSubscription & { readonly hasPurchasableAddons?: boolean };
    expect(after).toEqual({ ...stood, friendlyName: 'Front desk' });
    expect(attributes.etag).not.toBe(before.attributes.etag);
  });

  test.each([
    ['a JSON string', { raw: '"success"' }],
    ['nothing', {}],
    ['null', { raw: 'null' }],
    ['an empty object', { raw: '{}' }],
  ])('a checkout whose body is %s, repeated with the same orders', async (_what, asked) => {
    const { customerId } = shop.own;
    const checkout = `/v1/customers/${customerId}/carts/${await createCart(havn, customerId, [shop.line])}/checkout`;
    const first = await havn.request('POST', checkout, asked);
    expect(bodyOf(first, 201)).not.toHaveProperty('orderErrors');
    expect(answerOf(await havn.request('POST', checkout, asked))).toEqual(answerOf(first));
  });

  test.each(['order_id', 'orderId', 'ORDER_ID'])('the query name %s', async (name) => {
    const { customerId, subscriptionId, orderId } = shop.own;
    const list = async (value: string) => bodyOf<Collection<Resource>>(await havn.get(`/v1/customers/${customerId}/subscriptions?${name}=${value}`), 200).items.map(({ id }) => id);
    expect(await list(orderId)).toEqual([subscriptionId]);
    expect(await list('ffffffffffff')).toEqual([]);
  });

  test('pages of one line each, followed by the header that the link names', async () => {
    const { customerId, subscriptionId } = shop.own;
    bodyOf(await havn.patch(`/v1/customers/${customerId}/subscriptions/${subscriptionId}`, { quantity: 11 }), 200);
    const all = await chargesOf(havn, customerId, subscriptionId);
    expect(all.length).toBeGreaterThan(2);
    const first = `/nextterm/v1/customers/${customerId}/subscriptions/${subscriptionId}/charges`;
    expect(bodyOf<Collection<unknown>>(await havn.get(`${first}?size=0`), 200).items).toEqual(all);
    const paged: WireCharge[] = [];
    let page = bodyOf<Collection<WireCharge>>(await havn.get(`${first}?size=1`), 200);
    for (;;) {
      paged.push(...page.items);
      expect({ totalCount: page.totalCount, length: page.items.length }).toEqual({ totalCount: 1, length: 1 });
      const { next } = page.links;
      if (next === undefined) break;
      page = bodyOf(await havn.get(next.uri, Object.fromEntries(next.headers.map(({ key, value }) => [key, value]))), 200);
    }
    expect(paged).toEqual(all);
  });

  test('a token request of a client that signs in itself', async () => {
    const tenantId = shop.state.partners.find(({ slug }) => slug === 'havn')?.tenantId ?? '';
    const reply = await askToken(shop.sandbox.url, tenantId, 'havn-sales_agent', { grant_type: 'client_credentials' });
    const { access_token, refresh_token } = bodyOf<{ access_token: string; refresh_token: string }>(reply, 200);
    const claims = JSON.parse(Buffer.from(access_token.split('.')[1] ?? '', 'base64url').toString()) as { exp: number; iat: number };
    expect(claims.exp - claims.iat).toBe(3600);
    expect(refresh_token).toEqual(expect.any(String));
    const elsewhere = await askToken(shop.sandbox.url, UNKNOWN_ID, 'havn-sales_agent', { grant_type: 'client_credentials' });
    expect([elsewhere.status, elsewhere.body]).toMatchObject([400, { error: 'invalid_request', error_codes: [90002] }]);
    const misplaced = bodyOf<{ error_description: string }>(await new Client(shop.sandbox.url).get(`/${tenantId}/oauth2/v2.0/token`), 405);
    expect(misplaced.error_description).toContain(`POST ${shop.sandbox.url}/{tenant}/oauth2/v2.0/token`);
  });
});

describe('a write', () => {
  const writes = (sold: Sold = shop.own) => callsOf(shop, sold).filter(isWrite);

  test('that is only previewed stores nothing, not even its request id', async () => {
    const before = await holdings(havn, shop.own);
    for (const call of writes()) {
      const { body } = await send(havn, call, pathOf(call), { headers: { 'MS-RequestId': newId() } });
      expect([call.name, body]).toEqual([call.name, expect.objectContaining({ preview: true })]);
    }
    expect(await holdings(havn, shop.own)).toEqual(before);

    const headers = { 'MS-RequestId': newId() };
    const path = `/v1/customers/${shop.own.customerId}/carts`;
    const previewed = await havn.post(`${path}?preview=true`, cartOf([shop.line]), headers);
    const made = await havn.post(path, cartOf([{ ...shop.line, quantity: 1 }]), headers);
    expect([previewed.status, made.status]).toEqual([200, 201]);
  });

  test(
    'repeated under its MS-RequestId answers the same bytes, even after kill -9; another body under that id is refused',
    async () => {
      const { own } = shop;
      const cartId = await createCart(havn, own.customerId, [shop.line]);
      // A domain or a confirmation of its own: the same twice would be refused to the tests that follow.
      const bodies: Readonly<Record<string, object>> = {
        createCustomer: { ...customerBody, companyProfile: { domain: 'repeated.onmicrosoft.com' } },
        attestAgreement: { ...attestationBody, dateAgreed: '2021-06-01T00:00:00Z' },
      };
      const kept = writes({ ...own, cartId }).map((call) => ({ call: { ...call, body: bodies[call.name] ?? call.body } as Call, headers: { 'MS-RequestId': newId() } }));
      const firsts: Reply[] = [];
      for (const { call, headers } of kept) firsts.push(await send(havn, call, call.path, { headers }));
      expect(firsts.map(({ status }) => status)).toEqual(kept.map(({ call }) => (call.method === 'PATCH' || ['transitionSubscription', 'replaceSupportContact'].includes(call.name) ? 200 : 201)));
      const before = await holdings(havn, own);

      const repeat = async (): Promise<unknown[]> => {
        const texts = [];
        for (const { call, headers } of kept) texts.push(answerOf(await send(havn, call, call.path, { headers: { 'MS-RequestId': headers['MS-RequestId'].toUpperCase() } })));
        return texts;
      };
      expect(await repeat()).toEqual(firsts.map(answerOf));
      await shop.sandbox.stop('SIGKILL');
      await shop.sandbox.restart();
      expect(await repeat()).toEqual(firsts.map(answerOf));
      expect(await holdings(havn, own)).toEqual(before);

      const others: Readonly<Record<string, object>> = {
        createCustomer: { ...customerBody, companyProfile: { domain: 'another.onmicrosoft.com' } },
        attestAgreement: { ...attestationBody, dateAgreed: '2021-06-03T00:00:00Z' },
        addQualification: { qualification: 'Education', educationSegment: 'K12' },
        createCart: cartOf([{ ...shop.line, quantity: 7 }]),
        replaceCart: cartOf([{ ...shop.line, quantity: 7 }]),
        checkoutCart: { again: true },
        patchUsageBudget: { amount: 700 },
        createOrder: orderOf({ ...shop.line, quantity: 7 }),
        replaceSupportContact: { supportMpnId: '5310388', name: 'Another desk' },
        patchSubscription: { quantity: 13 },
        transitionSubscription: { toCatalogItemId: 'A:0001:B', quantity: 1, transitionType: 'transition_only' },
      };
      for (const { call, headers } of kept) {
        const reply = await send(havn, call, call.path, { headers, body: others[call.name] });
        expect([call.name, reply.status, (reply.body as WireError).code, (reply.body as WireError).description]).toEqual([call.name, 400, 800002, expect.stringContaining(headers['MS-RequestId'])]);
      }
      expect(await holdings(havn, own)).toEqual(before);
    },
    START_MS,
  );

  test('of an older version is refused, whether If-Match or the body names it', async () => {
    const path = `/v1/customers/${shop.shared.customerId}/subscriptions/${shop.shared.subscriptionId}`;
    const read = await havn.get(path);
    const old = bodyOf<WireSubscription>(read, 200);
    const { etag } = old.attributes;
    expect(read.headers.get('etag')).toMatch(new RegExp(`^"${etag.replace(/[+=]/g, '\\$&')}\\.[\\w-]{11}"$`));
    const renamed = await havn.patch(path, { friendlyName: 'One' }, { 'If-Match': `"${etag}"` });
    expect([renamed.status, renamed.headers.get('etag')]).toEqual([200, `"${(renamed.body as WireSubscription).attributes.etag}"`]);

    const stale = [await havn.patch(path, { friendlyName: 'Two' }, { 'If-Match': `"${etag}"` }), await havn.patch(path, { friendlyName: 'Two' }, { 'If-Match': etag }), await havn.patch(path, { ...old, friendlyName: 'Two' })];
    for (const { status, body } of stale) expect([status, (body as WireError).code]).toEqual([400, 2055]);
    // Whether add-ons could be bought is judged where it is read, not with every write.
    expect((await havn.get(path)).body).toEqual({ ...(renamed.body as object), hasPurchasableAddons: true });

    expect((await havn.patch(path, { ...old, friendlyName: 'Three' }, { 'If-Match': '*' })).status).toBe(200);
  });
});

describe('who may', () => {
  /** An answer without what differs from call to call. */
  const anonymous = ({ status, headers, text }: Reply, ids: readonly string[]) => ({
    status,
    text: ids.reduce((whole, id) => whole.replaceAll(id, '{id}'), text),
    headers: [...headers].filter(([name]) => !['date', 'ms-requestid', 'ms-correlationid', 'ms-cv'].includes(name)).map(([name, value]) => (name === 'content-length' ? name : `${name}: ${value}`)),
  });

  test('[PAR-3] a customer of another partner answers exactly like one that does not exist', async () => {
    const nordlys = await signInAs(shop.sandbox.url, 'nordlys-admin_agent');
    const ofCustomer = (customerId: string) => callsOf(shop, { ...shop.own, customerId }).filter(({ path }) => path.includes(customerId));
    const unknown = ofCustomer(UNKNOWN_ID);
    for (const [index, call] of ofCustomer(shop.own.customerId).entries()) {
      const twin = unknown[index] ?? call;
      const foreign = anonymous(await send(nordlys, call, withQuery(call)), [shop.own.customerId]);
      expect([call.name, foreign]).toEqual([call.name, anonymous(await send(nordlys, twin, withQuery(twin)), [UNKNOWN_ID])]);
      expect([call.name, foreign.status]).toEqual([call.name, 404]);
    }
  });

  test('[PAR-3] what another partner sold to a shared customer answers exactly like what does not exist', async () => {
    const nordlys = await signInAs(shop.sandbox.url, 'nordlys-admin_agent');
    const { shared } = shop;
    const members = ['subscriptionId', 'cartId', 'orderId'] as const;
    for (const member of members) {
      const unknown = callsOf(shop, { ...shared, [member]: member === 'orderId' ? 'ffffffffffff' : UNKNOWN_ID });
      for (const [index, call] of callsOf(shop, shared).entries()) {
        const twin = unknown[index] ?? call;
        if (twin.path === call.path) continue;
        const foreign = anonymous(await send(nordlys, call, withQuery(call)), [shared[member]]);
        expect([call.name, foreign]).toEqual([call.name, anonymous(await send(nordlys, twin, withQuery(twin)), [UNKNOWN_ID, 'ffffffffffff'])]);
        expect([call.name, foreign.status]).toEqual([call.name, 404]);
      }
    }
    expect(bodyOf<Collection<unknown>>(await nordlys.get(`/v1/customers/${shared.customerId}/subscriptions`), 200).items).toEqual([]);
    expect(bodyOf<Collection<unknown>>(await nordlys.get(`/v1/customers/${shared.customerId}/orders`), 200).items).toEqual([]);
  });

  test('[PAR-2] what: each role', async () => {
    const selling = ['createCart', 'getCart', 'replaceCart', 'checkoutCart', 'createOrder', 'patchSubscription', 'replaceSupportContact', 'transitionSubscription', 'createCustomer', 'addQualification', 'downloadPriceSheet', 'downloadOfferMatrix', 'patchUsageBudget'];
    const promoting = ['listPromotions', 'getPromotion', 'checkPromotionEligibilities', 'getAzureRateCard'];
    // The pages of these name the admins, or who accounts.
    const provisioning = ['getOrderProvisioningStatus'];
    const accounting = ['accountSummaries', 'accountSummary', 'getInvoiceRun', 'getStatement', 'getStatementToDate', 'listComingLines', 'listEstimateLinks', 'listInvoices', 'listUnbilledLineItems'];
    const asking = ['attestAgreement', 'customerRelationshipRequest'];
    const auditing = ['getAuditRecord', 'listAuditRecords', 'listAuditSeals', 'listRegistrationEvents', 'listWebhooks', 'getNotificationSettings', 'listNotifications'];
    const refused: Readonly<Record<string, readonly string[]>> = {
      'havn-admin_agent': [],
      'havn-global_admin': [],
      'havn-sales_agent': [...provisioning, ...auditing, ...accounting],
      'havn-helpdesk_agent': [...selling, ...promoting, ...provisioning, ...asking, ...auditing, ...accounting, 'listCharges', 'explainCharge', 'getForecast'],
      'havn-billing_admin': [...selling, ...promoting, ...provisioning, ...asking, ...auditing],
    };
    const outcomes: Record<string, string[]> = {};
    for (const clientId of Object.keys(refused)) {
      const client = await signInAs(shop.sandbox.url, clientId);
      outcomes[clientId] = [];
      for (const call of calls) {
        const { status, body } = await send(client, call, pathOf(call));
        expect([clientId, call.name, status]).toEqual([clientId, call.name, status === 403 ? 403 : 200]);
        if (status === 403) {
          expect((body as WireError).code).toBe(900150);
          outcomes[clientId].push(call.name);
        }
      }
    }
    expect(Object.fromEntries(Object.entries(outcomes).map(([client, names]) => [client, names.toSorted()]))).toEqual(
      Object.fromEntries(Object.entries(refused).map(([client, names]) => [client, names.toSorted()])),
    );
  });

  test('[PAR-2] nothing of the partners\' API: a customer, and the operator', async () => {
    const customer = await signIn(shop.sandbox.url, shop.own.customerId, 'customer');
    const operator = await signIn(shop.sandbox.url, shop.state.operatorTenantId, 'operator');
    // The log, what waits for the operator, and what the customer agrees to or is told of.
    const everybodysOwn = ['getAuditRecord', 'listAuditRecords', 'listAuditSeals', 'listSupportRequests', 'listSupportRequestsOfSubscription', 'getTransfer', 'listTransfers', 'listTransferEvents', 'listNotifications', 'whoAmI'];
    for (const call of calls.filter(({ open, name }) => open === undefined && !everybodysOwn.includes(name))) {
      for (const client of [customer, operator]) expect([call.name, (await send(client, call, pathOf(call))).status]).toEqual([call.name, 403]);
    }
  });

  test('without a user: all but what asks for one', async () => {
    const app = await signInAs(shop.sandbox.url, 'havn-admin_agent', 'app');
    for (const call of calls) {
      const { status, body } = await send(app, call, pathOf(call));
      expect([call.name, status === 200 ? undefined : `${status} ${(body as WireError).code}`]).toEqual([call.name, call.appOnly]);
    }
  });
});
