import { z } from 'zod';
import { collection } from '../../src/adapters/http/collection';
import { serviceSchema } from '../../src/adapters/http/overageCall';
import { meteredResource, meterResource } from '../../src/adapters/http/resources/meter';
import { usageResource } from '../../src/adapters/http/resources/usage';
import { route } from '../../src/adapters/http/route';
import { usageCaller } from '../../src/adapters/http/usageCaller';
import { monthSchema, userIdSchema } from '../../src/adapters/http/usageReport';
import { guidSchema } from '../../src/adapters/http/wireSchemas';
import { readDimensions } from '../../src/app/meters/meters';
import { readUsage } from '../../src/app/calls/readUsage';
import { theApp } from '../../src/wiring/wiring';
import { dayOf } from '../../src/kernel/calendarDate';
import { success } from '../../src/kernel/result';

route({
  name: 'getUsage',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/usage',
  permission: 'usage.read',
  query: z
    .object({ service: serviceSchema.optional(), month: monthSchema.optional(), userId: userIdSchema.optional(), subscriptionId: guidSchema.optional().meta({ description: 'Of metered SaaS: what was used of its dimensions, in place of calls.' }) })
    .refine(({ service, userId, subscriptionId }) => subscriptionId === undefined || (service === undefined && userId === undefined), { message: 'names metered SaaS, and goes with neither service nor userId', path: ['subscriptionId'] }),
  handle: async ({ params: { customerId }, query: { service = 'PhoneServices', month: asked, userId, subscriptionId }, context }) => {
    const month = asked ?? dayOf(context.now);
    const caller = usageCaller(context);
    if (!caller.ok) return caller;
    if (subscriptionId !== undefined) {
      const used = await readDimensions(await theApp(), caller.value, customerId, subscriptionId, month);
      const resource = caller.value.kind === 'customer' ? meteredResource : meterResource;
      return used.ok ? success({ status: 200, body: collection<object>(used.value.map(resource), `/nextterm/v1/customers/${customerId}/usage?subscriptionId=${subscriptionId}&month=${month.slice(0, 7)}`) }) : used;
    }
    const usage = await readUsage(await theApp(), caller.value, customerId, { service, month, ...(userId !== undefined && { userId }) });
    if (!usage.ok) return usage;
    return success({ status: 200, body: usageResource(usage.value, caller.value) });
  },
});
