import { ofPartner, oneOf } from '../asking';
import { type Step } from '../step';
import { heldOf, SAAS, SOFTWARE } from './known';

/** SaaS and software are changed as licences are, where they can be. */
export const change: Step = {
  name: 'change',
  weight: 3,
  act: async (life, dice) => {
    const one = oneOf(dice, heldOf(life, [...SAAS, ...SOFTWARE]));
    if (one === undefined) return;
    const body = dice.pick([
      { quantity: one.quantity + 1 + dice.below(4) },
      { quantity: Math.max(1, one.quantity - 1) },
      { autoRenewEnabled: !one.autoRenew },
      { status: one.status === 'suspended' ? 'active' : 'suspended' },
      { friendlyName: `Reports ${dice.below(10)}` },
      { status: 'deleted' },
    ]);
    await ofPartner(life, one.partnerId)?.patch(`/v1/customers/${one.customerId}/subscriptions/${one.id}`, body);
  },
};
