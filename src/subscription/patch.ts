import { type Instant } from '../kernel/instant';
import { failure, success } from '../kernel/result';
import { type Policy } from '../policy/policy';
import { awaitsActivation } from '../saas/activate';
import { changeQuantity } from './changeQuantity';
import { followedBy, unchanged, type Decision } from './outcome';
import { rename } from './rename';
import { setAutoRenew } from './setAutoRenew';
import { type Subscription } from './state';
import { openBatches } from './window';

/** The members of a PATCH that a rule stands behind. An absent one stays as it is (SUB-9); one equal to the state is no change. */
export interface PatchSubscription {
  readonly quantity?: number;
  readonly friendlyName?: string;
  readonly autoRenewEnabled?: boolean;
}

const changesNothing = ({ quantity, friendlyName, autoRenewEnabled }: PatchSubscription, subscription: Subscription): boolean =>
  (quantity ?? subscription.quantity) === subscription.quantity &&
  (friendlyName ?? subscription.friendlyName) === subscription.friendlyName &&
  (autoRenewEnabled ?? subscription.autoRenew) === subscription.autoRenew;

/**
 * Everything a PATCH asks for as one transaction and one version: all of it, or the first refusal.
 * Each member is decided on what the ones before it left, so members that contradict each other are refused by the rule that forbids the second.
 * Before ISV SaaS is activated nothing else of it changes: `ActivationAwaited` (ORD-6).
 * @param policy the one the running term keeps (POL-1).
 * @returns the state as it was, with no events, if nothing changes.
 */
export const applyPatch = (command: PatchSubscription, subscription: Subscription, policy: Policy, now: Instant): Decision => {
  const { quantity, friendlyName, autoRenewEnabled } = command;
  if (changesNothing(command, subscription)) return success(unchanged(subscription));
  if (awaitsActivation(subscription)) return failure({ kind: 'ActivationAwaited', subscriptionId: subscription.id });
  const steps: ((current: Subscription) => Decision)[] = [];
  if (quantity !== undefined) steps.push((current) => changeQuantity(quantity, current, policy, now));
  if (friendlyName !== undefined) steps.push((current) => rename(friendlyName, current, now));
  if (autoRenewEnabled !== undefined) steps.push((current) => setAutoRenew(autoRenewEnabled, current, now));

  let outcome = unchanged({ ...subscription, version: subscription.version + 1, batches: openBatches(subscription.batches, now) });
  for (const step of steps) {
    const decision = step(outcome.subscription);
    if (!decision.ok) return decision;
    outcome = followedBy(outcome, decision.value);
  }
  return success(outcome);
};
