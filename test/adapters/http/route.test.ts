import { z } from 'zod';
import { permissions, type Permission } from '../../../src/adapters/http/permissions';
import { type RequestContext } from '../../../src/adapters/http/requestContext';
import { opaqueIdSchema } from '../../../src/adapters/http/wireSchemas';
import { SettingsWrong } from '../../../src/app/settingsWrong';
import { CustomerMoving } from '../../../src/app/shards/customerMoving';
import { StoreUnavailable } from '../../../src/kernel/partitionStore';
import { failure, success } from '../../../src/kernel/result';
import { CORRELATION_ID, createTestApp, NOW, REQUEST_ID, traceHeaders, type Call, type TestApp } from './support/testApp';
import { partner, PARTNER_TENANT } from './support/tokens';

const CUSTOMER = 'c3f1a2d4-5b60-4c8e-8a11-0d9e7b34f520';
const ECHO = { 'ms-requestid': REQUEST_ID, 'ms-correlationid': CORRELATION_ID, ...traceHeaders };
const JSON_HEADERS = { ...ECHO, 'content-type': 'application/json; charset=utf-8' };
const about = (operation: string, tenant?: string, customer?: string): string => JSON.stringify({ operation, request: REQUEST_ID.toLowerCase(), correlation: CORRELATION_ID, tenant, customer });
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const reading = { method: 'GET', permission: 'subscriptions.read' } as const;
const done = async () => success({ status: 200, body: {} });

const refusal = (status: number, code: number, description: string, headers = {}) => {
  const body = { code, description, data: [], source: 'NextTerm' };
  return { status, headers: { ...JSON_HEADERS, ...headers }, text: JSON.stringify(body), body };
};

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});

/** A route that answers with what reached its handler. */
const echoing = (permission: Permission = 'subscriptions.manage') =>
  app.route({
    name: 'echo',
    method: 'PATCH',
    path: '/v1/customers/{customerId}/orders/{orderId}',
    permission,
    params: { orderId: opaqueIdSchema },
    query: z.object({ size: z.number().optional() }),
    answersAlso: ['text/calendar'],
    body: z.object({ quantity: z.number().optional(), status: z.enum(['active', 'suspended']).optional() }).optional(),
    handle: async ({ params, query, body, context }) => {
      const { log, ...facts } = context;
      log.info('seen');
      return success({ status: 200, body: { params, query, body, context: facts } });
    },
  });

const echo = (call: Call = {}) =>
  app.call('echo', { method: 'PATCH', path: `/v1/customers/${CUSTOMER}/orders/9D41`, params: { customerId: CUSTOMER.toUpperCase(), orderId: '9D41' }, ...call });

const contextOf = async (call: Call): Promise<Partial<RequestContext>> => ((await echo(call)).body as { context: RequestContext }).context;

describe('start-up', () => {
  it('registers with the host: no leading slash, HEAD with GET, tokens are ours to check', () => {
    app.route({ name: 'getCart', path: '/v1/customers/{customerId}/carts/{cartId}', ...reading, handle: done });
    const { handler, ...options } = app.functions.get('getCart') ?? {};
    expect(options).toEqual({ methods: ['GET', 'HEAD'], route: 'v1/customers/{customerId}/carts/{cartId}', authLevel: 'anonymous' });
    expect(handler).toBeInstanceOf(Function);
    expect(app.routes().map(({ name, access }) => ({ name, access }))).toEqual([{ name: 'getCart', access: { permission: 'subscriptions.read' } }]);
  });

  it.each([
    { name: 'without a permission', definition: { permission: undefined }, problem: 'Route other (GET /v1/other): it names no permission of the table.' },
    { name: 'with a permission the table does not name', definition: { permission: 'subscriptions.destroy' }, problem: 'Route other (GET /v1/other): it names no permission of the table.' },
    { name: 'with a permission named like a member of every object', definition: { permission: 'constructor' }, problem: 'Route other (GET /v1/other): it names no permission of the table.' },
    { name: 'with a name that is taken', definition: { name: 'FIRST' }, problem: 'Route FIRST (GET /v1/other): the name is taken.' },
    { name: 'with method and path that are taken', definition: { path: '/V1/First/{another}/' }, problem: 'Route other (GET /V1/First/{another}/): method and path are taken.' },
    { name: 'with two parameters in one segment', definition: { path: '/v1/{a}-{b}' }, problem: 'Route other (GET /v1/{a}-{b}): a segment holds more than one parameter, or a broken one.' },
    { name: 'without leading slash', definition: { path: 'v1/other' }, problem: 'Route other (GET v1/other): the path has no leading slash.' },
  ])('[PAR-2] a route $name does not start', ({ definition, problem }) => {
    app.route({ name: 'first', path: '/v1/first/{id}', ...reading, handle: done });
    expect(() => app.route({ name: 'other', path: '/v1/other', ...reading, handle: done, ...(definition as object) })).toThrow(problem);
    expect([...app.functions.keys()]).toEqual(['first']);
  });

  it('the same path under another method does', () => {
    app.route({ name: 'first', path: '/v1/first', ...reading, handle: done });
    app.route({ name: 'second', path: '/v1/first', method: 'PATCH', permission: 'subscriptions.manage', handle: done });
    expect([...app.functions.keys()]).toEqual(['first', 'second']);
  });
});

describe('who may call', () => {
  it.each([
    { name: 'no token', token: null, authenticate: 'Bearer realm="nextterm"', says: 'Access denied: send a bearer token.' },
    { name: 'a token that is none', token: 'abc', authenticate: 'Bearer realm="nextterm", error="invalid_token"', says: 'Access denied: the token is not valid (not a JSON web token).' },
  ])('$name: 401', async ({ token, authenticate, says }) => {
    echoing();
    expect(await echo({ token })).toEqual(refusal(401, 400, says, { 'www-authenticate': authenticate }));
  });

  it.each(Object.entries<readonly string[]>(permissions).map(([permission, roles]) => ({ permission: permission as Permission, roles })))(
    '[PAR-2] $permission opens a route to $roles of a partner and to no other of its roles',
    async ({ permission, roles }) => {
      echoing(permission);
      for (const role of ['global_admin', 'admin_agent', 'sales_agent', 'billing_admin', 'helpdesk_agent', 'operator', 'customer']) {
        const answer = await echo({ token: await app.token({ claims: { roles: [role] } }) });
        const isPartnerRole = role !== 'operator' && role !== 'customer';
        const held = isPartnerRole ? role : 'none';
        if (isPartnerRole && roles.includes(role)) expect(answer.status).toBe(200);
        else expect(answer).toEqual(refusal(403, 900150, `The caller's roles (${held}) do not carry the right ${permission}.`));
      }
    },
  );

  it('an app-only token where a user is needed: 403', async () => {
    app.route({ name: 'attest', path: '/v1/attest', method: 'POST', permission: 'agreements.attest', user: 'required', handle: done });
    const application = await app.token({ claims: { idtyp: 'app', scp: undefined } });
    expect(await app.call('attest', { method: 'POST', token: application })).toEqual(refusal(403, 900329, 'An app-only token is not allowed here: send a token with a user.'));
    expect((await app.call('attest', { method: 'POST' })).status).toBe(200);
  });

  it('a public route asks for no token', async () => {
    app.publicRoute({ name: 'health', path: '/health', method: 'GET', handle: async ({ context }) => success({ status: 200, body: { caller: 'caller' in context } }) });
    expect(await app.call('health', { token: null })).toMatchObject({ status: 200, body: { caller: false } });
  });

  it('a public route works when the app cannot be built, to tell so', async () => {
    app.publicRoute({
      name: 'health',
      path: '/health',
      method: 'GET',
      handle: async ({ context }) => {
        context.log.info('asked');
        return success({ status: 503, body: { healthy: false } });
      },
    });
    app.configureRoutes(() => Promise.reject(new StoreUnavailable('ECONNREFUSED')));
    expect(await app.call('health', { token: null })).toMatchObject({ status: 503, headers: JSON_HEADERS, body: { healthy: false } });
    expect(app.hostLogged).toEqual([{ level: 'information', parts: [`asked ${about('health')}`] }]);
  });

  it('keys that cannot be read: 503, not 401', async () => {
    app = await createTestApp({ fetchKeys: async () => Promise.reject(new TypeError('fetch failed')) });
    echoing();
    expect(await echo()).toEqual(refusal(503, 900192, "The token issuer's keys cannot be read at the moment. Repeat the request with the same MS-RequestId.", { 'retry-after': '5' }));
  });
});

describe('what reaches the handler', () => {
  it('is checked, and of one form', async () => {
    echoing();
    const answer = await echo({ path: '/v1/x?SIZE=5&preview=True', body: { Quantity: 3, Status: 'Suspended', Unknown: 1 }, headers: { 'X-Locale': 'nl-NL' } });
    expect(answer).toMatchObject({ status: 200, headers: { ...JSON_HEADERS, 'x-locale': 'nl-NL' } });
    expect(answer.body).toEqual({
      params: { customerId: CUSTOMER, orderId: '9D41' },
      query: { size: 5 },
      body: { quantity: 3, status: 'suspended' },
      context: {
        caller: { tenantId: PARTNER_TENANT, kind: 'partner', partner, userId: 'user-1', displayName: 'Astrid Berg', roles: ['admin_agent'], appOnly: false },
        now: NOW,
        operation: 'echo',
        requestId: REQUEST_ID.toLowerCase(),
        requestIdGiven: true,
        correlationId: CORRELATION_ID,
        locale: 'nl-NL',
        preview: true,
        patchReplaces: false,
        bodyHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      },
    });
    expect(app.logged).toEqual([{ level: 'info', message: `seen ${about('echo', PARTNER_TENANT, CUSTOMER)}` }]);
  });

  it('has ids of its own making when the client sends none', async () => {
    echoing();
    const answer = await echo({ headers: { 'MS-RequestId': '', 'MS-CorrelationId': '' } });
    const { context } = answer.body as { context: RequestContext };
    expect(answer.headers).toMatchObject({ 'ms-requestid': context.requestId, 'ms-correlationid': context.correlationId });
    expect([context.requestIdGiven, context.requestId, context.correlationId]).toEqual([false, expect.stringMatching(GUID), expect.stringMatching(GUID)]);
    expect(context.requestId).not.toBe(context.correlationId);
  });

  it.each([
    { name: 'If-Match', call: { headers: { 'If-Match': '"abc="' }, body: {} }, etag: { value: 'abc=', from: 'header' } },
    { name: 'If-Match before attributes', call: { headers: { 'If-Match': 'W/"abc="' }, body: { attributes: { etag: 'old' } } }, etag: { value: 'abc=', from: 'header' } },
    { name: 'attributes', call: { body: { Attributes: { Etag: 'old', ObjectType: 'Subscription' } } }, etag: { value: 'old', from: 'attributes' } },
    { name: 'no version for *', call: { headers: { 'If-Match': '*' }, body: { attributes: { etag: 'old' } } }, etag: undefined },
    { name: 'no version', call: { body: {} }, etag: undefined },
  ])('takes the version from $name', async ({ call, etag }) => {
    echoing();
    expect((await contextOf(call)).etag).toEqual(etag);
  });

  it('tells NextTerm-Patch: replace, the continuation token and Accept', async () => {
    echoing();
    expect(await contextOf({ headers: { 'NextTerm-Patch': 'Replace', 'MS-ContinuationToken': 'AAEA', Accept: 'text/calendar' } })).toMatchObject({ patchReplaces: true, continuationToken: 'AAEA', accept: 'text/calendar' });
  });

  it('hashes a preview like the call it previews', async () => {
    echoing();
    const [preview, command, other] = await Promise.all([
      contextOf({ path: '/v1/x?size=1&Preview=true', body: { quantity: 3 } }),
      contextOf({ path: '/v1/x?size=1', body: { quantity: 3 } }),
      contextOf({ path: '/v1/x?size=1', body: { quantity: 4 } }),
    ]);
    expect(preview.bodyHash).toBe(command.bodyHash);
    expect(other.bodyHash).not.toBe(command.bodyHash);
  });
});

describe('what is refused before the handler', () => {
  it.each<{ name: string; call: Call; status?: number; code: number; says: string }>([
    { name: 'a customer id that is no GUID', call: { params: { customerId: 'zonne', orderId: 'o' } }, code: 900118, says: 'The customer id "zonne" is not a GUID.' },
    { name: 'another parameter that does not fit', call: { params: { customerId: CUSTOMER, orderId: 'a b' } }, code: 800002, says: 'The input is not valid. orderId: must be an id.' },
    { name: 'a request id that is no GUID', call: { headers: { 'MS-RequestId': '1' } }, code: 800002, says: 'The input is not valid. MS-RequestId: must be a GUID.' },
    {
      name: 'several headers',
      call: { headers: { 'MS-RequestId': '{1}', 'MS-CorrelationId': 'x', 'X-Locale': '<script>' } },
      code: 800002,
      says: 'The input is not valid. MS-RequestId: must be a GUID; MS-CorrelationId: must be a GUID; X-Locale: must be a language, en-US say.',
    },
    { name: 'If-Match', call: { headers: { 'If-Match': '"a", "b"' } }, code: 800002, says: 'The input is not valid. If-Match: must be one etag in double quotes, or *.' },
    { name: 'a query', call: { path: '/v1/x?size=many' }, code: 800002, says: 'The input is not valid. size: expected number, received string.' },
    { name: 'preview=maybe', call: { path: '/v1/x?preview=maybe' }, code: 800002, says: 'The input is not valid. preview: expected boolean, received string.' },
    { name: 'a body', call: { body: { quantity: '3' } }, code: 800002, says: 'The input is not valid. quantity: expected number, received string.' },
    { name: 'an enumerated value', call: { body: { status: 'paused' } }, code: 900126, says: 'status: "paused" is none of active, suspended.' },
    { name: 'a body that is no JSON', call: { body: '{"quantity":' }, code: 800002, says: 'The body is not JSON: Unexpected end of JSON input.' },
    { name: 'a body that is no UTF-8', call: { body: new Uint8Array([0x22, 0xff, 0x22]) }, code: 800002, says: 'The body is not JSON: not UTF-8.' },
    { name: 'a body too large', call: { body: `"${'x'.repeat(1_048_576)}"` }, status: 413, code: 800002, says: 'The body is larger than 1048576 bytes.' },
    { name: 'a body announced too large', call: { body: '{}', headers: { 'Content-Length': '1048577' } }, status: 413, code: 800002, says: 'The body is larger than 1048576 bytes.' },
    { name: 'a body too deep', call: { body: '['.repeat(65) }, code: 800002, says: 'The input is not valid. body: nested deeper than 64 levels.' },
  ])('$name', async ({ call, status = 400, code, says }) => {
    echoing();
    const answer = await echo(call);
    expect({ status: answer.status, body: answer.body }).toEqual({ status, body: { code, description: says, data: [], source: 'NextTerm' } });
    expect(answer.headers).toEqual({ ...JSON_HEADERS, 'ms-requestid': expect.stringMatching(new RegExp(GUID, 'i')) as string, 'ms-correlationid': expect.stringMatching(GUID) as string, ...traceHeaders });
  });

  it.each<{ name: string; call: Call; says: RegExp; header: object }>([
    { name: 'XML', call: { body: '<a/>', headers: { 'Content-Type': 'text/xml; charset=utf-8' } }, says: /^The body cannot be read: it is no JSON \(.*\), but text\/xml; charset=utf-8\. What is taken: application\/json\.$/, header: { accept: 'application/json' } },
    { name: 'a form', call: { body: 'name=x', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }, says: /but application\/x-www-form-urlencoded\./, header: { accept: 'application/json' } },
    { name: 'bytes', call: { body: new Uint8Array([0xff, 0xfe, 0]), headers: { 'Content-Type': 'application/octet-stream' } }, says: /it is no JSON \(not UTF-8\), but application\/octet-stream\./, header: { accept: 'application/json' } },
    { name: 'what is packed, whatever it says to be', call: { body: '{}', headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' } }, says: /^The body cannot be read: it is in the coding gzip\. What is taken: identity\.$/, header: { 'accept-encoding': 'identity' } },
  ])('[REQ-9] a body that is $name: 415, with what is taken', async ({ call, says, header }) => {
    echoing();
    expect(await echo(call)).toMatchObject({ status: 415, body: { code: 800002, description: expect.stringMatching(says) as string, source: 'NextTerm' }, headers: header });
  });

  it.each(['application/x-www-form-urlencoded', 'text/xml', 'application/vnd.any+json', 'text/json', 'application/json; charset=utf-16', 'nonsense', ''])('[REQ-9] JSON is JSON, whatever type it says: "%s"', async (type) => {
    echoing();
    for (const coding of [{}, { 'Content-Encoding': 'identity' }]) expect(await echo({ body: '{"quantity":3}', headers: { 'Content-Type': type, ...coding } })).toMatchObject({ status: 200 });
  });

  it('[REQ-9] a type that says nothing else leaves it at 400: curl and fetch write one where nobody does', async () => {
    echoing();
    for (const type of ['', 'text/plain;charset=UTF-8', 'application/problem+json']) expect(await echo({ body: '{"quantity":', headers: { 'Content-Type': type } })).toMatchObject({ status: 400, body: { description: 'The body is not JSON: Unexpected end of JSON input.' } });
  });

  it.each([{ body: undefined }, { body: '' }, { body: '  ' }, { body: 'null' }])('tolerates an empty body where the schema does: $body', async ({ body }) => {
    echoing();
    expect(await echo({ body })).toMatchObject({ status: 200 });
  });

  it.each([{ body: undefined }, { body: '"success"' }, { body: '' }, { body: '{"a":' }, { body: { a: 1 } }])('ignores any body where there is no schema: $body', async ({ body }) => {
    app.route({ name: 'checkout', path: '/v1/checkout', method: 'POST', permission: 'carts.write', handle: async (request) => success({ status: 201, body: { seen: request.body === undefined } }) });
    expect(await app.call('checkout', { method: 'POST', body })).toMatchObject({ status: 201, body: { seen: true } });
  });
});

describe('[PRE-1] a preview', () => {
  it.each([
    { name: 'of a read', definition: { method: 'GET' as const }, says: 'Not supported: preview of GET /v1/x.' },
    { name: 'of a write that has none', definition: { method: 'POST' as const, preview: 'unsupported' as const }, says: 'Not supported: preview of POST /v1/x.' },
  ])('$name is refused and not carried out', async ({ definition, says }) => {
    let calls = 0;
    app.route({
      name: 'x',
      path: '/v1/x',
      permission: 'customers.create',
      ...definition,
      handle: async () => {
        calls += 1;
        return success({ status: 200 });
      },
    });
    expect(await app.call('x', { method: definition.method, path: '/v1/x?Preview=true' })).toEqual(refusal(400, 800042, says));
    expect(calls).toBe(0);
    expect((await app.call('x', { method: definition.method, path: '/v1/x?preview=false' })).status).toBe(200);
    expect(calls).toBe(1);
  });

  it('is not one unless asked for', async () => {
    echoing();
    expect((await contextOf({ path: '/v1/x' })).preview).toBe(false);
    expect((await contextOf({ path: '/v1/x?preview=false' })).preview).toBe(false);
  });
});

describe('answers', () => {
  const answering = (answer: { status: number; body?: unknown; headers?: Record<string, string> }) => app.route({ name: 'x', path: '/v1/x', ...reading, handle: async () => success(answer) });

  it('leave null members out and show the version in the header too', async () => {
    answering({ status: 200, body: { id: 'x', parentSubscriptionId: null, attributes: { etag: 'abc=' } } });
    expect(await app.call('x')).toEqual({ status: 200, headers: { ...JSON_HEADERS, 'cache-control': 'private, no-cache', etag: '"abc=.tsqMzdlldT_"' }, text: '{"id":"x","attributes":{"etag":"abc="}}', body: { id: 'x', attributes: { etag: 'abc=' } } });
  });

  it('send a stored text byte for byte, with its headers', async () => {
    answering({ status: 201, body: '{ "id" : null }', headers: { Location: '/customers/c' } });
    expect(await app.call('x')).toMatchObject({ status: 201, headers: { ...JSON_HEADERS, location: '/customers/c' }, text: '{ "id" : null }' });
  });

  it('may be of another type', async () => {
    answering({ status: 200, body: '1', headers: { 'Content-Type': 'text/csv; charset=utf-8' } });
    expect((await app.call('x')).headers).toEqual({ ...ECHO, 'content-type': 'text/csv; charset=utf-8' });
  });

  it('may have no body', async () => {
    answering({ status: 204 });
    expect(await app.call('x')).toEqual({ status: 204, headers: ECHO, text: '', body: undefined });
  });

  it('[PAR-3] to a foreign customer and to one that does not exist differ in nothing but the id asked for', async () => {
    const foreign = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa';
    const missing = 'ffffffff-ffff-4fff-8fff-ffffffffffff';
    app.route({ name: 'x', path: '/v1/customers/{customerId}', ...reading, handle: async ({ params }) => failure({ kind: 'CustomerNotFound', customerId: params.customerId }) });
    const [one, other] = await Promise.all([foreign, missing].map(async (customerId) => app.call('x', { params: { customerId } })));
    expect(one).toEqual(refusal(404, 60003, `There is no customer ${foreign}.`));
    expect(one?.text.replace(foreign, missing)).toBe(other?.text);
    // Its correlation vector is new with every answer.
    expect({ ...one?.headers, ...traceHeaders }).toEqual({ ...other?.headers, ...traceHeaders });
    expect(one?.headers['ms-serverid']).toBe(other?.headers['ms-serverid']);
  });
});

describe('what goes wrong inside', () => {
  const failing = (error: unknown) =>
    app.route({
      name: 'x',
      path: '/v1/x',
      ...reading,
      handle: async () => {
        throw error;
      },
    });

  it('is logged, and hidden from the caller', async () => {
    const error = new Error('connection string AccountKey=secret');
    failing(error);
    expect(await app.call('x')).toEqual(refusal(500, 800003, `Something unexpected happened. Its correlation id is ${CORRELATION_ID}.`));
    expect(app.logged).toEqual([{ level: 'error', message: `A call failed ${about('x', PARTNER_TENANT)}`, cause: error }]);
  });

  it('a store that cannot be reached: 503 with Retry-After', async () => {
    const error = new StoreUnavailable('ECONNREFUSED 10.0.0.4');
    failing(error);
    expect(await app.call('x')).toEqual(refusal(503, 900192, 'Storage cannot be reached at the moment. Repeat the request with the same MS-RequestId.', { 'retry-after': '5' }));
    expect(app.logged.map(({ cause }) => cause)).toEqual([error]);
  });

  it('a customer on its way to another account: 503 with Retry-After, and that nothing was stored', async () => {
    failing(new CustomerMoving('c3f1a2d4'));
    expect(await app.call('x')).toEqual(refusal(503, 900192, 'The customer is being moved to another storage account. Nothing was stored. Repeat the request with the same MS-RequestId.', { 'retry-after': '5' }));
  });

  it.each([
    { name: 'broken', error: new Error('NEXTTERM_STORAGE is missing'), status: 500, code: 800003 },
    { name: 'without its store', error: new StoreUnavailable('ECONNREFUSED'), status: 503, code: 900192 },
  ])("an app that cannot be built, $name, still answers in the contract's form; the host's log tells", async ({ error, status, code }) => {
    echoing();
    app.configureRoutes(() => Promise.reject(error));
    expect(await echo()).toMatchObject({ status, headers: JSON_HEADERS, body: { code } });
    expect(app.hostLogged).toEqual([{ level: 'error', parts: [`A call failed ${about('echo', undefined, CUSTOMER)}: ${error.stack}`] }]);
  });

  it('an app without its settings answers 503 with the correlation id; it names none of them here, and logs nothing: whoever read them has', async () => {
    echoing();
    app.configureRoutes(() => Promise.reject(new SettingsWrong([{ setting: 'NEXTTERM_STORAGE', problem: 'is missing' }])));
    const answer = refusal(503, 900192, `NextTerm is not set up: some of its settings are missing or wrong, and /nextterm/v1/health says which. Nothing was stored. The correlation id is ${CORRELATION_ID}.`, { 'retry-after': '60' });
    expect(await echo()).toEqual(answer);
    expect(await app.callUnmatched({ method: 'GET', path: '/v1/nothing', token: null })).toEqual(answer);
    expect([...app.hostLogged, ...app.logged]).toEqual([]);
  });

  it('an answer that JSON cannot carry is such an error', async () => {
    app.route({ name: 'x', path: '/v1/x', ...reading, handle: async () => success({ status: 200, body: { price: Number.NaN } }) });
    expect((await app.call('x')).status).toBe(500);
  });
});

describe('the correlation vector of an answer', () => {
  const base = 'vJXhXzx0Uk2x8c5qAAAAAA';
  it.each([
    { sent: `${base}.1`, answered: `${base}.1.0` },
    { sent: `${base.slice(0, 16)}.0.12`, answered: `${base.slice(0, 16)}.0.12.0` },
    { sent: `${base}${'.1'.repeat(51)}`, answered: `${base}${'.1'.repeat(51)}.0` },
  ])('extends what the client sent: $sent', async ({ sent, answered }) => {
    expect((await app.callUnmatched({ path: '/v1/nothing', headers: { 'MS-CV': sent } })).headers['ms-cv']).toBe(answered);
  });

  it.each(['', base, `${base}.`, `${base}.x`, `${base}.1\t`.trim().concat('!'), `${base}${'.1'.repeat(52)}`, '<script>'])('is a new one where it cannot be extended: %j', async (sent) => {
    expect(await app.callUnmatched({ path: '/v1/nothing', headers: { 'MS-CV': sent } })).toMatchObject({ status: 404, headers: traceHeaders });
  });
});
