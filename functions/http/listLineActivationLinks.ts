import { z } from 'zod';
import { collection } from '../../src/adapters/http/collection';
import { activationLinkResource } from '../../src/adapters/http/resources/activationLink';
import { route } from '../../src/adapters/http/route';
import { opaqueIdSchema } from '../../src/adapters/http/wireSchemas';
import { activationLinesOfLine } from '../../src/app/subscription/activationLines';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'listLineActivationLinks',
  method: 'GET',
  path: '/v1/customers/{customerId}/orders/{orderId}/lineitems/{lineItemNumber}/activationlinks',
  permission: 'orders.read',
  params: { orderId: opaqueIdSchema, lineItemNumber: z.string().regex(/^\d{1,5}$/, 'must be a number').transform(Number) },
  handle: async ({ params, context }) => {
    const { customerId, orderId, lineItemNumber } = params;
    const lines = await activationLinesOfLine(await theApp(), context.caller.tenantId, customerId, orderId, lineItemNumber);
    if (!lines.ok) return lines;
    const self = `/customers/${customerId}/orders/${orderId.toLowerCase()}/lineitems/${lineItemNumber}/activationlinks`;
    return success({ status: 200, body: collection(lines.value.map(activationLinkResource), self) });
  },
});
