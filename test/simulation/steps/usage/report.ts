import { dayOf, plusDays } from '../../../../src/kernel/calendarDate';
import { customersOf, ofOperator, ofPartner, oneOf } from '../asking';
import { type Step } from '../step';
import { overagesOf } from './known';

/** Calls of the last days: some late, some of a closed month, some twice, some of nobody of the customer's. */
export const report: Step = {
  name: 'report',
  weight: 6,
  act: async (life, dice) => {
    const overage = oneOf(dice, overagesOf(life));
    const customer = overage && customersOf(life).find(({ id }) => id === overage.customerId);
    if (overage === undefined || customer === undefined) return;
    const related = Object.keys(customer.relationships);
    const asking = dice.chance(70) ? ofPartner(life, dice.pick(related)) : ofOperator(life);
    const domain = customer.domain.replace('.onmicrosoft.com', '.example');
    const reports = Array.from({ length: 1 + dice.below(3) }, () => ({
      reportId: `c${dice.below(dice.chance(20) ? 5 : 1_000_000)}`,
      service: 'PhoneServices',
      userId: dice.chance(90) ? `${dice.pick(['ida', 'nils', 'bo'])}@${domain}` : 'somebody@elsewhere.example',
      date: plusDays(dayOf(life.now()), dice.chance(5) ? 1 : -dice.pick([0, 0, 1, 1, 2, 4, 20, 45])),
      minutes: dice.pick([1, 10, 50, 130, 400, 700]),
    }));
    const path = `/nextterm/v1/customers/${customer.id}/usage`;
    await asking?.post(path, { reports });
    if (dice.chance(20)) await asking?.post(path, { reports });
  },
};
