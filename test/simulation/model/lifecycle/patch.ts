import { type CalendarDate, dayOf } from '../../../../src/kernel/calendarDate';
import { type Instant } from '../../../../src/kernel/instant';
import { UNLIMITED_QUANTITY } from '../../../../src/domain/catalogue/state';
import { type Subscription } from '../../../../src/domain/subscription/state';
import { type World } from '../../engine/world';
import { dayOfText, itemOf, membersOf, numberOf, termOf, textOf, wordOf, type Members } from './asked';
import { inItsCycle, taskOf } from './bring';
import { CODES } from './codes';
import { type Holding, seatsHeld } from './holdings';
import { type Judgement, Judging } from './judgement';
import { dayOfChange, isRenewing, openSeats, seatsOf, statusAt, termEndOf, without, type Modelled, type Plan } from './modelled';
import { offerOf, skuOf } from './offers';
import { judgePlan } from './plan';
import { windowOf } from './windows';

/** What a PATCH is judged by, beside the subscription. */
export interface PatchFacts {
  readonly world: World;
  /** As it is stored: what no rule moves is read of it (order, promotion, resellers). */
  readonly row: Subscription;
  /** All that the customer has, this one too. */
  readonly holdings: readonly Holding[];
  readonly at: Instant;
  /** Whether absent members are reset, as the header asks. */
  readonly replaces: boolean;
}

/** What a PATCH asks to be another than it is. */
interface Asked {
  readonly quantity?: number;
  readonly name?: string;
  readonly autoRenew?: boolean;
  readonly status?: string;
  readonly billingCycle?: string;
  readonly termDuration?: string;
  readonly isOfResellers: boolean;
  readonly plan?: Plan | null;
  readonly nextCharge?: Members | null;
  /** What is to follow the term, if that is another than does. */
  readonly atTermEnd?: 'renew' | 'extend' | 'cancel';
  readonly fixed: readonly string[];
}

const planOf = (instructions: Members): Plan => {
  const product = membersOf(instructions.get('product'));
  const end = textOf(instructions, 'customtermenddate');
  const promotionId = textOf(product, 'promotionid');
  return {
    ...(promotionId !== undefined && { promotionId }),
    item: itemOf(product),
    termDuration: termOf(product, 'termduration') ?? '',
    billingCycle: wordOf(product, 'billingcycle') ?? '',
    quantity: numberOf(instructions, 'quantity') ?? 0,
    ...(end !== undefined && { end: dayOfText(end) as CalendarDate }),
  };
};

/** What a GET shows as planned: of a trial that renews itself what it turns into, where nothing else is. */
const shownPlan = ({ planned, paidForm, autoRenew, quantity }: Modelled): Plan | undefined => planned ?? (autoRenew && paidForm !== undefined ? { ...paidForm, quantity } : undefined);

/** A promotion that is not named is whatever came with the plan. */
const samePlan = (one: Plan, other: Plan): boolean =>
  (one.promotionId === undefined || one.promotionId === other.promotionId) && one.item.toUpperCase() === other.item.toUpperCase() && one.termDuration === other.termDuration && one.billingCycle === other.billingCycle && one.quantity === other.quantity && one.end === other.end;

/** The plan that is asked for; undefined: it stays as it is. Of the two forms the newer counts alone. */
const plannedIn = (members: Members, subscription: Modelled, replaces: boolean): Plan | null | undefined => {
  const actions = members.get('scheduledactions');
  const older = members.get('schedulednextterminstructions');
  const [action] = Array.isArray(actions) ? (actions as unknown[]) : [];
  const sent = action === undefined ? (older === undefined && actions !== undefined ? null : older) : (membersOf(action).get('instructions') ?? null);
  if (sent === undefined) return replaces && subscription.planned !== undefined ? null : undefined;
  if (sent === null) return subscription.planned === undefined ? undefined : null;
  const plan = planOf(membersOf(sent));
  const shown = shownPlan(subscription);
  return shown !== undefined && samePlan(plan, shown) ? undefined : plan;
};

/** Members that say what it is and when it runs, as GET shows them. */
const fixedIn = (members: Members, { offer, orderId, promotionId, term, cycle, renewsTo, kind }: Subscription): readonly string[] => {
  const shown: Readonly<Record<string, string | undefined>> = {
    offerid: kind === 'traditional' || kind === 'traditionalAddOn' ? offer.productId : `${offer.productId}:${offer.skuId}:${offer.availabilityId}`,
    orderid: orderId,
    promotionid: promotionId,
    renewaltermduration: renewsTo?.termDuration,
  };
  const days: Readonly<Record<string, string>> = { effectivestartdate: dayOf(term.startedAt), commitmentenddate: term.end, commitmentenddatetime: term.end, billingcycleenddate: cycle.end, billingcycleenddatetime: cycle.end };
  const differing = (name: string, value: string | undefined, form: (text: string) => string): string[] => {
    const sent = textOf(members, name);
    return sent === undefined || sent === '' || form(sent).toLowerCase() === value?.toLowerCase() ? [] : [name];
  };
  return [...Object.entries(shown).flatMap(([name, value]) => differing(name, value, (text) => text)), ...Object.entries(days).flatMap(([name, value]) => differing(name, value, dayOfText))];
};

const TERM_END_ACTIONS: Readonly<Record<string, 'renew' | 'extend' | 'cancel'>> = { renewtonewterm: 'renew', transition: 'renew', renewtoextendedserviceterm: 'extend', cancel: 'cancel' };

/** Another end than the term has. */
const actionIn = (members: Members, subscription: Modelled): Asked['atTermEnd'] => {
  const actions = members.get('scheduledactions');
  const [action] = Array.isArray(actions) ? (actions as unknown[]) : [];
  const asked = TERM_END_ACTIONS[wordOf(membersOf(action), 'actiontype') ?? ''];
  // What is suspended and stays so ends with its term (SUS-3).
  const isOver = asked === 'extend' && subscription.status === 'suspended' && ['none', 'suspended'].includes(wordOf(members, 'status') ?? 'none');
  return asked === termEndOf(subscription) && !isOver ? undefined : asked;
};

/** What a plan of the next charge names beside its billing cycle, where that is not the subscription's. */
const chargeExcess = (charge: Members, { termDuration, quantity }: Modelled, { promotionId, nextCharge }: Subscription, asked: number | undefined): readonly string[] => {
  const product = membersOf(charge.get('product'));
  const term = termOf(product, 'termduration');
  const promotion = textOf(product, 'promotionid');
  const seats = numberOf(charge, 'quantity');
  return [
    ...(term !== undefined && term !== termDuration ? ['termduration of the next charge'] : []),
    ...(promotion !== undefined && ![promotionId, nextCharge?.promotionId].some((each) => each?.toLowerCase() === promotion.toLowerCase()) ? ['promotionid of the next charge'] : []),
    ...(seats !== undefined && seats !== quantity && seats !== asked ? ['quantity of the next charge'] : []),
  ];
};

const askedOf = (body: unknown, subscription: Modelled, { row, replaces }: PatchFacts): Asked => {
  const members = membersOf(body);
  const status = wordOf(members, 'status');
  const isStatus = status !== undefined && status !== 'none' && status !== subscription.status;
  const quantity = numberOf(members, 'quantity');
  const isQuantity = quantity !== undefined && quantity !== subscription.quantity && !(quantity === 0 && isStatus);
  const name = textOf(members, 'friendlyname')?.trim();
  const atTermEnd = actionIn(members, subscription);
  const renew = atTermEnd === undefined ? (members.get('autorenewenabled') ?? (replaces ? false : undefined)) : atTermEnd === 'renew';
  const billingCycle = wordOf(members, 'billingcycle');
  const termDuration = termOf(members, 'termduration');
  const sent = plannedIn(members, subscription, replaces);
  // SCH-4: a plan that comes along with another number of seats is not kept.
  const plan = isQuantity && sent !== null ? undefined : sent;
  const charge = members.get('nextchargeinstructions') ?? (members.has('nextchargeinstructions') || replaces ? null : undefined);
  const chargeCycle = charge === undefined || charge === null ? undefined : wordOf(membersOf(membersOf(charge).get('product')), 'billingcycle');
  const chargeProduct = membersOf(charge === null ? undefined : membersOf(charge).get('product'));
  const isOwn = `${textOf(chargeProduct, 'productid') ?? ''}:${textOf(chargeProduct, 'skuid') ?? ''}`.toUpperCase() === skuOf(subscription.item);
  const isCharge = charge === null ? subscription.nextCharge !== undefined : charge !== undefined && !(isOwn && chargeCycle === (subscription.nextCharge ?? subscription.billingCycle));
  const reseller = members.has('partnerid') && members.get('id') !== null ? (textOf(members, 'partnerid') ?? '') : undefined;
  const others = members.get('additionalpartnerids');
  const isOfResellers = (reseller !== undefined && reseller !== (row.resellerOfRecord ?? '')) || (Array.isArray(others) && others.join() !== (row.additionalResellers ?? []).join());
  return {
    ...(isQuantity && { quantity }),
    ...(name !== undefined && name !== subscription.friendlyName && { name }),
    ...(typeof renew === 'boolean' && renew !== subscription.autoRenew && { autoRenew: renew }),
    ...(isStatus && { status }),
    ...(billingCycle !== undefined && billingCycle !== 'unknown' && billingCycle !== subscription.billingCycle && { billingCycle }),
    ...(termDuration !== undefined && termDuration !== '' && termDuration !== subscription.termDuration && { termDuration }),
    isOfResellers,
    ...(plan !== undefined && { plan }),
    ...(isCharge && { nextCharge: charge === null ? null : membersOf(charge) }),
    ...(atTermEnd !== undefined && { atTermEnd }),
    fixed: [...fixedIn(members, row), ...(charge === undefined || charge === null ? [] : chargeExcess(membersOf(charge), subscription, row, quantity))],
  };
};

const isLive = (status: string): boolean => status === 'active' || status === 'suspended';

/** What any change of an active one needs. @returns whether it is so. */
const mustBeActive = (judging: Judging, at: Instant, rule: string): boolean => {
  const status = statusAt(judging.current, at);
  if (status === 'suspended') judging.forbid('SUS-4', ...CODES.suspended);
  else if (status !== 'active') judging.forbid(rule, ...CODES.over);
  return status === 'active';
};

/** SUB-2, SUB-3, SUS-4, TRI-1, ORD-9, ORD-10, ORD-3, ORD-4, ORD-7. */
const judgeQuantity = (judging: Judging, quantity: number, { world, row, holdings, at }: PatchFacts): void => {
  const { current } = judging;
  const before = judging.forbidden.length;
  if (mustBeActive(judging, at, 'REN-6') && isRenewing(current, at)) judging.forbid('REN-5', ...CODES.inWork);
  if (current.soldAs === 'trial' || current.soldAs === 'freeSaas') {
    // Its licences are fixed: no other number of them, and no window, would let them change, and whoever asks is told so.
    judging.forbid('TRI-1', ...CODES.trialQuantity);
    return;
  }
  if (current.extendedFrom !== undefined) {
    // Its licences are fixed too, whatever number of them is asked for.
    judging.forbid('POL-2', ...CODES.extendedQuantity);
    return;
  }
  if (current.soldAs === 'software' || current.soldAs === 'perpetual') judging.forbid('ORD-9', ...CODES.softwareQuantity);
  if (current.soldAs === 'meteredSaas') judging.forbid('ORD-10', ...CODES.metered);
  const { minimumQuantity, maximumQuantity } = row.offer;
  if (quantity < Math.max(1, minimumQuantity) || quantity > maximumQuantity) judging.forbid(quantity === 0 ? 'SUB-3' : 'SUB-2', ...CODES.limits);
  const open = openSeats(current, at);
  const more = quantity - current.quantity;
  const isProrated = current.soldAs === 'traditional' || current.soldAs === 'traditionalAddOn';
  if (-more > seatsOf(open) && !isProrated) judging.forbid('SUB-4', ...CODES.windowClosedForSeats);
  const offer = offerOf(world, current.market, current.item);
  if (offer !== undefined && !isProrated) {
    const held = seatsHeld(holdings, [skuOf(current.item)], at) + more;
    const base = seatsHeld(holdings, offer.sku.prerequisiteSkus, at);
    if (more > 0 && offer.sku.maximumQuantity < UNLIMITED_QUANTITY && held > offer.sku.maximumQuantity) judging.forbid('ORD-7', ...CODES.pool);
    if (more > 0 && offer.sku.prerequisiteSkus.length > 0 && base === 0) judging.forbid('ORD-5', ...CODES.base);
    if (more > 0 && offer.sku.baseRule?.kind === 'at_most_base' && held > base) judging.forbid('ORD-4', ...CODES.base);
    if (more < 0 && offer.sku.baseRule?.kind === 'at_least_percent' && base > 0 && held < Math.ceil((Number(offer.sku.baseRule.percent) * base) / 100)) judging.forbid('ORD-3', ...CODES.share);
  }
  // CAT-5: least and most seats of a promotion are not followed here.
  if (row.promotionId !== undefined) judging.doubt('CAT-5', ...CODES.limits, ...CODES.pool);
  if (judging.forbidden.length > before) return;
  if (isProrated) return judging.knowsNothingOf('seats of a traditional subscription');
  judging.unplan();
  const entered = inItsCycle(judging.current, at);
  judging.becomes(
    { ...entered.next, quantity, seats: more > 0 ? [...open, windowOf(current.soldAs, entered.next.billingCycle, more, at, dayOfChange(entered.next, at))] : without(open, -more) },
    ...entered.facts,
    more > 0 ? 'SeatsAdded' : 'SeatsRemoved',
  );
};

/** REN-1, REN-5, ORD-5, ORD-9, SCH-4. */
const judgeAutoRenew = (judging: Judging, autoRenew: boolean, at: Instant): void => {
  const { current } = judging;
  const before = judging.forbidden.length;
  if (autoRenew === current.autoRenew) return;
  if (current.soldAs === 'perpetual' || current.soldAs === 'traditionalAddOn') judging.forbid('REN-1', ...CODES.noAutoRenew);
  if (mustBeActive(judging, at, 'REN-1') && isRenewing(current, at)) judging.forbid('REN-5', ...CODES.readOnly);
  if (judging.forbidden.length > before) return;
  if (!autoRenew) judging.unplan();
  judging.forgetTermEnd();
  judging.becomes({ ...judging.current, autoRenew }, autoRenew ? 'AutoRenewTurnedOn' : 'AutoRenewTurnedOff');
};

/** SUS-1, SUS-2, SUS-3, SUS-4. */
const judgeSuspending = (judging: Judging, at: Instant): void => {
  const { current } = judging;
  const before = judging.forbidden.length;
  if (statusAt(current, at) !== 'active') judging.forbid('SUS-3', ...CODES.statusOver);
  if (isRenewing(current, at)) judging.forbid('REN-5', ...CODES.readOnly);
  if (current.soldAs === 'trial' || current.soldAs === 'freeSaas') judging.forbid('TRI-1', ...CODES.trialStatus);
  if (current.soldAs === 'perpetual') judging.forbid('ORD-9', ...CODES.notSupported);
  if (judging.forbidden.length > before) return;
  if (current.soldAs === 'traditional' || current.soldAs === 'traditionalAddOn') return judging.knowsNothingOf('suspending a traditional subscription');
  judging.unplan();
  judging.forgetTermEnd();
  judging.becomes({ ...judging.current, status: 'suspended', suspendedAt: at, autoRenew: false }, ...(current.autoRenew ? ['AutoRenewTurnedOff'] : []), 'SubscriptionSuspended');
};

const judgeResuming = (judging: Judging, at: Instant): void => {
  const { suspendedAt: _since, ...rest } = judging.current;
  if (statusAt(judging.current, at) !== 'suspended') return judging.forbid('SUS-3', ...CODES.statusOver);
  if (rest.soldAs === 'traditional' || rest.soldAs === 'traditionalAddOn') return judging.knowsNothingOf('resuming a traditional subscription');
  judging.becomes({ ...rest, status: 'active' }, 'SubscriptionResumed');
};

/** CAN-1 to CAN-5, UPG-4, ORD-9. */
const judgeCancelling = (judging: Judging, { row, at }: PatchFacts): void => {
  const { current } = judging;
  const before = judging.forbidden.length;
  if (!isLive(statusAt(current, at))) judging.forbid('CAN-2', ...CODES.statusOver);
  if (isRenewing(current, at)) judging.forbid('REN-5', ...CODES.inWork);
  if (current.soldAs === 'trial') judging.forbid('TRI-1', ...CODES.trialStatus);
  if (current.soldAs === 'perpetual') judging.forbid('ORD-9', ...CODES.throughOrder);
  if (row.offer.neverCancelled === true) judging.forbid('ORD-9', ...CODES.neverCancelled);
  if (current.soldAs === 'traditional' || current.soldAs === 'traditionalAddOn') return judging.knowsNothingOf('cancelling a traditional subscription');
  const isOpen = at < current.term.cancellableUntil;
  const isSaas = current.soldAs === 'saas' || current.soldAs === 'freeSaas' || current.soldAs === 'meteredSaas';
  if (!isOpen && !isSaas) judging.forbid(current.upgradedAt === undefined ? 'CAN-1' : 'UPG-4', ...CODES.windowClosedForCancelling);
  if (!isOpen && isSaas) {
    if (judging.forbidden.length === before) judgeAutoRenew(judging, false, at);
    return;
  }
  if (judging.forbidden.length > before) return;
  const entered = inItsCycle(current, at);
  judging.becomes(entered.next, ...entered.facts);
  judging.unplan();
  judging.unplanCharge();
  judging.forgetTermEnd();
  const { suspendedAt: _since, ...rest } = judging.current;
  judging.becomes({ ...rest, status: 'deleted', autoRenew: false, seats: [], endedAt: at }, 'SubscriptionCancelled');
};

/** POL-2: a month of extended service, or the end. Where none follows the term, the end does anyway. */
const judgeTermEnd = (judging: Judging, choice: 'extend' | 'cancel', at: Instant): void => {
  const { cancelAtTermEnd, ...rest } = judging.current;
  const before = judging.forbidden.length;
  if (statusAt(judging.current, at) !== 'active') judging.forbid('POL-2', ...CODES.over, ...CODES.suspended);
  if (isRenewing(judging.current, at)) judging.forbid('REN-5', ...CODES.readOnly);
  if (rest.autoRenew) judging.forbid('POL-2', ...CODES.notSupported);
  if (rest.extendable !== true && choice === 'extend') judging.forbid('POL-2', ...CODES.notSupported);
  if (judging.forbidden.length > before || rest.extendable !== true || (choice === 'cancel') === (cancelAtTermEnd === true)) return;
  judging.becomes(choice === 'cancel' ? { ...rest, cancelAtTermEnd: true } : rest, 'TermEndChosen');
};

/** CYC-1, CYC-2: three-year terms alone, between monthly and annual. */
const judgeNextCharge = (judging: Judging, asked: Members | null, { at }: PatchFacts): void => {
  const { current } = judging;
  const before = judging.forbidden.length;
  const task = taskOf(current);
  const isReadOnly = isRenewing(current, at) || (task?.kind === 'cycle' && at >= task.dueAt);
  if (asked === null) {
    // Other seats met the charge cycle that had begun, and the plan with it: there is nothing left to take away.
    if (current.nextCharge === undefined) return;
    if (isReadOnly) judging.forbid('CYC-2', ...CODES.readOnly);
    else {
      const { nextCharge: _gone, ...rest } = current;
      judging.becomes(rest, 'NextChargeUnplanned');
      judging.removed.push('nextChargeInstructions');
    }
    return;
  }
  const product = membersOf(asked.get('product'));
  const cycle = wordOf(product, 'billingcycle') ?? '';
  mustBeActive(judging, at, 'CYC-1');
  if (isReadOnly) judging.forbid('CYC-2', ...CODES.readOnly);
  if (`${textOf(product, 'productid') ?? ''}:${textOf(product, 'skuid') ?? ''}`.toUpperCase() !== skuOf(current.item)) judging.forbid('CYC-1', ...CODES.notATarget);
  const isOther = cycle !== current.billingCycle;
  if (task?.kind !== 'cycle') judging.forbid('CYC-1', ...CODES.plan);
  else if (isOther && !(current.termDuration === 'P3Y' && ['monthly', 'annual'].includes(cycle) && ['monthly', 'annual'].includes(current.billingCycle))) judging.forbid('CYC-1', ...CODES.plan);
  // At the price of the day of the charge, which is not followed here.
  judging.doubt('CYC-1', ...CODES.plan);
  if (judging.forbidden.length > before) return;
  if (!isOther) judging.unplanCharge();
  else judging.becomes({ ...judging.current, nextCharge: cycle }, 'NextChargePlanned');
};

/**
 * What must become of a PATCH (SUB-9): all of it, or nothing. Whatever forbids any part of it is named, in no order. Resuming comes first, then seats, name, auto-renew, the next charge and the next term, suspending and cancelling last.
 * @param subscription as it is. @param body as it was sent.
 */
export const judgePatch = (body: unknown, subscription: Modelled, facts: PatchFacts): Judgement => {
  const { at } = facts;
  const judging = new Judging({ ...subscription, seats: openSeats(subscription, at) });
  const asked = askedOf(body, subscription, facts);
  const { quantity, name, autoRenew, status, billingCycle, termDuration, isOfResellers, plan, nextCharge, atTermEnd, fixed } = asked;
  const asks = [quantity, name, autoRenew, status, billingCycle, termDuration, plan, nextCharge, atTermEnd].some((each) => each !== undefined) || isOfResellers || fixed.length > 0;
  if (!asks) return judging.judgement();
  if (subscription.status === 'deleted') {
    judging.forbid('CAN-2', ...CODES.deleted);
    return judging.judgement();
  }
  const isUnset = ['saas', 'freeSaas', 'meteredSaas'].includes(subscription.soldAs) && subscription.activatedAt === undefined;
  const givesUp = (status === undefined || status === 'deleted') && [quantity, name, billingCycle, termDuration, plan, nextCharge].every((each) => each === undefined) && (atTermEnd ?? 'renew') === 'renew' && !isOfResellers && fixed.length === 0;
  if (isUnset && !givesUp) judging.forbid('ORD-6', ...CODES.notActivated);
  const stops = status === 'suspended' || status === 'deleted';
  if (stops && (quantity !== undefined || autoRenew === true || (plan !== undefined && plan !== null) || (status === 'deleted' && nextCharge))) judging.forbid('SUB-9', ...CODES.contradiction);
  if (fixed.length > 0) judging.forbid('SUB-9', ...CODES.fixedMember);
  if (termDuration !== undefined) judging.forbid('SUB-9', ...CODES.termFixed);
  if (billingCycle !== undefined) judging.forbid('SUB-9', ...CODES.cycleFixed);
  if (status === 'active') judgeResuming(judging, at);
  if (quantity !== undefined) judgeQuantity(judging, quantity, facts);
  if (name !== undefined) {
    if (isRenewing(judging.current, at)) judging.forbid('REN-5', ...CODES.inWork);
    else judging.becomes({ ...judging.current, friendlyName: name }, 'SubscriptionRenamed');
  }
  if (isOfResellers) judging.knowsNothingOf('resellers of record');
  if (autoRenew !== undefined) judgeAutoRenew(judging, autoRenew, at);
  if (nextCharge !== undefined) judgeNextCharge(judging, nextCharge, facts);
  if (atTermEnd === 'extend' || atTermEnd === 'cancel') judgeTermEnd(judging, atTermEnd, at);
  if (plan === null) {
    if (isRenewing(judging.current, at)) judging.forbid('REN-5', ...CODES.readOnly);
    else judging.unplan();
  } else if (plan !== undefined) judgePlan(judging, plan, facts);
  if (status === 'suspended') judgeSuspending(judging, at);
  if (status === 'deleted') judgeCancelling(judging, facts);
  if (status !== undefined && !['active', 'suspended', 'deleted'].includes(status)) judging.forbid('SUS-3', ...CODES.statusOver);
  return judging.judgement();
};
