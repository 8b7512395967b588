import { z } from 'zod';
import { anyCall } from '../../src/adapters/http/customerCall';
import { encoding } from '../../src/adapters/http/encoding';
import { serviceSchema } from '../../src/adapters/http/overageCall';
import { handoverResource } from '../../src/adapters/http/resources/handover';
import { route } from '../../src/adapters/http/route';
import { guidSchema } from '../../src/adapters/http/wireSchemas';
import { askHandover, type HandoverChange } from '../../src/app/overage/handover';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'askOverageHandover',
  method: 'POST',
  path: '/nextterm/v1/customers/{customerId}/overage/{service}/handover',
  permission: 'overage.handover',
  params: { service: serviceSchema },
  body: z.object({ toPartnerTenantId: guidSchema }),
  handle: async ({ params: { customerId, service }, body, context }) =>
    askHandover(await theApp(), anyCall(context), customerId, service, body.toPartnerTenantId, encoding(201, ({ handover }: HandoverChange) => handoverResource(handover, context.caller.tenantId))),
});
