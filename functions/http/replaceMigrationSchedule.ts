import { changing, encoding } from '../../src/adapters/http/encoding';
import { askedSchedule, scheduleBody, scheduleResource } from '../../src/adapters/http/resources/migrationSchedule';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { scheduleMigration } from '../../src/app/migration/schedules';
import { theApp } from '../../src/wiring/wiring';
import { type ScheduleChange } from '../../src/domain/migration/schedule';

const encode = encoding(200, ({ schedule }: ScheduleChange) => scheduleResource(schedule));

/** What is planned is replaced as a whole (MIG-6). */
route({
  name: 'replaceMigrationSchedule',
  method: 'PUT',
  path: '/v1/customers/{customerId}/migrations/newcommerce/schedules/{scheduleId}',
  permission: 'subscriptions.manage',
  body: scheduleBody,
  handle: async ({ params: { customerId, scheduleId }, body, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    return call.ok ? scheduleMigration(app, call.value, customerId, scheduleId, askedSchedule(body), changing(encode, scheduleResource)) : call;
  },
});
