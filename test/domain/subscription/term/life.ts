import { type ChargeLine } from '../../../../src/domain/billing/chargeLine';
import { plusHours, type Instant } from '../../../../src/kernel/instant';
import { type Policy } from '../../../../src/domain/policy/policy';
import { chargeCycle } from '../../../../src/domain/subscription/term/chargeCycle';
import { renew } from '../../../../src/domain/subscription/term/renew';
import { nextTask } from '../../../../src/domain/subscription/nextTask';
import { applyPatch } from '../../../../src/domain/subscription/patch';
import { purchase } from '../../../../src/domain/subscription/purchase';
import { type PurchaseSubscription } from '../../../../src/domain/subscription/purchaseCommand';
import { type Subscription } from '../../../../src/domain/subscription/state';
import { decided } from '../bought';

/** After so many hours, the quantity is changed by so many seats, if the rules allow it. */
export interface Step {
  readonly hours: number;
  readonly seats: number;
  /** Whether what fell due meanwhile was carried out before the change. */
  readonly swept: boolean;
}

export interface Life {
  readonly subscription: Subscription;
  readonly lines: readonly ChargeLine[];
  readonly now: Instant;
}

/** A purchase and what comes after it; in the end nothing is due. Tasks are carried out when a step finds them due, so some run late. */
export const live = (command: PurchaseSubscription, boughtAt: Instant, steps: readonly Step[], policy: Policy): Life => {
  const first = decided(purchase(command, policy, boughtAt));
  let life: Life = { subscription: first.subscription, lines: first.charges, now: boughtAt };
  for (const { hours, seats, swept } of steps) {
    life = { ...life, now: plusHours(life.now, hours) };
    if (swept) life = carryOutDue(life, policy);
    const decision = applyPatch({ quantity: life.subscription.quantity + seats }, life.subscription, policy, life.now);
    if (decision.ok) life = { ...life, subscription: decision.value.subscription, lines: [...life.lines, ...decision.value.charges] };
  }
  return carryOutDue(life, policy);
};

export const carryOutDue = (life: Life, policy: Policy): Life => {
  const { now } = life;
  let { subscription, lines } = life;
  for (let task = nextTask(subscription); task !== undefined && task.dueAt <= now; task = nextTask(subscription)) {
    const { dueAt } = task;
    const decision =
      task.kind === 'cycleCharge'
        ? chargeCycle({ dueAt }, subscription, policy, now)
        : renew({ dueAt, cyclePrice: subscription.cyclePrice }, subscription, policy, now);
    const outcome = decided(decision);
    subscription = outcome.subscription;
    lines = [...lines, ...outcome.charges];
  }
  return { subscription, lines, now };
};
