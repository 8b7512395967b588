import { dealingsOf, ofPartner } from '../asking';
import { type Step } from '../step';

/** A partner ends its relationship, mostly with one for whom it has nothing that runs; a few try to delete the customer, which is for sandboxes. */
export const giveUp: Step = {
  name: 'giveUp',
  weight: 1,
  act: async (life, dice) => {
    const dealings = dealingsOf(life);
    const runs = new Set(life.known.subscriptions().filter(({ status }) => status !== 'deleted').map(({ customerId, partnerId }) => `${customerId} ${partnerId}`));
    const idle = dealings.filter(({ customer, partner }) => !runs.has(`${customer.id} ${partner.tenantId}`) && !/^(Zonnebloem|Oresund)/.test(customer.name));
    if (dealings.length === 0) return;
    const { customer, partner } = dice.pick(idle.length > 0 && dice.chance(70) ? idle : dealings);
    const asking = ofPartner(life, partner.tenantId);
    if (dice.chance(20)) await asking?.delete(`/v1/customers/${customer.id}`);
    else await asking?.patch(`/v1/customers/${customer.id}`, { relationshipToPartner: 'none' });
  },
};
