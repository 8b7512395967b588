import { groupBy } from '../kernel/groupBy';
import { failure, success, type Result } from '../kernel/result';
import { type Outcome } from '../subscription/outcome';
import { buyLines, firstRefusal, settledLines, type BoughtPlan } from './buyLines';
import { type LineRefusal } from './lineRefusal';
import { type PricingContext } from './priceLine';
import { type OrderRefusal } from './refusals';
import { reviewLines, type ReviewedLine } from './reviewLines';
import { type Cart, type CartLine, type Order } from './state';

/** Ids of what a checkout makes, computed from what they mean: a repeated checkout makes the same. */
export interface CheckoutIds {
  orderId(orderGroup: string): string;
  subscriptionId(lineId: number): string;
  planId(resellerOfRecord: string | undefined): string;
}

/** A group of which nothing was bought, and why. */
export interface FailedGroup {
  readonly orderGroup: string;
  readonly refusal: LineRefusal;
}

export interface CheckedOut {
  readonly cart: Cart;
  /** Made by this checkout. */
  readonly orders: readonly Order[];
  /** Over all groups, bases before their add-ons (ORD-5). */
  readonly purchases: readonly Outcome[];
  readonly plans: readonly BoughtPlan[];
  /** Tried again by the next checkout of the same cart. */
  readonly failed: readonly FailedGroup[];
}

type Groups = ReadonlyMap<string, readonly CartLine[]>;

const refuseCheckout = (cart: Cart): OrderRefusal | undefined => {
  if (!cart.attestationAccepted) return { kind: 'PartnerAttestationMissing' };
  const errors = cart.lines.flatMap((line) => (line.error === undefined ? [] : [line.error]));
  return errors.length > 0 ? { kind: 'CartHasLineErrors', cartId: cart.id, errors } : undefined;
};

/** The groups of which the cart has no order yet. */
export const openGroups = (cart: Cart, ids: CheckoutIds): Groups =>
  new Map([...groupBy(cart.lines, (line) => line.orderGroup ?? '0')].filter(([group]) => !cart.orderIds.includes(ids.orderId(group))));

/** The catalogue had the item when the cart was priced. */
const sincePriced = (refusal: LineRefusal): LineRefusal => (refusal.kind === 'CatalogItemInvalid' ? { ...refusal, kind: 'PriceNoLongerOffered' } : refusal);

interface Sorted {
  readonly buyable: Groups;
  readonly reviewed: readonly ReviewedLine[];
  readonly failed: readonly FailedGroup[];
}

/**
 * Which groups can be bought together. One that cannot is taken out whole before the others are judged anew: what it would have bought neither
 * uses up a limit nor counts as a base.
 */
const sortOut = (groups: Groups, context: PricingContext): Sorted => {
  const buyable = new Map(groups);
  const failed: FailedGroup[] = [];
  for (;;) {
    const reviewed = reviewLines([...buyable.values()].flat(), context);
    const worst = [...buyable].map(([orderGroup, lines]) => ({ orderGroup, refusal: firstRefusal(reviewed, lines) })).find(({ refusal }) => refusal !== undefined);
    if (worst?.refusal === undefined) return { buyable, reviewed, failed };
    failed.push({ orderGroup: worst.orderGroup, refusal: sincePriced(worst.refusal) });
    buyable.delete(worst.orderGroup);
  }
};

/**
 * ORD-1: each order group of the cart becomes one order with its subscriptions, or nothing of it does; a group that an earlier checkout ordered is left alone.
 * Prices and limits are those of `context.at`: what the cart showed may have changed since.
 * The caller has checked that the partner may order for this customer. Refused: PartnerAttestationMissing, CartHasLineErrors, and, when there
 * is no order of this cart at all, why its first group could not be bought.
 */
export const checkout = (cart: Cart, ids: CheckoutIds, context: PricingContext): Result<CheckedOut, OrderRefusal | LineRefusal> => {
  const refusal = refuseCheckout(cart);
  if (refusal !== undefined) return failure(refusal);
  const { buyable, reviewed, failed } = sortOut(openGroups(cart, ids), context);
  const bought = [...buyable].map(([orderGroup, lines]) => {
    const head = { id: ids.orderId(orderGroup), customerId: cart.customerId, cartId: cart.id, attestationAccepted: cart.attestationAccepted };
    return buyLines(settledLines(reviewed, lines, { subscriptionId: (line) => ids.subscriptionId(line.id), planId: (reseller) => ids.planId(reseller) }), head, context);
  });
  const places = new Map(reviewed.map(({ line }, index) => [ids.subscriptionId(line.id), index]));
  const placeOf = ({ subscription }: Outcome): number => places.get(subscription.id) ?? 0;
  const [first] = failed;
  if (bought.length === 0 && cart.orderIds.length === 0 && first !== undefined) return failure(first.refusal);
  const orders = bought.map(({ order }) => order);
  return success({
    cart: orders.length === 0 ? cart : { ...cart, status: 'ordered', modifiedAt: context.at, orderIds: [...cart.orderIds, ...orders.map(({ id }) => id)] },
    orders,
    purchases: bought.flatMap(({ purchases }) => purchases).sort((a, b) => placeOf(a) - placeOf(b)),
    plans: bought.flatMap(({ plans }) => plans),
    failed,
  });
};
