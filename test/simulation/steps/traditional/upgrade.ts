import { ofPartner, oneOf } from '../asking';
import { type Step } from '../step';
import { basesOf, BETTER_MAIL, MAIL } from './known';

/** Mail becomes better mail; some ask the other way round, or for more than there is. */
export const upgrade: Step = {
  name: 'upgrade',
  weight: 1,
  act: async (life, dice) => {
    const base = oneOf(dice, basesOf(life));
    if (base === undefined) return;
    const path = `/v1/customers/${base.customerId}/subscriptions/${base.id}/upgrades`;
    await ofPartner(life, base.partnerId)?.get(path);
    await ofPartner(life, base.partnerId)?.post(path, { targetOffer: { id: dice.chance(85) ? BETTER_MAIL : MAIL }, upgradeType: 'upgrade_only', quantity: dice.chance(85) ? base.quantity : base.quantity + 3 });
  },
};
