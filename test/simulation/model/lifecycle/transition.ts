import { dayOf, plusDays } from '../../../../src/kernel/calendarDate';
import { UNLIMITED_QUANTITY } from '../../../../src/domain/catalogue/state';
import { type Instant } from '../../../../src/kernel/instant';
import { type World } from '../../engine/world';
import { membersOf, numberOf, termOf, textOf, wordOf } from './asked';
import { inItsCycle } from './bring';
import { CODES } from './codes';
import { isExtendable } from './extendedService';
import { type Holding, isHeld, seatsHeld } from './holdings';
import { type Judgement, Judging } from './judgement';
import { dayOfChange, isRenewing, openSeats, seatsOf, statusAt, without, type Modelled } from './modelled';
import { isSold, offerOf, skuOf, soldAs, type Offer } from './offers';
import { cycleFrom, lastDay, monthsOf } from './terms';
import { windowOf } from './windows';

/** What an upgrade or a conversion is judged by. */
export interface TransitionFacts {
  readonly world: World;
  readonly holdings: readonly Holding[];
  /** Of the same customer, by its id. */
  readonly other: (id: string) => Modelled | undefined;
  readonly at: Instant;
}

/** What must become of a transition: of its source, and of where the licences go, if that is another subscription. */
export interface TransitionJudgement extends Judgement {
  /** A subscription that was there and gets licences. */
  readonly into?: { readonly next: Modelled; readonly facts: readonly string[] };
  /** A subscription that is made of a part of the licences; its id and names are the app's to give. */
  readonly apart?: { readonly next: Modelled; readonly facts: readonly string[] };
}

const plain = ({ planned: _planned, nextCharge: _next, upgradedAt: _upgraded, paidForm: _paid, renewsTo: _renews, extendable: _extendable, extendedFrom: _from, cancelAtTermEnd: _choice, ...rest }: Modelled): Modelled => rest;

/** On the plan of the target: the running term goes on, a longer one begins today; nothing of it can be cancelled (UPG-4). */
const onTarget = (world: World, source: Modelled, { sku, item }: Offer, termDuration: string, billingCycle: string, quantity: number, isConversion: boolean, at: Instant): Modelled => {
  const kind = soldAs(sku) ?? source.soldAs;
  const isLonger = isConversion || termDuration !== source.termDuration;
  const start = isLonger ? dayOf(at) : source.term.start;
  const days = isLonger ? { start, end: lastDay(start, termDuration) } : { start, end: source.term.end };
  const cancellableUntil = isLonger ? at : source.term.cancellableUntil < at ? source.term.cancellableUntil : at;
  const term = { number: isLonger ? source.term.number + 1 : source.term.number, ...days, startedAt: isLonger ? at : source.term.startedAt, cancellableUntil };
  const day = dayOfChange(source, at);
  const tile = cycleFrom(days, termDuration, billingCycle, isLonger ? start : day);
  // POL-2: the running term keeps what it promised.
  const extendable = isLonger ? isExtendable(world, kind, at, days.end) : source.extendable === true;
  return { ...plain(source), soldAs: kind, item, quantity, termDuration, billingCycle, term, cycle: { start: firstOfCycle(days, termDuration, billingCycle, isLonger ? start : day), end: tile.end }, seats: [], upgradedAt: at, ...(extendable && { extendable }) };
};

/** The first day of the cycle that holds a day. */
const firstOfCycle = (term: { readonly start: Modelled['term']['start']; readonly end: Modelled['term']['end'] }, termDuration: string, billingCycle: string, day: Modelled['term']['start']): Modelled['term']['start'] => {
  let cycle = cycleFrom(term, termDuration, billingCycle, term.start);
  while (cycle.end < day) cycle = cycleFrom(term, termDuration, billingCycle, plusDays(cycle.end, 1));
  return cycle.start;
};

/**
 * What must become of `POST …/transitions` (UPG-1 to UPG-7, TRI-4, TRI-5).
 * @param body as it was sent
 */
export const judgeTransition = (body: unknown, subscription: Modelled, facts: TransitionFacts): TransitionJudgement => {
  const { world, holdings, other, at } = facts;
  const judging = new Judging({ ...subscription, seats: openSeats(subscription, at) });
  const members = membersOf(body);
  const to = textOf(members, 'tocatalogitemid') ?? '';
  const quantity = numberOf(members, 'quantity') ?? 0;
  const intoId = textOf(members, 'tosubscriptionid');
  const isConversion = subscription.soldAs === 'trial' || subscription.soldAs === 'freeSaas';
  if (!['licence', 'trial'].includes(subscription.soldAs)) judging.knowsNothingOf('an upgrade of what is no licence');
  const status = statusAt(subscription, at);
  if (status === 'suspended') judging.forbid('UPG-1', ...CODES.suspended);
  else if (status !== 'active') judging.forbid('UPG-1', ...CODES.over, ...CODES.deleted);
  if (isRenewing(subscription, at)) judging.forbid('REN-5', ...CODES.inWork);
  const own = offerOf(world, subscription.market, subscription.item);
  const target = offerOf(world, subscription.market, to);
  const key = skuOf(to);
  const targets = own?.sku.upgradeTargets.filter((each) => !own.sku.unsupportedUpgrades.includes(each)).map((each) => each.toUpperCase()) ?? [];
  const isNamed = targets.includes(key) || (isConversion && own?.sku.convertsTo?.toUpperCase() === key);
  if (target === undefined || !isNamed) judging.forbid('UPG-1', ...CODES.notATarget, ...CODES.unknownItem);
  // What else a purchase of the target is refused, its pool and promotions, is not followed.
  judging.doubt('CAT-4', 800088, 800089, 800066, 2085, 2091, 800020, 800086, 2006, ...CODES.base, ...CODES.share, ...CODES.limits);
  judging.doubt('UPG-1', ...CODES.fixedMember);
  if (target === undefined || !isNamed) return judging.judgement();
  const { minimumQuantity, maximumQuantity } = target.sku;
  const prepare = (): void => {
    judging.unplan();
    const entered = inItsCycle(judging.current, at);
    judging.becomes(entered.next, ...entered.facts);
  };
  const move = (moved: number): void => {
    prepare();
    const { current } = judging;
    const outside = current.quantity - seatsOf(openSeats(current, at));
    const left = current.quantity - moved;
    if (left > 0) return judging.becomes({ ...current, quantity: left, seats: without(openSeats(current, at), Math.max(0, moved - outside)) }, 'LicencesMovedOut');
    judging.unplanCharge();
    judging.forgetTermEnd();
    judging.becomes({ ...judging.current, status: 'deleted', autoRenew: false, seats: [], endedAt: at }, 'LicencesMovedOut');
  };
  const before = (): boolean => judging.forbidden.length === 0;
  if (intoId !== undefined && intoId !== '') {
    const existing = other(intoId.toLowerCase());
    if (existing === undefined) {
      judging.forbid('PAR-3', 20003);
      return judging.judgement();
    }
    if (existing.id === subscription.id) judging.forbid('UPG-3', 900259);
    if (existing.item.toUpperCase() !== to.toUpperCase()) judging.forbid('UPG-3', 900260);
    if (statusAt(existing, at) !== 'active') judging.forbid('UPG-3', 900258);
    if (isRenewing(existing, at)) judging.forbid('UPG-3', 900261);
    if (!isConversion && at < existing.term.cancellableUntil) judging.forbid('UPG-3', 900280);
    if (!isConversion && existing.termDuration !== subscription.termDuration) judging.forbid('UPG-3', 900267);
    if (existing.extendedFrom !== undefined) judging.forbid('POL-2', ...CODES.extendedQuantity);
    if (existing.term.end < subscription.term.end) judging.forbid(isConversion ? 'TRI-4' : 'UPG-3', 900236);
    if (quantity < 1 || quantity > subscription.quantity || (isConversion && quantity !== subscription.quantity)) judging.forbid('UPG-2', ...CODES.limits);
    if (quantity < subscription.quantity && subscription.quantity - quantity < (own?.sku.minimumQuantity ?? 1)) judging.forbid('UPG-2', ...CODES.limits);
    if (existing.quantity + quantity > maximumQuantity) judging.forbid('ORD-7', ...CODES.limits, ...CODES.pool);
    if (!before()) return judging.judgement();
    move(quantity);
    const added = new Judging({ ...existing, seats: openSeats(existing, at) });
    const entered = inItsCycle(added.current, at);
    added.becomes(entered.next, ...entered.facts);
    added.unplan();
    added.becomes({ ...added.current, quantity: existing.quantity + quantity }, 'LicencesMovedIn');
    return { ...judging.judgement(), into: { next: added.current, facts: added.facts } };
  }
  const termDuration = termOf(members, 'termduration') ?? (isConversion ? 'P1Y' : subscription.termDuration);
  const billingCycle = wordOf(members, 'billingcycle') ?? (isConversion ? 'monthly' : subscription.billingCycle);
  const isPart = quantity < subscription.quantity;
  if (!isConversion && monthsOf(termDuration) < monthsOf(subscription.termDuration)) judging.forbid('UPG-1', 900267, 800122);
  if (!isConversion && isPart && termDuration !== subscription.termDuration) judging.forbid('UPG-2', 900268, 900267);
  if (quantity < 1 || quantity > maximumQuantity || quantity < minimumQuantity || (isConversion && isPart)) judging.forbid(isConversion ? 'TRI-4' : 'UPG-2', ...CODES.limits);
  if (isPart && subscription.quantity - quantity < (own?.sku.minimumQuantity ?? 1)) judging.forbid('UPG-2', ...CODES.limits);
  if (!isSold(target, { termDuration, billingCycle, currency: subscription.currency, quantity }, at)) judging.forbid('UPG-1', ...CODES.plan, 2085, 2091, 400019);
  judgeOwned(judging, target, quantity, isPart, holdings, at);
  if (!before()) return judging.judgement();
  if (isPart) {
    const { seats: _seats, ...source } = judging.current;
    move(quantity);
    const entered = inItsCycle({ ...source, seats: [] }, at).next;
    const opened = onTarget(world, { ...entered, term: { ...entered.term, number: 1, startedAt: at, cancellableUntil: at } }, target, termDuration, billingCycle, quantity, false, at);
    return { ...judging.judgement(), apart: { next: { ...opened, autoRenew: true }, facts: ['LicencesMovedIn'] } };
  }
  prepare();
  if (!isConversion) {
    judging.unplanCharge();
    judging.forgetTermEnd();
  }
  const upgraded = onTarget(world, judging.current, target, termDuration, billingCycle, quantity, isConversion, at);
  if (!isConversion) judging.becomes(upgraded, 'SubscriptionUpgraded');
  else {
    const { upgradedAt: _upgraded, ...converted } = upgraded;
    const window = windowOf(converted.soldAs, billingCycle, quantity, at, converted.term.start);
    judging.becomes({ ...converted, seats: [window], term: { ...converted.term, cancellableUntil: window.closesAt } }, 'TrialConverted');
  }
  return judging.judgement();
};

/** ORD-7, ORD-4: as against buying it. */
const judgeOwned = (judging: Judging, { sku, item }: Offer, quantity: number, isPart: boolean, holdings: readonly Holding[], at: Instant): void => {
  const key = skuOf(item);
  const others = holdings.filter((holding) => isPart || holding.id !== judging.current.id);
  if (sku.maximumQuantity < UNLIMITED_QUANTITY && seatsHeld(others, [key], at) + quantity > sku.maximumQuantity) judging.forbid('ORD-7', ...CODES.pool, ...CODES.limits);
  const limit = sku.ownershipLimit;
  const owned = others.filter((holding) => skuOf(holding.item) === key && (limit?.scope !== 'concurrent' || isHeld(holding, at)));
  if (limit !== undefined && owned.length >= limit.count) judging.forbid('CAT-4', ...CODES.ownedOnce);
};
