import { movedLine, seatLine } from '../billing/chargeLines';
import { isExtendable } from '../subscription/extendedService/atTermEnd';
import { dayOf } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { cyclesOf, fullCycleDays, termEnd } from '../../kernel/term';
import { type Policy } from '../policy/policy';
import { withoutTermEndChoice } from '../subscription/extendedService/chooseTermEnd';
import { withoutNextCharge } from '../subscription/nextCharge/removeNextCharge';
import { formerSkusOf } from '../subscription/formerSkus';
import { redeemed } from '../subscription/redemptions';
import { withoutScheduledChange } from '../subscription/nextTerm/removeScheduledChange';
import { enterDueCycles } from '../subscription/enterCycle';
import { unchanged, type Outcome } from '../subscription/outcome';
import { without } from '../subscription/removals';
import { seatSteps } from '../subscription/refund';
import { noted, seatsByDay, withSeats } from '../subscription/seatsByDay';
import { changeDay, spanOf } from '../subscription/standing';
import { kindOf, type KindName } from '../subscription/kinds/table';
import { asKind, type ChargeCycle, type Offer, type Subscription, type Term } from '../subscription/state';
import { openBatches, openWindow } from '../subscription/window';
import { leavingLines, restOfCycle, type Move } from './leaving';
import { type TargetPlan } from './plan';

/** What upgraded licences are from now on. */
export interface Upgraded {
  readonly kind: KindName;
  readonly offer: Offer;
  readonly plan: TargetPlan;
}

const itemOf = ({ productId, skuId, availabilityId }: Offer): string => `${productId}:${skuId}:${availabilityId}`;

/** The running term goes on; a longer one begins today. Neither can be cancelled (UPG-4). */
const termOf = (source: Subscription, { kind, plan }: Upgraded, policy: Policy, now: Instant): Term => {
  const { term, termDuration } = source;
  if (plan.termDuration === termDuration && kindOf(source).upgrade !== 'conversion') {
    // Cycles of another length are counted anew: what is charged for them is named apart from what was charged before.
    const replanned = plan.billingCycle === source.billingCycle ? {} : { plan: (term.plan ?? 0) + 1 };
    return { ...term, ...replanned, cancellableUntil: term.cancellableUntil < now ? term.cancellableUntil : now, upgradedAt: now };
  }
  const start = dayOf(now);
  const end = termEnd(start, plan.termDuration);
  return { number: term.number + 1, start, end, startedAt: now, cancellableUntil: now, upgradedAt: now, policy: policy.name, ...(isExtendable({ kind }, end, policy) && { extendable: true }) };
};

/** The charge cycle of a term that contains the first day charged. */
const cycleOf = (subscription: Pick<Subscription, 'term' | 'termDuration' | 'billingCycle'>, day: ChargeCycle['start']): ChargeCycle => {
  const cycle = cyclesOf(spanOf(subscription)).find(({ start, end }) => start <= day && day <= end);
  if (cycle === undefined) throw new RangeError(`No cycle of the term ${subscription.term.start}…${subscription.term.end} contains ${day}`);
  return cycle;
};

/** On the upgraded plan, charged from `day`; nothing of the source's own promotion, windows or choices stays. */
const onPlan = (source: Subscription, { kind, offer, plan }: Upgraded, quantity: number, term: Term, day: ChargeCycle['start']): Subscription => {
  const { promotionId: _promotion, listCyclePrice: _listPrice, nextCharge: _nextCharge, cancelAtTermEnd: _choice, extendedFrom: _extended, seatsByDay: _seats, ...kept } = source;
  const friendlyName = source.friendlyName === source.offer.title ? offer.title : source.friendlyName;
  const planned = { ...kept, ...plan, quantity };
  const next = asKind({ ...planned, ...redeemed(planned, 0), offer, term, batches: [], friendlyName }, kind);
  // TRF-2: on the day of its transfer it is charged for from today on all the same, and so is what is given back of it.
  const charged = next.billedFrom !== undefined && day < next.billedFrom ? { billedFrom: day } : {};
  return { ...next, ...charged, cycle: cycleOf(next, day) };
};

const convertedLine = (subscription: Subscription, { operationId }: Move, day: ChargeCycle['start'], policy: Policy, now: Instant, number: number) => {
  const span = { start: day, end: subscription.cycle.end, cycleDays: fullCycleDays(spanOf(subscription), day) };
  return movedLine(subscription, { chargeType: 'convert', orderDate: now, quantity: subscription.quantity, span, sign: 1, referenceId: operationId }, policy.rounding, number);
};

/** CAT-5: the discount of the running term, where the upgraded licences do not have it: the member that goes, and the fact. */
const promotionLost = ({ promotionId }: Subscription, { plan }: Upgraded): Pick<Outcome, 'removed' | 'events'> =>
  promotionId === undefined || promotionId === plan.promotionId ? { removed: [], events: [] } : { removed: ['promotionId'], events: [{ type: 'PromotionNotKept', promotionId, cyclePrice: plan.cyclePrice }] };

/** UPG-2: all licences, and more if asked for, in the subscription they are in. @param quantity the new total. */
export const upgradedInPlace = (prepared: Outcome, move: Move, upgraded: Upgraded, quantity: number, policy: Policy, now: Instant): Outcome => {
  const { subscription: source, events, removed } = without(prepared.subscription, (from) => withoutNextCharge(from, 'Upgraded'), withoutTermEndChoice);
  const day = restOfCycle(source, now).start;
  const subscription: Subscription = { ...onPlan(source, upgraded, quantity, termOf(source, upgraded, policy, now), day), ...formerSkusOf(source, upgraded.offer) };
  const charges = [...prepared.charges, ...leavingLines(prepared, { ...move, quantity: source.quantity }, policy, now)];
  const { operationId, licences } = move;
  const lost = promotionLost(source, upgraded);
  return {
    ...prepared,
    subscription,
    removed: [...prepared.removed, ...removed, ...lost.removed],
    windowsUsed: openBatches(source.batches, now),
    events: [
      ...prepared.events,
      ...events,
      ...lost.events,
      { type: 'SubscriptionUpgraded', operationId, fromCatalogItemId: itemOf(source.offer), toCatalogItemId: itemOf(upgraded.offer), quantity, termEnd: subscription.term.end, licences },
    ],
    charges: [...charges, convertedLine(subscription, move, day, policy, now, charges.length + 1)],
  };
};

/** TRI-4: a trial that is paid for from today on, in the subscription it is in, with the ordinary window of a term that begins. @param quantity at least the trial's. */
export const convertedInPlace = (prepared: Outcome, move: Move, upgraded: Upgraded, quantity: number, policy: Policy, now: Instant): Outcome => {
  const outcome = upgradedInPlace(prepared, move, upgraded, quantity, policy, now);
  const { upgradedAt: _upgraded, ...term } = outcome.subscription.term;
  const window = openWindow(outcome.subscription, policy, quantity, now, term.start);
  const { termDuration, billingCycle } = upgraded.plan;
  return {
    ...outcome,
    subscription: { ...outcome.subscription, batches: [window], term: { ...term, cancellableUntil: window.windowClosesAt } },
    events: [...prepared.events, { type: 'TrialConverted', catalogItemId: itemOf(upgraded.offer), termDuration, billingCycle, quantity, operationId: move.operationId }],
    windowsOpened: [window],
  };
};

/** UPG-2: a part of the licences in a subscription of their own, which ends with the source and is charged in its cycles. No window opens (UPG-4). */
export const upgradedApart = (source: Subscription, move: Move, upgraded: Upgraded, subscriptionId: string, policy: Policy, now: Instant): Outcome => {
  const day = restOfCycle(source, now).start;
  const { quantity, operationId } = move;
  const term = { ...source.term, number: 1, startedAt: now, cancellableUntil: now, upgradedAt: now };
  const { redemptions: _redeemed, formerSkus: _former, ...fresh } = source;
  const opened = onPlan({ ...fresh, id: subscriptionId, version: 1, createdAt: now, autoRenew: true, friendlyName: source.offer.title }, upgraded, quantity, term, day);
  return {
    ...unchanged(opened),
    events: [{ type: 'LicencesMovedIn', operationId, from: 0, to: quantity, fromSubscriptionId: source.id, termEnd: term.end }],
    charges: [convertedLine(opened, move, day, policy, now, 1)],
  };
};

/** UPG-3: licences added to a subscription that is there; its term, its cycle and its price stay, and no window opens (UPG-4). A change of quantity: its scheduled change goes (SCH-4). */
export const addedToExisting = (target: Subscription, move: Move, fromSubscriptionId: string, policy: Policy, now: Instant): Outcome => {
  const entered = enterDueCycles({ ...target, version: target.version + 1 }, policy.rounding, now);
  const { subscription, events, removed } = withoutScheduledChange(entered.subscription, 'QuantityChanged');
  const { operationId, quantity: moved } = move;
  const from = subscription.quantity;
  const to = from + moved;
  const today = changeDay(subscription, now);
  const seats = withSeats(seatsByDay(subscription), today, moved);
  const { seatsByDay: _before, ...kept } = subscription;
  const grown = { ...kept, ...redeemed({ ...kept, quantity: to }, from), quantity: to };
  const steps = seatSteps(seatsByDay(subscription), seats, subscription);
  const moves = steps.map(({ sold, ...step }, index) => seatLine(sold, { ...step, chargeType: 'moveQuantity', orderDate: now, referenceId: operationId }, policy.rounding, entered.charges.length + 1 + index));
  return {
    ...unchanged({ ...grown, ...noted(seats, grown, today, now) }),
    events: [...entered.events, ...events, { type: 'LicencesMovedIn', operationId, from, to, fromSubscriptionId, termEnd: subscription.term.end }],
    charges: [...entered.charges, ...moves],
    removed,
  };
};
