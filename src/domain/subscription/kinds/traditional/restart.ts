import { plusDays, startOfDay } from '../../../../kernel/calendarDate';
import { type BillingCycle } from '../../../../kernel/durations';
import { type Instant } from '../../../../kernel/instant';
import { cycleAt, fullCycleDays, termEnd } from '../../../../kernel/term';
import { proratedLine } from '../../../billing/chargeLines';
import { type Policy } from '../../../policy/policy';
import { enterDueCycles } from '../../enterCycle';
import { unchanged, type Outcome } from '../../outcome';
import { changeDay, spanOf } from '../../standing';
import { type Subscription } from '../../state';
import { kindOf } from '../table';
import { chargeSpan, stretchesOf } from './charged';

/** A plan that begins at once. */
export interface NewPlan {
  readonly billingCycle: BillingCycle;
  /** Per licence and whole charge cycle of that kind, as listed today. */
  readonly cyclePrice: string;
}

/** MIG-3: what the running line gives back from today on. */
export const restLines = ({ subscription, charges }: ReturnType<typeof enterDueCycles>, chargeType: 'Cycle Instance Prorate' | 'Cancel fee', policy: Policy, now: Instant) => {
  const today = changeDay(subscription, now);
  return stretchesOf(subscription)
    .filter(({ end }) => end >= today)
    .map(({ start, end, quantity }, index) =>
      proratedLine(subscription, { chargeType, orderDate: now, quantity, sign: -1, span: chargeSpan(subscription, start < today ? today : start, end) }, policy.rounding, charges.length + 1 + index),
    );
};

/**
 * MIG-3: an active traditional subscription on another billing cycle, at once: what is left of its running cycle comes back, and twelve months begin today at the price of today. Cycles that have begun but were not charged
 * are charged first.
 * @param subscription carries the version of the transaction. @param policy in force now, which the new term keeps.
 */
export const restart = (subscription: Subscription, { billingCycle, cyclePrice }: NewPlan, kept: Policy, policy: Policy, now: Instant): Outcome => {
  const entered = enterDueCycles(subscription, kept.rounding, now);
  const { subscription: before, charges, events } = entered;
  const start = changeDay(before, now);
  const end = termEnd(start, before.termDuration);
  const number = before.term.number + 1;
  const { seatsByDay: _seats, listCyclePrice: _listed, promotionId: _promotion, ...rest } = before;
  const planned: Subscription = { ...rest, billingCycle, cyclePrice, term: { number, start, end, startedAt: now, cancellableUntil: startOfDay(plusDays(end, 1)), policy: policy.name } };
  const span = spanOf(planned);
  const restarted: Subscription = { ...planned, cycle: cycleAt(span, 0) };
  const credit = restLines(entered, 'Cycle Instance Prorate', policy, now);
  const charge = { chargeType: 'new', orderDate: now, quantity: restarted.quantity, span: { start, end: restarted.cycle.end, cycleDays: fullCycleDays(span, start) } } as const;
  return {
    ...unchanged(restarted),
    events: [...events, { type: 'BillingCycleChanged', from: before.billingCycle, to: billingCycle }, { type: 'TermRestarted', termNumber: number, termStart: start, termEnd: end }],
    charges: [...charges, ...credit, kindOf(restarted).lines.cycle(restarted, charge, policy.rounding, charges.length + credit.length + 1)],
  };
};
