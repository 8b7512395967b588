import { customersOf, ofPartner, oneOf } from '../asking';
import { itemFor } from '../../engine/world';
import { type Step } from '../step';
import { ARCHIVE, basesOf } from './known';

/** An add-on is bought for a base in the middle of its months, through the base's order; some for one that is suspended. */
export const attach: Step = {
  name: 'attach',
  weight: 3,
  act: async (life, dice) => {
    const base = oneOf(dice, basesOf(life));
    const customer = base && customersOf(life).find(({ id }) => id === base.customerId);
    if (base === undefined || customer === undefined) return;
    const offerId = dice.chance(80) ? ARCHIVE : itemFor(life.world, customer, `${ARCHIVE}:0001`);
    await ofPartner(life, base.partnerId)?.patch(`/v1/customers/${base.customerId}/orders/${base.orderId}`, { lineItems: [{ lineItemNumber: 0, offerId, quantity: 1 + dice.below(4), parentSubscriptionId: base.id }] });
    await ofPartner(life, base.partnerId)?.get(`/v1/customers/${base.customerId}/subscriptions/${base.id}/addons`);
  },
};
