import { changing, encoding } from '../../src/adapters/http/encoding';
import { subscriptionResource } from '../../src/adapters/http/resources/subscription';
import { upgradeBody, upgradeResultResource } from '../../src/adapters/http/resources/traditionalUpgrade';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { upgradeTraditional } from '../../src/app/transition/traditionalUpgrades';
import { theApp } from '../../src/wiring/wiring';
import { type WholeUpgraded } from '../../src/domain/transition/wholeUpgrade';

const encode = encoding(200, upgradeResultResource, ({ outcome }: WholeUpgraded) => [outcome], true);

/** The traditional call (MIG-4); of new commerce it is a transition. */
route({
  name: 'upgradeSubscription',
  method: 'POST',
  path: '/v1/customers/{customerId}/subscriptions/{subscriptionId}/upgrades',
  permission: 'subscriptions.manage',
  body: upgradeBody,
  handle: async ({ params: { customerId, subscriptionId }, body, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    if (!call.ok) return call;
    const { targetOffer, quantity } = body;
    return upgradeTraditional(app, call.value, customerId, subscriptionId, { offerId: targetOffer.id, quantity }, changing(encode, (source) => subscriptionResource(source, context.now)));
  },
});
