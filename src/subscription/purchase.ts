import { dayOf, type CalendarDate } from '../kernel/calendarDate';
import { type Instant } from '../kernel/instant';
import { cycleAt, fullCycleDays, termEnd } from '../kernel/term';
import { type Policy } from '../policy/policy';
import { openSubscription } from './openSubscription';
import { type Decision } from './outcome';
import { type BillingCycle, type Offer, type PlannedProduct, type TermDuration } from './state';
import { cancellableUntil, opensWindow, seatWindow } from './window';

/** One line of an order, everything decided that is not a rule of the subscription itself. */
export interface PurchaseSubscription {
  readonly subscriptionId: string;
  readonly orderId: string;
  readonly customerId: string;
  /** Tenant of the selling partner. */
  readonly partnerId: string;
  readonly offer: Offer;
  /** The offer's title if absent. */
  readonly friendlyName?: string;
  readonly quantity: number;
  readonly termDuration: TermDuration;
  readonly billingCycle: BillingCycle;
  /** Per unit and whole charge cycle, at the price of the purchase day, after a promotion; `0` for a trial. */
  readonly cyclePrice: string;
  /** The same before the promotion, when there is one. */
  readonly listCyclePrice?: string;
  readonly currency: string;
  /** Last day of a first term cut short (ORD-8), on or before its natural end; that natural end if absent. */
  readonly termEnd?: CalendarDate;
  readonly resellerOfRecord?: string;
  readonly promotionId?: string;
  /** TRI-2: of a trial. */
  readonly paidForm?: PlannedProduct;
}

/**
 * A new subscription. Its term starts on the UTC day of `now`; its window is counted from `now` itself. A trial opens no window: neither its quantity
 * nor its status can be changed. Refused: `QuantityOutsideLimits`.
 * @param policy in force at `now`; the term keeps it (POL-1).
 * @throws RangeError if the term cannot be billed so, or cannot end on the day asked for.
 */
export const purchase = (command: PurchaseSubscription, policy: Policy, now: Instant): Decision => {
  const { offer, quantity, termDuration, billingCycle } = command;
  const start = dayOf(now);
  const end = command.termEnd ?? termEnd(start, termDuration);
  const span = { start, end, duration: termDuration, billingCycle };
  const cycle = cycleAt(span, 0);
  const window = opensWindow(command) ? seatWindow(command, policy, quantity, now, start) : undefined;
  const charged = { start, end: cycle.end, cycleDays: fullCycleDays(span, start) };
  return openSubscription(command, { start, end, cycle, charged, window, cancellableUntil: cancellableUntil({ offer }, window, now, end) }, command.paidForm === undefined ? {} : { paidForm: command.paidForm }, policy, now);
};
