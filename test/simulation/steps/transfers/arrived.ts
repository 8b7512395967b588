import { dayOf } from '../../../../src/kernel/calendarDate';
import { ofPartner, oneOf } from '../asking';
import { type Step } from '../step';

/** On the day of the move, which the source has paid, the target takes seats off, or cancels what came while its window is open. */
export const arrived: Step = {
  name: 'arrived',
  weight: 2,
  act: async (life, dice) => {
    const today = dayOf(life.now());
    const subscription = oneOf(dice, life.known.subscriptions().filter(({ status, billedFrom }) => status === 'active' && billedFrom !== undefined && billedFrom > today));
    if (subscription === undefined) return;
    const { customerId, id, partnerId, quantity } = subscription;
    const body = dice.pick([{ status: 'deleted' }, { quantity: Math.max(1, quantity - 1 - dice.below(3)) }, { quantity: quantity + 1 }]);
    await ofPartner(life, partnerId)?.patch(`/v1/customers/${customerId}/subscriptions/${id}`, body);
  },
};
