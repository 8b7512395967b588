import { isTraditional } from '../subscription/kinds/table';
import { type Instant, plusHours } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { findLineOffer, type PricingContext } from './priceLine';
import { type OrderRefusal } from './refusals';
import { withPriceChange, withPriceChangeSincePut } from './priceChange';
import { reviewLines } from './reviewLines';
import { type Cart, type CartLine } from './state';

export interface CartRequest {
  readonly customerId: string;
  readonly partnerId: string;
  readonly userId: string;
  /** ORD-2. Undefined: the request does not say. */
  readonly attestationAccepted: boolean | undefined;
  /** As the client numbers them; priced and grouped by the server. */
  readonly lines: readonly CartLine[];
}

/** The lines as asked, in their order, each with its price or with what is wrong with it. */
const reviewed = (lines: readonly CartLine[], context: PricingContext): CartLine[] => {
  const results = new Map(reviewLines(lines, context).map(({ line, result }) => [line.id, result]));
  return lines.map((line) => {
    const { pricing: _pricing, priceChange: _change, error: _error, currency: _currency, promotionId: _promotion, ...asked } = line;
    const result = results.get(line.id);
    if (result === undefined) return asked;
    if (!result.ok) return { ...asked, currency: context.currency, error: result.error };
    if (result.value.isPlan) return { ...asked, billingCycle: result.value.billingCycle, currency: result.value.price.currency, pricing: result.value.pricing };
    const { price, termDuration, billingCycle, promotionId, pricing, renewsTo } = result.value;
    return { ...asked, termDuration, billingCycle, ...(renewsTo && { renewsTo }), currency: price.currency, pricing, ...(promotionId !== undefined && { promotionId }) };
  });
};

/**
 * Lines of one billing cycle become one order, those of traditional offers another: groups are numbered in the order of their first line. Traditional ones bear the name
 * of the system that kept them.
 */
const grouped = (lines: readonly CartLine[], { catalogue }: PricingContext): CartLine[] => {
  const groups = lines.map(({ catalogItemId, billingCycle }) => {
    const offer = findLineOffer(catalogItemId, catalogue);
    return { prefix: offer.ok && isTraditional(offer.value.item.sku) ? 'OMS-' : '', billingCycle };
  });
  return lines.map((line, index) => {
    const prefix = groups[index]?.prefix ?? '';
    const cycles = [...new Set(groups.filter((group) => group.prefix === prefix).map((group) => group.billingCycle))];
    return { ...line, orderGroup: `${prefix}${cycles.indexOf(line.billingCycle)}` };
  });
};

const reviewedLines = (request: CartRequest, context: PricingContext): CartLine[] => grouped(reviewed(request.lines, context), context);

const attestationOf = ({ attestationAccepted }: CartRequest) => (attestationAccepted === undefined ? {} : { attestationAccepted });

const repeatedIds = (lines: readonly CartLine[]): number[] => {
  const ids = lines.map(({ id }) => id);
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
};

const checkLines = (request: CartRequest): OrderRefusal | undefined => {
  if (request.lines.length === 0) return { kind: 'CartWithoutLines' };
  const ids = repeatedIds(request.lines);
  return ids.length > 0 ? { kind: 'LineIdsRepeated', ids } : undefined;
};

/**
 * ORD-1: a cart for review. What is wrong with a line is kept in the line; only a cart that is no cart is refused:
 * CartWithoutLines, LineIdsRepeated.
 */
export const createCart = (cartId: string, request: CartRequest, context: PricingContext): Result<Cart, OrderRefusal> => {
  const refusal = checkLines(request);
  if (refusal !== undefined) return failure(refusal);
  return success({
    id: cartId,
    customerId: request.customerId,
    partnerId: request.partnerId,
    status: 'active',
    createdAt: context.at,
    modifiedAt: context.at,
    expiresAt: plusHours(context.at, context.policy.cartLifeDays * 24),
    modifiedBy: request.userId,
    ...attestationOf(request),
    lines: reviewedLines(request, context),
    orderIds: [],
  });
};

/** A cart as its partner sees it: one that expired (at `expiresAt`, included), or is another partner's, is not found. */
export const openCart = (cart: Cart | undefined, cartId: string, partnerId: string, now: Instant): Result<Cart, OrderRefusal> =>
  cart === undefined || cart.partnerId !== partnerId || (cart.status === 'active' && cart.expiresAt <= now)
    ? failure({ kind: 'CartNotFound', cartId })
    : success(cart);

/**
 * Replaces the lines; the cart keeps its id, its expiry, and what was attested where the request does not say (ORD-2). A line that stands where another of the same plan stood says so where its price has
 * changed meanwhile (ORD-11). Refused: CartAlreadySubmitted, and what {@link createCart} refuses.
 */
export const replaceCart = (cart: Cart, request: CartRequest, context: PricingContext): Result<Cart, OrderRefusal> => {
  if (cart.status === 'ordered') return failure({ kind: 'CartAlreadySubmitted', cartId: cart.id });
  const refusal = checkLines(request);
  if (refusal !== undefined) return failure(refusal);
  return success({
    ...cart,
    modifiedAt: context.at,
    modifiedBy: request.userId,
    ...attestationOf(request),
    lines: reviewedLines(request, context).map((line) => {
      const shown = cart.lines.find(({ id }) => id === line.id);
      return shown === undefined ? line : withPriceChangeSincePut(shown, line, context.at);
    }),
  });
};

/** A cart that is read: as it is shown, and as it is stored then; both the same cart if nothing is to be stored. */
export interface ReadCart {
  readonly shown: Cart;
  readonly stored: Cart;
}

/**
 * ORD-11: a cart is read at the prices of that instant. A line whose price is not the one shown last says so, and what it shows is what a checkout compares with. What is wrong with a line now is shown and
 * not stored: a checkout finds out for itself. Where a line can be bought that could not be, the lines are put into groups anew (ORD-1).
 * @param isOpen whether a line has not been ordered yet; the others stay as they were bought.
 */
export const readCart = (cart: Cart, isOpen: (line: CartLine) => boolean, context: PricingContext): ReadCart => {
  const priced = new Map(reviewed(cart.lines.filter(isOpen), context).map((line) => [line.id, line]));
  const read = cart.lines.map((line) => {
    const now = priced.get(line.id);
    return now === undefined ? line : withPriceChange(line, now, context.at);
  });
  const isRighted = (line: CartLine, index: number): boolean => line.error === undefined && cart.lines[index]?.error !== undefined;
  // What a line is billed by is known once it can be bought: an add-on follows its base. Nothing of a cart with an error is ordered, so no order has the name of a group yet.
  const shown = read.some(isRighted) ? grouped(read, context) : read;
  const isNews = (line: CartLine, index: number): boolean => isRighted(line, index) || (line.error === undefined && line.priceChange !== cart.lines[index]?.priceChange);
  const kept = (line: CartLine, now: CartLine | undefined): CartLine => (now?.error === undefined ? (now ?? line) : { ...line, ...(now.orderGroup !== undefined && { orderGroup: now.orderGroup }) });
  const stored = shown.some(isNews) ? { ...cart, lines: cart.lines.map((line, index) => kept(line, shown[index])) } : cart;
  return { shown: { ...cart, lines: shown }, stored };
};
