import { bindingValues, fillIn } from '../../../src/localhost/bindings/bindingValues';
import { type InvocationRequest } from '../../../src/localhost/contracts';
import { blobPattern } from '../../../src/localhost/triggers/blobPattern';

const http: InvocationRequest = { triggerData: { http: { params: { id: '7' }, query: { id: '8', page: '2' }, headers: { 'x-one': 'h' }, body: { bytes: Buffer.from('{"name":"n","deep":{"a":1}}') } } } };
const queue: InvocationRequest = { triggerData: { string: '{"blob":"b.txt"}' }, triggerMetadata: { QueueTrigger: { string: '{"blob":"b.txt"}' }, Id: { json: '"m-1"' }, DequeueCount: { int: 3 } } };

it.each<[string, InvocationRequest, string]>([
  ['{id}-{page}', http, '7-2'],
  ['{query.id}/{HEADERS.X-One}', http, '8/h'],
  ['{Name}.{deep.a}', http, 'n.1'],
  ['{blob}-{id}-{dequeuecount}', queue, 'b.txt-m-1-3'],
  ['{queueTrigger}', { triggerData: { string: 'plain' }, triggerMetadata: { QueueTrigger: { string: 'plain' } } }, 'plain'],
  ['{DateTime}', http, '2026-01-31T10:00:00.000Z'],
])('%s is filled in', (text, request, filled) => {
  expect(fillIn(text, bindingValues(request, () => Date.parse('2026-01-31T10:00:00Z')))).toBe(filled);
});

it('gives a new id each time', () => {
  const values = bindingValues(queue, Date.now);
  expect(new Set(fillIn('{rand-guid} {rand-guid}', values).split(' ')).size).toBe(2);
});

it('refuses what has no value, naming it', () => {
  expect(() => fillIn('in/{other}', bindingValues(http, Date.now))).toThrow('"{other}" in "in/{other}" has no value in this call.');
});

it.each<[pattern: string, name: string, parts: Readonly<Record<string, string>> | undefined]>([
  ['{name}', 'a/b.txt', { name: 'a/b.txt' }],
  ['in/{name}.{ext}', 'in/a.b.png', { name: 'a.b', ext: 'png' }],
  ['in/{name}', 'out/a', undefined],
  ['{{{name}}}', '{x}', { name: 'x' }],
  ['a+b', 'a+b', {}],
])('the path %s and the blob %s', (pattern, name, parts) => {
  expect(blobPattern(pattern)(name)).toEqual(parts);
});

it.each([
  ['{a}{b}', 'has nothing between two parts'],
  ['{a}-{A}', 'names {A} twice'],
])('the path %s is refused', (pattern, why) => {
  expect(() => blobPattern(pattern)).toThrow(why);
});
