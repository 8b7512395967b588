import { cycleLine } from '../billing/chargeLines';
import { type ChargeLine } from '../billing/chargeLine';
import { dayOf, plusDays, startOfDay } from '../kernel/calendarDate';
import { type Instant } from '../kernel/instant';
import { type RoundingPolicy } from '../kernel/money';
import { cycleAt, fullCycleDays } from '../kernel/term';
import { type SubscriptionEvent } from './outcome';
import { spanOf } from './standing';
import { type ChargeCycle, type Subscription } from './state';

/** 00:00 UTC of the day after the running cycle, if the term has another one. */
export const nextCycleAt = ({ cycle, term }: Subscription): Instant | undefined => (cycle.end < term.end ? startOfDay(plusDays(cycle.end, 1)) : undefined);

export interface CycleEntered {
  readonly subscription: Subscription;
  readonly charge: ChargeLine;
  readonly event: SubscriptionEvent;
}

/**
 * Moves on to the next charge cycle of the term and charges it whole, at the quantity and price held; dated when it began, not when this runs.
 * The version is the caller's to raise; `number` counts lines within it. @throws RangeError if the running cycle is the term's last.
 */
export const enterNextCycle = (subscription: Subscription, rounding: RoundingPolicy, number: number): CycleEntered => {
  const cycle: ChargeCycle = cycleAt(spanOf(subscription), subscription.cycle.index + 1);
  const entered = { ...subscription, cycle };
  const span = { start: cycle.start, end: cycle.end, cycleDays: fullCycleDays(spanOf(entered), cycle.start) };
  const charge = { chargeType: 'cycleCharge', orderDate: startOfDay(cycle.start), quantity: entered.quantity, span } as const;
  return {
    subscription: entered,
    charge: cycleLine(entered, charge, rounding, number),
    event: { type: 'CycleCharged', cycleStart: cycle.start, cycleEnd: cycle.end },
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
    events.push(entered.event);
  }
  return { subscription: current, charges, events };
};
