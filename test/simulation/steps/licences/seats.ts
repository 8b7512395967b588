import { type Instant } from '../../../../src/kernel/instant';
import { type Subscription } from '../../../../src/domain/subscription/state';
import { type Random } from '../../../fuzz/random';
import { UNLIMITED_QUANTITY } from '../../../../src/domain/catalogue/state';
import { type Command } from './command';
import { anew, isLive, licencesOf } from './held';
import { patch } from './patch';

/** How many seats a client sees that can be taken off. */
export const reducible = ({ batches }: Subscription, now: Instant): number => batches.reduce((sum, { quantity, windowClosesAt }) => (windowClosesAt > now ? sum + quantity : sum), 0);

const isPaid = ({ kind, status }: Subscription): boolean => kind === 'licence' && status === 'active';

const more = (dice: Random, { quantity, offer }: Subscription): number => {
  const most = offer.maximumQuantity;
  const asked = dice.weighted([[18, quantity + 1 + dice.below(12)], [2, quantity + 1 + dice.below(150)], [1, Math.min(most, 1000)], [1, most + 1], [1, quantity]] as const);
  return asked > most && quantity < most && !dice.chance(20) ? quantity + 1 : asked;
};

/** Adds seats. */
export const addSeats: Command = {
  name: 'add seats',
  weight: 6,
  fits: isPaid,
  ask: async (life, dice, held) => void (await patch(life, dice, held, { quantity: more(dice, held.subscription) })),
};

/** Takes seats off: within what can be, all of it, or one more. */
export const removeSeats: Command = {
  name: 'remove seats',
  weight: 6,
  fits: (subscription, life) => isPaid(subscription) && subscription.quantity > 1 && reducible(subscription, life.now()) > 0,
  ask: async (life, dice, held) => {
    const { subscription } = held;
    const open = reducible(subscription, life.now());
    const within = 1 + dice.below(Math.max(1, Math.min(open, subscription.quantity - 1)));
    const less = dice.weighted([[8, within], [4, open], [3, open + 1], [1, subscription.quantity]] as const);
    await patch(life, dice, held, { quantity: Math.max(less === open ? 1 : 0, subscription.quantity - less) });
  },
};

/** A number is mistyped: as many seats are asked for as the offer may have, where the customer has others of it, and they are taken back at once. What states no maximum has no pool (ORD-7). */
export const fillUp: Command = {
  name: 'fill up',
  weight: 1,
  fits: (each, life) => isPaid(each) && each.offer.maximumQuantity >= UNLIMITED_QUANTITY && licencesOf(life).some((other) => other.id !== each.id && isLive(other) && other.customerId === each.customerId && other.offer.productId === each.offer.productId && other.offer.skuId === each.offer.skuId),
  ask: async (life, dice, held) => {
    const { quantity, offer } = held.subscription;
    await patch(life, dice, held, { quantity: offer.maximumQuantity });
    await patch(life, dice, anew(life, held), { quantity });
  },
};

/** Asks for another number of seats in a trial, as a storefront does that has the same button for all (TRI-1). */
export const changeTrialSeats: Command = {
  name: 'change seats of a trial',
  weight: 1,
  fits: ({ kind, status }) => kind === 'trial' && status === 'active',
  ask: async (life, dice, held) => void (await patch(life, dice, held, { quantity: dice.pick([held.subscription.quantity + 5, held.subscription.quantity - 1, 1]) })),
};
