import { dayOf, plusDays } from '../../../../src/kernel/calendarDate';
import { ofOperator, oneOf } from '../asking';
import { type Step } from '../step';
import { entitlementsOf } from './known';

/** The operator says on which days a partner had no access, which earns it nothing, or that it had. */
export const access: Step = {
  name: 'access',
  weight: 1,
  act: async (life, dice) => {
    const one = oneOf(dice, entitlementsOf(life));
    if (one === undefined) return;
    const from = plusDays(dayOf(life.now()), -dice.below(50));
    await ofOperator(life).put(`/nextterm/v1/customers/${one.customerId}/subscriptions/${one.planId}/azureEntitlements/${one.id}/access`, {
      hasAccess: dice.chance(40),
      from,
      ...(dice.chance(60) && { to: plusDays(from, dice.below(8)) }),
    });
  },
};
