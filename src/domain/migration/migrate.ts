import { type BillingCycle } from '../../kernel/durations';
import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { buyLines, firstRefusal, settledLines, type Bought } from '../order/buyLines';
import { type LineRefusal } from '../order/lineRefusal';
import { type PricingContext } from '../order/priceLine';
import { reviewLines, type ReviewedLine } from '../order/reviewLines';
import { policyNamed, type PolicyBook } from '../policy/policy';
import { enterDueCycles } from '../subscription/enterCycle';
import { standingOf } from '../subscription/limits/customerStanding';
import { kindOf } from '../subscription/kinds/table';
import { liveAddOns } from '../subscription/kinds/traditional/family';
import { restLines } from '../subscription/kinds/traditional/restart';
import { followedBy, unchanged, type Outcome } from '../subscription/outcome';
import { type SubscriptionRefusal } from '../subscription/refusals';
import { setAutoRenew } from '../subscription/setAutoRenew';
import { type Subscription } from '../subscription/state';
import { sourceStanding } from '../transition/transition';
import { type CatalogueRefusal } from '../catalogue/refusals';
import { type TransitionRefusal } from '../transition/refusals';
import { oldEnds, plannedLine, type AskedPlan, type PlannedLine } from './plan';
import { type MigrationRefusal } from './refusals';
import { type Migrated, type Migration } from './state';

/** What a caller asks for: the base, and how those of its add-ons that are named shall be. */
export interface MigrationCommand extends AskedPlan {
  readonly addOns: readonly AskedPlan[];
  readonly externalReferenceId?: string | undefined;
}

/** What it is decided on. */
export interface MigrationContext {
  readonly customerId: string;
  /** All of the customer's, every partner's. */
  readonly subscriptions: readonly Subscription[];
  /** How the purchase is judged and priced; what the customer holds is made of `subscriptions`, without what is migrated. */
  readonly shop: PricingContext;
  readonly policies: PolicyBook;
  readonly migrationId: string;
  /** Of what a traditional subscription becomes. */
  readonly newSubscriptionId: (subscriptionId: string) => string;
  /** Of the order with that billing cycle (ORD-11). */
  readonly orderId: (billingCycle: BillingCycle) => string;
}

export interface MigrationOutcome {
  readonly migration: Migration;
  readonly orders: readonly Bought['order'][];
  /** Those that end, the base first. */
  readonly ended: readonly Outcome[];
  /** Those that begin. */
  readonly purchases: readonly Outcome[];
}

export type MigrationProblem = MigrationRefusal | SubscriptionRefusal | TransitionRefusal | CatalogueRefusal | LineRefusal;

/** Why a subscription cannot be migrated, whatever is asked for. */
export const migrationProblem = (source: Subscription, family: readonly Subscription[], now: Instant): MigrationProblem | undefined => {
  const { id: subscriptionId, parentId } = source;
  if (!kindOf(source).isProrated) return { kind: 'MigrationOfTraditionalOnly', subscriptionId };
  if (parentId !== undefined) return { kind: 'MigrationOfBaseOnly', subscriptionId, parentId };
  return [source, ...family].map((each) => sourceStanding(each, now)).find((problem) => problem !== undefined);
};

const unknownAddOn = (base: Subscription, family: readonly Subscription[], asked: readonly AskedPlan[]): MigrationRefusal | undefined => {
  const ids = asked.map(({ currentSubscriptionId }) => currentSubscriptionId);
  const named = ids.find((id, index) => ids.indexOf(id) !== index || !family.some((each) => each.id === id));
  return named === undefined ? undefined : { kind: 'MigrationAddOnUnknown', subscriptionId: base.id, named };
};

/** MIG-5: a base and all that hangs on it, each as a line. */
export const plannedLines = (command: MigrationCommand, source: Subscription, { subscriptions, shop }: Pick<MigrationContext, 'subscriptions' | 'shop'>): Result<readonly PlannedLine[], MigrationProblem> => {
  const family = liveAddOns(source, subscriptions);
  const problem = migrationProblem(source, family, shop.at) ?? unknownAddOn(source, family, command.addOns);
  if (problem !== undefined) return failure(problem);
  const planned: PlannedLine[] = [];
  for (const [number, each] of [source, ...family].entries()) {
    const asked = number === 0 ? command : command.addOns.find(({ currentSubscriptionId }) => currentSubscriptionId === each.id);
    const line = plannedLine(each, asked, number, shop.catalogue, shop.segment);
    if (!line.ok) return line;
    planned.push(line.value);
  }
  return success(planned);
};

/** The first thing that is wrong with a line; ends by the codes of migrations. */
const lineProblem = (reviewed: readonly ReviewedLine[], planned: readonly PlannedLine[]): MigrationProblem | undefined => {
  const problem = firstRefusal(reviewed, planned.map(({ line }) => line));
  if (problem?.kind !== 'TermEndNotAllowed') return problem;
  const wrong = planned[problem.lineItemNumber];
  const end = wrong?.line.customTermEndDate;
  return wrong === undefined || end === undefined ? problem : { kind: 'MigrationEndNotAllowed', subscriptionId: wrong.source.id, end };
};

/** What ends: from today on what was charged comes back, so that no day is paid for twice and none is free; nothing else of it is undone. */
const endedFor = (source: Subscription, toSubscriptionId: string, catalogItemId: string, { migrationId, policies }: MigrationContext, now: Instant): Outcome => {
  const kept = policyNamed(policies, source.term.policy);
  const entered = enterDueCycles({ ...source, version: source.version + 1 }, kept.rounding, now);
  const { seatsByDay: _seats, ...left } = entered.subscription;
  return {
    ...unchanged({ ...left, status: 'deleted', autoRenew: false, batches: [], endedAt: now }),
    events: [...entered.events, { type: 'SubscriptionMigrated', migrationId, toSubscriptionId, catalogItemId }],
    charges: [...entered.charges, ...restLines(entered, 'Cancel fee', kept, now)],
  };
};

/** What begins: whether it renews is what was said of the base before. */
const begunFrom = (bought: Outcome, source: Subscription, autoRenew: boolean, migrationId: string, now: Instant): Outcome => {
  const marked: Subscription = { ...bought.subscription, migratedFromSubscriptionId: source.id };
  const from: Outcome = { ...bought, subscription: marked, events: [...bought.events, { type: 'MigratedFromTraditional', migrationId, fromSubscriptionId: source.id }] };
  const renewing = setAutoRenew(autoRenew, marked, now);
  if (!renewing.ok) throw new Error(`${marked.id} was just bought and does not take auto-renew: ${renewing.error.kind}`);
  return followedBy(from, { ...renewing.value, reversibleUntil: from.reversibleUntil });
};

const recorded = ({ source, target, line, purchaseFullTerm, kept }: PlannedLine, { subscription }: Outcome): Migrated => ({
  currentSubscriptionId: source.id,
  catalogItemId: target.catalogItemId,
  newCommerceSubscriptionId: subscription.id,
  newCommerceOrderId: subscription.orderId,
  subscriptionEnd: subscription.term.end,
  quantity: subscription.quantity,
  termDuration: subscription.termDuration,
  billingCycle: subscription.billingCycle,
  purchaseFullTerm,
  ...(line.customTermEndDate !== undefined && kept === undefined && { customTermEnd: line.customTermEndDate }),
});

/**
 * MIG-5: a traditional base with all its add-ons becomes subscriptions of new commerce, bought as anything is bought, while the old ones end and give back what is left of their cycles, today included. An order for each
 * billing cycle. The windows of new commerce open; the old subscriptions do not come back.
 * Refused: MigrationOfTraditionalOnly, MigrationOfBaseOnly, SubscriptionSuspended, SubscriptionNotActive, RenewalInProgress (of an add-on too), MigrationAddOnUnknown, MigrationNotOffered, MigrationEndOfFullTerm,
 * MigrationEndNotAllowed, and what the purchase of the first line that cannot be bought is refused.
 * @param source of the partner who asks.
 */
export const migrate = (command: MigrationCommand, source: Subscription, context: MigrationContext): Result<MigrationOutcome, MigrationProblem> => {
  const { customerId, subscriptions, shop, migrationId, newSubscriptionId, orderId } = context;
  const { at } = shop;
  const lines = plannedLines(command, source, context);
  if (!lines.ok) return lines;
  const planned = lines.value;
  const moved = new Set(planned.map(({ source: { id } }) => id));
  const standing = standingOf(subscriptions.filter(({ id }) => !moved.has(id)), source.partnerId, at, shop.standing.azure);
  const pricing: PricingContext = { ...shop, standing: { ...standing, targets: [...standing.targets, ...oldEnds(planned)] } };
  const reviewed = reviewLines(planned.map(({ line }) => line), pricing);
  const problem = lineProblem(reviewed, planned);
  if (problem !== undefined) return failure(problem);
  const idOf = (number: number): string => newSubscriptionId(planned[number]?.source.id ?? '');
  const cycles = [...new Set(planned.map(({ line }) => line.billingCycle))];
  const bought = cycles.map((cycle) => {
    const own = planned.flatMap(({ line }) => (line.billingCycle === cycle ? [line] : []));
    const settled = settledLines(reviewed, own, { subscriptionId: ({ id }) => idOf(id), planId: () => '' });
    return buyLines(settled, { id: orderId(cycle), customerId }, pricing);
  });
  const made = new Map(bought.flatMap(({ purchases }) => purchases.map((each) => [each.subscription.id, each] as const)));
  const pairs = planned.map((each) => {
    const purchase = made.get(newSubscriptionId(each.source.id));
    if (purchase === undefined) throw new Error(`${each.source.id} was reviewed and not bought`);
    return { each, begun: begunFrom(purchase, each.source, source.autoRenew, migrationId, at), ended: endedFor(each.source, purchase.subscription.id, each.target.catalogItemId, context, at) };
  });
  const [base, ...addOns] = pairs.map(({ each, begun }) => recorded(each, begun));
  if (base === undefined) throw new RangeError('A migration has a base');
  const { externalReferenceId } = command;
  return success({
    migration: { ...base, id: migrationId, customerId, partnerId: source.partnerId, at, addOns, ...(externalReferenceId !== undefined && { externalReferenceId }) },
    orders: bought.map(({ order }) => order),
    ended: pairs.map(({ ended }) => ended),
    purchases: pairs.map(({ begun }) => begun),
  });
};
