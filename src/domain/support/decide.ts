import { Decimal } from 'decimal.js';
import { isForGood, type ChargeLine } from '../billing/chargeLine';
import { decimalsOf } from '../../kernel/currency';
import { negated, sumOf } from '../../kernel/money';
import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { toldOfAddOns } from '../subscription/limits/addOnFit';
import { type SeatLimits } from '../subscription/limits/seatLimits';
import { type Policy } from '../policy/policy';
import { endNow } from '../subscription/cancel';
import { liveAddOns } from '../subscription/kinds/traditional/family';
import { type Outcome } from '../subscription/outcome';
import { type SubscriptionRefusal } from '../subscription/refusals';
import { renewalSince, statusAt, withinTerm } from '../subscription/standing';
import { type Subscription } from '../subscription/state';
import { type Redundancy } from '../transition/redundant';
import { type SupportRefusal } from './refusals';
import { type SupportCase } from './state';

type Refusal = SupportRefusal | SubscriptionRefusal;

/** What is to be ended. */
export interface Ending {
  readonly subscription: Subscription;
  /** Others, of which the add-ons of a traditional base are some (ORD-5). */
  readonly family: readonly Subscription[];
}

/** Whether a subscription can be ended at all; undefined if it can. Add-ons that have ended hold a base no more than they do where it is cancelled. */
const endProblem = ({ subscription, family }: Ending, now: Instant): SubscriptionRefusal | undefined => {
  const { id: subscriptionId } = subscription;
  const status = statusAt(subscription, now);
  if (status !== 'active' && status !== 'suspended') return { kind: 'SubscriptionNotActive', subscriptionId, status };
  const since = renewalSince(subscription, now);
  if (since !== undefined) return { kind: 'RenewalInProgress', subscriptionId, since };
  const addOnIds = liveAddOns(subscription, family).map(({ id }) => id);
  return addOnIds.length > 0 ? { kind: 'AddOnsAttached', subscriptionId, addOnIds } : undefined;
};

export type Filing = Pick<SupportCase, 'id' | 'customerId' | 'partnerId' | 'subscriptionId' | 'reason' | 'note' | 'filedBy'>;

/** CAN-6: what stands against a support request for a subscription; undefined if nothing does. */
export const filingProblem = (ending: Ending, now: Instant): Refusal | undefined => {
  const { subscription } = ending;
  const { cancellableUntil } = subscription.term;
  return endProblem(ending, now) ?? (now < cancellableUntil ? { kind: 'SupportNotNeeded', subscriptionId: subscription.id, until: withinTerm(cancellableUntil, subscription) } : undefined);
};

/** UPG-8: what stands against asking to end a subscription whose licences were made superfluous. */
const redundancyProblem = ({ id: subscriptionId }: Subscription, redundancy: Redundancy | undefined, now: Instant): SupportRefusal | undefined => {
  if (redundancy !== undefined && redundancy.quantity > 0) return undefined;
  const until = redundancy?.by.until;
  return { kind: 'NothingRedundant', subscriptionId, ...(until !== undefined && now >= until && { until }) };
};

/**
 * CAN-6: a problem order outside its window. Refused: SubscriptionNotActive, RenewalInProgress, AddOnsAttached, SupportNotNeeded while it can simply be cancelled; NothingRedundant for licences that are said to be
 * superfluous and are not, or were billed twice since what covers them came (UPG-8).
 * @param redundancy of the subscription's licences; undefined: none. Only asked where the reason is that.
 */
export const fileSupportCase = (filing: Filing, ending: Ending, now: Instant, redundancy?: Redundancy): Result<SupportCase, Refusal> => {
  const problem = filingProblem(ending, now) ?? (filing.reason === 'redundant_licences' ? redundancyProblem(ending.subscription, redundancy, now) : undefined);
  return problem === undefined ? success({ ...filing, version: 1, status: 'filed', filedAt: now }) : failure(problem);
};

const decidable = ({ id: requestId, status }: SupportCase): SupportRefusal | undefined => (status === 'filed' ? undefined : { kind: 'SupportRequestDecided', requestId, status });

/** What ends it gives back, beside the cycles that were charged first. */
const isRefund = ({ chargeType }: ChargeLine): boolean => chargeType === 'cancelImmediate' || chargeType === 'Cancel fee';

/** What the running cycle cost, all in all: the most that can come back. One that was cut short, or in which seats came or went, cost another amount than its price. */
const cycleCost = ({ cycle, currency }: Subscription, lines: readonly ChargeLine[]): string =>
  new Decimal(sumOf(lines.filter(({ chargeEnd, termDuration }) => chargeEnd === cycle.end || isForGood({ termDuration })).map(({ subtotal }) => subtotal))).toFixed(decimalsOf(currency));

/** The refund that was granted, as the one line of the cancellation: of the running cycle where that is given back at all, also where seats of the cycle before are within their window. */
const withRefund = (ended: Outcome, refund: string): Outcome => {
  const other = ended.charges.filter((each) => !isRefund(each));
  const refunds = ended.charges.filter(isRefund);
  const line = refunds.find(({ chargeEnd }) => chargeEnd === ended.subscription.cycle.end) ?? refunds[0];
  if (line === undefined) return ended;
  const { quantity } = ended.subscription;
  const unit = new Decimal(refund).div(quantity).toDecimalPlaces(20, Decimal.ROUND_DOWN).neg().toFixed();
  const isNothing = new Decimal(refund).isZero();
  return { ...ended, charges: isNothing ? other : [...other, { ...line, sign: -1, quantity, effectiveUnitPrice: unit, subtotal: `-${refund}` }] };
};

/** What an operator states, with what it is measured by. */
export interface StatedRefund {
  readonly refund: string;
  readonly lines: readonly ChargeLine[];
}

export interface Granted {
  readonly supportCase: SupportCase;
  readonly outcome: Outcome;
}

/**
 * CAN-6: ends the subscription with the refund the operator states, or, if none is stated, with what a cancellation within the window would give back today.
 * Refused: SupportRequestDecided, RefundTooLarge, and as filing is, except for the window.
 * @param stated the refund, with the charge lines of the subscription up to its version: no more comes back than its running cycle cost.
 * @param limits of the customer, where ending it can leave add-ons out of proportion: that is told.
 */
export const grantSupportCase = (supportCase: SupportCase, ending: Ending, stated: StatedRefund | undefined, by: string, policy: Policy, now: Instant, limits?: SeatLimits): Result<Granted, Refusal> => {
  const { subscription } = ending;
  const problem = decidable(supportCase) ?? endProblem(ending, now);
  if (problem !== undefined) return failure(problem);
  const next = { ...subscription, version: subscription.version + 1 };
  const ended = endNow(next, { type: 'SubscriptionCancelled' }, 'Cancelled', policy, now);
  if (stated !== undefined) {
    const most = cycleCost(ended.subscription, [...stated.lines, ...ended.charges.filter((each) => !isRefund(each))]);
    if (new Decimal(stated.refund).gt(most)) return failure({ kind: 'RefundTooLarge', refund: stated.refund, most });
  }
  const outcome = stated === undefined ? ended : withRefund(ended, new Decimal(stated.refund).toFixed(decimalsOf(subscription.currency)));
  const given = new Decimal(negated(sumOf(outcome.charges.filter(isRefund).map(({ subtotal }) => subtotal)))).toFixed(decimalsOf(subscription.currency));
  return success({ supportCase: { ...supportCase, version: supportCase.version + 1, status: 'granted', decidedAt: now, decidedBy: by, refund: given }, outcome: toldOfAddOns(outcome, subscription, limits) });
};

/** CAN-6. Refused: SupportRequestDecided. */
export const refuseSupportCase = (supportCase: SupportCase, why: string, by: string, now: Instant): Result<SupportCase, Refusal> => {
  const problem = decidable(supportCase);
  return problem === undefined ? success({ ...supportCase, version: supportCase.version + 1, status: 'refused', decidedAt: now, decidedBy: by, why }) : failure(problem);
};
