import { type Catalogue } from '../../catalogue/state';
import { type Instant } from '../../../kernel/instant';
import { type PolicyBook } from '../../policy/policy';
import { standingOf } from '../limits/customerStanding';
import { type Outcome } from '../outcome';
import { type Subscription } from '../state';
import { catchUp } from './catchUp';
import { meetsLimits } from './meetsLimits';

/** A traditional base with the add-ons that renew with it (ORD-5); any other subscription alone. */
export type Family = readonly [base: Subscription, ...addOns: Subscription[]];

/** @param known the customer's subscription of an id. @returns undefined if the base, or one of its add-ons, is not among what is known. */
export const familyOf = (subscription: Subscription, known: (id: string) => Subscription | undefined): Family | undefined => {
  const base = subscription.parentId === undefined ? subscription : known(subscription.parentId);
  const addOns = (base?.addOnIds ?? []).map(known);
  return base === undefined || addOns.includes(undefined) ? undefined : [base, ...addOns.filter((addOn) => addOn !== undefined)];
};

/** What work ahead is decided on. */
export interface AheadBooks {
  readonly catalogue: Catalogue;
  readonly policies: PolicyBook;
  /** All that the customer has then, every partner's; asked only where that makes a difference. */
  readonly held: () => readonly Subscription[];
}

export interface CarriedAhead {
  /** What it has become. */
  readonly family: Family;
  readonly steps: readonly Outcome[];
  /** Whether another decision is possible if the customer has something else by then, of any partner (ORD-3, ORD-4, ORD-7, CAT-4). */
  readonly dependsOnHoldings: boolean;
}

/** Everything that is due of a family by `at`, as the sweep would carry it out then: without what else the customer has, and again with it where that makes a difference. */
export const carryAhead = (family: Family, books: AheadBooks, at: Instant): CarriedAhead => {
  const { catalogue, policies, held } = books;
  const [base, ...addOns] = family;
  const plain = catchUp(base, catalogue, policies, at, addOns);
  const isHeldTo = meetsLimits(base, plain, catalogue);
  // An end is told to add-ons that miss it, and comes all the same.
  const dependsOnHoldings = isHeldTo && plain.some(({ subscription }) => subscription.id === base.id && subscription.status === 'active');
  const steps = isHeldTo ? catchUp(base, catalogue, policies, at, addOns, standingOf(held(), base.partnerId, at).holdings) : plain;
  if (steps.length === 0) return { family, steps, dependsOnHoldings };
  const become = (member: Subscription): Subscription => steps.findLast((step) => step.subscription.id === member.id)?.subscription ?? member;
  const rest = carryAhead([become(base), ...addOns.map(become)], books, at);
  return { family: rest.family, steps: [...steps, ...rest.steps], dependsOnHoldings: dependsOnHoldings || rest.dependsOnHoldings };
};
