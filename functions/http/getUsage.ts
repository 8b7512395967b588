import { z } from 'zod';
import { serviceSchema } from '../../src/adapters/http/overageCall';
import { usageResource } from '../../src/adapters/http/resources/usage';
import { route } from '../../src/adapters/http/route';
import { usageCaller } from '../../src/adapters/http/usageCaller';
import { monthSchema, userIdSchema } from '../../src/adapters/http/usageReport';
import { readUsage } from '../../src/app/calls/readUsage';
import { theApp } from '../../src/wiring/wiring';
import { dayOf } from '../../src/kernel/calendarDate';
import { success } from '../../src/kernel/result';

route({
  name: 'getUsage',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/usage',
  permission: 'usage.read',
  query: z.object({ service: serviceSchema.default('PhoneServices'), month: monthSchema.optional(), userId: userIdSchema.optional() }),
  handle: async ({ params: { customerId }, query: { service, month, userId }, context }) => {
    const caller = usageCaller(context);
    if (!caller.ok) return caller;
    const usage = await readUsage(await theApp(), caller.value, customerId, { service, month: month ?? dayOf(context.now), ...(userId !== undefined && { userId }) });
    if (!usage.ok) return usage;
    return success({ status: 200, body: usageResource(usage.value, caller.value) });
  },
});
