import { type Catalogue } from '../../catalogue/state';
import { instantFromMillis, toMillis, type Instant } from '../../../kernel/instant';
import { type PolicyBook } from '../../policy/policy';
import { type Outcome } from '../outcome';
import { type Subscription } from '../state';
import { carryAhead, familyOf } from './carryAhead';

/** What is known of the time to come: announced prices, policies with their dates, and what the customer has today. */
export interface KnownAhead {
  readonly catalogue: Catalogue;
  readonly policies: PolicyBook;
  /** All of the customer's, every partner's, with the subscription itself. */
  readonly subscriptions: readonly Subscription[];
  /** False: some could not be read. What depends on them is not known then. */
  readonly isComplete: boolean;
  /** MIG-6: a plan by which it becomes another subscription, or is refused to, at an instant. What comes from then on is not known. `lookedAt`: when it falls due as it is stored, before that where a term began anew. */
  readonly migration?: { readonly scheduleId: string; readonly at: Instant; readonly lookedAt: Instant };
}

/** What an instant will bring a subscription if nobody acts until then. */
export interface Foretold {
  readonly at: Instant;
  /** Of its own, the last of them what it becomes; those of its add-ons, or of its base, are theirs. */
  readonly steps: readonly [Outcome, ...Outcome[]];
  /** Whether another decision is possible if the customer has something else by then, of any partner (ORD-3, ORD-4, ORD-7, CAT-4). */
  readonly dependsOnHoldings: boolean;
}

/**
 * PRE-3: what `at` will bring a subscription if nobody acts until then, charge lines to the cent, by the functions that carry it out (`catchUp`), run dry at that instant.
 * @param at 00:00 UTC of a day on which something falls due; what falls due before it is carried out first, and is not told. @returns undefined if nothing of its own falls due then, or what it depends on is not known: its base, an add-on, or, where that makes a difference, all that the customer has; or it is planned to be migrated by then.
 */
export const foretell = (subscription: Subscription, at: Instant, known: KnownAhead): Foretold | undefined => {
  if (known.migration !== undefined && known.migration.at <= at) return undefined;
  const subscriptions = [...known.subscriptions.filter(({ id }) => id !== subscription.id), subscription];
  const family = familyOf(subscription, (id) => subscriptions.find((each) => each.id === id));
  if (family === undefined) return undefined;
  const books = { catalogue: known.catalogue, policies: known.policies, held: () => subscriptions };
  const before = carryAhead(family, books, instantFromMillis(toMillis(at) - 1));
  const then = carryAhead(before.family, books, at);
  const dependsOnHoldings = before.dependsOnHoldings || then.dependsOnHoldings;
  if (dependsOnHoldings && !known.isComplete) return undefined;
  const [first, ...rest] = then.steps.filter((step) => step.subscription.id === subscription.id);
  return first && { at, steps: [first, ...rest], dependsOnHoldings };
};
