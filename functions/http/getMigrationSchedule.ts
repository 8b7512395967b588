import { scheduleResource } from '../../src/adapters/http/resources/migrationSchedule';
import { route } from '../../src/adapters/http/route';
import { getSchedule } from '../../src/app/migration/schedules';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'getMigrationSchedule',
  method: 'GET',
  path: '/v1/customers/{customerId}/migrations/newcommerce/schedules/{scheduleId}',
  permission: 'subscriptions.read',
  handle: async ({ params: { customerId, scheduleId }, context }) => {
    const schedule = await getSchedule(await theApp(), context.caller.tenantId, customerId, scheduleId);
    return schedule.ok ? success({ status: 200, body: scheduleResource(schedule.value) }) : schedule;
  },
});
