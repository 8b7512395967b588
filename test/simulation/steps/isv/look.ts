import { ofPartner, oneOf } from '../asking';
import { type Step } from '../step';
import { heldOf, SAAS, SOFTWARE } from './known';

/** What of it is held, and what can be done to it. */
export const look: Step = {
  name: 'look',
  weight: 1,
  act: async (life, dice) => {
    const one = oneOf(dice, heldOf(life, [...SAAS, ...SOFTWARE]));
    if (one === undefined) return;
    const asking = ofPartner(life, one.partnerId);
    await asking?.get(`/v1/customers/${one.customerId}/entitlements?entitlementType=software&showExpiry=true`);
    await asking?.get(`/nextterm/v1/customers/${one.customerId}/subscriptions/${one.id}/options`);
  },
};
