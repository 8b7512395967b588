import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describedAreas, describedOperations } from '../../../../src/adapters/http/description/areas/allAreas';
import { openApiDocument } from '../../../../src/adapters/http/description/document';
import { loadedRoutes } from '../../../support/loadedRoutes';

const routes = loadedRoutes();
const document = openApiDocument(routes, '1.2.3');
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));

test('every route is described, once, and nothing is described that is no route', () => {
  const described = describedAreas.flatMap(({ operations: own }) => Object.keys(own));
  expect(described.toSorted()).toEqual(routes.map(({ name }) => name).toSorted());
  expect(describedOperations.size).toBe(described.length);
  expect(operations.map(({ operationId }) => operationId).toSorted()).toEqual(described.toSorted());
});

test('a linter that is kept finds nothing in it', async () => {
  const config = await createConfig({
    extends: ['recommended-strict'],
    rules: {
      // A server address without a host is where the document was found; HEAD and public pages answer without 4xx of their own.
      'no-server-example.com': 'off',
      'operation-4xx-response': 'off',
      // `/customers/{customerId}` and `/customers/all/…`: the contract's paths, told apart by the order that the host asks in.
      'no-ambiguous-paths': 'off',
    },
  });
  const problems = await lintFromString({ source: JSON.stringify(document), config });
  expect(problems.map(({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer ?? ''}: ${message}`)).toEqual([]);
});

test('[PAR-2] each operation says who may call it, and public ones that anyone may', () => {
  const sell = operations.find(({ operationId }) => operationId === 'patchSubscription');
  expect(sell).toMatchObject({ 'x-nextterm-permission': 'subscriptions.manage', 'x-nextterm-roles': ['global_admin', 'admin_agent', 'sales_agent'] });
  expect(operations.filter(({ security }) => JSON.stringify(security) === '[]').map(({ operationId }) => operationId).toSorted()).toEqual(
    routes.filter(({ access }) => access === 'public').map(({ name }) => name).toSorted(),
  );
});
