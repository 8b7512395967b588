import { encoding } from '../../src/adapters/http/encoding';
import { askRelationshipBody, relationshipChangeResource } from '../../src/adapters/http/resources/customerRelationship';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { askRelationship } from '../../src/app/customer/customerRelationships';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'askRelationship',
  method: 'POST',
  path: '/nextterm/v1/customers/{customerId}/relationships',
  permission: 'relationships.request',
  user: 'required',
  body: askRelationshipBody.optional(),
  handle: async ({ params, body, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    if (!call.ok) return call;
    const { resellerTenantId, subscriptionsToMove } = body ?? {};
    const asked = { ...(resellerTenantId !== undefined && { resellerTenantId }), ...(subscriptionsToMove !== undefined && { subscriptionsToMove: [...new Set(subscriptionsToMove)] }) };
    return askRelationship(app, call.value, params.customerId, asked, encoding(201, relationshipChangeResource));
  },
});
