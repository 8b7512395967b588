import { failure, success, type Result } from '../../kernel/result';
import { visibleTo } from '../../domain/parties/customer/relationship';
import { createCart as decideCart, readCart as readPrices, replaceCart as decideReplacement, type CartRequest } from '../../domain/order/cart';
import { type Cart } from '../../domain/order/state';
import { type Partner } from '../../domain/parties/partner/state';
import { firstDiffering, type SentMember } from '../../kernel/sentMembers';
import { type Answer } from '../command/answer';
import { cartExpiry } from './cartExpiry';
import { cartWrite } from './cartBook';
import { isOpenIn } from './checkoutIds';
import { loadShop, loadShopper, maySell, pricingContext, readOpenCart, withLines, type Shop } from './cartShop';
import { CHANGED } from '../command/contention';
import { handleCommand } from '../command/handleCommand';
import { derivedGuid } from '../command/ids';
import { type App, type Encoding, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { type Stored } from '../subscription/subscriptionBook';

export interface AskedCart extends Pick<CartRequest, 'attestationAccepted' | 'lines'> {
  /** What the cart must be, where the caller says so: members that no caller chooses. */
  readonly sent?: { readonly status?: string | undefined; readonly currencies?: readonly { readonly member: string; readonly currencyCode: string | undefined }[] };
}

/** ORD-11: a cart is open until it is checked out, and priced in the partner's currency; asked for otherwise it is not taken. */
const sentProblem = ({ sent: { status, currencies = [] } = {} }: AskedCart, { currency }: Partner): Result<unknown, Refusal> => {
  const differing = firstDiffering([['status', status, 'Active'], ...currencies.map(({ member, currencyCode }): SentMember => [member, currencyCode, currency])]);
  return differing === undefined ? success(undefined) : failure({ kind: 'MemberFixed', ...differing });
};

const cartRequest = (customerId: string, call: WriteCall, { attestationAccepted, lines }: AskedCart): CartRequest => ({
  attestationAccepted,
  lines,
  customerId,
  partnerId: call.partner.tenantId,
  userId: call.userId,
});

/** Lines whose base waits for its renewal: the only ones that time alone, or the operator, puts right. */
const waiting = ({ lines }: Cart): readonly Refusal[] => lines.flatMap(({ error }) => (error?.kind === 'RenewalInProgress' ? [error] : []));

/** ORD-1. */
export const createCart = (app: App, call: WriteCall, customerId: string, asked: AskedCart, encode: Encoding<Cart>): Promise<Result<Answer, Refusal>> => {
  const { partner, request } = call;
  const cartId = derivedGuid('cart', customerId, request.callerTenantId, request.requestId.toLowerCase());
  return handleCommand<Shop, Cart>(app, {
    customerId,
    request,
    preview: call.preview,
    load: () => loadShop(app, customerId, partner, asked.lines),
    decide: (shop, now) => {
      const allowed = maySell(partner, shop.customer.value);
      if (!allowed.ok) return allowed;
      const fits = sentProblem(asked, partner);
      return fits.ok ? decideCart(cartId, cartRequest(customerId, call, asked), pricingContext(app, shop, partner, now)) : fits;
    },
    changes: (cart) => ({ writes: [cartWrite(cart)], records: [], deadlines: [cartExpiry(cart)] }),
    before: () => undefined,
    refusedWithin: waiting,
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};

/**
 * The cart as its partner sees it, at the prices of this instant (ORD-11). Where one has changed that is stored: a checkout compares with what was read last. Refused: CustomerNotFound, CartNotFound,
 * TooMuchContention, TooManyWaiting.
 */
export const getCart = async (app: App, partner: Partner, customerId: string, cartId: string): Promise<Result<Cart, Refusal>> => {
  return app.contention.asked(customerId, async (): Promise<Result<Cart, Refusal> | typeof CHANGED> => {
    const cart = await readOpenCart(app, customerId, cartId, partner);
    // Whether there is such a customer is worth a read only where nothing is known of it: the answer is that there is nothing, one way or the other.
    if (!cart.ok && visibleTo(app.customers.recall(customerId)?.value, customerId, partner.tenantId).ok) return cart;
    const shopper = await loadShopper(app, customerId, partner);
    if (!shopper.ok) return shopper;
    if (!cart.ok) return cart;
    const { value, etag } = cart.value;
    const isOpen = isOpenIn(value);
    const shop = await withLines(app, shopper.value, partner, value.lines.filter(isOpen));
    const { shown, stored } = readPrices(value, isOpen, pricingContext(app, shop, partner, app.clock.now()));
    if (stored === value || (await app.commerce.commit(customerId, [cartWrite(stored, etag)])).ok) return success(shown);
    return CHANGED;
  });
};

interface CartShop extends Shop {
  readonly cart: Stored<Cart>;
}

/** ORD-1: the whole cart anew. */
export const replaceCart = (
  app: App,
  call: WriteCall,
  customerId: string,
  cartId: string,
  asked: AskedCart,
  encode: Encoding<Cart>,
): Promise<Result<Answer, Refusal>> => {
  const { partner } = call;
  return handleCommand<CartShop, Cart>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: async () => {
      const [shopper, cart] = await Promise.all([loadShopper(app, customerId, partner), readOpenCart(app, customerId, cartId, partner)]);
      if (!shopper.ok) return shopper;
      return cart.ok ? success({ ...(await withLines(app, shopper.value, partner, asked.lines)), cart: cart.value }) : cart;
    },
    decide: (shop, now) => {
      const allowed = maySell(partner, shop.customer.value);
      if (!allowed.ok) return allowed;
      const fits = sentProblem(asked, partner);
      return fits.ok ? decideReplacement(shop.cart.value, cartRequest(customerId, call, asked), pricingContext(app, shop, partner, now)) : fits;
    },
    changes: (cart, loaded) => ({ writes: [cartWrite(cart, loaded.cart.etag)], records: [] }),
    before: ({ cart }) => encode.before(cart.value),
    refusedWithin: waiting,
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};
