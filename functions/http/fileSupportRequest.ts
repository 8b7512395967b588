import { encoding } from '../../src/adapters/http/encoding';
import { supportRequestBody, supportRequestResource } from '../../src/adapters/http/resources/supportRequest';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { fileSupportRequest } from '../../src/app/supportCase/supportCases';
import { theApp } from '../../src/wiring/wiring';

/** Nobody takes a request back: it is decided. */
const encode = encoding(201, supportRequestResource, () => [], true);

route({
  name: 'fileSupportRequest',
  method: 'POST',
  path: '/nextterm/v1/customers/{customerId}/subscriptions/{subscriptionId}/supportrequests',
  permission: 'subscriptions.manage',
  body: supportRequestBody,
  handle: async ({ params: { customerId, subscriptionId }, body, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    return call.ok ? fileSupportRequest(app, call.value, customerId, subscriptionId, body, encode) : call;
  },
});
