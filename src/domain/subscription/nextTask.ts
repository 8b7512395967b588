import { type Instant } from '../../kernel/instant';
import { stageOverAt } from './retention/nextStage';
import { nextCycleAt } from './enterCycle';
import { kindOf } from './kinds/table';
import { goesOn, isPerpetual, termOverAt } from './standing';
import { type Subscription } from './state';

/** What happens next to a subscription if nobody acts, and the instant from which it can be carried out. */
export interface NextTask {
  readonly kind: 'cycleCharge' | 'renewal' | 'expiry' | 'retention';
  readonly dueAt: Instant;
}

/** The one task that is next, at 00:00 UTC of its day; the instant may be past. Undefined once the subscription is deleted, where its base renews it (ORD-5), and of what never ends (ORD-9). */
export const nextTask = (subscription: Subscription): NextTask | undefined => {
  const overAt = stageOverAt(subscription);
  if (overAt !== undefined) return { kind: 'retention', dueAt: overAt };
  if (subscription.status !== 'active' && subscription.status !== 'suspended') return undefined;
  const cycleAt = nextCycleAt(subscription);
  if (cycleAt !== undefined) return { kind: 'cycleCharge', dueAt: cycleAt };
  if (kindOf(subscription).family === 'addOn' || isPerpetual(subscription)) return undefined;
  return { kind: goesOn(subscription) ? 'renewal' : 'expiry', dueAt: termOverAt(subscription) };
};
