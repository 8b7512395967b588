import { dayOf, plusDays, startOfDay } from '../../../../src/kernel/calendarDate';
import { type Instant } from '../../../../src/kernel/instant';
import { type World } from '../../engine/world';
import { extendedBy, isExtendable } from './extendedService';
import { inSegmentOf, isSold, offerOf, soldAs, type Offer } from './offers';
import { goesOn, isToBeExtended, openSeats, termOverAt, type Modelled, type Plan } from './modelled';
import { cycleFrom, lastDay } from './terms';
import { opensWithTerm, windowOf } from './windows';

/** What an instant brings a subscription by itself. */
export interface Brought {
  readonly next: Modelled;
  /** Types of the facts that must be told. */
  readonly facts: readonly string[];
  readonly rule: string;
}

/** What is next for a subscription if nobody acts, and from when; undefined: nothing ever, or it comes with its base. */
export interface Task {
  readonly kind: 'cycle' | 'renewal' | 'retention';
  readonly dueAt: Instant;
}

/** REN-2, REN-6, BIL-3: what falls due next. */
export const taskOf = (subscription: Modelled): Task | undefined => {
  const { status, soldAs: kind, cycle, term, disabledFrom, deletedFrom } = subscription;
  if (status === 'expired') return disabledFrom && { kind: 'retention', dueAt: disabledFrom };
  if (status === 'disabled') return deletedFrom && { kind: 'retention', dueAt: deletedFrom };
  if (status !== 'active' && status !== 'suspended') return undefined;
  const isUncharged = status === 'suspended' && (kind === 'traditional' || kind === 'traditionalAddOn');
  if (cycle.end < term.end && !isUncharged) return { kind: 'cycle', dueAt: startOfDay(plusDays(cycle.end, 1)) };
  if (kind === 'perpetual' || kind === 'traditionalAddOn') return undefined;
  return { kind: 'renewal', dueAt: termOverAt(subscription) };
};

const DAYS_EXPIRED = 30;
const DAYS_DISABLED = 90;

/** REN-6, SUS-3: the end, dated as it should have been. POL-2: where it was chosen, users have no access from then on. */
const ended = ({ suspendedAt: _suspended, planned: _planned, nextCharge: _next, cancelAtTermEnd, ...rest }: Modelled, dueAt: Instant): Modelled => {
  const day = dayOf(dueAt);
  const isDisabled = rest.status === 'suspended' || cancelAtTermEnd === true;
  return {
    ...rest,
    status: isDisabled ? 'disabled' : 'expired',
    autoRenew: false,
    seats: [],
    endedAt: dueAt,
    ...(!isDisabled && { disabledFrom: startOfDay(plusDays(day, DAYS_EXPIRED)) }),
    deletedFrom: startOfDay(plusDays(day, DAYS_EXPIRED + DAYS_DISABLED)),
  };
};

const stage = (subscription: Modelled): Brought => {
  const { disabledFrom: _disabled, ...rest } = subscription;
  if (subscription.status === 'expired') return { next: { ...rest, status: 'disabled' }, facts: ['SubscriptionDisabled'], rule: 'REN-6' };
  const { deletedFrom: _deleted, ...last } = rest;
  return { next: { ...last, status: 'deleted' }, facts: ['SubscriptionDeleted'], rule: 'REN-6' };
};

/** BIL-3, CYC-1: the next charge cycle, on another billing cycle where that was planned. */
export const nextCycle = (subscription: Modelled): Brought => {
  const { nextCharge, ...rest } = subscription;
  const billingCycle = nextCharge ?? rest.billingCycle;
  const cycle = cycleFrom(rest.term, rest.termDuration, billingCycle, plusDays(rest.cycle.end, 1));
  return { next: { ...rest, billingCycle, cycle }, facts: [...(nextCharge === undefined ? [] : ['BillingCycleChanged']), 'CycleCharged'], rule: nextCharge === undefined ? 'BIL-3' : 'CYC-1' };
};

interface NextTerm extends Plan {
  readonly fact?: string;
  readonly offer: Offer | undefined;
}

/** What the next term is to be, and, in words, what cannot be applied of what was planned. */
const nextTerm = (world: World, before: Modelled, dueAt: Instant): { readonly chosen: NextTerm | undefined; readonly facts: readonly string[] } => {
  const { market, currency, item, quantity, soldAs: kind, planned, paidForm } = before;
  const plan = before.renewsTo ?? before.extendedFrom ?? before;
  const facts: string[] = [];
  const isTrial = kind === 'trial';
  for (const each of [...(planned ? [planned] : []), ...(paidForm ? [{ ...paidForm, quantity }] : [])]) {
    const offer = offerOf(world, market, each.item);
    const fits = offer !== undefined && each.quantity >= offer.sku.minimumQuantity && each.quantity <= offer.sku.maximumQuantity;
    // SCH-6: what was on sale when it was planned is honoured.
    const sold = offer !== undefined && (isSold(offer, { ...each, currency }, dueAt) || (each.requestedAt !== undefined && isSold(offer, { ...each, currency }, each.requestedAt) && offer.lines.some((line) => line.effectiveTo !== undefined && line.effectiveTo <= dueAt)));
    if (fits && sold) return { chosen: { ...each, fact: isTrial ? 'TrialConverted' : 'ScheduledChangeApplied', offer }, facts };
    facts.push('ScheduledChangeNotApplied');
  }
  if (isTrial) return { chosen: undefined, facts };
  const own = offerOf(world, market, item);
  const same = { item, termDuration: plan.termDuration, billingCycle: plan.billingCycle, quantity };
  if (own !== undefined && isSold(own, { ...same, currency }, dueAt)) return { chosen: { ...same, offer: own }, facts };
  const successor = own?.sku.successor === undefined ? undefined : inSegmentOf(world, market, item, own.sku.successor);
  const isSuccessorSold = successor !== undefined && quantity >= successor.sku.minimumQuantity && quantity <= successor.sku.maximumQuantity && isSold(successor, { ...same, currency }, dueAt);
  return { chosen: isSuccessorSold ? { ...same, item: successor.item, fact: 'RenewedIntoSuccessor', offer: successor } : undefined, facts };
};

/** POL-2: another month without commitment, or the end of what is no longer sold. */
const extended = (world: World, before: Modelled, dueAt: Instant, at: Instant): Brought => {
  const next = extendedBy(world, before, dayOf(dueAt), at);
  return next === undefined ? { next: ended(before, dueAt), facts: ['SubscriptionExpired'], rule: 'REN-8' } : { next, facts: ['SubscriptionExtended'], rule: 'POL-2' };
};

/** REN-3, REN-4, TRI-2, ORD-6: the term after this one: dates as they should have had, a window from when it was carried out. */
const renewed = (world: World, before: Modelled, dueAt: Instant, at: Instant): Brought => {
  const { chosen, facts } = nextTerm(world, before, dueAt);
  if (chosen === undefined) return { next: ended(before, dueAt), facts: [...facts, 'SubscriptionExpired'], rule: 'REN-8' };
  const { planned: _planned, upgradedAt: _upgraded, renewsTo, paidForm: _paid, nextCharge: _next, extendable: _extendable, extendedFrom: _from, cancelAtTermEnd: _choice, ...rest } = before;
  const start = dayOf(dueAt);
  const days = { start, end: chosen.end ?? lastDay(start, chosen.termDuration) };
  const kind = renewsTo === undefined ? ((chosen.item === before.item ? undefined : chosen.offer && soldAs(chosen.offer.sku)) ?? before.soldAs) : 'saas';
  const window = opensWithTerm(kind, chosen.offer?.sku.neverCancelled === true) ? windowOf(kind, chosen.billingCycle, chosen.quantity, at, start) : undefined;
  const wholeTerm = kind === 'traditional' || kind === 'traditionalAddOn';
  const next: Modelled = {
    ...rest,
    soldAs: kind,
    item: chosen.item,
    quantity: chosen.quantity,
    termDuration: chosen.termDuration,
    billingCycle: chosen.billingCycle,
    term: { number: before.term.number + 1, ...days, startedAt: at, cancellableUntil: wholeTerm ? startOfDay(plusDays(days.end, 1)) : (window?.closesAt ?? at) },
    cycle: cycleFrom(days, chosen.termDuration, chosen.billingCycle, start),
    seats: window === undefined ? [] : [window],
    ...(isExtendable(world, kind, dueAt, days.end) && { extendable: true }),
  };
  const own = [...(renewsTo === undefined ? [] : ['FreeTrialTurnedPaid']), ...(chosen.fact === undefined ? [] : [chosen.fact])];
  return { next, facts: [...facts, ...own, 'SubscriptionRenewed'], rule: 'REN-3' };
};

/** What falls due next, carried out at an instant; undefined: nothing does by then. */
export const bring = (world: World, subscription: Modelled, at: Instant): Brought | undefined => {
  const task = taskOf(subscription);
  if (task === undefined || task.dueAt > at) return undefined;
  const before = { ...subscription, seats: openSeats(subscription, at) };
  if (task.kind === 'retention') return stage(before);
  if (task.kind === 'cycle') return nextCycle(before);
  if (isToBeExtended(before)) return extended(world, before, task.dueAt, at);
  if (goesOn(before)) return renewed(world, before, task.dueAt, at);
  return { next: ended(before, task.dueAt), facts: ['SubscriptionExpired'], rule: before.status === 'suspended' ? 'SUS-3' : 'REN-6' };
};

/** Every charge cycle that has begun by an instant: a change meets the cycle that it falls in. */
export const inItsCycle = (subscription: Modelled, at: Instant): { readonly next: Modelled; readonly facts: readonly string[] } => {
  let next = subscription;
  const facts: string[] = [];
  while (taskOf(next)?.kind === 'cycle' && next.cycle.end < dayOf(at)) {
    const brought = nextCycle(next);
    next = brought.next;
    facts.push(...brought.facts);
  }
  return { next, facts };
};
