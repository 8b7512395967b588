import { cycleLine } from '../billing/chargeLines';
import { dayOf, type CalendarDate } from '../kernel/calendarDate';
import { type Instant } from '../kernel/instant';
import { failure, success } from '../kernel/result';
import { cycleAt, fullCycleDays, termEnd } from '../kernel/term';
import { type Policy } from '../policy/policy';
import { type Decision } from './outcome';
import { spanOf } from './standing';
import { type BillingCycle, type Offer, type Subscription, type TermDuration } from './state';
import { openWindow } from './window';

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
}

/**
 * A new subscription. Its term starts on the UTC day of `now`; its window is counted from `now` itself. A trial opens no window: neither its quantity
 * nor its status can be changed. Refused: `QuantityOutsideLimits`.
 * @param policy in force at `now`; the term keeps it (POL-1).
 * @throws RangeError if the term cannot be billed so, or cannot end on the day asked for.
 */
export const purchase = (command: PurchaseSubscription, policy: Policy, now: Instant): Decision => {
  const { offer, quantity, termDuration } = command;
  const { minimumQuantity: minimum, maximumQuantity: maximum } = offer;
  if (quantity < minimum || quantity > maximum) return failure({ kind: 'QuantityOutsideLimits', quantity, minimum, maximum });

  const start = dayOf(now);
  const window = openWindow(policy, offer.country, quantity, now, start);
  const term = {
    number: 1,
    start,
    end: command.termEnd ?? termEnd(start, termDuration),
    startedAt: now,
    cancellableUntil: offer.isTrial ? now : window.windowClosesAt,
    policy: policy.name,
  };
  const span = spanOf({ term, termDuration, billingCycle: command.billingCycle });
  const subscription: Subscription = {
    id: command.subscriptionId,
    customerId: command.customerId,
    partnerId: command.partnerId,
    orderId: command.orderId,
    version: 1,
    offer,
    friendlyName: command.friendlyName ?? offer.title,
    status: 'active',
    quantity,
    termDuration,
    billingCycle: command.billingCycle,
    cyclePrice: command.cyclePrice,
    currency: command.currency,
    createdAt: now,
    term,
    cycle: cycleAt(span, 0),
    batches: offer.isTrial ? [] : [window],
    autoRenew: true,
    ...(command.resellerOfRecord === undefined ? {} : { resellerOfRecord: command.resellerOfRecord }),
    ...(command.listCyclePrice === undefined ? {} : { listCyclePrice: command.listCyclePrice }),
    ...(command.promotionId === undefined ? {} : { promotionId: command.promotionId }),
  };
  const { cycle } = subscription;
  const charge = { chargeType: 'new', orderDate: now, quantity, span: { start, end: cycle.end, cycleDays: fullCycleDays(span, start) } } as const;
  return success({
    subscription,
    events: [{ type: 'SubscriptionPurchased', quantity, termEnd: term.end }],
    charges: [cycleLine(subscription, charge, policy.rounding, 1)],
    windowsOpened: subscription.batches,
    windowsUsed: [],
    removed: [],
    reversibleUntil: offer.isTrial ? null : window.windowClosesAt,
  });
};
