import { instantFromMillis, toMillis, type Instant } from '../../kernel/instant';
import { success } from '../../kernel/result';
import { type Policy } from '../policy/policy';
import { enterDueCycles } from './enterCycle';
import { kindOf } from './kinds/table';
import { unchanged, type Decision } from './outcome';
import { purchase } from './purchase';
import { type PurchaseSubscription } from './purchaseCommand';
import { asKind, type Subscription } from './state';
import { openBatches } from './window';

/** One that runs already: its running term as a purchase, and what became of it since. */
export interface ExistingSubscription extends PurchaseSubscription {
  /** When the running term began; not after the import. */
  readonly termStartedAt: Instant;
  /** When it was first bought; not after its running term began. */
  readonly boughtAt: Instant;
  readonly autoRenew: boolean;
  readonly isSuspended: boolean;
}

/** Cycles that began before `now` were charged where it was sold; one that begins at `now` is charged here. */
const withinCycle = (subscription: Subscription, policy: Policy, now: Instant): Subscription => enterDueCycles(subscription, policy.rounding, instantFromMillis(toMillis(now) - 1)).subscription;

/**
 * What a purchase at the start of the running term has left by `now`: term, cycle, deadlines and windows are those that it would have (SUB-2), and its price is locked. What was charged before `now` is not
 * charged again; a term that begins at `now` is charged as if it was bought then. Refused: `QuantityOutsideLimits`.
 * @param policy in force when the running term began: the term keeps it (POL-1). @param now when it comes here; within the running term, or at its end.
 * @throws RangeError as `purchase`.
 */
export const importSubscription = (existing: ExistingSubscription, policy: Policy, now: Instant): Decision => {
  const { termStartedAt, boughtAt, autoRenew, isSuspended } = existing;
  const bought = purchase(existing, policy, termStartedAt);
  if (!bought.ok) return bought;
  const { subscription: begun, charges } = bought.value;
  const running = withinCycle({ ...begun, createdAt: boughtAt }, policy, now);
  const windows = openBatches(running.batches, now);
  const subscription = asKind(
    {
      ...running,
      batches: windows,
      // SUS-2: what is suspended does not renew.
      autoRenew: autoRenew && !isSuspended,
      ...(isSuspended && { status: 'suspended', suspendedAt: now }),
      ...(kindOf(running).isActivated && { activatedAt: termStartedAt }),
    },
    running.kind,
  );
  return success({
    ...unchanged(subscription),
    events: [{ type: 'SubscriptionImported', quantity: subscription.quantity, termStart: subscription.term.start, termEnd: subscription.term.end }],
    charges: termStartedAt < now ? [] : charges,
    windowsOpened: windows,
    reversibleUntil: null,
  });
};
