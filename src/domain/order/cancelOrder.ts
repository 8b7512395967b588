import { type Instant } from '../../kernel/instant';
import { sumOf } from '../../kernel/money';
import { firstDiffering, type SentMember } from '../../kernel/sentMembers';
import { failure, success, type Result } from '../../kernel/result';
import { type Policy } from '../policy/policy';
import { cancel } from '../subscription/cancel';
import { kindOf } from '../subscription/kinds/table';
import { type Outcome } from '../subscription/outcome';
import { type SubscriptionRefusal } from '../subscription/refusals';
import { offerIdOf } from '../subscription/sentBack';
import { type Subscription } from '../subscription/state';
import { type OrderRefusal } from './refusals';
import { type Order, type OrderLine } from './state';

/** A line that is to be cancelled, as a caller names it: by its number, else by its subscription, else by its place among those that are named. */
export interface AskedCancellation {
  readonly lineItemNumber?: number | undefined;
  /** In lower case. */
  readonly subscriptionId?: string | undefined;
  readonly offerId?: string | undefined;
  /** As it stands, or 0: no part of a line is cancelled. */
  readonly quantity?: number | undefined;
}

/** What cancelling is decided on, besides the order. */
export interface CancelContext {
  /** Those of the order's lines that the partner still has, by id. */
  readonly subscriptions: ReadonlyMap<string, Subscription>;
  /** The policy that a term keeps, by its name. */
  readonly policyOf: (name: string) => Policy;
}

export interface CancelledOrder {
  readonly order: Order;
  /** In the order of the lines; without those that were cancelled before. */
  readonly ended: readonly Outcome[];
}

type Refused = OrderRefusal | SubscriptionRefusal;

const isBySubscription = ({ lineItemNumber, subscriptionId }: AskedCancellation): boolean => lineItemNumber === undefined && subscriptionId !== undefined;

const lineNamed = ({ lines }: Order, asked: AskedCancellation, place: number): OrderLine | undefined =>
  lines.find((line) => (isBySubscription(asked) ? line.subscriptionId === asked.subscriptionId : line.lineItemNumber === (asked.lineItemNumber ?? place)));

/** The lines that are named, each once, in the order of their numbers; all if none is. What was read of a line may be sent back; another subscription, offer or number is a mistake. Refused: LineNumbersInvalid, OrderMemberFixed. */
const linesAsked = (order: Order, asked: readonly AskedCancellation[]): Result<readonly OrderLine[], OrderRefusal> => {
  const { lines } = order;
  const named = asked.map((each, place) => ({ each, line: lineNamed(order, each, place) }));
  if (named.some(({ each, line }) => line === undefined && !isBySubscription(each))) return failure({ kind: 'LineNumbersInvalid', expectedUpTo: lines.length - 1 });
  const changed = firstDiffering(
    named.flatMap(({ each: { subscriptionId, offerId, quantity }, line }, index): SentMember[] => [
      [`lineItems[${index}].subscriptionId`, subscriptionId, line?.subscriptionId],
      [`lineItems[${index}].offerId`, offerId, line && offerIdOf(line)],
      [`lineItems[${index}].quantity`, quantity === 0 ? undefined : quantity, line?.quantity],
    ]),
  );
  if (changed !== undefined) return failure({ kind: 'OrderMemberFixed', ...changed });
  const chosen = new Set(named.map(({ line }) => line?.lineItemNumber));
  return success(asked.length === 0 ? lines : lines.filter(({ lineItemNumber }) => chosen.has(lineItemNumber)));
};

/** Why a line is not cancelled through its order, whatever its state; undefined if it may be. */
const elsewhere = (orderId: string, { kind, subscriptionId, offer }: OrderLine, subscription: Subscription | undefined): OrderRefusal | undefined => {
  const sold = subscription?.kind ?? kind;
  if (sold === undefined) return { kind: 'LicencesCancelledElsewhere', orderId, subscriptionId };
  const { cancelledThrough, isActivated, refuses } = kindOf({ kind: sold });
  if (cancelledThrough.includes('order')) return undefined;
  if (refuses.cancelling !== undefined) return { kind: 'OrderNotCancellable', orderId, title: offer.title };
  return { kind: isActivated ? 'SaasCancelledElsewhere' : 'LicencesCancelledElsewhere', orderId, subscriptionId };
};

const ZERO = '0';

const withCancelled = (order: Order, cancelled: ReadonlySet<number>): Order => {
  const lines = order.lines.map((line) => (cancelled.has(line.lineItemNumber) ? { ...line, quantity: 0, pricing: { ...line.pricing, extendedPrice: ZERO } } : line));
  return { ...order, version: (order.version ?? 1) + 1, status: lines.every(({ quantity }) => quantity === 0) ? 'cancelled' : 'completed', lines, totalPrice: sumOf(lines.map(({ pricing }) => pricing.extendedPrice)) };
};

/**
 * ORD-9: cancels software through the order that it was bought in, each line by the rule of its subscription, all of them or none. A cancelled line has the quantity 0; the order is `cancelled` once all have. A line
 * whose subscription was cancelled before only becomes 0; lines that are 0 already are left alone.
 * Refused: LineNumbersInvalid, OrderMemberFixed, SaasCancelledElsewhere, LicencesCancelledElsewhere (the Azure plan too), OrderNotCancellable, SubscriptionNotFound, and what `cancel` refuses. The first line that cannot be decides.
 * @param asked none: the whole order.
 */
export const cancelOrder = (order: Order, asked: readonly AskedCancellation[], { subscriptions, policyOf }: CancelContext, now: Instant): Result<CancelledOrder, Refused> => {
  const chosen = linesAsked(order, asked);
  if (!chosen.ok) return chosen;
  const open = chosen.value.filter(({ quantity }) => quantity > 0);
  const ended: Outcome[] = [];
  for (const line of open) {
    const subscription = subscriptions.get(line.subscriptionId);
    const problem = elsewhere(order.id, line, subscription);
    if (problem !== undefined) return failure(problem);
    if (subscription === undefined) return failure({ kind: 'SubscriptionNotFound', subscriptionId: line.subscriptionId });
    if (subscription.status === 'deleted') continue;
    const outcome = cancel({ ...subscription, version: subscription.version + 1 }, policyOf(subscription.term.policy), now, undefined, 'order');
    if (!outcome.ok) return outcome;
    ended.push(outcome.value);
  }
  return success({ order: open.length === 0 ? order : withCancelled(order, new Set(open.map(({ lineItemNumber }) => lineItemNumber))), ended });
};
