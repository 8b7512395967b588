import { type Instant } from '../../../../kernel/instant';
import { type RoundingPolicy } from '../../../../kernel/money';
import { cyclesOf } from '../../../../kernel/term';
import { proratedLine } from '../../../billing/chargeLines';
import { enterDueCycles } from '../../enterCycle';
import { unchanged, type Outcome } from '../../outcome';
import { changeDay, spanOf, termOverAt } from '../../standing';
import { type Subscription } from '../../state';
import { kindOf } from '../table';
import { chargeSpan, chargedByDay, chargedFrom } from './charged';
import { chargedAfterCredit, creditLines } from './credit';

/** MIG-2: gives up an active traditional subscription: what is left of its cycle comes back (see {@link creditLines}), and nothing is charged until it is resumed. Auto-renew of a base goes off; an add-on follows its base (ORD-5). */
export const pause = (subscription: Subscription, rounding: RoundingPolicy, now: Instant): Outcome => {
  const entered = enterDueCycles(subscription, rounding, now);
  const { subscription: kept, charges, events } = entered;
  const isOwn = kindOf(kept).family !== 'addOn';
  return {
    ...unchanged({ ...kept, status: 'suspended', suspendedAt: now, autoRenew: kept.autoRenew && !isOwn, seatsByDay: [...chargedAfterCredit(kept, now)] }),
    events: [...events, ...(kept.autoRenew && isOwn ? [{ type: 'AutoRenewTurnedOff' } as const] : []), { type: 'SubscriptionSuspended' }],
    charges: [...charges, ...creditLines(entered, rounding, now)],
    reversibleUntil: termOverAt(kept),
  };
};

/** MIG-2: takes a suspended one up again, within its old term: charged from today to the end of the cycle that today lies in, and in whole cycles from then on. @param now before the term is over. */
export const takeUp = ({ suspendedAt: _since, ...suspended }: Subscription, rounding: RoundingPolicy, now: Instant): Outcome => {
  const today = changeDay(suspended, now);
  const cycle = cyclesOf(spanOf(suspended)).find(({ start, end }) => start <= today && today <= end);
  if (cycle === undefined) throw new RangeError(`No cycle of ${suspended.id} contains ${today}`);
  const before = cycle.index === suspended.cycle.index ? chargedByDay(suspended) : [];
  const resumed: Subscription = { ...suspended, status: 'active', cycle, seatsByDay: [...chargedFrom(before, today, suspended.quantity)] };
  const span = chargeSpan(resumed, today, cycle.end);
  return {
    ...unchanged(resumed),
    events: [{ type: 'SubscriptionResumed' }],
    charges: [proratedLine(resumed, { chargeType: 'Prorate fees when activate', orderDate: now, quantity: resumed.quantity, sign: 1, span }, rounding, 1)],
    reversibleUntil: termOverAt(resumed),
  };
};
