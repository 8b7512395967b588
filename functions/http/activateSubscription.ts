import { changing, encoding } from '../../src/adapters/http/encoding';
import { activationResource } from '../../src/adapters/http/resources/activationLink';
import { subscriptionResource } from '../../src/adapters/http/resources/subscription';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { activateSubscription } from '../../src/app/subscription/activateSubscription';
import { theApp } from '../../src/wiring/wiring';
import { type Outcome } from '../../src/domain/subscription/outcome';

const encode = encoding(
  200,
  ({ subscription }: Outcome) => activationResource(subscription.id),
  (outcome) => [outcome],
);

route({
  name: 'activateSubscription',
  method: 'POST',
  path: '/v1/customers/{customerId}/subscriptions/{subscriptionId}/activate',
  permission: 'subscriptions.manage',
  handle: async ({ params, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    return call.ok ? activateSubscription(app, call.value, params.customerId, params.subscriptionId, changing(encode, (subscription) => subscriptionResource(subscription, context.now))) : call;
  },
});
