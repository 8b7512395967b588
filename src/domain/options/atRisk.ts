import { type ChargeLine } from '../billing/chargeLine';
import { policyNamed, type Policy } from '../policy/policy';
import { negated, sumOf } from '../../kernel/money';
import { type Instant } from '../../kernel/instant';
import { allOf, type Decision } from '../subscription/outcome';
import { cancel } from '../subscription/cancel';
import { type CancelledThrough } from '../subscription/kinds/kind';
import { kindOf } from '../subscription/kinds/table';
import { standingOf } from '../subscription/limits/customerStanding';
import { applyPatch, type PatchContext } from '../subscription/patch';
import { withinTerm } from '../subscription/standing';
import { type Subscription } from '../subscription/state';
import { type KnownAhead } from '../subscription/term/foretell';
import { openBatches } from '../subscription/window';
import { largestReduction } from './options';

/** What can still be had back, and can no longer once its windows close. */
export interface AtRisk {
  /** What gives the most back: ending it, or taking off every seat that can come off. */
  readonly action: 'cancel' | 'reduceSeats';
  /** Where that is asked for: software is given back through its order (ORD-9). */
  readonly through: CancelledThrough;
  /** Seats that would come off. */
  readonly quantity: number;
  /** From then on less comes back, or nothing. */
  readonly until: Instant;
  /** Positive; a decimal number. */
  readonly amount: string;
  readonly currency: string;
  readonly charges: readonly ChargeLine[];
}

const isMore = (one: string, other: string): boolean => sumOf([other, negated(one)]).startsWith('-');

interface Way {
  readonly action: AtRisk['action'];
  readonly through: CancelledThrough;
  readonly decision: Decision;
}

const ways = (subscription: Subscription, policy: Policy, context: PatchContext, now: Instant): readonly Way[] => [
  ...kindOf(subscription).cancelledThrough.map((through): Way => ({ action: 'cancel', through, decision: cancel(subscription, policy, now, context.family, through) })),
  { action: 'reduceSeats', through: 'subscription', decision: applyPatch({ quantity: subscription.quantity - largestReduction(subscription, context.limits, now) }, subscription, policy, now, context) },
];

/**
 * PRE-4: what would be given back if all seats that can come off came off now, by the very rules of the commands, run dry; undefined where nothing would, as no window is open or nothing was paid.
 * @param policy the one the running term keeps. @param context as for options.
 */
const atRiskOf = (subscription: Subscription, policy: Policy, context: PatchContext, now: Instant): AtRisk | undefined => {
  const { batches, term, quantity } = subscription;
  const closes = [...openBatches(batches, now).map(({ windowClosesAt }) => windowClosesAt), term.cancellableUntil]
    .map((at) => withinTerm(at, subscription))
    .filter((at) => at > now)
    .toSorted((a, b) => (a < b ? -1 : Number(a > b)));
  const [until] = closes;
  if (until === undefined) return undefined;
  return ways(subscription, policy, context, now)
    .flatMap(({ decision, ...way }): AtRisk[] => {
      if (!decision.ok) return [];
      const charges = allOf(decision.value).flatMap((each) => each.charges);
      const amount = negated(sumOf(charges.map(({ subtotal }) => subtotal)));
      const [first] = charges;
      const off = way.action === 'cancel' ? quantity : quantity - decision.value.subscription.quantity;
      return first === undefined || !isMore(amount, '0') ? [] : [{ ...way, quantity: off, until, amount, currency: first.currency, charges }];
    })
    .reduce<AtRisk | undefined>((most, each) => (most === undefined || isMore(each.amount, most.amount) ? each : most), undefined);
};

/** The same from what is known of its customer; undefined also where not all that the customer has could be read, as limits depend on it. @throws where its policy is not known. */
export const atRiskIn = (subscription: Subscription, { catalogue, policies, subscriptions, isComplete }: KnownAhead, now: Instant): AtRisk | undefined => {
  if (!isComplete) return undefined;
  const { holdings } = standingOf(subscriptions, subscription.partnerId, now);
  const family = subscriptions.filter(({ id, parentId }) => parentId === subscription.id || id === subscription.parentId);
  return atRiskOf(subscription, policyNamed(policies, subscription.term.policy), { catalogue, limits: { catalogue, holdings }, family }, now);
};
