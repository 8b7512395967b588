import { anyCall } from '../../src/adapters/http/customerCall';
import { encoding } from '../../src/adapters/http/encoding';
import { refuseBody, supportRequestResource } from '../../src/adapters/http/resources/supportRequest';
import { route } from '../../src/adapters/http/route';
import { decideSupportRequest, type Decided } from '../../src/app/supportCase/supportCases';
import { theApp } from '../../src/wiring/wiring';

const encode = encoding(
  200,
  ({ supportCase }: Decided) => supportRequestResource(supportCase),
  ({ outcome }) => (outcome === undefined ? [] : [outcome]),
);

route({
  name: 'refuseSupportRequest',
  method: 'POST',
  path: '/nextterm/v1/customers/{customerId}/subscriptions/{subscriptionId}/supportrequests/{requestId}/refuse',
  permission: 'operations.manage',
  body: refuseBody,
  handle: async ({ params, body, context }) => decideSupportRequest(await theApp(), { ...anyCall(context), userId: context.caller.userId }, params, { grant: false, why: body.why }, encode),
});
