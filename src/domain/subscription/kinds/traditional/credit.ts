import { dayOf, plusDays } from '../../../../kernel/calendarDate';
import { type Instant } from '../../../../kernel/instant';
import { type RoundingPolicy } from '../../../../kernel/money';
import { type ChargeLine } from '../../../billing/chargeLine';
import { type CyclesEntered } from '../../enterCycle';
import { changeDay } from '../../standing';
import { type Subscription } from '../../state';
import { kindOf } from '../table';
import { chargeSpan, chargedByDay, chargedFrom, stretchesOf, type Stretch } from './charged';

/** Whether giving it up on this day gives the whole running cycle back: within so many days from the start of its term. */
const isCreditedWhole = (subscription: Subscription, now: Instant): boolean => dayOf(now) < plusDays(subscription.term.start, kindOf(subscription).windows.fullCreditDays);

const creditedStretches = (subscription: Subscription, now: Instant): readonly Stretch[] => {
  const stretches = stretchesOf(subscription);
  if (isCreditedWhole(subscription, now)) return stretches;
  const today = changeDay(subscription, now);
  return stretches.filter(({ end }) => end >= today).map((stretch) => (stretch.start < today ? { ...stretch, start: today } : stretch));
};

/**
 * MIG-1, MIG-2: what giving up a traditional subscription gives back: all that was charged for the running cycle, stretch by stretch, in the first days of its term; afterwards what is left of it, today included. Nothing
 * of one that is suspended.
 */
export const creditLines = ({ subscription, charges }: CyclesEntered, rounding: RoundingPolicy, now: Instant): readonly ChargeLine[] =>
  creditedStretches(subscription, now).map(({ start, end, quantity }, index) =>
    kindOf(subscription).lines.cancelled(subscription, { orderDate: now, quantity, sign: -1, span: chargeSpan(subscription, start, end) }, rounding, charges.length + 1 + index),
  );

/** The licences charged by day once that is given back. */
export const chargedAfterCredit = (subscription: Subscription, now: Instant) =>
  chargedFrom(chargedByDay(subscription), isCreditedWhole(subscription, now) ? subscription.cycle.start : changeDay(subscription, now), 0);
