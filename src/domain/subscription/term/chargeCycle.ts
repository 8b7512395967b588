import { type Instant } from '../../../kernel/instant';
import { failure, success } from '../../../kernel/result';
import { type Policy } from '../../policy/policy';
import { enterNextCycle } from '../enterCycle';
import { unchanged, type Decision } from '../outcome';
import { type Subscription } from '../state';
import { openBatches } from '../window';
import { notDue } from './due';

export interface ChargeCycle {
  /** Which task: the instant `nextTask` named, 00:00 UTC of the cycle's first day. */
  readonly dueAt: Instant;
}

/**
 * Charges the next cycle of the running term. One cycle each time: whoever is late by several repeats it until nothing is due, and gets the lines that punctual runs
 * would have made. Refused: `NotDue` (also a second run), `SubscriptionNotActive`.
 * @param policy the one the running term keeps.
 */
export const chargeCycle = (command: ChargeCycle, subscription: Subscription, policy: Policy, now: Instant): Decision => {
  const refusal = notDue(['cycleCharge'], command.dueAt, subscription, now);
  if (refusal !== undefined) return failure(refusal);
  const batches = openBatches(subscription.batches, now);
  const entered = enterNextCycle({ ...subscription, version: subscription.version + 1, batches }, policy.rounding, 1);
  return success({ ...unchanged(entered.subscription), events: entered.events, charges: [entered.charge] });
};
