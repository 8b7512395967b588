import { changing, encoding } from '../../src/adapters/http/encoding';
import { scheduleResource } from '../../src/adapters/http/resources/migrationSchedule';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { cancelSchedule } from '../../src/app/migration/schedules';
import { theApp } from '../../src/wiring/wiring';
import { type ScheduleChange } from '../../src/domain/migration/schedule';

const encode = encoding(200, ({ schedule }: ScheduleChange) => scheduleResource(schedule));

/** Nothing will come of what is planned (MIG-6). */
route({
  name: 'cancelMigrationSchedule',
  method: 'POST',
  path: '/v1/customers/{customerId}/migrations/newcommerce/schedules/{scheduleId}/cancel',
  permission: 'subscriptions.manage',
  handle: async ({ params: { customerId, scheduleId }, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    return call.ok ? cancelSchedule(app, call.value, customerId, scheduleId, changing(encode, scheduleResource)) : call;
  },
});
