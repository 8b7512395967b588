import { auditedOperations, readsThatArePosted } from '../../../src/adapters/http/auditedOperations';
import { repeats } from '../../../src/adapters/http/repeats';
import { routes } from '../../../src/adapters/http/route';
import { loadedRoutes } from '../../support/loadedRoutes';

beforeAll(() => void loadedRoutes());

test('[REQ-5] of every route that changes something it is said what its repeat comes to, and of no other', () => {
  const writes = routes().filter(({ method, name }) => !['GET', 'HEAD'].includes(method) && !readsThatArePosted.has(name));
  expect(writes.length).toBeGreaterThan(60);
  expect(Object.keys(repeats).toSorted()).toEqual(writes.map(({ name }) => name).toSorted());
  expect(Object.keys(repeats).toSorted()).toEqual(Object.keys(auditedOperations).toSorted());
});

test('[REQ-5] what is not kept says why', () => {
  expect(Object.entries(repeats).filter(([, repeat]) => repeat.is !== 'kept' && repeat.why === '')).toEqual([]);
});
