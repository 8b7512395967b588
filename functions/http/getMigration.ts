import { migrationResource } from '../../src/adapters/http/resources/migration';
import { route } from '../../src/adapters/http/route';
import { getMigration } from '../../src/app/migration/migrations';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'getMigration',
  method: 'GET',
  path: '/v1/customers/{customerId}/migrations/newcommerce/{migrationId}',
  permission: 'subscriptions.read',
  handle: async ({ params: { customerId, migrationId }, context }) => {
    const migration = await getMigration(await theApp(), context.caller.tenantId, customerId, migrationId);
    return migration.ok ? success({ status: 200, body: migrationResource(migration.value) }) : migration;
  },
});
