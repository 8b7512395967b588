import { success, failure, type Result } from '../../../../kernel/result';
import { type Instant } from '../../../../kernel/instant';
import { fullCycleDays } from '../../../../kernel/term';
import { type Policy } from '../../../policy/policy';
import { enterDueCycles } from '../../enterCycle';
import { openSubscription } from '../../openSubscription';
import { unchanged, type Outcome } from '../../outcome';
import { type PurchaseSubscription } from '../../purchaseCommand';
import { type SubscriptionRefusal } from '../../refusals';
import { changeDay, spanOf, termOverAt } from '../../standing';
import { asKind, type Subscription } from '../../state';
import { baseProblem } from './baseProblem';

/** An add-on bought, and its base, which now knows of it. */
export interface AddOnPurchase {
  readonly addOn: Outcome;
  readonly base: Outcome;
}

/**
 * ORD-5: an add-on takes the term, the charge cycles and the billing of its base; its first line pays for what is left of the running cycle, today included. Cycles of the
 * base that have begun but were not charged yet are charged first.
 * Refused: what {@link baseProblem} says, `QuantityOutsideLimits`.
 * @param command its plan is the base's, whatever it names; its price is that of the base's billing cycle.
 * @param prerequisites `product:sku` that the add-on may hang on.
 * @param base carries the version of the transaction; several add-ons of one order are attached one after another.
 * @param policy in force at `now`. The base keeps its own; lines of traditional subscriptions depend on neither.
 */
export const purchaseAddOn = (
  command: PurchaseSubscription,
  base: Subscription,
  prerequisites: readonly string[],
  policy: Policy,
  now: Instant,
): Result<AddOnPurchase, SubscriptionRefusal> => {
  const problem = baseProblem(base, command.offer, prerequisites, now);
  if (problem !== undefined) return failure(problem);
  const entered = enterDueCycles(base, policy.rounding, now);
  const { term, cycle } = entered.subscription;
  const today = changeDay(entered.subscription, now);
  const { termDuration, billingCycle } = base;
  const addOn = openSubscription(
    { ...command, termDuration, billingCycle },
    {
      start: term.start,
      end: term.end,
      cycle,
      charged: { start: today, end: cycle.end, cycleDays: fullCycleDays(spanOf(base), today) },
      cancellableUntil: termOverAt(base),
    },
    { parentId: base.id },
    policy,
    now,
  );
  if (!addOn.ok) return addOn;
  const attached = asKind({ ...entered.subscription, addOnIds: [...(base.addOnIds ?? []), command.subscriptionId] }, base.kind);
  return success({
    addOn: addOn.value,
    base: {
      ...unchanged(attached),
      events: [...entered.events, { type: 'AddOnAttached', addOnId: command.subscriptionId }],
      charges: entered.charges,
      reversibleUntil: termOverAt(base),
    },
  });
};
