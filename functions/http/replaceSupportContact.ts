import { changing, encoding } from '../../src/adapters/http/encoding';
import { supportContactBody, supportContactResource } from '../../src/adapters/http/resources/supportContact';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { changeSupportContact } from '../../src/app/subscription/supportContact';
import { supportContactOf } from '../../src/domain/subscription/supportContact';
import { type Outcome } from '../../src/domain/subscription/outcome';
import { type Subscription } from '../../src/domain/subscription/state';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'replaceSupportContact',
  method: 'PUT',
  path: '/v1/customers/{customerId}/subscriptions/{subscriptionId}/supportcontact',
  permission: 'subscriptions.manage',
  user: 'required',
  body: supportContactBody,
  handle: async ({ params: { customerId, subscriptionId }, body, context }) => {
    const call = writeCall(context);
    if (!call.ok) return call;
    const { partner } = call.value;
    const { supportTenantId: tenantId, supportMpnId: partnerId, name } = body;
    const resource = (subscription: Subscription) => supportContactResource(customerId, subscription.id, supportContactOf(subscription, partner));
    const encode = changing(
      encoding(200, ({ subscription }: Outcome) => resource(subscription), (outcome) => [outcome]),
      resource,
    );
    return changeSupportContact(await theApp(), call.value, customerId, subscriptionId, { tenantId, partnerId, name }, encode);
  },
});
