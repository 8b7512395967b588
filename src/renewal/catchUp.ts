import { type Catalogue } from '../catalogue/state';
import { type Instant } from '../kernel/instant';
import { policyAt, policyNamed, type PolicyBook } from '../policy/policy';
import { nextTask } from '../subscription/nextTask';
import { type Decision, type Outcome } from '../subscription/outcome';
import { type Subscription } from '../subscription/state';
import { chargeCycle } from './chargeCycle';
import { renewalPrice } from './renewalPrice';
import { renew } from './renew';

/** As many steps as fit one transaction of 100 rows: four rows a step. */
const maximumSteps = 20;

/**
 * Everything that is due for one subscription, one step after another, as if each had been carried out on its day (REN-7).
 * @returns no step if nothing is due; after {@link maximumSteps} steps the rest is still due.
 */
export const catchUp = (subscription: Subscription, catalogue: Catalogue, policies: PolicyBook, now: Instant): readonly Outcome[] => {
  const steps: Outcome[] = [];
  let current = subscription;
  for (let task = nextTask(current); task !== undefined && task.dueAt <= now && steps.length < maximumSteps; task = nextTask(current)) {
    const { dueAt } = task;
    const decision: Decision =
      task.kind === 'cycleCharge'
        ? chargeCycle({ dueAt }, current, policyNamed(policies, current.term.policy), now)
        : renew({ dueAt, cyclePrice: renewalPrice(catalogue, current, dueAt) }, current, policyAt(policies, dueAt), now);
    if (!decision.ok) throw new Error(`${task.kind} of ${current.id} was due and is refused: ${decision.error.kind}`);
    steps.push(decision.value);
    current = decision.value.subscription;
  }
  return steps;
};
