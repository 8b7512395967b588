import { type Catalogue } from '../../domain/catalogue/state';
import { mayOrder } from '../../domain/parties/customer/relationship';
import { type Customer } from '../../domain/parties/customer/state';
import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { openCart } from '../../domain/order/cart';
import { standingOf } from '../../domain/subscription/limits/customerStanding';
import { needsStanding } from '../../domain/order/needsStanding';
import { dependsOnAzure } from '../../domain/order/meteredProblem';
import { findLineOffer, type PricingContext } from '../../domain/order/priceLine';
import { type Seller } from '../../domain/parties/partner/resellers';
import { type Cart, type CartLine } from '../../domain/order/state';
import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { type Partner } from '../../domain/parties/partner/state';
import { policyAt } from '../../domain/policy/policy';
import { type Subscription } from '../../domain/subscription/state';
import { readAzure, type StoredAzure } from '../azurePlan/azureBook';
import { readCart } from './cartBook';
import { sellerOf } from './cartSeller';
import { customerOf } from '../customer/customerBook';
import { bringsOverage, readTelcoState, type TelcoState } from '../overage/purchaseSetUp';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { listStoredSubscriptions, type Stored } from '../subscription/subscriptionBook';

export type ShoppingLine = Pick<CartLine, 'catalogItemId' | 'customTermEndDate' | 'resellerOfRecord' | 'additionalResellers'>;

/** For whom something is bought. */
export interface Shopper {
  readonly customer: Stored<Customer>;
  readonly catalogue: Catalogue;
}

/** All that the rules need to judge some lines. */
export interface Shop extends Shopper {
  readonly seller: Seller;
  /** Of all partners; empty if no line depends on them. Read after the customer, whose etag so tells of any purchase in between. */
  readonly subscriptions: readonly Subscription[];
  /** Of their rows, by id. */
  readonly etags: ReadonlyMap<string, string>;
  /** Absent where no line brings calling minutes that are set up with the purchase (OVG-2). */
  readonly telco?: TelcoState;
  /** All that the customer has of Azure; absent where no line asks for a plan, or needs one, nor sets one up. */
  readonly azure?: StoredAzure;
}

export const shopperOf = async (app: Pick<App, 'catalogueOf'>, customer: Stored<Customer>): Promise<Shopper> => ({ customer, catalogue: await app.catalogueOf(customer.value.country) });

export const loadShopper = async (app: Pick<App, 'catalogueOf' | 'commerce'>, customerId: string, partner: Partner): Promise<Result<Shopper, Refusal>> => {
  const customer = await customerOf(app.commerce, customerId, partner.tenantId);
  return customer.ok ? success(await shopperOf(app, customer.value)) : customer;
};

const asksForAzure = (lines: readonly ShoppingLine[], catalogue: Catalogue): boolean =>
  lines.some(({ catalogItemId }) => {
    const offer = findLineOffer(catalogItemId, catalogue);
    return offer.ok && dependsOnAzure(offer.value);
  });

/** Reads what these lines depend on, and no more. */
export const withLines = async (app: App, shopper: Shopper, partner: Partner, lines: readonly ShoppingLine[]): Promise<Shop> => {
  const { customer, catalogue } = shopper;
  const policy = policyAt(app.policies, app.clock.now());
  const setsUp = bringsOverage(lines, catalogue, policy);
  const asks = setsUp || needsStanding(lines, catalogue, policy);
  const [seller, stored] = await Promise.all([sellerOf(app, partner, lines), asks ? listStoredSubscriptions(app.commerce, customer.value.id) : []]);
  const subscriptions = stored.map(({ value }) => value);
  const telco = setsUp ? await readTelcoState(app.commerce, customer.value.id, catalogue, subscriptions) : undefined;
  const azure = telco?.azure ?? (asksForAzure(lines, catalogue) ? await readAzure(app.commerce, customer.value.id) : undefined);
  return {
    ...shopper,
    seller,
    subscriptions,
    etags: new Map(stored.map(({ value, etag }) => [value.id, etag])),
    ...(telco !== undefined && { telco }),
    ...(azure !== undefined && { azure }),
  };
};

/** All that the rules need to judge some lines that this partner would buy for the customer. Refused: CustomerNotFound. */
export const loadShop = async (app: App, customerId: string, partner: Partner, lines: readonly ShoppingLine[]): Promise<Result<Shop, Refusal>> => {
  const shopper = await loadShopper(app, customerId, partner);
  return shopper.ok ? success(await withLines(app, shopper.value, partner, lines)) : shopper;
};

export const pricingContext = (app: Pick<App, 'policies'>, { customer, catalogue, seller, subscriptions, azure }: Shop, partner: Partner, at: Instant): PricingContext => ({
  catalogue,
  segment: customer.value.segment,
  currency: partner.currency,
  seller,
  standing: standingOf(subscriptions, partner.tenantId, at, azure),
  policy: policyAt(app.policies, at),
  at,
});

/** PAR-1, CUS-1, CUS-2: who may order for whom. */
export const maySell = (partner: Partner, customer: Customer): Result<unknown, Refusal> => {
  const allowed = mayTransact(partner, 'buy');
  return allowed.ok ? mayOrder(customer, partner.tenantId) : allowed;
};

/** The cart as its partner sees it: CartNotFound for an expired one, or another partner's. @param remembered used instead of a read. */
export const readOpenCart = async (app: App, customerId: string, cartId: string, partner: Partner, remembered?: Stored<Cart>): Promise<Result<Stored<Cart>, Refusal>> => {
  const cart = remembered ?? (await readCart(app.commerce, customerId, cartId));
  const open = openCart(cart?.value, cartId, partner.tenantId, app.clock.now());
  if (!open.ok) return open;
  return cart === undefined ? failure({ kind: 'CartNotFound', cartId }) : success(cart);
};
