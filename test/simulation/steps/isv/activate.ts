import { ofPartner, oneOf } from '../asking';
import { type Step } from '../step';
import { heldOf, SAAS } from './known';

/** The publisher's page is found and the set-up confirmed; some confirm it twice. */
export const activate: Step = {
  name: 'activate',
  weight: 3,
  act: async (life, dice) => {
    const one = oneOf(dice, heldOf(life, SAAS));
    if (one === undefined) return;
    const path = `/v1/customers/${one.customerId}/subscriptions/${one.id}`;
    const asking = ofPartner(life, one.partnerId);
    if (dice.chance(50)) await asking?.get(`${path}/activationlinks`);
    await asking?.post(`${path}/activate`);
  },
};
