import { customerCall } from '../../src/adapters/http/customerCall';
import { encoding } from '../../src/adapters/http/encoding';
import { relationshipChangeResource } from '../../src/adapters/http/resources/customerRelationship';
import { route } from '../../src/adapters/http/route';
import { answerRelationship } from '../../src/app/customer/customerRelationships';
import { expectedVersion } from '../../src/adapters/http/writeCall';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'declineRelationship',
  method: 'POST',
  path: '/nextterm/v1/customers/{customerId}/relationships/{partnerTenantId}/decline',
  permission: 'relationships.answer',
  handle: async ({ params: { customerId, partnerTenantId }, context }) => {
    const call = customerCall(context, customerId);
    if (!call.ok) return call;
    const command = { partnerTenantId, answer: 'declined' as const };
    return answerRelationship(await theApp(), call.value, customerId, command, expectedVersion(context), encoding(200, relationshipChangeResource));
  },
});
