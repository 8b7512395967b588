import { ofPartner, oneOf } from '../asking';
import { type Step } from '../step';
import { addOnsOf, basesOf } from './known';

/** Seats, suspension with all that hangs on it, and the end of it. */
export const change: Step = {
  name: 'change',
  weight: 5,
  act: async (life, dice) => {
    const one = oneOf(dice, dice.chance(75) ? basesOf(life) : addOnsOf(life));
    if (one === undefined) return;
    const other = one.status === 'suspended' ? 'active' : 'suspended';
    const body = dice.weighted<object>([
      [3, { quantity: one.quantity + 1 + dice.below(5) }],
      [2, { quantity: Math.max(1, one.quantity - 1 - dice.below(3)) }],
      [4, { status: other }],
      [2, { autoRenewEnabled: !one.autoRenew }],
      [1, { friendlyName: `Mail ${dice.below(10)}` }],
      [1, { status: 'deleted' }],
    ]);
    await ofPartner(life, one.partnerId)?.patch(`/v1/customers/${one.customerId}/subscriptions/${one.id}`, body);
  },
};
