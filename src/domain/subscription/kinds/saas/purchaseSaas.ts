import { dayOf } from '../../../../kernel/calendarDate';
import { type Instant } from '../../../../kernel/instant';
import { type Policy } from '../../../policy/policy';
import { openSubscription } from '../../openSubscription';
import { type Decision } from '../../outcome';
import { purchase } from '../../purchase';
import { type PurchaseSubscription } from '../../purchaseCommand';
import { seatWindow } from '../../window';
import { lastFreeDay } from './freeTrial';

/** The term that the line of a trial names: no length of the contract is thirty days long. */
export const TRIAL_TERM = { termDuration: 'P1M', billingCycle: 'none', cyclePrice: '0' } as const;

/**
 * ORD-6: a subscription to an offer of a software publisher; it awaits activation. With free days it costs nothing for so many UTC days, the purchase day included, and
 * renews into the plan asked for; nobody can decline them. Without, its paid term starts at once. Its term counts from the purchase, whenever it is activated (README).
 * Refused: `QuantityOutsideLimits`.
 * @param command the plan to be paid, with its price. @param freeDays of the offer; undefined: none.
 */
export const purchaseSaas = (command: PurchaseSubscription, freeDays: number | undefined, policy: Policy, now: Instant): Decision => {
  const offer = { ...command.offer, soldAs: 'saas' as const };
  if (freeDays === undefined) return purchase({ ...command, offer }, policy, now);
  const { termDuration, billingCycle, promotionId: _promotionId, listCyclePrice: _listCyclePrice, ...rest } = command;
  const start = dayOf(now);
  const end = lastFreeDay(start, freeDays);
  const { windowClosesAt } = seatWindow({ offer, billingCycle }, policy, command.quantity, now, start);
  return openSubscription(
    { ...rest, ...TRIAL_TERM, offer: { ...offer, isTrial: true } },
    { start, end, cycle: { index: 0, start, end }, charged: { start, end, cycleDays: freeDays }, cancellableUntil: windowClosesAt },
    { renewsTo: { termDuration, billingCycle } },
    policy,
    now,
  );
};
