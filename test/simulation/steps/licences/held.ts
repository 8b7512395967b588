import { type Partner } from '../../../../src/domain/parties/partner/state';
import { type Customer } from '../../../../src/domain/parties/customer/state';
import { type Subscription } from '../../../../src/domain/subscription/state';
import { type Random } from '../../../fuzz/random';
import { type Life } from '../../engine/life';
import { type Deal } from './deals';

/** A subscription of new-commerce licences, a trial of some included, with who has it and who sold it. */
export interface Held extends Deal {
  readonly subscription: Subscription;
}

/** Whether its term still runs, or it was suspended in it. */
export const isLive = ({ status }: Subscription): boolean => status === 'active' || status === 'suspended';

/** In the order in which they were bought; what is sold otherwise is not among them. */
export const licencesOf = (life: Life): readonly Subscription[] => life.known.subscriptions().filter(({ kind }) => kind === 'licence' || kind === 'trial');

const partyOf = <Party>(parties: readonly Party[], isIt: (party: Party) => boolean): Party | undefined => parties.find(isIt);

/** Undefined: whoever sold it, or has it, was not there when the life began. */
export const heldOf = ({ world }: Life, subscription: Subscription): Held | undefined => {
  const customer: Customer | undefined = partyOf(world.customers, ({ id }) => id === subscription.customerId);
  const partner: Partner | undefined = partyOf(world.partners, ({ tenantId }) => tenantId === subscription.partnerId);
  return customer && partner && { subscription, customer, partner };
};

/** One that fits, most of the time; else any, of whichever status, also one that has ended long ago. Where none fits seldom any. Undefined: there is none. */
export const pickHeld = (life: Life, dice: Random, fits: (subscription: Subscription) => boolean): Held | undefined => {
  const all = licencesOf(life);
  const fit = all.filter(fits);
  if (fit.length > 0 && !dice.chance(10)) return heldOf(life, dice.pick(fit));
  if (all.length === 0 || (fit.length === 0 && dice.chance(70))) return undefined;
  // By status first: most that have ended were cancelled, and those that expired would hardly ever be asked.
  const status = dice.pick([...new Set(all.map((each) => each.status))]);
  return heldOf(life, dice.pick(all.filter((each) => each.status === status)));
};

export const pathOf = ({ subscription: { customerId, id } }: Held): string => `/v1/customers/${customerId}/subscriptions/${id}`;

/** The same as it is by now: something may have happened to it. */
export const anew = (life: Life, held: Held): Held => ({ ...held, subscription: life.known.subscription(held.subscription.id) ?? held.subscription });
