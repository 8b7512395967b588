import { customersOf, ofPartner, oneOf } from '../asking';
import { type Step } from '../step';

/** A partner asks a customer of others, or one that it has, for a relationship; some name what they mean to take over. */
export const ask: Step = {
  name: 'ask',
  weight: 3,
  act: async (life, dice) => {
    const customer = dice.pick(customersOf(life));
    const partner = dice.pick(life.world.partners);
    const meant = life.known.subscriptions().filter(({ customerId, partnerId }) => customerId === customer.id && partnerId !== partner.tenantId);
    const one = oneOf(dice, meant);
    await ofPartner(life, partner.tenantId)?.post(`/nextterm/v1/customers/${customer.id}/relationships`, one !== undefined && dice.chance(50) ? { subscriptionsToMove: [one.id] } : {});
  },
};
