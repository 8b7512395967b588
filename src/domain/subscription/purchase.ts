import { dayOf } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { cycleAt, fullCycleDays, termEnd } from '../../kernel/term';
import { type Policy } from '../policy/policy';
import { openSubscription } from './openSubscription';
import { type Decision } from './outcome';
import { type PurchaseSubscription } from './purchaseCommand';
import { cancellableUntil, openWindow, purchaseOpensWindow } from './window';

/**
 * A new subscription. Its term starts on the UTC day of `now`; its window is counted from `now` itself. A trial opens no window: neither its quantity
 * nor its status can be changed. Refused: `QuantityOutsideLimits`.
 * @param policy in force at `now`; the term keeps it (POL-1).
 * @throws RangeError if the term cannot be billed so, or cannot end on the day asked for.
 */
export const purchase = (command: PurchaseSubscription, policy: Policy, now: Instant): Decision => {
  const { kind, quantity, termDuration, billingCycle } = command;
  const start = dayOf(now);
  const end = command.termEnd ?? termEnd(start, termDuration);
  const span = { start, end, duration: termDuration, billingCycle };
  const cycle = cycleAt(span, 0);
  const window = purchaseOpensWindow(command) ? openWindow(command, policy, quantity, now, start) : undefined;
  const charged = { start, end: cycle.end, cycleDays: fullCycleDays(span, start) };
  return openSubscription(command, { start, end, cycle, charged, window, cancellableUntil: cancellableUntil({ kind }, window, now, end) }, command.paidForm === undefined ? {} : { paidForm: command.paidForm }, policy, now);
};
