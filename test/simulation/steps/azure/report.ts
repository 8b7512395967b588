import { dayOf, plusDays } from '../../../../src/kernel/calendarDate';
import { ofOperator, ofPartner, oneOf } from '../asking';
import { type Step } from '../step';
import { entitlementsOf, METERS, plansOf } from './known';

/** Meter readings of the last days, some late, some of a month that is closed, some again, some of a meter that is none. */
export const report: Step = {
  name: 'report',
  weight: 6,
  act: async (life, dice) => {
    const one = oneOf(dice, entitlementsOf(life));
    const plan = one && plansOf(life).find(({ id }) => id === one.planId);
    if (one === undefined || plan === undefined) return;
    const asking = dice.chance(85) ? ofPartner(life, plan.partnerId) : ofOperator(life);
    const reports = Array.from({ length: 1 + dice.below(3) }, () => ({
      reportId: `m${dice.below(dice.chance(20) ? 5 : 1_000_000)}`,
      azureSubscriptionId: one.id,
      meterId: dice.chance(95) ? dice.pick(METERS) : dice.guid(),
      date: plusDays(dayOf(life.now()), dice.chance(5) ? 1 : -dice.pick([0, 0, 1, 1, 2, 5, 25, 40])),
      quantity: dice.pick(['1', '1.5', '29', '0.333333333333', '700', '0']),
      ...(dice.chance(30) && { resourceUri: `/machines/${dice.below(3)}` }),
    }));
    const path = `/nextterm/v1/customers/${plan.customerId}/usage`;
    await asking?.post(path, { reports });
    if (dice.chance(20)) await asking?.post(path, { reports });
  },
};
