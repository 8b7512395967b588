import { chooseTermEnd, termEndAction, type TermEndAction, type TermEndChoice } from './extendedService/chooseTermEnd';
import { type Catalogue } from '../catalogue/state';
import { isNextCharge, nextChargeExcess, planNextCharge, unplanNextCharge, type AskedNextCharge } from './nextCharge/planNextCharge';
import { NEXT_CHARGE_MEMBER } from './nextCharge/removeNextCharge';
import { type Instant } from '../../kernel/instant';
import { failure, success } from '../../kernel/result';
import { toldOfAddOns } from './limits/addOnFit';
import { type NamedResellers, type Seller } from '../parties/partner/resellers';
import { seatsProblem, type SeatLimits } from './limits/seatLimits';
import { type Policy } from '../policy/policy';
import { awaitsActivation } from './kinds/saas/activate';
import { kindOf } from './kinds/table';
import { SCHEDULED_CHANGE_MEMBER, unschedule } from './nextTerm/removeScheduledChange';
import { isPlanned, scheduleChange, type AskedChange, type ScheduleContext } from './nextTerm/scheduleChange';
import { changeQuantity } from './changeQuantity';
import { changeReseller, namesSameResellers } from './changeReseller';
import { followedBy, unchanged, type Decision } from './outcome';
import { type SubscriptionRefusal } from './refusals';
import { rename } from './rename';
import { changedMemberOf, type SentBack } from './sentBack';
import { setAutoRenew } from './setAutoRenew';
import { setStatus } from './setStatus';
import { type BillingCycle, type Subscription, type SubscriptionStatus, type TermDuration } from './state';
import { openBatches } from './window';

/** The members of a PATCH that a rule stands behind. An absent one stays as it is (SUB-9); one equal to the state is no change. */
export interface PatchSubscription {
  /** 0 beside another status is what clients send that set the status alone: it counts as absent. */
  readonly quantity?: number;
  readonly friendlyName?: string;
  readonly autoRenewEnabled?: boolean;
  /** `pending` is a word of the contract that nobody can ask for. */
  readonly status?: SubscriptionStatus | 'pending';
  readonly billingCycle?: BillingCycle;
  readonly termDuration?: TermDuration;
  /** PartnerID; empty: none. */
  readonly resellerOfRecord?: string;
  readonly additionalResellers?: readonly string[];
  /** Null takes away what is planned (SUB-9). */
  readonly scheduledChange?: AskedChange | null;
  /** CYC-1. Null takes away what is planned. */
  readonly nextCharge?: AskedNextCharge | null;
  /** POL-2; one that is so already says nothing, whatever else is asked for. */
  readonly atTermEnd?: TermEndAction;
  readonly sentBack?: SentBack;
}

/** What some members are judged by, beside the subscription itself; each needed only where its member is asked for. */
export interface PatchContext {
  readonly seller?: Seller;
  readonly schedule?: ScheduleContext;
  readonly catalogue?: Catalogue;
  /** Of seats that are added or taken off, and of what cancelling leaves; absent where none could make a difference. */
  readonly limits?: SeatLimits;
  /** MIG-2: the add-ons of a traditional base, or the base of an add-on, where the status is to be another. */
  readonly family?: readonly Subscription[];
}

/** SUB-6: the resellers a subscription will have, those that are not named staying; undefined if the PATCH names none. */
export const resellersAsked = ({ resellerOfRecord, additionalResellers }: PatchSubscription, subscription: Subscription): NamedResellers | undefined => {
  if (resellerOfRecord === undefined && additionalResellers === undefined) return undefined;
  const first = resellerOfRecord ?? subscription.resellerOfRecord ?? '';
  return { additionalResellers: additionalResellers ?? subscription.additionalResellers ?? [], ...(first !== '' && { resellerOfRecord: first }) };
};

interface Differences extends Omit<PatchSubscription, 'resellerOfRecord' | 'additionalResellers' | 'atTermEnd' | 'sentBack'> {
  /** Of what cannot be changed. */
  readonly fixed?: { readonly member: string; readonly stored?: string };
  readonly termEnd?: TermEndChoice;
  readonly resellers?: NamedResellers;
}

/** Whether the number of seats is to be another. 0 beside another status counts as absent. */
const changesSeats = ({ quantity, status }: PatchSubscription, subscription: Subscription): boolean =>
  quantity !== undefined && quantity !== subscription.quantity && !(quantity === 0 && status !== undefined && status !== subscription.status);

/** SCH-4: a plan that comes along with another number of seats is not kept, whether it is the stored one sent back or a new one. */
const isPlanSentInVain = (command: PatchSubscription, subscription: Subscription): boolean =>
  command.scheduledChange !== undefined && command.scheduledChange !== null && changesSeats(command, subscription);

const schedulesSame = (asked: AskedChange | null, subscription: Subscription): boolean => (asked === null ? subscription.scheduledChange === undefined : isPlanned(subscription, asked));

/** Whether the next term is to be another than is planned: then the rule needs a {@link ScheduleContext}. */
export const schedulesAnew = (command: PatchSubscription, subscription: Subscription): boolean => {
  const { scheduledChange } = command;
  return scheduledChange !== undefined && scheduledChange !== null && !isPlanSentInVain(command, subscription) && !isPlanned(subscription, scheduledChange);
};

/** Whether the next charge is to be another than is planned: then the rule needs the catalogue. */
export const chargesAnew = ({ nextCharge }: PatchSubscription, subscription: Subscription): boolean => nextCharge !== undefined && nextCharge !== null && !isNextCharge(subscription, nextCharge);

/** The first member that asks for what no PATCH does. */
const fixedMember = ({ sentBack = {}, nextCharge, quantity }: PatchSubscription, subscription: Subscription): Differences['fixed'] => {
  const excess = nextCharge ? nextChargeExcess(nextCharge, subscription, quantity) : undefined;
  return changedMemberOf(sentBack, subscription) ?? (excess === undefined ? undefined : { member: excess });
};

/** Whether what is asked to follow the term does so already. Extended service never does where it is suspended and stays so (SUS-3). */
const isTermEndSo = ({ atTermEnd, status }: PatchSubscription, subscription: Subscription): boolean =>
  atTermEnd === termEndAction(subscription) && !(atTermEnd === 'extend' && subscription.status === 'suspended' && (status === undefined || status === 'suspended'));

/** What of a PATCH differs from the state. */
const differences = (command: PatchSubscription, subscription: Subscription): Differences => {
  const { quantity, friendlyName, status, billingCycle, termDuration, scheduledChange, nextCharge } = command;
  const fixed = fixedMember(command, subscription);
  const action = isTermEndSo(command, subscription) ? undefined : command.atTermEnd;
  const autoRenewEnabled = action === undefined ? command.autoRenewEnabled : action === 'renew';
  const resellers = resellersAsked(command, subscription);
  const asked = status !== undefined && status !== subscription.status;
  return {
    ...(fixed !== undefined && { fixed }),
    ...(asked && { status }),
    ...(quantity !== undefined && changesSeats(command, subscription) && { quantity }),
    ...(friendlyName !== undefined && friendlyName !== subscription.friendlyName && { friendlyName }),
    ...(autoRenewEnabled !== undefined && autoRenewEnabled !== subscription.autoRenew && { autoRenewEnabled }),
    ...(action !== undefined && action !== 'renew' && { termEnd: action }),
    ...(billingCycle !== undefined && billingCycle !== subscription.billingCycle && { billingCycle }),
    ...(termDuration !== undefined && termDuration !== subscription.termDuration && { termDuration }),
    ...(nextCharge !== undefined && (nextCharge === null ? subscription.nextCharge !== undefined : !isNextCharge(subscription, nextCharge)) && { nextCharge }),
    ...(scheduledChange !== undefined && !isPlanSentInVain(command, subscription) && !schedulesSame(scheduledChange, subscription) && { scheduledChange }),
    ...(resellers !== undefined && !namesSameResellers(subscription, resellers) && { resellers }),
  };
};

/** What ends or stops a subscription goes with no other change but a name; who asks for both has not meant both. */
const contradiction = ({ status, quantity, autoRenewEnabled, scheduledChange, nextCharge }: Differences): SubscriptionRefusal | undefined => {
  if (status !== 'suspended' && status !== 'deleted') return undefined;
  const against = [
    ...(quantity === undefined ? [] : ['quantity']),
    ...(autoRenewEnabled === true ? ['autoRenewEnabled'] : []),
    ...(scheduledChange ? [SCHEDULED_CHANGE_MEMBER] : []),
    ...(nextCharge && status === 'deleted' ? [NEXT_CHARGE_MEMBER] : []),
  ];
  return against.length === 0 ? undefined : { kind: 'MembersContradict', members: [`status ${status}`, ...against] };
};

/** What a PATCH asks for and no PATCH does. */
const fixedRefusal = ({ fixed, termDuration, billingCycle }: Differences, subscription: Subscription): SubscriptionRefusal | undefined => {
  if (fixed !== undefined) return { kind: 'MemberFixed', ...fixed };
  if (termDuration !== undefined) return { kind: 'TermDurationFixed', subscriptionId: subscription.id, from: subscription.termDuration, to: termDuration, isTrial: kindOf(subscription).isTrial };
  return billingCycle === undefined ? undefined : { kind: 'BillingCycleFixed', billingCycle, ...(kindOf(subscription).isProrated && { orderId: subscription.orderId }) };
};

/** CAN-2: there is nothing left to change. */
const ofDeleted = ({ status }: Differences, subscriptionId: string): SubscriptionRefusal =>
  status === undefined ? { kind: 'SubscriptionNotActive', subscriptionId, status: 'deleted' } : { kind: 'StatusNotReachable', subscriptionId, from: 'deleted', to: status };

/** CAN-4, CAN-5: whoever never set it up may give it up, or keep it from renewing; an order that nobody activates would otherwise renew for ever. */
const onlyGivesUp = ({ status, autoRenewEnabled: _autoRenew, ...others }: Differences): boolean => (status === undefined || status === 'deleted') && Object.keys(others).length === 0;

/** ORD-3, ORD-4, ORD-7, CAT-5: another number of seats, as far as the customer may have it. */
const withinLimits = (quantity: number, current: Subscription, policy: Policy, limits: SeatLimits | undefined, now: Instant): Decision => {
  const changed = changeQuantity(quantity, current, policy, now);
  const problem = changed.ok && limits !== undefined ? seatsProblem(current, quantity, limits, now) : undefined;
  return problem === undefined ? changed : failure(problem);
};

/**
 * Everything a PATCH asks for as one transaction and one version: all of it, or the first refusal.
 * Each member is decided on what the ones before it left: resuming comes first, then seats, name, resellers, auto-renew, the next charge and the next term, suspending and cancelling last. Members that contradict each other
 * are refused: `MembersContradict`, or by the rule that forbids the second. What no PATCH changes is refused where it is not what was read: `MemberFixed`, `TermDurationFixed`, `BillingCycleFixed`.
 * Where the number of seats changes, a plan for the next term that comes along is not kept (SCH-4), and `removed` names it.
 * Before ISV SaaS is activated it can only be given up, or kept from renewing (CAN-4, CAN-5); whatever else is asked for is `ActivationAwaited` (ORD-6).
 * Of a deleted one nothing changes: `StatusNotReachable`, `SubscriptionNotActive`.
 * @param policy the one the running term keeps (POL-1).
 * @returns the state as it was, with no events, if nothing changes.
 */
export const applyPatch = (command: PatchSubscription, subscription: Subscription, policy: Policy, now: Instant, { seller, schedule, catalogue, limits, family }: PatchContext = {}): Decision => {
  const asked = differences(command, subscription);
  if (Object.keys(asked).length === 0) return success(unchanged(subscription));
  if (subscription.status === 'deleted') return failure(ofDeleted(asked, subscription.id));
  if (awaitsActivation(subscription) && !onlyGivesUp(asked)) return failure({ kind: 'ActivationAwaited', subscriptionId: subscription.id });
  const contradicts = contradiction(asked);
  if (contradicts !== undefined) return failure(contradicts);
  const { quantity, friendlyName, autoRenewEnabled, status, resellers, scheduledChange, termEnd, nextCharge } = asked;
  const unchangeable = fixedRefusal(asked, subscription);
  if (unchangeable !== undefined) return failure(unchangeable);
  const steps: ((current: Subscription) => Decision)[] = [];
  if (status === 'active') steps.push((current) => setStatus(status, current, policy, now, family));
  if (quantity !== undefined) steps.push((current) => withinLimits(quantity, current, policy, limits, now));
  if (friendlyName !== undefined) steps.push((current) => rename(friendlyName, current, now));
  if (resellers !== undefined && seller !== undefined) steps.push((current) => changeReseller(resellers, seller, current, now));
  if (autoRenewEnabled !== undefined) steps.push((current) => setAutoRenew(autoRenewEnabled, current, now));
  if (nextCharge === null) steps.push((current) => unplanNextCharge(current, now));
  else if (nextCharge !== undefined && catalogue !== undefined) steps.push((current) => planNextCharge(nextCharge, current, catalogue, policy, now));
  if (termEnd !== undefined) steps.push((current) => chooseTermEnd(termEnd, current, now));
  if (scheduledChange === null) steps.push((current) => unschedule(current, now));
  else if (scheduledChange !== undefined && schedule !== undefined) steps.push((current) => scheduleChange(scheduledChange, current, schedule, now));
  if (status !== undefined && status !== 'active') steps.push((current) => setStatus(status, current, policy, now, family));

  let outcome = unchanged({ ...subscription, version: subscription.version + 1, batches: openBatches(subscription.batches, now) });
  for (const step of steps) {
    const decision = step(outcome.subscription);
    if (!decision.ok) return decision;
    outcome = followedBy(outcome, decision.value);
  }
  const removed = isPlanSentInVain(command, subscription) ? [...new Set([...outcome.removed, SCHEDULED_CHANGE_MEMBER])] : outcome.removed;
  return success(toldOfAddOns({ ...outcome, removed }, subscription, limits));
};
