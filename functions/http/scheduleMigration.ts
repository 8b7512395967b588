import { changing, encoding } from '../../src/adapters/http/encoding';
import { askedSchedule, scheduleBody, scheduleResource } from '../../src/adapters/http/resources/migrationSchedule';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { scheduleMigration } from '../../src/app/migration/schedules';
import { theApp } from '../../src/wiring/wiring';
import { type ScheduleChange } from '../../src/domain/migration/schedule';

const encode = encoding(201, ({ schedule }: ScheduleChange) => scheduleResource(schedule));

/** A migration into new commerce that is planned for a day, or for the renewal (MIG-6). */
route({
  name: 'scheduleMigration',
  method: 'POST',
  path: '/v1/customers/{customerId}/migrations/newcommerce/schedules',
  permission: 'subscriptions.manage',
  body: scheduleBody,
  handle: async ({ params: { customerId }, body, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    return call.ok ? scheduleMigration(app, call.value, customerId, undefined, askedSchedule(body), changing(encode, scheduleResource)) : call;
  },
});
