import { ofPartner, oneOf } from '../asking';
import { type Step } from '../step';
import { transfersOf } from './known';

/** While a transfer is asked for or under way, somebody changes what it is about. */
export const meanwhile: Step = {
  name: 'meanwhile',
  weight: 3,
  act: async (life, dice) => {
    const transfer = oneOf(dice, transfersOf(life).filter(({ status }) => status === 'Pending' || status === 'InProgress'));
    if (transfer === undefined) return;
    const subscription = oneOf(dice, life.known.subscriptions().filter(({ customerId, partnerId, status }) => customerId === transfer.customerId && partnerId === transfer.sourcePartnerId && status !== 'deleted'));
    if (subscription === undefined) return;
    const { productId, skuId, availabilityId } = subscription.offer;
    const { termDuration, billingCycle, quantity } = subscription;
    const body = dice.pick([
      { quantity: quantity + 1 },
      { quantity: Math.max(1, quantity - 1) },
      { autoRenewEnabled: !subscription.autoRenew },
      { status: subscription.status === 'suspended' ? 'active' : 'suspended' },
      { friendlyName: `Team ${dice.below(10)}` },
      { scheduledNextTermInstructions: { product: { productId, skuId, availabilityId, billingCycle, termDuration }, quantity: quantity + 2 } },
    ]);
    await ofPartner(life, transfer.sourcePartnerId)?.patch(`/v1/customers/${subscription.customerId}/subscriptions/${subscription.id}`, body);
  },
};
