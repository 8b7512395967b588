import { z } from 'zod';
import { bareList } from '../../src/adapters/http/bareList';
import { listPage, pageQueryOf } from '../../src/adapters/http/listPage';
import { listUri } from '../../src/adapters/http/listUri';
import { scheduleResource, scheduleStatusSchema } from '../../src/adapters/http/resources/migrationSchedule';
import { route } from '../../src/adapters/http/route';
import { guidSchema } from '../../src/adapters/http/wireSchemas';
import { schedulesOf } from '../../src/app/migration/schedules';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** As published. */
const LARGEST = 300;

/** Planned migrations of one customer, which has to be named; a bare array, as published. */
route({
  name: 'listMigrationSchedules',
  method: 'GET',
  path: '/v1/migrations/newcommerce/schedules',
  permission: 'subscriptions.read',
  query: z.object({ ...pageQueryOf(LARGEST), customerTenantId: guidSchema, currentSubscriptionId: guidSchema.optional(), externalReferenceId: z.string().trim().max(100).optional(), status: scheduleStatusSchema.optional() }),
  handle: async ({ query, context }) => {
    const { customerTenantId, currentSubscriptionId, externalReferenceId, status } = query;
    const pages = await schedulesOf(await theApp(), context.caller.tenantId, customerTenantId, { currentSubscriptionId, externalReferenceId, status });
    if (!pages.ok) return pages;
    const page = await listPage({ uri: listUri('/migrations/newcommerce/schedules', { customerTenantId, currentSubscriptionId, externalReferenceId, status }), query, context, largest: LARGEST }, pages.value, scheduleResource);
    return page.ok ? success(bareList(page.value)) : page;
  },
});
