import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from '@azure/functions';
import { auditedOperations, readsThatArePosted } from '../../../src/adapters/http/auditedOperations';
import { repeats } from '../../../src/adapters/http/repeats';
import { routes } from '../../../src/adapters/http/route';

const folder = join(__dirname, '../../../functions/http');

beforeAll(() => {
  const register = jest.spyOn(app, 'http').mockImplementation(() => undefined);
  for (const file of readdirSync(folder)) jest.requireActual<object>(join(folder, file));
  register.mockRestore();
});

test('[REQ-5] of every route that changes something it is said what its repeat comes to, and of no other', () => {
  const writes = routes().filter(({ method, name }) => !['GET', 'HEAD'].includes(method) && !readsThatArePosted.has(name));
  expect(writes.length).toBeGreaterThan(60);
  expect(Object.keys(repeats).toSorted()).toEqual(writes.map(({ name }) => name).toSorted());
  expect(Object.keys(repeats).toSorted()).toEqual(Object.keys(auditedOperations).toSorted());
});

test('[REQ-5] what is not kept says why', () => {
  expect(Object.entries(repeats).filter(([, repeat]) => repeat.is !== 'kept' && repeat.why === '')).toEqual([]);
});
