import { userOf } from '../engine/world';
import { type Step } from './step';

/** Asks for another number of seats. */
export const changeSeats: Step = {
  name: 'changeSeats',
  weight: 6,
  act: async (life, dice) => {
    const held = life.known.subscriptions();
    if (held.length === 0) return;
    const subscription = dice.pick(held);
    const partner = life.world.partners.find(({ tenantId }) => tenantId === subscription.partnerId);
    if (partner === undefined) return;
    const reply = await life.call({ method: 'PATCH', path: `/v1/customers/${subscription.customerId}/subscriptions/${subscription.id}`, caller: userOf(partner), body: { quantity: 1 + dice.below(60) } });
    life.reach('command × state', `quantity × ${subscription.status} × ${reply.status}`);
  },
};
