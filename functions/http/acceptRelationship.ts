import { z } from 'zod';
import { customerCall } from '../../src/adapters/http/customerCall';
import { encoding } from '../../src/adapters/http/encoding';
import { relationshipChangeResource } from '../../src/adapters/http/resources/customerRelationship';
import { route } from '../../src/adapters/http/route';
import { answerRelationship } from '../../src/app/customer/customerRelationships';
import { expectedVersion } from '../../src/adapters/http/writeCall';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'acceptRelationship',
  method: 'POST',
  path: '/nextterm/v1/customers/{customerId}/relationships/{partnerTenantId}/accept',
  permission: 'relationships.answer',
  // The customer may accept the customer agreement in the same step.
  body: z.object({ acceptCustomerAgreement: z.boolean().optional().meta({ description: 'Whether the customer agreement is accepted in the same step.' }) }).optional(),
  handle: async ({ params: { customerId, partnerTenantId }, body, context }) => {
    const call = customerCall(context, customerId);
    if (!call.ok) return call;
    const command = { partnerTenantId, answer: 'accepted' as const, ...(body?.acceptCustomerAgreement === true && { agreementBy: context.caller.userId }) };
    return answerRelationship(await theApp(), call.value, customerId, command, expectedVersion(context), encoding(200, relationshipChangeResource));
  },
});
