import { type Catalogue } from '../../catalogue/state';
import { instantFromMillis, toMillis, type Instant } from '../../../kernel/instant';
import { type PolicyBook } from '../../policy/policy';
import { standingOf } from '../limits/customerStanding';
import { type Outcome } from '../outcome';
import { type Subscription } from '../state';
import { catchUp } from './catchUp';
import { meetsLimits } from './meetsLimits';

/** What is known of the time to come: announced prices, policies with their dates, and what the customer has today. */
export interface KnownAhead {
  readonly catalogue: Catalogue;
  readonly policies: PolicyBook;
  /** All of the customer's, every partner's, with the subscription itself. */
  readonly subscriptions: readonly Subscription[];
  /** False: some could not be read. What depends on them is not known then. */
  readonly isComplete: boolean;
}

/** What an instant will bring a subscription if nobody acts until then. */
export interface Foretold {
  readonly at: Instant;
  /** Of its own, the last of them what it becomes; those of its add-ons, or of its base, are theirs. */
  readonly steps: readonly [Outcome, ...Outcome[]];
  /** Whether another decision is possible if the customer has something else by then, of any partner (ORD-3, ORD-4, ORD-7, CAT-4). */
  readonly dependsOnHoldings: boolean;
}

type Family = readonly [base: Subscription, ...addOns: Subscription[]];

/** A traditional base and its add-ons renew together (ORD-5); undefined if one of them is not among what is known. */
const familyOf = (subscription: Subscription, others: readonly Subscription[]): Family | undefined => {
  const known = (id: string): Subscription | undefined => (id === subscription.id ? subscription : others.find((other) => other.id === id));
  const base = subscription.parentId === undefined ? subscription : known(subscription.parentId);
  const addOns = (base?.addOnIds ?? []).map(known);
  return base === undefined || addOns.includes(undefined) ? undefined : [base, ...addOns.filter((addOn) => addOn !== undefined)];
};

interface Carried {
  readonly family: Family;
  readonly steps: readonly Outcome[];
  readonly dependsOnHoldings: boolean;
}

/** Everything that is due of a family by `at`, as the sweep would carry it out then: without what else the customer has, and again with it where that makes a difference. */
const carried = (family: Family, known: KnownAhead, at: Instant): Carried => {
  const { catalogue, policies, subscriptions } = known;
  const [base, ...addOns] = family;
  const plain = catchUp(base, catalogue, policies, at, addOns);
  const isHeldTo = meetsLimits(base, plain, catalogue);
  // An end is told to add-ons that miss it, and comes all the same.
  const dependsOnHoldings = isHeldTo && plain.some(({ subscription }) => subscription.id === base.id && subscription.status === 'active');
  const steps = isHeldTo ? catchUp(base, catalogue, policies, at, addOns, standingOf(subscriptions, base.partnerId, at).holdings) : plain;
  if (steps.length === 0) return { family, steps, dependsOnHoldings };
  const become = (member: Subscription): Subscription => steps.findLast((step) => step.subscription.id === member.id)?.subscription ?? member;
  const rest = carried([become(base), ...addOns.map(become)], known, at);
  return { family: rest.family, steps: [...steps, ...rest.steps], dependsOnHoldings: dependsOnHoldings || rest.dependsOnHoldings };
};

/**
 * PRE-3: what `at` will bring a subscription if nobody acts until then, charge lines to the cent, by the functions that carry it out ({@link catchUp}), run dry at that instant.
 * @param at 00:00 UTC of a day on which something falls due; what falls due before it is carried out first, and is not told. @returns undefined if nothing of its own falls due then, or what it depends on is not known: its base, an add-on, or, where that makes a difference, all that the customer has.
 */
export const foretell = (subscription: Subscription, at: Instant, known: KnownAhead): Foretold | undefined => {
  const subscriptions = [...known.subscriptions.filter(({ id }) => id !== subscription.id), subscription];
  const family = familyOf(subscription, subscriptions);
  if (family === undefined) return undefined;
  const before = carried(family, { ...known, subscriptions }, instantFromMillis(toMillis(at) - 1));
  const then = carried(before.family, { ...known, subscriptions }, at);
  const dependsOnHoldings = before.dependsOnHoldings || then.dependsOnHoldings;
  if (dependsOnHoldings && !known.isComplete) return undefined;
  const [first, ...rest] = then.steps.filter((step) => step.subscription.id === subscription.id);
  return first && { at, steps: [first, ...rest], dependsOnHoldings };
};
