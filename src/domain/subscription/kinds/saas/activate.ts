import { type Instant } from '../../../../kernel/instant';
import { failure, success } from '../../../../kernel/result';
import { unchanged, type Decision } from '../../outcome';
import { statusAt } from '../../standing';
import { asKind, type Subscription } from '../../state';
import { kindOf } from '../table';

/** ORD-6: until the customer's set-up is confirmed, the subscription can be given up (CAN-4, CAN-5); nothing else of it can be changed. */
export const awaitsActivation = (subscription: Subscription): boolean => kindOf(subscription).isActivated && subscription.activatedAt === undefined;

/**
 * Confirms that the customer is set up, in the place of the publisher. Neither dates nor charges change.
 * Refused: `NothingToActivate` (no ISV SaaS), `AlreadyActivated`, `SubscriptionNotActive`.
 */
export const activate = (subscription: Subscription, now: Instant): Decision => {
  const { id: subscriptionId, activatedAt } = subscription;
  if (!kindOf(subscription).isActivated) return failure({ kind: 'NothingToActivate', subscriptionId });
  if (activatedAt !== undefined) return failure({ kind: 'AlreadyActivated', subscriptionId, activatedAt });
  const status = statusAt(subscription, now);
  if (status !== 'active') return failure({ kind: 'SubscriptionNotActive', subscriptionId, status });
  const activated = asKind({ ...subscription, version: subscription.version + 1, activatedAt: now }, subscription.kind);
  return success({ ...unchanged(activated), events: [{ type: 'SubscriptionActivated' }] });
};
