import { encoding } from '../../src/adapters/http/encoding';
import { customerResource } from '../../src/adapters/http/resources/customer';
import { customerPatchBody } from '../../src/adapters/http/resources/customerRequest';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { endRelationship } from '../../src/app/customer/customerRelationships';
import { theApp } from '../../src/wiring/wiring';
import { type RelationshipChange } from '../../src/domain/parties/customer/changeRelationship';

// The one change that a PATCH of a customer makes: the partner gives it up.
route({
  name: 'patchCustomer',
  method: 'PATCH',
  path: '/v1/customers/{customerId}',
  permission: 'customers.manage',
  user: 'required',
  body: customerPatchBody,
  handle: async ({ params, body: { relationshipToPartner: _none, ...sent }, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    if (!call.ok) return call;
    const encode = encoding(200, ({ customer, partnerTenantId }: RelationshipChange) => customerResource(customer, partnerTenantId));
    return endRelationship(app, call.value, params.customerId, encode, sent);
  },
});
