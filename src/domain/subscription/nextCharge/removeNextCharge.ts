import { type NextChargeRemoval, type Outcome } from '../outcome';
import { type Subscription } from '../state';

/** The member of the contract's resource that a planned change of the next charge is shown as; `removed` of an outcome names it. */
export const NEXT_CHARGE_MEMBER = 'nextChargeInstructions';

/** Takes the plan for the next charge away and says so, in an event and in the answer. Nothing happens where there is none. The version is that of the transaction this is part of. */
export const withoutNextCharge = (subscription: Subscription, reason: NextChargeRemoval): Pick<Outcome, 'subscription' | 'events' | 'removed'> => {
  const { nextCharge, ...rest } = subscription;
  return nextCharge === undefined ? { subscription, events: [], removed: [] } : { subscription: rest, events: [{ type: 'NextChargeUnplanned', reason }], removed: [NEXT_CHARGE_MEMBER] };
};
