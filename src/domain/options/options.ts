import { type BillingCycle } from '../../kernel/durations';
import { type Instant } from '../../kernel/instant';
import { type CalendarDate } from '../../kernel/calendarDate';
import { nextCycleAt } from '../subscription/enterCycle';
import { fewestSeats, type SeatLimits } from '../subscription/limits/seatLimits';
import { type Policy } from '../policy/policy';
import { type Outcome } from '../subscription/outcome';
import { applyPatch, type PatchContext, type PatchSubscription } from '../subscription/patch';
import { type SubscriptionRefusal } from '../subscription/refusals';
import { kindOf } from '../subscription/kinds/table';
import { isPerpetual, termOverAt, withinTerm } from '../subscription/standing';
import { type Subscription } from '../subscription/state';
import { openBatches, removableSeats } from '../subscription/window';
import { actions, type Action } from './actions';
import { ruleBehind, ruleOf } from './rules';

/** One thing that could be done: with its effect and until when, or with the refusal, its rule, and when that ends. */
export type Option =
  | { readonly action: Action; readonly possible: true; readonly rule: string; readonly command: PatchSubscription; readonly outcome: Outcome; readonly until?: Instant }
  | { readonly action: Action; readonly possible: false; readonly rule: string; readonly command: PatchSubscription; readonly refusal: SubscriptionRefusal; readonly opensAgain?: CalendarDate };

const otherCycle = ({ billingCycle }: Subscription): BillingCycle => (billingCycle === 'monthly' ? 'annual' : 'monthly');

/** What the next term repeats: during extended service the plan before it (POL-2). */
const ownProduct = ({ offer: { productId, skuId, availabilityId }, termDuration, billingCycle, paidForm, extendedFrom }: Subscription) => paidForm ?? { productId, skuId, availabilityId, ...(extendedFrom ?? { termDuration, billingCycle }) };

/** The fewest seats it can be left with, by its offer and, where they are known, by what the customer has. */
const leastSeats = (subscription: Subscription, limits: SeatLimits | undefined, now: Instant): number => (limits === undefined ? Math.max(1, subscription.offer.minimumQuantity) : fewestSeats(subscription, limits, now));

/** The most seats that windows and limits let come off at once; 1 where that is none, so that the rule says why. */
export const largestReduction = (subscription: Subscription, limits: SeatLimits | undefined, now: Instant): number => {
  const { quantity, batches } = subscription;
  const inWindows = kindOf(subscription).isProrated ? quantity : removableSeats(batches, now);
  return Math.max(1, Math.min(inWindows, quantity - leastSeats(subscription, limits, now)));
};

/** What is tried: the smallest change of its kind; of a reduction, the largest that limits leave. Of the next term, one licence more, or, where no more may be had or that is planned already, one less, or two more. */
const commandsOf = (subscription: Subscription, limits: SeatLimits | undefined, now: Instant): Readonly<Record<Action, readonly [PatchSubscription, ...PatchSubscription[]]>> => {
  const { quantity, offer, friendlyName } = subscription;
  const planned = (seats: number): PatchSubscription => ({ scheduledChange: { product: ownProduct(subscription), quantity: seats } });
  return {
    addSeats: [{ quantity: quantity + 1 }],
    reduceSeats: [{ quantity: quantity - largestReduction(subscription, limits, now) }],
    rename: [{ friendlyName: `${friendlyName}.`.slice(-200) }],
    cancel: [{ status: 'deleted' }],
    suspend: [{ status: 'suspended' }],
    resume: [{ status: 'active' }],
    turnAutoRenewOn: [{ autoRenewEnabled: true }],
    turnAutoRenewOff: [{ autoRenewEnabled: false }],
    planNextTerm: [planned(quantity + 1), ...(quantity > 1 ? [planned(quantity - 1)] : []), planned(quantity + 2)],
    unplanNextTerm: [{ scheduledChange: null }],
    planNextCharge: [{ nextCharge: { productId: offer.productId, skuId: offer.skuId, billingCycle: otherCycle(subscription) } }],
    unplanNextCharge: [{ nextCharge: null }],
  };
};

/** What is so already is no option: auto-renew that is on, an active one to be resumed, a plan to be dropped where there is none. */
const isOffered = (action: Action, { status, autoRenew, scheduledChange, nextCharge }: Subscription): boolean => {
  switch (action) {
    case 'resume':
      return status === 'suspended';
    case 'suspend':
      return status !== 'suspended';
    case 'turnAutoRenewOn':
      return !autoRenew;
    case 'turnAutoRenewOff':
      return autoRenew;
    case 'unplanNextTerm':
      return scheduledChange !== undefined;
    case 'unplanNextCharge':
      return nextCharge !== undefined;
    default:
      return true;
  }
};

/** Until when as many seats can come off as now: where a closing window leaves as many, because some seats must stay, until a later one closes. */
const reducibleUntil = (subscription: Subscription, limits: PatchContext['limits'], now: Instant): Instant => {
  const most = largestReduction(subscription, limits, now);
  const closings = openBatches(subscription.batches, now).map(({ windowClosesAt }) => windowClosesAt);
  return withinTerm(closings.find((at) => largestReduction(subscription, limits, at) < most) ?? closings.at(-1) ?? termOverAt(subscription), subscription);
};

const untilOf = (action: Action, subscription: Subscription, limits: PatchContext['limits'], now: Instant): Instant | undefined => {
  if (isPerpetual(subscription)) return undefined;
  if (action === 'cancel') return withinTerm(subscription.term.cancellableUntil > now ? subscription.term.cancellableUntil : termOverAt(subscription), subscription);
  if (action === 'reduceSeats') return reducibleUntil(subscription, limits, now);
  // CYC-2: what is planned afterwards is for a later charge, and there may be none in the term.
  if (action === 'planNextCharge' || action === 'unplanNextCharge') return nextCycleAt(subscription) ?? termOverAt(subscription);
  return termOverAt(subscription);
};

/** SUB-4: the day from which what is too late now is possible again. None of seats where as few as there are must stay then too, by the limits of today (ORD-3); what is planned for the next term is judged once that has begun. */
const opensAgain = (refusal: SubscriptionRefusal, subscription: Subscription, limits: SeatLimits | undefined, now: Instant): CalendarDate | undefined => {
  if (!('nextWindowOpens' in refusal)) return undefined;
  const { quantity, scheduledChange } = subscription;
  const mustStay = refusal.kind === 'ReductionWindowClosed' && scheduledChange === undefined && quantity <= leastSeats(subscription, limits, now);
  return mustStay ? undefined : refusal.nextWindowOpens;
};

/**
 * PRE-3: what can be done to a subscription now, by the very rule of the command, run dry; and for what cannot, the rule that forbids it and when that ends.
 * @param policy the one the running term keeps. @param context with catalogue and customer's holdings, for plans and for what seats are held to.
 */
export const optionsOf = (subscription: Subscription, policy: Policy, context: PatchContext, now: Instant): readonly Option[] => {
  const commands = commandsOf(subscription, context.limits, now);
  return actions
    .filter((action) => isOffered(action, subscription))
    .flatMap((action): Option[] => {
      const tries = commands[action].map((each) => ({ command: each, decision: applyPatch(each, subscription, policy, now, context) }));
      const [first] = tries;
      const chosen = tries.find(({ decision }) => decision.ok && decision.value.events.length > 0) ?? tries.find(({ decision }) => decision.ok) ?? first;
      if (chosen === undefined) return [];
      const { command, decision } = chosen;
      // A cancelled one is not cancelled again.
      if (decision.ok && decision.value.events.length === 0) return [];
      const until = untilOf(action, subscription, context.limits, now);
      // What outlives the term, as a new name does, has no end; what has no term neither.
      if (decision.ok) return [{ action, possible: true, rule: ruleOf(action, subscription), command, outcome: decision.value, ...(until !== undefined && until > now && { until }) }];
      const again = opensAgain(decision.error, subscription, context.limits, now);
      return [{ action, possible: false, rule: ruleBehind(decision.error, action, subscription), command, refusal: decision.error, ...(again !== undefined && { opensAgain: again }) }];
    });
};
