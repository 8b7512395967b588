import { encoding } from '../../src/adapters/http/encoding';
import { overageCall, overageRoleRefused } from '../../src/adapters/http/overageCall';
import { overageBody, overageResource } from '../../src/adapters/http/resources/overage';
import { route } from '../../src/adapters/http/route';
import { manageOverage, type ManagedOverage } from '../../src/app/overage/manageOverage';
import { theApp } from '../../src/wiring/wiring';

const NO_ID = '00000000-0000-0000-0000-000000000000';

route({
  name: 'setOverage',
  method: 'PUT',
  path: '/v1/customers/{customerId}/subscriptions/overage',
  permission: 'overage.manage',
  roleRefused: overageRoleRefused,
  body: overageBody,
  handle: async ({ params: { customerId }, body, context }) => {
    const app = await theApp();
    const call = overageCall(context, body.type);
    if (!call.ok) return call;
    const { azureEntitlementId = '', partnerId = '', overageEnabled, type } = body;
    const asked = {
      service: type,
      overageEnabled,
      ...(azureEntitlementId !== '' && azureEntitlementId !== NO_ID && { azureSubscriptionId: azureEntitlementId.toLowerCase() }),
      ...(partnerId !== '' && { resellerOfRecord: partnerId }),
    };
    return manageOverage(app, call.value, customerId, asked, encoding(200, ({ service, change }: ManagedOverage) => overageResource(customerId, service, change?.overage)));
  },
});
