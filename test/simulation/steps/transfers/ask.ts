import { customersOf, ofPartner, oneOf } from '../asking';
import { type Step } from '../step';
import { requestOf, sharedOf } from './known';

/** A partner asks for what a customer has of another: of a customer of both, and sometimes of one that is none of its own. */
export const ask: Step = {
  name: 'ask',
  weight: 4,
  act: async (life, dice) => {
    const customer = oneOf(dice, dice.chance(85) ? sharedOf(life) : customersOf(life));
    if (customer === undefined) return;
    const related = life.world.partners.filter(({ tenantId }) => customer.relationships[tenantId]?.status === 'accepted');
    const target = dice.pick(dice.chance(90) && related.length > 0 ? related : life.world.partners);
    const others = (related.length > 1 && dice.chance(90) ? related : life.world.partners).filter((partner) => partner !== target || dice.chance(10));
    const holding = others.filter(({ tenantId }) => life.known.subscriptions().some(({ customerId, partnerId, status }) => customerId === customer.id && partnerId === tenantId && status === 'active'));
    const source = dice.pick(holding.length > 0 && dice.chance(80) ? holding : others);
    const times = dice.chance(15) ? 2 : 1;
    for (let time = 0; time < times; time += 1) {
      await ofPartner(life, target.tenantId)?.post(`/v1/customers/${customer.id}/transfers`, {
        ...requestOf(source, target),
        transferType: dice.pick([3, 5]),
        ...(dice.chance(20) && { targetProductTypes: ['OnlineServicesNCE'] }),
      });
    }
  },
};
