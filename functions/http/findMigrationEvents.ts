import { z } from 'zod';
import { bareList } from '../../src/adapters/http/bareList';
import { listPage, pageQuery } from '../../src/adapters/http/listPage';
import { listUri } from '../../src/adapters/http/listUri';
import { migrationEvents } from '../../src/adapters/http/resources/migration';
import { route } from '../../src/adapters/http/route';
import { guidSchema } from '../../src/adapters/http/wireSchemas';
import { derivedGuid } from '../../src/app/command/ids';
import { migrationsOf } from '../../src/app/migration/migrations';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** What happened in a migration, found by it or by the subscription that it was of; a bare array, as published. The host goes by the order of names: before the route of one migration. */
route({
  name: 'findMigrationEvents',
  method: 'GET',
  path: '/v1/customers/{customerId}/migrations/newcommerce/events',
  permission: 'subscriptions.read',
  query: z
    .object({ ...pageQuery, migrationId: guidSchema.optional(), currentSubscriptionId: guidSchema.optional() })
    .refine(({ migrationId, currentSubscriptionId }) => migrationId !== undefined || currentSubscriptionId !== undefined, { message: 'or currentSubscriptionId must be named', path: ['migrationId'] }),
  handle: async ({ params: { customerId }, query, context }) => {
    const { migrationId, currentSubscriptionId } = query;
    const pages = await migrationsOf(await theApp(), context.caller.tenantId, customerId, { migrationId, currentSubscriptionId });
    if (!pages.ok) return pages;
    const uri = listUri(`/customers/${customerId}/migrations/newcommerce/events`, { migrationId, currentSubscriptionId });
    const page = await listPage({ uri, query, context }, pages.value, (migration) => migrationEvents(migration, (eventName) => derivedGuid('migration event', migration.id, eventName)));
    if (!page.ok) return page;
    const answer = bareList(page.value);
    return success({ ...answer, body: page.value.body.items.flat() });
  },
});
