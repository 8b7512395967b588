import { type ChargeLine } from '../billing/chargeLine';
import { plusDays } from '../../kernel/calendarDate';
import { hoursBetween, plusHours, type Instant } from '../../kernel/instant';
import { failure, success } from '../../kernel/result';
import { type Policy } from '../policy/policy';
import { isExtendedAtEnd } from './extendedService/atTermEnd';
import { withoutTermEndChoice } from './extendedService/chooseTermEnd';
import { withoutNextCharge } from './nextCharge/removeNextCharge';
import { withoutScheduledChange } from './nextTerm/removeScheduledChange';
import { enterDueCycles, type CyclesEntered } from './enterCycle';
import { type CancelledThrough } from './kinds/kind';
import { kindOf } from './kinds/table';
import { creditLines } from './kinds/traditional/credit';
import { liveAddOns } from './kinds/traditional/family';
import { unchanged, type Decision, type Outcome, type ScheduledChangeRemoval, type SubscriptionEvent } from './outcome';
import { seatSteps, seatsWithout } from './refund';
import { seatsByDay } from './seatsByDay';
import { without } from './removals';
import { setAutoRenew } from './setAutoRenew';
import { isPerpetual, renewalSince, statusAt } from './standing';
import { type Batch, type Subscription } from './state';
import { nextWindowOpens, openBatches } from './window';

/** All its seats, each with the first day they were charged for and until when that is refunded whole: those outside every window last. */
const allSeats = (subscription: Subscription, now: Instant): Batch[] => {
  const { quantity, cycle, term } = subscription;
  const open = openBatches(subscription.batches, now);
  const rest = quantity - open.reduce((sum, batch) => sum + batch.quantity, 0);
  // What was charged for good is not divided by days.
  const outside = { quantity: rest, addedAt: term.startedAt, chargedFrom: cycle.start, windowClosesAt: now, fullRefundUntil: isPerpetual(subscription) ? plusHours(now, 1) : now };
  return rest === 0 ? open : [...open, outside];
};

/** What ending the subscription now gives back (SUB-5): all that was charged for seats within their full-refund hours, the rest of the running cycle for the others, today included. Traditional ones by {@link creditLines}. */
export const refundLines = (entered: CyclesEntered, rounding: Policy['rounding'], now: Instant): readonly ChargeLine[] => {
  const { subscription, charges } = entered;
  if (kindOf(subscription).isProrated) return creditLines(entered, rounding, now);
  return seatSteps(seatsByDay(subscription), seatsWithout(allSeats(subscription, now), subscription, now), subscription).map(({ sold, ...step }, index) =>
    kindOf(subscription).lines.cancelled(sold, { ...step, orderDate: now }, rounding, charges.length + 1 + index),
  );
};

/**
 * Ends a subscription for good and refunds what it gives back; cycles that have begun but were not charged are charged first. Whether it may be ended is the caller's to know.
 * @param event that tells of it. @param removal why a scheduled change goes with it. @param subscription carries the version of the transaction.
 */
export const endNow = (subscription: Subscription, event: SubscriptionEvent, removal: ScheduledChangeRemoval, policy: Policy, now: Instant): Outcome => {
  const entered = enterDueCycles(subscription, policy.rounding, now);
  const { subscription: left, events, removed } = without(entered.subscription, (from) => withoutScheduledChange(from, removal), (from) => withoutNextCharge(from, 'Cancelled'), withoutTermEndChoice);
  const { suspendedAt: _suspended, seatsByDay: _seats, ...kept } = left;
  return {
    ...unchanged({ ...kept, status: 'deleted', autoRenew: false, batches: [], endedAt: now }),
    events: [...entered.events, ...events, event],
    charges: [...entered.charges, ...refundLines(entered, policy.rounding, now)],
    windowsUsed: openBatches(subscription.batches, now),
    removed,
  };
};

/** ORD-5: what would be left without a base. @param family its add-ons, as they are; without them all that it names. */
const attached = (subscription: Subscription, family: readonly Subscription[] | undefined): readonly string[] =>
  family === undefined ? (subscription.addOnIds ?? []) : liveAddOns(subscription, family).map(({ id }) => id);

/**
 * CAN-1, CAN-2: cancels within the term's window, from active or suspended, with its refund; for good; not once its licences were upgraded in this term (UPG-4). ISV SaaS is cancelled with its renewal once its window is over (CAN-4, CAN-5): auto-renew goes off.
 * Traditional subscriptions and extended service can be cancelled to the end of their term.
 * Refused: `StatusNotReachable`, `TrialStatusFixed`, `RenewalInProgress`, `AddOnsAttached`, `CancelledThroughOrder`, `OfferNeverCancelled` (ORD-9), `CancellationWindowClosed`.
 * @param policy the one the running term keeps. @param family of a traditional base: its add-ons, of which those that have ended do not count. @param through where it is asked for; whether an order may be asked is the caller's to know.
 */
export const cancel = (subscription: Subscription, policy: Policy, now: Instant, family?: readonly Subscription[], through: CancelledThrough = 'subscription'): Decision => {
  const { id: subscriptionId, orderId, offer, term, billingCycle } = subscription;
  const status = statusAt(subscription, now);
  if (status !== 'active' && status !== 'suspended') return failure({ kind: 'StatusNotReachable', subscriptionId, from: status, to: 'deleted' });
  const since = renewalSince(subscription, now);
  if (since !== undefined) return failure({ kind: 'RenewalInProgress', subscriptionId, since });
  const { refuses, windows, cancelledThrough } = kindOf(subscription);
  if (refuses.cancelling !== undefined) return failure(refuses.cancelling(subscriptionId));
  const addOnIds = attached(subscription, family);
  if (addOnIds.length > 0) return failure({ kind: 'AddOnsAttached', subscriptionId, addOnIds });
  if (offer.neverCancelled === true) return failure({ kind: 'OfferNeverCancelled', subscriptionId, title: offer.title });
  if (!cancelledThrough.includes(through)) return failure({ kind: 'CancelledThroughOrder', subscriptionId, orderId });
  if (now < term.cancellableUntil) return success(endNow(subscription, { type: 'SubscriptionCancelled' }, 'Cancelled', policy, now));
  if (windows.later === 'notRenewed') return setAutoRenew(false, subscription, now);
  return failure({
    kind: 'CancellationWindowClosed',
    subscriptionId,
    hours: hoursBetween(term.startedAt, windows.ends(policy, offer.country, billingCycle, term.startedAt).closesAt),
    closedAt: term.cancellableUntil,
    // POL-2: extended service can be cancelled on each of its days.
    ...(isExtendedAtEnd(subscription) ? { nextWindowOpens: plusDays(term.end, 1) } : nextWindowOpens(subscription)),
    ...(term.upgradedAt !== undefined && { upgradedAt: term.upgradedAt }),
  });
};
