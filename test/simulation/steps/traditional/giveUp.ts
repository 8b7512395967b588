import { ofPartner, oneOf } from '../asking';
import { type Step } from '../step';
import { ARCHIVE, basesOf, BETTER_MAIL, MAIL } from './known';

/** More than one add-on hangs on a base, and the base is to be given up or upgraded: what stands in the way is named (ORD-5). */
export const giveUp: Step = {
  name: 'giveUp',
  weight: 2,
  act: async (life, dice) => {
    const base = oneOf(dice, basesOf(life).filter(({ status, offer }) => status === 'active' && offer.productId === MAIL));
    const asking = base && ofPartner(life, base.partnerId);
    if (base === undefined || asking === undefined) return;
    for (let missing = 2 + dice.below(2) - (base.addOnIds ?? []).length; missing > 0; missing -= 1) {
      await asking.patch(`/v1/customers/${base.customerId}/orders/${base.orderId}`, { lineItems: [{ lineItemNumber: 0, offerId: ARCHIVE, quantity: 1 + dice.below(4), parentSubscriptionId: base.id }] });
    }
    const path = `/v1/customers/${base.customerId}/subscriptions/${base.id}`;
    if (dice.chance(60)) await asking.patch(path, { status: 'deleted' });
    else await asking.post(`${path}/upgrades`, { targetOffer: { id: BETTER_MAIL }, upgradeType: 'upgrade_only' });
  },
};
