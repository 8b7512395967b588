import { type Random } from '../../../fuzz/random';
import { type Subscription } from '../../../../src/domain/subscription/state';
import { type Life, type Wanted } from '../../engine/life';
import { userOf } from '../../engine/world';
import { type Step } from '../step';
import { sellerOf } from './sellerOf';

const changesOf = (subscription: Subscription, dice: Random): Record<string, unknown> =>
  dice.pick([() => ({ quantity: 1 + dice.below(60) }), () => ({ quantity: subscription.quantity + 1 + dice.below(3) }), () => ({ autoRenewEnabled: !subscription.autoRenew }), () => ({ friendlyName: `Team ${dice.below(9)}` })])();

/** What one of several users asks of it. */
const wish = (life: Life, subscription: Subscription, user: string, dice: Random): readonly Wanted[] => {
  const partner = sellerOf(life, subscription);
  if (partner === undefined) return [];
  const path = `/v1/customers/${subscription.customerId}/subscriptions/${subscription.id}`;
  const caller = userOf(partner, undefined, user);
  if (dice.chance(15)) return [{ method: 'GET', path, caller }];
  const change: Wanted = { method: 'PATCH', path, caller, body: changesOf(subscription, dice) };
  // A client that lost patience sends the same again while the first still runs.
  if (!dice.chance(20)) return [change];
  const sentTwice: Wanted = { ...change, headers: { 'MS-RequestId': dice.guid() } };
  return [sentTwice, sentTwice];
};

/** Several users change a subscription, or several of one customer, at the same moment. */
export const atOnce: Step = {
  name: 'atOnce',
  weight: 3,
  act: async (life, dice) => {
    const held = life.known.subscriptions();
    if (held.length === 0) return;
    const chosen = dice.pick(held);
    const others = held.filter(({ customerId }) => customerId === chosen.customerId);
    const users = ['Noor', 'Sanne', 'Timo'].slice(0, 2 + dice.below(2));
    await life.together(users.flatMap((user) => wish(life, dice.chance(70) ? chosen : dice.pick(others), user, dice)));
  },
};
