import { ofPartner, oneOf } from '../asking';
import { type Step } from '../step';
import { plansOf } from './known';

/** The plan is suspended, resumed or named; a few ask for seats, which it does not have. */
export const changePlan: Step = {
  name: 'changePlan',
  weight: 2,
  act: async (life, dice) => {
    const plan = oneOf(dice, plansOf(life));
    if (plan === undefined) return;
    const other = plan.status === 'active' ? 'suspended' : 'active';
    const body = dice.pick([{ status: other }, { status: other }, { friendlyName: `Cloud ${dice.below(100)}` }, { quantity: 2 }]);
    await ofPartner(life, plan.partnerId)?.patch(`/v1/customers/${plan.customerId}/subscriptions/${plan.id}`, body);
  },
};
