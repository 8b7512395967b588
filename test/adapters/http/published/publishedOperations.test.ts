import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shapeOf } from '../../../../src/adapters/http/pathTemplate';
import { type PublishedOperation } from '../../../../src/adapters/http/published/operation';
import { pathOf, publishedOperations } from '../../../../src/adapters/http/published/unserved';
import { routes } from '../../../../src/adapters/http/route';
import { RouteRegistry } from '../../../../src/adapters/http/routeRegistry';
import { type ServedRoute } from '../../../../src/adapters/http/routeDefinition';
import { httpOver, type Call, type Reply } from '../../../support/httpWorld';
import { operationsTable } from '../../../support/operationsTable';
import { World } from '../../../support/world';

const document = join(__dirname, '../../../../docs/point-your-client-at-it.md');
const begin = '<!-- The tables are made from the code: see CONTRIBUTING.md. -->\n';

let http: (path: string, call?: Call) => Promise<Reply>;
beforeAll(async () => {
  http = httpOver(await World.at('2026-03-02T10:00:00.000Z'));
});

const shape = (method: string, path: string): string => `${method} ${shapeOf(path)}`;
const shapeOfOperation = (operation: PublishedOperation): string => shape(operation.method, pathOf(operation));
/** Partner Center's and not our own. */
const isPublished = ({ path }: ServedRoute): boolean => /^\/(v1|v1\.0|webhooks)\//.test(path);
const example = (operation: PublishedOperation): string => pathOf(operation).replaceAll(/\{\w+\}/g, '00000000-1111-4222-8333-444444444444');
const absent = publishedOperations.filter(({ standing }) => standing !== 'has');

test('every published operation that is said to be here has a route', () => {
  const served = new Set(routes().map(({ method, path }) => shape(method, path)));
  expect(publishedOperations.filter((operation) => operation.standing === 'has' && !served.has(shapeOfOperation(operation))).map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});

test('every route that is not our own is a published operation that is said to be here, or refuses one that is not', () => {
  const said = new Set(publishedOperations.filter(({ standing }) => standing === 'has').map(shapeOfOperation));
  const refusing = new Set(publishedOperations.map(({ refusedBy }) => refusedBy));
  expect(routes().filter((each) => isPublished(each) && !said.has(shape(each.method, each.path)) && !refusing.has(each.name)).map(({ name }) => name)).toEqual([]);
  expect(routes().filter(isPublished).length).toBeGreaterThan(100);
});

test('what is not here says why, and no route takes its calls', () => {
  const registry = new RouteRegistry();
  for (const each of routes()) registry.add(each);
  const taken = absent.filter(({ note = '' }) => note === '').concat(
    absent.filter((operation) => registry.match(example(operation)).some(({ route }) => route.method === operation.method && route.name !== operation.refusedBy)),
  );
  expect(absent.length).toBeGreaterThan(50);
  expect(taken.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});

test('no operation is listed twice', () => {
  const calls = publishedOperations.map(({ method, path }) => `${method} ${path}`.toLowerCase());
  expect(calls.filter((call, index) => calls.indexOf(call) !== index)).toEqual([]);
});

test('a call that is not here is answered with its name: 501 / 800042, or what the route that refuses it says', async () => {
  const answered = [];
  for (const operation of absent) {
    const { status, body } = await http(example(operation), { method: operation.method, ...(operation.method !== 'GET' && { body: {} }) });
    const { code, description } = body as { code: number; description: string };
    if (operation.refusedBy !== undefined) expect([operation.title, status]).toEqual([operation.title, 404]);
    else answered.push([operation.title, status, code, description]);
  }
  expect(answered).toEqual(
    absent.filter(({ refusedBy }) => refusedBy === undefined).map(({ title, note, standing }) => [title, 501, 800042, `"${title}" is not here${standing === 'not_yet' ? ' yet' : ''}: ${note}.`]),
  );
});

test('without a name there is nothing, and another method of a path that is here says so', async () => {
  expect((await http('/v1/nothing')).status).toBe(404);
  expect((await http('/v1/customers', { method: 'DELETE' })).status).toBe(405);
});

test('the tables of docs/point-your-client-at-it.md are what the list says; WRITE_OPERATIONS=1 writes them anew', () => {
  const text = readFileSync(document, 'utf8');
  const [before = ''] = text.split(begin);
  const made = `${before}${begin}\n${operationsTable()}\n`;
  if (process.env['WRITE_OPERATIONS'] === '1') writeFileSync(document, made);
  expect(text).toBe(made);
});
