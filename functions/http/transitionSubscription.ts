import { changing, encoding } from '../../src/adapters/http/encoding';
import { subscriptionResource } from '../../src/adapters/http/resources/subscription';
import { endingResource, transitionBody, transitionResource } from '../../src/adapters/http/resources/transition';
import { route } from '../../src/adapters/http/route';
import { expectedVersion, writeCall } from '../../src/adapters/http/writeCall';
import { transitionSubscription } from '../../src/app/transition/transitions';
import { theApp } from '../../src/wiring/wiring';
import { type Transitioned } from '../../src/domain/transition/transition';

const encode = encoding(
  200,
  ({ transition, outcomes }: Transitioned) => ({ ...transitionResource(transition), ...endingResource(outcomes) }),
  ({ outcomes }) => outcomes,
);

route({
  name: 'transitionSubscription',
  method: 'POST',
  path: '/v1/customers/{customerId}/subscriptions/{subscriptionId}/transitions',
  permission: 'subscriptions.manage',
  body: transitionBody,
  handle: async ({ params, body, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    return call.ok ? transitionSubscription(app, call.value, params.customerId, params.subscriptionId, body, expectedVersion(context), changing(encode, (source) => subscriptionResource(source, context.now))) : call;
  },
});
