import { ofPartner, oneOf } from '../asking';
import { type Step } from '../step';
import { heldOf, SAAS, SOFTWARE } from './known';

/** Software is given up through its order, in its days or after them; some try it with SaaS, or by the subscription. */
export const cancelSoftware: Step = {
  name: 'cancelSoftware',
  weight: 2,
  act: async (life, dice) => {
    const one = oneOf(dice, heldOf(life, dice.chance(85) ? SOFTWARE : SAAS));
    if (one === undefined) return;
    const asking = ofPartner(life, one.partnerId);
    if (dice.chance(15)) await asking?.patch(`/v1/customers/${one.customerId}/subscriptions/${one.id}`, { status: 'deleted' });
    else await asking?.patch(`/v1/customers/${one.customerId}/orders/${one.orderId}`, { status: dice.pick(['cancelled', 'canceled']), ...(dice.chance(30) && { lineItems: [{ lineItemNumber: dice.below(2) }] }) });
  },
};
