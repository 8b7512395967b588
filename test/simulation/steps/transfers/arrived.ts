import { dayOf } from '../../../../src/kernel/calendarDate';
import { ofPartner, oneOf } from '../asking';
import { anew, heldOf } from '../licences/held';
import { upgrade } from '../licences/upgrades';
import { type Step } from '../step';

/** On the day of the move, which the source has paid, the target takes seats off, cancels what came while its window is open, or upgrades it, with seats that it adds, and what came of that once more. */
export const arrived: Step = {
  name: 'arrived',
  weight: 2,
  act: async (life, dice) => {
    const today = dayOf(life.now());
    const subscription = oneOf(dice, life.known.subscriptions().filter(({ status, billedFrom }) => status === 'active' && billedFrom !== undefined && billedFrom > today));
    if (subscription === undefined) return;
    const { customerId, id, partnerId, quantity } = subscription;
    const path = `/v1/customers/${customerId}/subscriptions/${id}`;
    const held = heldOf(life, subscription);
    if (held !== undefined && dice.chance(40)) {
      if (dice.chance(40)) await ofPartner(life, partnerId)?.patch(path, { quantity: quantity + 1 + dice.below(3) });
      for (const each of ['once', 'twice']) {
        const now = anew(life, held);
        if (now.subscription.status === 'active' && (each === 'once' || dice.chance(70))) await upgrade.ask(life, dice, now);
      }
      return;
    }
    const body = dice.pick([{ status: 'deleted' }, { quantity: Math.max(1, quantity - 1 - dice.below(3)) }, { quantity: quantity + 1 }]);
    await ofPartner(life, partnerId)?.patch(path, body);
  },
};
