import { ofPartner, oneOf } from '../asking';
import { type Step } from '../step';
import { basesOf } from './known';

/** A traditional order is billed otherwise, which begins its year anew (MIG-3). */
export const bill: Step = {
  name: 'bill',
  weight: 1,
  act: async (life, dice) => {
    const base = oneOf(dice, basesOf(life));
    if (base === undefined) return;
    const other = base.billingCycle === 'monthly' ? 'annual' : 'monthly';
    await ofPartner(life, base.partnerId)?.patch(`/v1/customers/${base.customerId}/orders/${base.orderId}`, { billingCycle: dice.chance(85) ? other : base.billingCycle });
  },
};
