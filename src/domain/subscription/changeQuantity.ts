import { type Instant } from '../../kernel/instant';
import { failure, success } from '../../kernel/result';
import { type Policy } from '../policy/policy';
import { seatLine } from '../billing/chargeLines';
import { withoutScheduledChange } from './nextTerm/removeScheduledChange';
import { enterDueCycles, type CyclesEntered } from './enterCycle';
import { kindOf } from './kinds/table';
import { reseat } from './kinds/traditional/reseat';
import { unchanged, type Decision, type Outcome } from './outcome';
import { redeemed } from './redemptions';
import { seatSteps, seatsWithout } from './refund';
import { type SubscriptionRefusal } from './refusals';
import { noted, seatsByDay, withSeats, type SeatsByDay } from './seatsByDay';
import { changeDay, renewalSince, statusAt, termOverAt, withinTerm } from './standing';
import { type Subscription } from './state';
import { nextWindowOpens, openBatches, openWindow, removableSeats, takeSeats } from './window';

/**
 * Sets the number of seats (SUB-2 to SUB-5). More: any time in the term, charged from today to the end of the running cycle, in a window of their own.
 * Fewer: only out of open windows, refunded by {@link seatsWithout}. Cycles that have begun but were not charged yet are charged first, at the old quantity.
 * A scheduled change goes (SCH-4). Traditional seats go up and down at any time, see {@link reseat} (MIG-2).
 * Refused: `SubscriptionSuspended` (SUS-4), `SubscriptionNotActive`, `RenewalInProgress`, `TrialQuantityFixed`, `ExtendedQuantityFixed`, `QuantityZero`, `QuantityOutsideLimits`, `ReductionWindowClosed`.
 * @param subscription carries the version of the transaction this is part of; see `applyPatch`.
 * @param policy the one the running term keeps.
 */
export const changeQuantity = (quantity: number, subscription: Subscription, policy: Policy, now: Instant): Decision => {
  if (quantity === subscription.quantity) return success(unchanged(subscription));
  const refusal = refusalOf(quantity, subscription, now);
  if (refusal !== undefined) return failure(refusal);
  const unscheduled = withoutScheduledChange(subscription, 'QuantityChanged');
  const entered = enterDueCycles(unscheduled.subscription, policy.rounding, now);
  if (kindOf(subscription).isProrated) return success(reseat(quantity, entered, policy.rounding, now));
  const changed = quantity > subscription.quantity ? addSeats(quantity, entered, policy, now) : removeSeats(quantity, entered, policy, now);
  return success({ ...changed, events: [...unscheduled.events, ...changed.events], removed: unscheduled.removed });
};

const refusalOf = (quantity: number, subscription: Subscription, now: Instant): SubscriptionRefusal | undefined => {
  const { id: subscriptionId, offer } = subscription;
  const status = statusAt(subscription, now);
  if (status === 'suspended') return { kind: 'SubscriptionSuspended', subscriptionId };
  if (status !== 'active') return { kind: 'SubscriptionNotActive', subscriptionId, status };
  const since = renewalSince(subscription, now);
  if (since !== undefined) return { kind: 'RenewalInProgress', subscriptionId, since };
  const fixed = kindOf(subscription).refuses.seats;
  if (fixed !== undefined) return fixed(subscriptionId);
  if (subscription.extendedFrom !== undefined) return { kind: 'ExtendedQuantityFixed', subscriptionId };
  if (quantity === 0) return { kind: 'QuantityZero', subscriptionId };
  const { minimumQuantity: minimum, maximumQuantity: maximum } = offer;
  if (quantity < minimum || quantity > maximum) return { kind: 'QuantityOutsideLimits', quantity, minimum, maximum };
  if (kindOf(subscription).isProrated) return undefined;
  const requested = subscription.quantity - quantity;
  const removable = removableSeats(subscription.batches, now);
  if (requested > removable) return { kind: 'ReductionWindowClosed', requested, removable, ...nextWindowOpens(subscription) };
  return undefined;
};

/** The subscription with other seats, and the lines for what that changes of its days. */
const reseated = (after: SeatsByDay, kept: Subscription, { subscription, charges }: CyclesEntered, chargeType: 'addQuantity' | 'removeQuantity', policy: Policy, now: Instant): Pick<Outcome, 'subscription' | 'charges'> => {
  const { seatsByDay: _before, ...rest } = kept;
  const steps = seatSteps(seatsByDay(subscription), after, subscription);
  return {
    subscription: { ...rest, ...noted(after, kept, changeDay(subscription, now), now) },
    charges: [...charges, ...steps.map(({ sold, ...step }, index) => seatLine(sold, { ...step, chargeType, orderDate: now }, policy.rounding, charges.length + 1 + index))],
  };
};

const addSeats = (quantity: number, entered: CyclesEntered, policy: Policy, now: Instant): Outcome => {
  const { subscription, events } = entered;
  const today = changeDay(subscription, now);
  const from = subscription.quantity;
  const window = { ...openWindow(subscription, policy, quantity - from, now, today), openedBy: subscription.version };
  const grown = { ...subscription, ...redeemed({ ...subscription, quantity }, from), quantity, batches: openBatches([...subscription.batches, window], now) };
  return {
    ...reseated(withSeats(seatsByDay(subscription), today, quantity - from), grown, entered, 'addQuantity', policy, now),
    events: [...events, { type: 'SeatsAdded', from, to: quantity, windowClosesAt: window.windowClosesAt }],
    windowsOpened: [window],
    windowsUsed: [],
    removed: [],
    reversibleUntil: withinTerm(window.windowClosesAt, subscription),
  };
};

const removeSeats = (quantity: number, entered: CyclesEntered, policy: Policy, now: Instant): Outcome => {
  const { subscription, events } = entered;
  const from = subscription.quantity;
  const { used, left } = takeSeats(openBatches(subscription.batches, now), from - quantity);
  const reduced = { ...subscription, quantity, batches: left };
  return {
    ...reseated(seatsWithout(used, subscription, now), reduced, entered, 'removeQuantity', policy, now),
    events: [...events, { type: 'SeatsRemoved', from, to: quantity }],
    windowsOpened: [],
    windowsUsed: used,
    removed: [],
    reversibleUntil: termOverAt(subscription),
  };
};
