import { z } from 'zod';
import { bareList } from '../../src/adapters/http/bareList';
import { listPage, pageQueryOf } from '../../src/adapters/http/listPage';
import { listUri } from '../../src/adapters/http/listUri';
import { migrationResource } from '../../src/adapters/http/resources/migration';
import { route } from '../../src/adapters/http/route';
import { guidSchema } from '../../src/adapters/http/wireSchemas';
import { migrationsOf } from '../../src/app/migration/migrations';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** As published. */
const LARGEST = 300;

/** Migrations of one customer, which has to be named; a bare array, as published. */
route({
  name: 'listMigrations',
  method: 'GET',
  path: '/v1/migrations/newcommerce',
  permission: 'subscriptions.read',
  query: z.object({ ...pageQueryOf(LARGEST), customerTenantId: guidSchema, currentSubscriptionId: guidSchema.optional(), externalReferenceId: z.string().trim().max(100).optional() }),
  handle: async ({ query, context }) => {
    const { customerTenantId, currentSubscriptionId, externalReferenceId } = query;
    const pages = await migrationsOf(await theApp(), context.caller.tenantId, customerTenantId, { currentSubscriptionId, externalReferenceId });
    if (!pages.ok) return pages;
    const page = await listPage({ uri: listUri('/migrations/newcommerce', { customerTenantId, currentSubscriptionId, externalReferenceId }), query, context, largest: LARGEST }, pages.value, migrationResource);
    return page.ok ? success(bareList(page.value)) : page;
  },
});
