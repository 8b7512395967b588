import { type ChargeLine } from '../billing/chargeLine';
import { movedLine, type LicencesMoved } from '../billing/chargeLines';
import { type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { fullCycleDays } from '../../kernel/term';
import { type Policy } from '../policy/policy';
import { withoutTermEndChoice } from '../subscription/extendedService/chooseTermEnd';
import { withoutNextCharge } from '../subscription/nextCharge/removeNextCharge';
import { withoutScheduledChange } from '../subscription/nextTerm/removeScheduledChange';
import { enterDueCycles } from '../subscription/enterCycle';
import { unchanged, type LicenceReassignment, type Outcome, type ScheduledChangeRemoval } from '../subscription/outcome';
import { without } from '../subscription/removals';
import { seatsByDay, seatsOn } from '../subscription/seatsByDay';
import { changeDay, refundDay, spanOf } from '../subscription/standing';
import { type Batch, type Subscription } from '../subscription/state';
import { openBatches, takeSeats } from '../subscription/window';

/** One upgrade, as the lines and events of both subscriptions name it. */
export interface Move {
  readonly operationId: string;
  readonly quantity: number;
  readonly chargeType: LicencesMoved['chargeType'];
  readonly licences: LicenceReassignment;
}

/** Licences outside every window go first, then those whose window closes first, so that the customer keeps the longest windows (as SUB-3). @returns the windows lost, and those left. */
export const windowsWithout = (subscription: Subscription, moved: number, now: Instant): { readonly used: Batch[]; readonly left: Batch[] } => {
  const open = openBatches(subscription.batches, now);
  const outside = subscription.quantity - open.reduce((sum, { quantity }) => sum + quantity, 0);
  return takeSeats(open, Math.max(0, moved - outside));
};

/** The days from now to the end of the running cycle. */
export const restOfCycle = (subscription: Subscription, now: Instant) => {
  const today = changeDay(subscription, now);
  return { start: today, end: subscription.cycle.end, cycleDays: fullCycleDays(spanOf(subscription), today) };
};

/** The source with the cycles charged that had begun, its version raised, and without its scheduled change (UPG-5). */
export const preparedSource = (source: Subscription, policy: Policy, now: Instant, removal: ScheduledChangeRemoval = 'Upgraded'): Outcome => {
  const entered = enterDueCycles({ ...source, version: source.version + 1 }, policy.rounding, now);
  const { subscription, events, removed } = withoutScheduledChange(entered.subscription, removal);
  return { ...unchanged(subscription), charges: entered.charges, events: [...entered.events, ...events], removed };
};

/**
 * How many of the licences that leave are given back from which day on: from today. On the day of a transfer, which its source has paid, from the next (TRF-2), but for those that were added on that day and are charged for it: of all that leave they are the last.
 */
const givenBackFrom = (subscription: Subscription, moved: number, now: Instant): readonly { readonly start: CalendarDate; readonly quantity: number }[] => {
  const [today, paidFrom] = [changeDay(subscription, now), refundDay(subscription, now)];
  const later = paidFrom === today ? 0 : Math.min(moved, subscription.quantity - seatsOn(seatsByDay(subscription), today));
  return [
    { start: today, quantity: moved - later },
    { start: paidFrom, quantity: later },
  ].filter(({ quantity }) => quantity > 0);
};

/** What licences that leave give back: the rest of the running cycle, at the price they were charged. Nothing of what came by a transfer on this, the last day of a cycle. */
export const leavingLines = ({ subscription, charges }: Outcome, { operationId, quantity: moved, chargeType }: Move, policy: Policy, now: Instant): ChargeLine[] => {
  const { end } = subscription.cycle;
  return givenBackFrom(subscription, moved, now)
    .filter(({ start }) => start <= end)
    .map(({ start, quantity }, index) => {
      const span = { start, end, cycleDays: fullCycleDays(spanOf(subscription), start) };
      return movedLine(subscription, { chargeType, orderDate: now, quantity, span, sign: -1, referenceId: operationId }, policy.rounding, charges.length + 1 + index);
    });
};

/** What the source is once licences have gone to another subscription: it keeps the rest, or ends with the last of them. No window opens, and nothing brings them back (UPG-4). */
export const withLicencesGone = (prepared: Outcome, move: Move, toSubscriptionId: string, policy: Policy, now: Instant): Outcome => {
  const { subscription } = prepared;
  const { quantity: moved, operationId, licences } = move;
  const from = subscription.quantity;
  const to = from - moved;
  const { seatsByDay: _seats, ...kept } = subscription;
  const windows = windowsWithout(subscription, moved, now);
  const { subscription: rest, events, removed } = to === 0 ? without(kept, (each) => withoutNextCharge(each, 'Upgraded'), withoutTermEndChoice) : unchanged(kept);
  return {
    ...prepared,
    subscription: to === 0 ? { ...rest, status: 'deleted', autoRenew: false, batches: [], endedAt: now } : { ...rest, quantity: to, batches: windows.left },
    removed: [...prepared.removed, ...removed],
    windowsUsed: windows.used,
    events: [...prepared.events, ...events, { type: 'LicencesMovedOut', operationId, from, to, toSubscriptionId, licences }],
    charges: [...prepared.charges, ...leavingLines(prepared, move, policy, now)],
  };
};
