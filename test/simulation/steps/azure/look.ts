import { ofPartner, oneOf } from '../asking';
import { type Step } from '../step';
import { plansOf } from './known';

/** A partner reads plans, entitlements and what was used, this month or the one before. */
export const look: Step = {
  name: 'look',
  weight: 1,
  act: async (life, dice) => {
    const plan = oneOf(dice, plansOf(life));
    if (plan === undefined) return;
    const asking = ofPartner(life, plan.partnerId);
    const [own, published] = [`/nextterm/v1/customers/${plan.customerId}`, `/v1/customers/${plan.customerId}`];
    const month = life.now().slice(0, 7);
    await asking?.get(
      dice.pick([
        `${own}/azureplans`,
        `${published}/entitlements`,
        `${published}/subscriptions/${plan.id}/azureEntitlements`,
        `${published}/subscriptions/${plan.id}`,
        `${published}/subscriptions/${plan.id}/usagesummary`,
        `${published}/subscriptions/${plan.id}/usagerecords/meters`,
        `${published}/subscriptions/${plan.id}/usagerecords/resources`,
        `${own}/usage/azure?month=${month}`,
        `${own}/usage/azure/charges?month=${month}`,
        '/v1/customers/usagerecords',
      ]),
    );
  },
};
