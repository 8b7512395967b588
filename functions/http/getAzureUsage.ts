import { z } from 'zod';
import { collection } from '../../src/adapters/http/collection';
import { meteredResource, meterResource } from '../../src/adapters/http/resources/meter';
import { route } from '../../src/adapters/http/route';
import { usageCaller } from '../../src/adapters/http/usageCaller';
import { monthSchema } from '../../src/adapters/http/usageReport';
import { readMeters } from '../../src/app/meters/meters';
import { theApp } from '../../src/wiring/wiring';
import { dayOf } from '../../src/kernel/calendarDate';
import { success } from '../../src/kernel/result';

route({
  name: 'getAzureUsage',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/usage/azure',
  permission: 'usage.read',
  query: z.object({ month: monthSchema.optional() }),
  handle: async ({ params: { customerId }, query, context }) => {
    const caller = usageCaller(context);
    if (!caller.ok) return caller;
    const month = query.month ?? dayOf(context.now);
    const found = await readMeters(await theApp(), caller.value, customerId, month);
    return found.ok ? success({ status: 200, body: collection<object>(found.value.map(caller.value.kind === 'customer' ? meteredResource : meterResource), `/nextterm/v1/customers/${customerId}/usage/azure?month=${month.slice(0, 7)}`) }) : found;
  },
});
