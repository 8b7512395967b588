import { z } from 'zod';
import { listPage, pageQuery } from '../../src/adapters/http/listPage';
import { serviceSchema } from '../../src/adapters/http/overageCall';
import { callResource } from '../../src/adapters/http/resources/usage';
import { route } from '../../src/adapters/http/route';
import { usageCaller } from '../../src/adapters/http/usageCaller';
import { userIdSchema } from '../../src/adapters/http/usageReport';
import { wireDaySchema } from '../../src/adapters/http/wireSchemas';
import { readCalls } from '../../src/app/calls/readUsage';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'listCalls',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/usage/calls',
  permission: 'usage.read',
  query: z.object({ ...pageQuery, service: serviceSchema.default('PhoneServices'), date: wireDaySchema.meta({ description: 'The UTC day.' }), userId: userIdSchema.optional() }),
  handle: async ({ params: { customerId }, query, context }) => {
    const caller = usageCaller(context);
    if (!caller.ok) return caller;
    const { service, date, userId } = query;
    const read = await readCalls(await theApp(), caller.value, customerId, { service, date, ...(userId !== undefined && { userId }) });
    if (!read.ok) return read;
    const uri = `/nextterm/v1/customers/${customerId}/usage/calls`;
    return listPage({ uri: `${uri}?service=${service}&date=${date}${userId === undefined ? '' : `&userId=${encodeURIComponent(userId)}`}`, query, context }, read.value, callResource);
  },
});
