import { ofPartner, oneOf } from '../asking';
import { type Step } from '../step';
import { entitlementsOf, plansOf } from './known';

/** Azure subscriptions come under the plan, are stopped and taken up again, and some are asked about that are not there. */
export const entitle: Step = {
  name: 'entitle',
  weight: 4,
  act: async (life, dice) => {
    const plan = oneOf(dice, plansOf(life));
    if (plan === undefined) return;
    const asking = ofPartner(life, plan.partnerId);
    const path = `/v1/customers/${plan.customerId}/subscriptions/${plan.id}/azureEntitlements`;
    const one = oneOf(dice, entitlementsOf(life).filter(({ planId }) => planId === plan.id));
    if (one === undefined || dice.chance(30)) {
      await asking?.post(`/nextterm${path}`, { friendlyName: `Test ${dice.below(100)}` });
      return;
    }
    const id = dice.chance(95) ? one.id : dice.guid();
    if (one.status === 'active' ? dice.chance(80) : dice.chance(20)) await asking?.post(`${path}/${id}/cancel`, { cancellationReason: dice.pick(['compromise', 'compromise', 'boredom']) });
    else await asking?.post(`${path}/${id}/reactivate`);
    await asking?.get(`${path}/${id}`);
  },
};
