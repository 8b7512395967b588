import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { folded } from '../../../src/adapters/http/conform';
import { knownNames, queryNamesOf } from '../../../src/adapters/http/queryNames';
import { routes } from '../../../src/adapters/http/route';
import { type AnswerForm, type ServedRoute } from '../../../src/adapters/http/routeDefinition';
import { success } from '../../../src/kernel/result';
import { loadedRoutes } from '../../support/loadedRoutes';
import { queriesTable } from '../../support/queriesTable';
import { createTestApp, type TestApp } from './support/testApp';

const root = join(__dirname, '../../..');
const document = join(root, 'docs/queries.md');
const begin = '<!-- The table is made from the code: see CONTRIBUTING.md. -->\n';

beforeAll(() => void loadedRoutes());

const withToken = (): readonly ServedRoute[] => routes().filter(({ access }) => access !== 'public');

/** The members of its query by name, each with its schema. */
const membersOf = ({ query }: ServedRoute): readonly (readonly [string, z.ZodType])[] => (query instanceof z.ZodObject ? Object.entries(query.shape) : []);

describe('every route', () => {
  it('[REQ-1] refuses a name that it does not know', () => {
    const silent = withToken().filter((route) => knownNames(route, new URLSearchParams('surplus=1')).ok);
    expect([silent.map(({ name }) => name), withToken().length > 150]).toEqual([[], true]);
  });

  it('[REQ-1] takes what it reads, and what it takes for nothing, in any letter case and with underscores', () => {
    const written = (name: string): string => name.replace(/[A-Z]/g, (capital) => `_${capital}`).toUpperCase();
    const refusing = withToken().filter((route) => {
      const names = [...queryNamesOf(route), ...Object.keys(route.queryForNothing ?? {})];
      return !knownNames(route, new URLSearchParams(names.map((name): [string, string] => [written(name), '1']))).ok;
    });
    expect(refusing.map(({ name }) => name)).toEqual([]);
  });

  it('[REQ-1] gives at most what it gives of a larger size, and of size=0', () => {
    const sized = withToken().flatMap((route) => membersOf(route).flatMap(([name, schema]) => (folded(name) === 'size' ? [{ name: route.name, most: schema.safeParse(1_000_000_000).data as number, none: schema.safeParse(0).success }] : [])));
    // Of the feed, whoever asks for none is told.
    expect(sized.filter(({ name, most, none }) => !(most <= 2000) || none === (name === 'listPartnerEvents'))).toEqual([]);
    expect(sized.length).toBeGreaterThan(30);
  });
});

test('[REQ-1] the table of docs/queries.md is what the code does; WRITE_QUERIES=1 writes it anew', () => {
  const text = readFileSync(document, 'utf8');
  const [before = ''] = text.split(begin);
  const made = `${before}${begin}\n${queriesTable(routes())}\n`;
  if (process.env['WRITE_QUERIES'] === '1') writeFileSync(document, made);
  expect(text).toBe(made);
});

const reading = { method: 'GET', permission: 'subscriptions.read' } as const;
const files: readonly AnswerForm[] = ['text/csv', 'text/calendar'];

/** A route that answers with the form it was asked for, and one that knows JSON alone. */
const answering = async (): Promise<TestApp> => {
  const app = await createTestApp();
  const handle = async ({ query, context }: { query: unknown; context: { accept?: string } }) => success({ status: 200, body: { query, accept: context.accept } });
  app.route({ name: 'listThings', path: '/v1/things', ...reading, query: z.object({ orderId: z.string().optional() }), queryForNothing: { include_price: 'it is there' }, answersAlso: files, handle });
  app.route({ name: 'getThing', path: '/v1/thing', ...reading, handle });
  app.publicRoute({ name: 'health', method: 'GET', path: '/health', handle: async ({ context }) => success({ status: 200, body: { accept: context.accept } }) });
  return app;
};

describe('[REQ-1] what a query may name', () => {
  it.each([
    { query: 'order_id=1&OrderID=1&INCLUDE_PRICE=True', body: { query: { orderId: '1' } } },
    { query: 'orderid=7&preview=false&', body: { query: { orderId: '7' } } },
  ])('$query is taken', async ({ query, body }) => {
    const app = await answering();
    expect(await app.call('listThings', { path: `/v1/things?${query}` })).toMatchObject({ status: 200, body });
  });

  it.each([
    { route: 'listThings', query: 'top=1&$skip=2&top=3', says: 'The query names what is unknown here: top, $skip. This call takes orderId, format.' },
    { route: 'getThing', query: 'orderId=1', says: 'The query names what is unknown here: orderId. This call takes nothing in its query.' },
    { route: 'getThing', query: 'include_price=', says: 'The query names what is unknown here: include_price. This call takes nothing in its query.' },
    { route: 'getThing', query: 'format=json', says: 'The query names what is unknown here: format. This call takes nothing in its query.' },
  ])('$query is refused of $route', async ({ route, query, says }) => {
    const app = await answering();
    expect(await app.call(route, { path: `/v1/x?${query}` })).toMatchObject({ status: 400, body: { code: 800002, description: says } });
  });

  it('a public page takes whatever its watchers add', async () => {
    const app = await answering();
    expect(await app.call('health', { path: '/health?probe=1', token: null, headers: { Accept: 'text/plain' } })).toMatchObject({ status: 200, body: { accept: 'text/plain' } });
  });

  it('a route does not start that takes for nothing what it reads, or whose query is no object', async () => {
    const app = await answering();
    const handle = async () => success({ status: 200 });
    expect(() => app.route({ name: 'a', path: '/v1/a', ...reading, query: z.object({ size: z.number() }), queryForNothing: { Size: 'no' }, handle })).toThrow('it reads Size and takes it for nothing.');
    expect(() => app.route({ name: 'b', path: '/v1/b', ...reading, query: z.string(), handle })).toThrow('its query is no object.');
  });
});

describe('[REQ-2] the form of an answer', () => {
  it.each([
    { accept: 'application/json' },
    { accept: 'application/json, text/plain, */*' },
    { accept: 'text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2' },
    { accept: 'Application/JSON; charset=utf-8' },
    { accept: 'application/*;q=0.1' },
    { accept: '' },
  ])('Accept: $accept is answered with JSON', async ({ accept }) => {
    const app = await answering();
    expect(await app.call('getThing', { path: '/v1/thing', headers: { Accept: accept } })).toMatchObject({ status: 200, headers: { 'content-type': 'application/json; charset=utf-8' } });
  });

  it.each([
    { route: 'getThing', accept: 'text/csv', forms: 'application/json' },
    { route: 'getThing', accept: 'application/xml, text/*', forms: 'application/json' },
    { route: 'getThing', accept: 'application/json;q=0', forms: 'application/json' },
    { route: 'getThing', accept: 'json', forms: 'application/json' },
    { route: 'listThings', accept: 'application/pdf', forms: 'application/json, text/csv, text/calendar' },
  ])('Accept: $accept of $route is refused', async ({ route, accept, forms }) => {
    const app = await answering();
    const description = `Accept: ${accept} names nothing that this call answers in; ${forms} is.`;
    expect(await app.call(route, { path: '/v1/x', headers: { Accept: accept } })).toMatchObject({ status: 406, body: { code: 800042, description, source: 'NextTerm' } });
  });

  it.each([
    { query: 'format=csv', headers: { Accept: 'application/xml' }, accept: 'text/csv' },
    { query: 'Format=ICS', headers: {}, accept: 'text/calendar' },
    { query: 'format=json', headers: { Accept: 'text/csv' }, accept: 'application/json' },
    { query: 'format=', headers: { Accept: 'text/csv' }, accept: 'text/csv' },
  ])('$query goes before Accept', async ({ query, headers, accept }) => {
    const app = await answering();
    expect(await app.call('listThings', { path: `/v1/things?${query}`, headers })).toMatchObject({ status: 200, body: { accept } });
  });

  it('is refused where format names another', async () => {
    const app = await answering();
    expect(await app.call('listThings', { path: '/v1/things?format=ndjson' })).toMatchObject({ status: 400, body: { code: 900126, description: 'format: "ndjson" is none of json, csv, ics.' } });
  });
});
