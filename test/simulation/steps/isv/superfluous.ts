import { ofPartner, oneOf } from '../asking';
import { type Step } from '../step';
import { heldOf, SOFTWARE } from './known';

/** A partner looks at what a customer that has software pays for twice, and asks for the end of one of it (UPG-8). */
export const superfluous: Step = {
  name: 'superfluous',
  weight: 2,
  act: async (life, dice) => {
    const one = oneOf(dice, heldOf(life, SOFTWARE));
    if (one === undefined) return;
    const own = `/nextterm/v1/customers/${one.customerId}`;
    const asking = ofPartner(life, one.partnerId);
    await asking?.get(`${own}/redundantlicences`);
    if (dice.chance(50)) await asking?.post(`${own}/subscriptions/${one.id}/supportrequests`, { reason: 'redundant_licences', note: 'Another one does the same' });
  },
};
