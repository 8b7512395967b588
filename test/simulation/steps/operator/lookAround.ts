import { customersOf, ofOperator } from '../asking';
import { type Step } from '../step';

/** How the installation is, who a customer is, and what the audit log says. */
export const lookAround: Step = {
  name: 'lookAround',
  weight: 2,
  act: async (life, dice) => {
    const customer = dice.pick(customersOf(life));
    const own = '/nextterm/v1/operations';
    await ofOperator(life).get(
      dice.pick([
        `${own}/status`,
        `${own}/sweep`,
        `${own}/checks`,
        `${own}/unreadable`,
        `${own}/find?text=${encodeURIComponent(customer.domain.slice(0, 8))}`,
        `${own}/customers/${customer.id}`,
        `${own}/customers/${customer.id}/history`,
        `${own}/audit/check`,
        `${own}/markets`,
        `${own}/partners`,
        `/v1/auditrecords?startDate=${life.now().slice(0, 10)}`,
      ]),
    );
  },
};
