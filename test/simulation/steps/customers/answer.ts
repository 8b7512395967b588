import { customersOf, ofCustomer, oneOf } from '../asking';
import { type Step } from '../step';

/** A customer accepts or declines what a partner asked; a fifth of them answer what nobody asks. */
export const answer: Step = {
  name: 'answer',
  weight: 3,
  act: async (life, dice) => {
    const related = customersOf(life).flatMap((customer) => Object.entries(customer.relationships).map(([partnerId, { status }]) => ({ customer, partnerId, status })));
    const asked = related.filter(({ status }) => status === 'pending');
    const one = oneOf(dice, dice.chance(80) ? asked : related);
    if (one === undefined) return;
    const path = `/nextterm/v1/customers/${one.customer.id}/relationships/${one.partnerId}`;
    if (dice.chance(75)) await ofCustomer(life, one.customer.id).post(`${path}/accept`, { acceptCustomerAgreement: dice.chance(70) });
    else await ofCustomer(life, one.customer.id).post(`${path}/decline`);
  },
};
