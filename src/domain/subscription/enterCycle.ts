import { planChangedLine } from '../billing/chargeLines';
import { type ChargeLine } from '../billing/chargeLine';
import { dayOf, plusDays, startOfDay } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { type RoundingPolicy } from '../../kernel/money';
import { cyclesOf, fullCycleDays } from '../../kernel/term';
import { kindOf } from './kinds/table';
import { type SubscriptionEvent } from './outcome';
import { spanOf } from './standing';
import { anotherPlan } from './nextCharge/anotherPlan';
import { type ChargeCycle, type NextCharge, type Subscription } from './state';

/** 00:00 UTC of the day after the running cycle, if the term has another one that is charged: a traditional subscription is not while it is suspended (MIG-2). */
export const nextCycleAt = ({ kind, status, cycle, term }: Subscription): Instant | undefined =>
  cycle.end < term.end && !(status === 'suspended' && kindOf({ kind }).isProrated) ? startOfDay(plusDays(cycle.end, 1)) : undefined;

/**
 * The cycle that follows the running one. An app before counted a month that begins at the end of January and is cut short in February as two: where the first of them runs, the other is what is left of the one that the term
 * has now. By its days it costs what that one does, less what was charged. @throws RangeError if the running cycle is the term's last.
 */
const nextCycle = (subscription: Subscription): ChargeCycle => {
  const { index, end } = subscription.cycle;
  const cycles = cyclesOf(spanOf(subscription));
  const start = plusDays(end, 1);
  const counted = cycles[index + 1] ?? cycles.find((each) => each.start <= start && start <= each.end);
  if (counted === undefined) throw new RangeError(`The term of ${subscription.id} has no cycle after ${end}`);
  return { index: index + 1, start, end: counted.end };
};

export interface CycleEntered {
  readonly subscription: Subscription;
  readonly charge: ChargeLine;
  readonly events: readonly SubscriptionEvent[];
}

/**
 * Moves on to the next charge cycle of the term, on another billing cycle if one was planned (CYC-1), and charges it whole, at the quantity and price held; dated when it began, not when this runs.
 * The version is the caller's to raise; `number` counts lines within it. @throws RangeError if the running cycle is the term's last.
 */
export const enterNextCycle = (subscription: Subscription, rounding: RoundingPolicy, number: number): CycleEntered => {
  if (subscription.nextCharge !== undefined) return enterAnotherPlan(subscription, subscription.nextCharge, rounding, number);
  const cycle = nextCycle(subscription);
  const entered = { ...subscription, cycle };
  const span = { start: cycle.start, end: cycle.end, cycleDays: fullCycleDays(spanOf(entered), cycle.start) };
  const charge = { chargeType: 'cycleCharge', orderDate: startOfDay(cycle.start), quantity: entered.quantity, span } as const;
  return {
    subscription: entered,
    charge: kindOf(entered).lines.cycle(entered, charge, rounding, number),
    events: [{ type: 'CycleCharged', cycleStart: cycle.start, cycleEnd: cycle.end }],
  };
};

/** The same on the billing cycle that was planned (CYC-1). */
const enterAnotherPlan = (before: Subscription, plan: NextCharge, rounding: RoundingPolicy, number: number): CycleEntered => {
  const { subscription, share, cycleDays } = anotherPlan(before, plan, { ...spanOf(before), billingCycle: plan.billingCycle });
  const { cycle, quantity } = subscription;
  return {
    subscription,
    charge: planChangedLine(subscription, { orderDate: startOfDay(cycle.start), quantity, span: { start: cycle.start, end: cycle.end, cycleDays }, share }, rounding, number),
    events: [
      { type: 'BillingCycleChanged', from: before.billingCycle, to: plan.billingCycle },
      { type: 'CycleCharged', cycleStart: cycle.start, cycleEnd: cycle.end },
    ],
  };
};

export interface CyclesEntered {
  readonly subscription: Subscription;
  readonly charges: readonly ChargeLine[];
  readonly events: readonly SubscriptionEvent[];
}

/** Charges every cycle that has begun by `now` but was not charged yet, so that a change made in the meantime meets the cycle it falls in. */
export const enterDueCycles = (subscription: Subscription, rounding: RoundingPolicy, now: Instant): CyclesEntered => {
  let current = subscription;
  const charges: ChargeLine[] = [];
  const events: SubscriptionEvent[] = [];
  while (current.cycle.end < dayOf(now) && nextCycleAt(current) !== undefined) {
    const entered = enterNextCycle(current, rounding, charges.length + 1);
    current = entered.subscription;
    charges.push(entered.charge);
    events.push(...entered.events);
  }
  return { subscription: current, charges, events };
};
