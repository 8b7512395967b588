import { ofPartner, oneOf } from '../asking';
import { type Step } from '../step';
import { plansOf } from './known';

/** A partner sets a budget or takes it back, and reads what is spent of it. */
export const budget: Step = {
  name: 'budget',
  weight: 1,
  act: async (life, dice) => {
    const plan = oneOf(dice, plansOf(life));
    if (plan === undefined) return;
    const asking = ofPartner(life, plan.partnerId);
    await asking?.patch(`/v1/customers/${plan.customerId}/usagebudget`, { amount: dice.pick([20, 500, 0.5, null, -1]) });
    await asking?.get(`/v1/customers/${plan.customerId}/usagesummary`);
  },
};
