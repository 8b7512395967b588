import { groupBy } from '../../kernel/groupBy';
import { failure, success, type Result } from '../../kernel/result';
import { type Outcome } from '../subscription/outcome';
import { attests } from './attestation';
import { buyLines, firstRefusal, settledLines, type BoughtPlan } from './buyLines';
import { type LineRefusal } from './lineRefusal';
import { priceChangeOf, withPriceChange, type PriceChange } from './priceChange';
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
  /** CartNotFound: the cart has expired since a part of it was ordered. */
  readonly refusal: LineRefusal | Extract<OrderRefusal, { kind: 'CartNotFound' }>;
}

export interface CheckedOut {
  readonly cart: Cart;
  /** Made by this checkout. */
  readonly orders: readonly Order[];
  /** Over all groups, bases before their add-ons (ORD-5). */
  readonly purchases: readonly Outcome[];
  readonly plans: readonly BoughtPlan[];
  /** Tried again by the next checkout of the same cart, until that expires. */
  readonly failed: readonly FailedGroup[];
  /** ORD-11: what was bought at another price than the one shown last. */
  readonly priceChanges: readonly PriceChange[];
}

type Groups = ReadonlyMap<string, readonly CartLine[]>;

const refuseCheckout = (cart: Cart): OrderRefusal | undefined => {
  if (!attests(cart.attestationAccepted, cart.lines)) return { kind: 'PartnerAttestationMissing' };
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

const reviewOf = (groups: Groups, context: PricingContext): readonly ReviewedLine[] => reviewLines([...groups.values()].flat(), context);

/** The first of some groups that cannot be bought with the others; undefined if all can. */
const firstFailure = (groups: Groups, reviewed: readonly ReviewedLine[]): FailedGroup | undefined => {
  for (const [orderGroup, lines] of groups) {
    const refusal = firstRefusal(reviewed, lines);
    if (refusal !== undefined) return { orderGroup, refusal: sincePriced(refusal) };
  }
  return undefined;
};

/**
 * Which groups can be bought together. One that cannot is taken out whole before the others are judged anew: what it would have bought neither
 * uses up a limit nor counts as a base.
 */
const sortOut = (groups: Groups, context: PricingContext): Sorted => {
  let buyable = groups;
  let reviewed = reviewOf(buyable, context);
  let failed: readonly FailedGroup[] = [];
  for (let worst = firstFailure(buyable, reviewed); worst !== undefined; worst = firstFailure(buyable, reviewed)) {
    const { orderGroup } = worst;
    failed = [...failed, worst];
    buyable = new Map([...buyable].filter(([name]) => name !== orderGroup));
    reviewed = reviewOf(buyable, context);
  }
  // The last one failed beside what is bought alone; one before it perhaps by what another counted for that failed later (ORD-3, ORD-7).
  for (const each of failed.slice(0, -1)) {
    const bought = buyable;
    const more: Groups = new Map([...groups].filter(([name]) => bought.has(name) || name === each.orderGroup));
    const again = reviewOf(more, context);
    if (firstFailure(more, again) !== undefined) continue;
    [buyable, reviewed] = [more, again];
    failed = failed.filter((other) => other !== each);
  }
  return { buyable, reviewed, failed };
};

/**
 * ORD-1: an order has one billing cycle. A line of a group that has another one now than the first, as what a traditional add-on hangs on is billed otherwise since the cart was made (MIG-3), is ordered apart: with those of that
 * cycle, as a group of its own. All of them are bought, or none.
 */
const byCycle = (groups: Groups, reviewed: readonly ReviewedLine[]): Groups => {
  const cycles = new Map(reviewed.flatMap(({ line, result }) => (result.ok ? [[line, result.value.billingCycle] as const] : [])));
  const split = [...groups].flatMap(([orderGroup, lines]) => {
    const [first] = lines.map((line) => cycles.get(line));
    return [...groupBy(lines, (line) => (cycles.get(line) === first ? orderGroup : `${orderGroup}-${cycles.get(line) ?? ''}`))];
  });
  return new Map(split);
};

/** ORD-1: what is left of a cart that was ordered in part is gone when the cart would be. */
const gone = (groups: Groups, cartId: string): Sorted => ({ buyable: new Map(), reviewed: [], failed: [...groups.keys()].map((orderGroup): FailedGroup => ({ orderGroup, refusal: { kind: 'CartNotFound', cartId } })) });

/** The lines of the groups that are bought, as they are priced now. */
const linesAsBought = (groups: Groups, reviewed: readonly ReviewedLine[]): CartLine[] => {
  const groupOf = new Map([...groups].flatMap(([orderGroup, lines]) => lines.map((line) => [line, orderGroup] as const)));
  return reviewed.flatMap(({ line, result }) => {
    if (!result.ok) return [];
    const { promotionId: _before, ...rest } = line;
    const { pricing, price, billingCycle } = result.value;
    const promotionId = result.value.isPlan ? undefined : result.value.promotionId;
    const orderGroup = groupOf.get(line);
    return [{ ...rest, billingCycle, currency: price.currency, pricing, ...(orderGroup !== undefined && { orderGroup }), ...(promotionId !== undefined && { promotionId }) }];
  });
};

/**
 * ORD-1: each order group of the cart becomes one order with its subscriptions, or nothing of it does; a group that an earlier checkout ordered is left alone, and what is left then can be bought until the cart expires.
 * Prices and limits are those of `context.at`: what the cart showed may have changed since. What costs less is bought; what costs more only if that is accepted (ORD-11).
 * The caller has checked that the partner may order for this customer. Refused: PartnerAttestationMissing, CartHasLineErrors, CartPricesRisen, and, when there
 * is no order of this cart at all, why its first group could not be bought.
 */
export const checkout = (cart: Cart, ids: CheckoutIds, context: PricingContext, acceptsPrices = false): Result<CheckedOut, OrderRefusal | LineRefusal> => {
  const refusal = refuseCheckout(cart);
  if (refusal !== undefined) return failure(refusal);
  const open = openGroups(cart, ids);
  const { buyable, reviewed, failed } = cart.expiresAt <= context.at ? gone(open, cart.id) : sortOut(open, context);
  const groups = byCycle(buyable, reviewed);
  const asBought = new Map(linesAsBought(groups, reviewed).map((line) => [line.id, line]));
  const priceChanges = cart.lines.flatMap((line) => {
    const now = asBought.get(line.id);
    const change = now && priceChangeOf(line, now);
    return change === undefined ? [] : [change];
  });
  const risen = priceChanges.filter(({ isRisen }) => isRisen);
  if (risen.length > 0 && !acceptsPrices) return failure({ kind: 'CartPricesRisen', cartId: cart.id, risen });
  const bought = [...groups].map(([orderGroup, lines]) => {
    const head = { id: ids.orderId(orderGroup), customerId: cart.customerId, cartId: cart.id, ...(cart.attestationAccepted !== undefined && { attestationAccepted: cart.attestationAccepted }) };
    return buyLines(settledLines(reviewed, lines, { subscriptionId: (line) => ids.subscriptionId(line.id), planId: (reseller) => ids.planId(reseller) }), head, context);
  });
  const places = new Map(reviewed.map(({ line }, index) => [ids.subscriptionId(line.id), index]));
  const placeOf = ({ subscription }: Outcome): number => places.get(subscription.id) ?? 0;
  const [first] = failed;
  if (bought.length === 0 && cart.orderIds.length === 0 && first !== undefined) return failure(first.refusal);
  const orders = bought.map(({ order }) => order);
  const lines = cart.lines.map((line) => withPriceChange(line, asBought.get(line.id) ?? line, context.at));
  return success({
    cart: orders.length === 0 ? cart : { ...cart, status: 'ordered', modifiedAt: context.at, lines, orderIds: [...cart.orderIds, ...orders.map(({ id }) => id)] },
    orders,
    purchases: bought.flatMap(({ purchases }) => purchases).sort((a, b) => placeOf(a) - placeOf(b)),
    plans: bought.flatMap(({ plans }) => plans),
    failed,
    priceChanges,
  });
};
