import { dayOf } from '../../../kernel/calendarDate';
import { type Instant } from '../../../kernel/instant';
import { failure, success } from '../../../kernel/result';
import { isExtendable, onNextPlan } from '../extendedService/atTermEnd';
import { cycleAt, fullCycleDays, termEnd } from '../../../kernel/term';
import { type Policy } from '../../policy/policy';
import { ended } from '../retention/ended';
import { afterFreeTrial, turnedPaid } from '../kinds/saas/freeTrial';
import { kindOf } from '../kinds/table';
import { isPromotedBy } from '../limits/promotionLeft';
import { unchanged, type Decision, type Outcome, type SubscriptionEvent } from '../outcome';
import { redeemed } from '../redemptions';
import { goesOn, spanOf, withinTerm } from '../standing';
import { type Offer, type Subscription, type Term } from '../state';
import { cancellableUntil, openWindow, renewalOpensWindow } from '../window';
import { notDue } from './due';
import { changed, type NextTermChange } from './nextTermChange';
import { type KeptPromotion } from './renewalPrice';

export interface RenewSubscription {
  /** Which task: the instant `nextTask` named, 00:00 UTC of the day after the term (REN-2). */
  readonly dueAt: Instant;
  /** Per unit and whole charge cycle, as listed on the day of `dueAt`; null if the offer is no longer sold then. */
  readonly cyclePrice: string | null;
  /** Already taken off `cyclePrice`; absent when the new term is charged the list price. */
  readonly promotion?: KeptPromotion;
  /** What the new term has of its own, instead of the ended one's; the price is that of this. */
  readonly change?: NextTermChange;
  /** CAT-3: how many licences a term that repeats may have, both included; as many as the ended one if absent, and what a change says where there is one. */
  readonly limits?: Pick<Offer, 'minimumQuantity' | 'maximumQuantity'>;
  /** What was planned and can no longer be: told with the renewal that comes instead (SCH-6). */
  readonly notApplied?: SubscriptionEvent;
}

/**
 * What the end of a term brings: the next term (REN-3), or, auto-renew off, the end of the subscription (REN-6) or a month of extended service (POL-2); the end too if the
 * offer is no longer sold (REN-8).
 * However late it runs, the term, its charge and the charge's date are those it should have had; only the window counts from `now`, the instant the renewal completes
 * (REN-4). One term each time: several missed ones are carried out one after another (REN-7).
 * The free days of ISV SaaS end so too: the next term is the paid one (ORD-6).
 * Refused: `NotDue` (also a second run for the same term), `SubscriptionNotActive`.
 * @param policy which the new term keeps (POL-1), and whose retention an ended one has: in force at `dueAt`, or of the term that is extended.
 */
export const renew = (command: RenewSubscription, subscription: Subscription, policy: Policy, now: Instant): Decision => {
  const refusal = notDue(['renewal', 'expiry'], command.dueAt, subscription, now);
  if (refusal !== undefined) return failure(refusal);
  const next = { ...subscription, version: subscription.version + 1 };
  if (!goesOn(subscription)) return success(expire(next, whyOver(subscription), command, policy));
  if (command.cyclePrice === null) return success(expire(next, isBeyondLimits(command) ? 'BeyondLimits' : 'NoLongerSold', command, policy));
  return success(startTerm(next, { ...command, cyclePrice: command.cyclePrice }, policy, now));
};

/**
 * ORD-5: what the end of its base's term brings a traditional add-on: the same next term, or the end with its base, or alone if it is no longer sold itself or is suspended (SUS-3).
 * @param base what its renewal made of the base.
 */
export const renewWithBase = (command: RenewSubscription, addOn: Subscription, base: Subscription, policy: Policy, now: Instant): Outcome => {
  const next = { ...addOn, version: addOn.version + 1 };
  if (addOn.status === 'suspended') return expire(next, 'Suspended', command, policy);
  if (base.status !== 'active') return expire(next, 'BaseExpired', command, policy);
  if (command.cyclePrice === null) return expire(next, 'NoLongerSold', command, policy);
  return startTerm(next, { ...command, cyclePrice: command.cyclePrice }, policy, now);
};

type NewTerm = RenewSubscription & { readonly cyclePrice: string };

type WhyOver = Extract<SubscriptionEvent, { type: 'SubscriptionExpired' }>['reason'];

const whyOver = ({ status, cancelAtTermEnd }: Subscription): WhyOver => {
  if (status === 'suspended') return 'Suspended';
  return cancelAtTermEnd === true ? 'CancelChosen' : 'AutoRenewOff';
};

/** A trial that turns into more than the customer may have (TRI-2): of anything else the term repeats, whatever was planned. */
const isBeyondLimits = ({ notApplied }: RenewSubscription): boolean => notApplied?.type === 'ScheduledChangeNotApplied' && notApplied.reason === 'BeyondLimits';

/** Without access for users at once where that was so already (SUS-3) or was chosen. */
const expire = (subscription: Subscription, reason: WhyOver, { dueAt, notApplied }: RenewSubscription, policy: Policy): Outcome => ({
  ...unchanged(ended(subscription, reason === 'CancelChosen' || reason === 'Suspended' ? 'disabled' : 'expired', dueAt, policy)),
  events: [...(notApplied === undefined ? [] : [notApplied]), { type: 'SubscriptionExpired', reason }],
});

/** CAT-5: a promotion one could count on is not applied without a word: that of the plan if one is applied, else that of the ended term. */
const promotionNews = ({ scheduledChange, promotionId }: Subscription, { change, promotion, cyclePrice }: NewTerm): SubscriptionEvent[] => {
  const expected = change?.event.type === 'ScheduledChangeApplied' ? scheduledChange?.product.promotionId : promotionId;
  return expected === undefined || promotion !== undefined ? [] : [{ type: 'PromotionNotKept', promotionId: expected, cyclePrice }];
};

/** Whether the new term has the promotion that the ended one had, in whatever edition. */
const isKept = (before: Subscription, promotion: KeptPromotion | undefined): boolean => promotion !== undefined && isPromotedBy(before, promotion.promotionId);

const startTerm = (before: Subscription, command: NewTerm, policy: Policy, completedAt: Instant): Outcome => {
  const { dueAt, cyclePrice, promotion, change, limits, notApplied } = command;
  const { scheduledChange: _applied, ...unscheduled } = before;
  const { planned, end: chosenEnd, events } = changed(onNextPlan(afterFreeTrial(unscheduled)), change);
  const { quantity, termDuration } = planned;
  const offer = change === undefined ? { ...planned.offer, ...limits } : planned.offer;
  const start = dayOf(dueAt);
  const end = chosenEnd ?? termEnd(start, termDuration);
  const window = renewalOpensWindow(planned) ? openWindow(planned, policy, quantity, completedAt, start) : undefined;
  const windows = window === undefined ? [] : [window];
  const isExtended = planned.extendedFrom !== undefined;
  const term: Term = {
    number: planned.term.number + 1,
    start,
    end,
    startedAt: completedAt,
    cancellableUntil: cancellableUntil(planned, window, completedAt, end),
    policy: policy.name,
    ...(isExtendable(planned, end, policy) && { extendable: true }),
  };
  const span = spanOf({ ...planned, term });
  const { promotionId: _promotion, listCyclePrice: _listPrice, cancelAtTermEnd: _choice, seatsByDay: _seats, ...kept } = planned;
  const counted = redeemed({ ...kept, ...promotion }, isKept(before, promotion) ? before.quantity : 0);
  const renewed: Subscription = { ...kept, offer, ...promotion, ...counted, cyclePrice, term, cycle: cycleAt(span, 0), batches: windows };
  const charge = { chargeType: 'renew', orderDate: dueAt, quantity, span: { start, end: renewed.cycle.end, cycleDays: fullCycleDays(span, start) } } as const;
  return {
    subscription: renewed,
    events: [...turnedPaid(before), ...(notApplied === undefined ? [] : [notApplied]), ...events, ...promotionNews(before, command), { type: isExtended ? 'SubscriptionExtended' : 'SubscriptionRenewed', termNumber: term.number, termStart: start, termEnd: end, completedAt }],
    charges: [kindOf(renewed).lines.cycle(renewed, charge, policy.rounding, 1)],
    windowsOpened: windows,
    windowsUsed: [],
    removed: [],
    reversibleUntil: term.cancellableUntil > completedAt ? withinTerm(term.cancellableUntil, renewed) : null,
  };
};
