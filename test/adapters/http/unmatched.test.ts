import { app as functionsApp } from '@azure/functions';
import { z } from 'zod';
import { success } from '../../../src/kernel/result';
import { parseRouteTemplate } from '../../../src/localhost/http/routeTemplate';
import { CORRELATION_ID, createTestApp, REQUEST_ID, traceHeaders, type TestApp } from './support/testApp';

const CUSTOMER = 'c3f1a2d4-5b60-4c8e-8a11-0d9e7b34f520';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
  const named = (name: string) => ({ name, handle: async ({ params, query }: { params: unknown; query: unknown }) => success({ status: 200, body: { name, params, query } }) });
  app.route({ ...named('listCustomers'), method: 'GET', path: '/v1/customers', permission: 'customers.read', query: z.object({ size: z.number().optional() }) });
  app.route({ ...named('createCustomer'), method: 'POST', path: '/v1/customers', permission: 'customers.create' });
  app.route({ ...named('getCustomer'), method: 'GET', path: '/v1/customers/{customerId}', permission: 'customers.read' });
  app.route({ ...named('relationshipRequests'), method: 'GET', path: '/v1/customers/relationshiprequests', permission: 'relationships.request' });
  app.publicRoute({ ...named('openApi'), method: 'GET', path: '/openapi.json' });
});

describe('a path that is written otherwise reaches its route', () => {
  it.each([
    { path: '/v1//customers?size=2', name: 'listCustomers', params: {} },
    { path: '//v1///customers//', name: 'listCustomers', params: {} },
    { path: '/V1/Customers/', name: 'listCustomers', params: {} },
    { path: `/v1//customers/${CUSTOMER.toUpperCase()}/`, name: 'getCustomer', params: { customerId: CUSTOMER } },
    { path: '/v1//customers/RelationshipRequests', name: 'relationshipRequests', params: {} },
    { path: '/v1//customers/%63%33f1a2d4-5b60-4c8e-8a11-0d9e7b34f520', name: 'getCustomer', params: { customerId: CUSTOMER } },
  ])('$path', async ({ path, name, params }) => {
    expect(await app.callUnmatched({ path })).toMatchObject({ status: 200, body: { name, params } });
  });

  it('with the method asked for', async () => {
    expect(await app.callUnmatched({ method: 'POST', path: '/v1//customers' })).toMatchObject({ status: 200, body: { name: 'createCustomer' } });
  });

  it('under the same rules: token and permission', async () => {
    const helpdesk = await app.token({ claims: { roles: ['helpdesk_agent'] } });
    expect(await app.callUnmatched({ method: 'POST', path: '/v1//customers', token: helpdesk })).toMatchObject({ status: 403, body: { code: 900150 } });
    expect(await app.callUnmatched({ path: '/v1//customers', token: null })).toMatchObject({ status: 401, body: { code: 400 } });
    expect(await app.callUnmatched({ path: '//openapi.json', token: null })).toMatchObject({ status: 200, body: { name: 'openApi' } });
  });
});

describe('a parameter between literal text', () => {
  beforeEach(() => {
    const named = (name: string) => ({ name, handle: async ({ params }: { params: unknown }) => success({ status: 200, body: { name, params } }) });
    app.route({ ...named('sheet'), method: 'GET', path: '/v1.0/sales/sheets({selector})/$value', permission: 'prices.read', params: { selector: z.string() } });
    app.route({ ...named('whole'), method: 'GET', path: '/v1.0/sales/{file}/$value', permission: 'prices.read', params: { file: z.string() } });
  });

  it.each([
    { path: "/v1.0/sales/sheets(Market='NL',View='x')/$value", name: 'sheet', params: { selector: "Market='NL',View='x'" } },
    { path: '/v1.0/sales/SHEETS(a)/$Value/', name: 'sheet', params: { selector: 'a' } },
    { path: '/v1.0/sales/sheets%28Market=%27NL%27%29/%24value', name: 'sheet', params: { selector: "Market='NL'" } },
    { path: '/v1.0/sales/sheets((a))/$value', name: 'sheet', params: { selector: '(a)' } },
    { path: '/v1.0/sales/sheets()/$value', name: 'whole', params: { file: 'sheets()' } },
    { path: '/v1.0/sales/sheets(a/$value', name: 'whole', params: { file: 'sheets(a' } },
  ])('$path', async ({ path, name, params }) => {
    expect(await app.callUnmatched({ path })).toMatchObject({ status: 200, body: { name, params } });
  });
});

describe('where the templates of two functions overlap', () => {
  it('the most specific answers, whichever function the host picked', async () => {
    const answer = await app.call('getCustomer', { path: '/v1/customers/relationshiprequests', params: { customerId: 'relationshiprequests' } });
    expect(answer).toMatchObject({ status: 200, body: { name: 'relationshipRequests', params: {} } });
  });

  it('and the function the host picked, if none is more specific', async () => {
    const answer = await app.call('getCustomer', { path: `/v1/customers/${CUSTOMER}`, params: { customerId: CUSTOMER } });
    expect(answer).toMatchObject({ status: 200, body: { name: 'getCustomer', params: { customerId: CUSTOMER } } });
  });
});

describe('a path that leads nowhere', () => {
  const headers = { 'ms-requestid': REQUEST_ID, 'ms-correlationid': CORRELATION_ID, ...traceHeaders, 'content-type': 'application/json; charset=utf-8' };

  it.each(['/v1/nothing', '/', '/v1/customers/a/b/c', '/v1/customers/%E0%A4%A'])('%s: 404', async (path) => {
    const { status, headers: given, body } = await app.callUnmatched({ path });
    expect({ status, headers: given, body }).toEqual({ status: 404, headers, body: { code: 1000, description: "There is nothing at this path. Partner Center's operations are under /v1, our own under /nextterm/v1.", data: [], source: 'NextTerm' } });
  });

  it.each([
    { method: 'DELETE', path: '/v1/customers', allow: 'GET, HEAD, POST' },
    { method: 'PUT', path: '/v1/customers/relationshiprequests', allow: 'GET, HEAD' },
    { method: 'OPTIONS', path: `/v1//customers/${CUSTOMER}`, allow: 'GET, HEAD' },
  ])('$method $path: 405', async ({ method, path, allow }) => {
    const { status, headers: given, body } = await app.callUnmatched({ method, path });
    expect({ status, headers: given, body }).toEqual({
      status: 405,
      headers: { ...headers, allow },
      body: { code: 800042, description: `${method} is not supported here; ${allow} is.`, data: [], source: 'NextTerm' },
    });
  });

  it.each(['/v1/nothing', '/v1/customers'])('%s says nothing to a caller without a token', async (path) => {
    expect(await app.callUnmatched({ method: 'DELETE', path, token: null })).toMatchObject({ status: 401, headers: { ...headers, 'www-authenticate': 'Bearer realm="nextterm"' }, body: { code: 400 } });
  });
});

it('leaves the endpoints of the host and the local runtime alone', () => {
  const register = jest.spyOn(functionsApp, 'http').mockImplementation(() => undefined);
  jest.requireActual<object>('../../../functions/http/zUnmatched');
  const [name, options] = register.mock.calls[0] ?? [];
  register.mockRestore();
  const [catchAll] = parseRouteTemplate(options?.route ?? '').segments[0] ?? [];
  const constraints = catchAll?.kind === 'parameter' && catchAll.catchAll ? catchAll.constraints : [];
  const taken = ['v1//customers', '', 'x', '/v1', 'administrators', 'locale', 'v1/a\nb', '\n', '\0', 'admin', 'admin/host/status', 'Runtime/webhooks/durabletask', 'local/clock'].filter((path) => constraints.every((holds) => holds(path)));
  expect([name, taken]).toEqual(['zUnmatched', ['v1//customers', '', 'x', '/v1', 'administrators', 'locale', 'v1/a\nb', '\n', '\0']]);
  // The functions library cannot build a request of these: listed, they would be answered 500.
  expect(options?.methods).not.toEqual(expect.arrayContaining(['TRACE']));
  expect(options?.methods).not.toEqual(expect.arrayContaining(['CONNECT']));
});
