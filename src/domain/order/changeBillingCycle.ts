import { type Catalogue } from '../catalogue/state';
import { type BillingCycle } from '../../kernel/durations';
import { type Instant } from '../../kernel/instant';
import { sumOf } from '../../kernel/money';
import { failure, success, type Result } from '../../kernel/result';
import { policyNamed, type Policy, type PolicyBook } from '../policy/policy';
import { type Outcome } from '../subscription/outcome';
import { kindOf } from '../subscription/kinds/table';
import { chargesOfTerm, traditionalPricing } from '../subscription/kinds/traditional/pricing';
import { liveAddOns } from '../subscription/kinds/traditional/family';
import { restart } from '../subscription/kinds/traditional/restart';
import { type SubscriptionRefusal } from '../subscription/refusals';
import { renewalSince, spanOf, statusAt } from '../subscription/standing';
import { type Subscription } from '../subscription/state';
import { renewalPrice } from '../subscription/term/renewalPrice';
import { changedProblem, type SentOrder } from './extendOrder';
import { type OrderRefusal } from './refusals';
import { type Order, type OrderLine } from './state';

/** What a change of billing cycle is decided on. */
export interface CycleContext {
  readonly catalogue: Catalogue;
  /** All of the customer's. */
  readonly subscriptions: readonly Subscription[];
  /** The order, and every other one that live add-ons of its subscriptions were bought by. */
  readonly orders: readonly Order[];
  readonly policies: PolicyBook;
  /** In force now. */
  readonly policy: Policy;
  readonly now: Instant;
}

/** The order first, with the others that changed with it; what became of their subscriptions. */
export interface CycleChanged {
  readonly order: Order;
  readonly orders: readonly Order[];
  readonly outcomes: readonly Outcome[];
}

type Refusal = OrderRefusal | SubscriptionRefusal;

const isLive = ({ status }: Subscription): boolean => status === 'active' || status === 'suspended';

/** MIG-3: all that the change is of: what the order bought, and what hangs on it whoever bought that. */
const membersOf = (order: Order, { subscriptions }: CycleContext): readonly Subscription[] => {
  const own = order.lines.flatMap(({ subscriptionId }) => subscriptions.filter(({ id }) => id === subscriptionId));
  const hung = own.flatMap((base) => liveAddOns(base, subscriptions)).filter(({ id }) => !own.some((each) => each.id === id));
  return [...own, ...hung];
};

/** Live subscriptions that would be left on another plan than what they hang on, or were bought with. */
const leftBehind = (members: readonly Subscription[], { subscriptions, orders }: CycleContext): readonly string[] => {
  const ids = new Set(members.map(({ id }) => id));
  const bought = orders.flatMap(({ lines }) => lines.map(({ subscriptionId }) => subscriptionId));
  const needed = [...bought, ...members.flatMap(({ parentId }) => (parentId === undefined ? [] : [parentId]))];
  return [...new Set(needed)].filter((id) => !ids.has(id) && subscriptions.some((each) => each.id === id && isLive(each)));
};

const problemOf = (order: Order, members: readonly Subscription[], context: CycleContext): Refusal | undefined => {
  const { now } = context;
  const inactive = members.find((each) => statusAt(each, now) !== 'active');
  if (inactive !== undefined) return { kind: 'OrderHasInactive', orderId: order.id, subscriptionId: inactive.id, status: statusAt(inactive, now) };
  const behind = leftBehind(members, context);
  if (behind.length > 0) return { kind: 'OrderNotInSync', orderId: order.id, subscriptionIds: behind };
  const renewing = members.find((each) => renewalSince(each, now) !== undefined);
  return renewing && { kind: 'RenewalInProgress', subscriptionId: renewing.id, since: renewalSince(renewing, now) ?? now };
};

const repriced = (line: OrderLine, changed: Subscription | undefined): OrderLine =>
  changed === undefined ? line : { ...line, quantity: changed.quantity, pricing: traditionalPricing(changed, changed.quantity, chargesOfTerm(spanOf(changed))) };

const withPlan = (order: Order, billingCycle: BillingCycle, outcomes: readonly Outcome[]): Order => {
  const lines = order.lines.map((line) => repriced(line, outcomes.find(({ subscription }) => subscription.id === line.subscriptionId)?.subscription));
  return { ...order, version: (order.version ?? 1) + 1, billingCycle, lines, totalPrice: sumOf(lines.map(({ pricing }) => pricing.extendedPrice)) };
};

/**
 * MIG-3: another billing cycle for everything that a traditional order bought and what hangs on it, at once; see {@link restart}. An order that has it already stays as it is.
 * Refused: OrderMemberFixed (of new commerce, or where something else differs), OrderHasInactive, OrderNotInSync, BillingCycleNotSold, RenewalInProgress.
 */
export const changeBillingCycle = (order: Order, billingCycle: BillingCycle, sent: SentOrder, context: CycleContext): Result<CycleChanged, Refusal> => {
  const { catalogue, policies, policy, now } = context;
  const changed = changedProblem(order, { ...sent, billingCycle: undefined });
  if (changed !== undefined) return failure(changed);
  if (billingCycle === order.billingCycle) return success({ order, orders: [], outcomes: [] });
  if (!order.lines.every(({ kind }) => kind !== undefined && kindOf({ kind }).isProrated)) return failure({ kind: 'OrderMemberFixed', member: 'billingCycle', stored: order.billingCycle });
  const members = membersOf(order, context);
  const problem = problemOf(order, members, context);
  if (problem !== undefined) return failure(problem);
  const outcomes: Outcome[] = [];
  for (const each of members) {
    const price = billingCycle === 'monthly' || billingCycle === 'annual' ? renewalPrice(catalogue, { ...each, billingCycle }, now) : null;
    if (price === null) return failure({ kind: 'BillingCycleNotSold', orderId: order.id, subscriptionId: each.id, billingCycle });
    outcomes.push(restart({ ...each, version: each.version + 1 }, { billingCycle, cyclePrice: price.cyclePrice }, policyNamed(policies, each.term.policy), policy, now));
  }
  const orders = context.orders.map((each) => withPlan(each, billingCycle, outcomes));
  return success({ order: orders.find(({ id }) => id === order.id) ?? order, orders, outcomes });
};
