import { anyCall } from '../../src/adapters/http/customerCall';
import { encoding } from '../../src/adapters/http/encoding';
import { serviceSchema } from '../../src/adapters/http/overageCall';
import { handoverResource } from '../../src/adapters/http/resources/handover';
import { route } from '../../src/adapters/http/route';
import { answerHandover, type HandoverChange } from '../../src/app/overage/handover';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'refuseOverageHandover',
  method: 'POST',
  path: '/nextterm/v1/customers/{customerId}/overage/{service}/handover/{handoverId}/refuse',
  permission: 'overage.handover',
  params: { service: serviceSchema },
  handle: async ({ params, context }) => answerHandover(await theApp(), anyCall(context), params, 'refuse', encoding(200, ({ handover }: HandoverChange) => handoverResource(handover, context.caller.tenantId))),
});
