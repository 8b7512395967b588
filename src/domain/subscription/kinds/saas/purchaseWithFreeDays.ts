import { dayOf } from '../../../../kernel/calendarDate';
import { type Instant } from '../../../../kernel/instant';
import { type Policy } from '../../../policy/policy';
import { openSubscription } from '../../openSubscription';
import { type Decision } from '../../outcome';
import { type PurchaseSubscription } from '../../purchaseCommand';
import { openWindow } from '../../window';
import { lastFreeDay } from './freeTrial';

/** The term that the line of a trial names: no length of the contract is thirty days long. */
export const TRIAL_TERM = { termDuration: 'P1M', billingCycle: 'none', cyclePrice: '0' } as const;

/**
 * ORD-6: a subscription to an offer of a software publisher that begins with free days; it awaits activation. It costs nothing for so many UTC days, the purchase day included, and
 * renews into the plan asked for; nobody can decline them. Its term counts from the purchase, whenever it is activated (README).
 * Refused: `QuantityOutsideLimits`.
 * @param command the plan to be paid, with its price. @param freeDays of the offer.
 */
export const purchaseWithFreeDays = (command: PurchaseSubscription, freeDays: number, policy: Policy, now: Instant): Decision => {
  const { termDuration, billingCycle, promotionId: _promotionId, listCyclePrice: _listCyclePrice, ...rest } = command;
  const start = dayOf(now);
  const end = lastFreeDay(start, freeDays);
  const { windowClosesAt } = openWindow(command, policy, command.quantity, now, start);
  return openSubscription(
    { ...rest, ...TRIAL_TERM },
    { start, end, cycle: { index: 0, start, end }, charged: { start, end, cycleDays: freeDays }, cancellableUntil: windowClosesAt },
    { renewsTo: { termDuration, billingCycle } },
    policy,
    now,
  );
};
