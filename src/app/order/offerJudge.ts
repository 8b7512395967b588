import { type FoundOffer } from '../../domain/catalogue/findOffer';
import { type Catalogue } from '../../domain/catalogue/state';
import { dependsOnAzure } from '../../domain/order/meteredProblem';
import { needsStanding } from '../../domain/order/needsStanding';
import { type PricingContext } from '../../domain/order/priceLine';
import { problemForCustomer, problemInMarket } from '../../domain/order/purchasable';
import { type CartLineError } from '../../domain/order/state';
import { type Customer } from '../../domain/parties/customer/state';
import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { type Partner } from '../../domain/parties/partner/state';
import { policyAt } from '../../domain/policy/policy';
import { NO_STANDING, standingOf } from '../../domain/subscription/limits/customerStanding';
import { type Subscription } from '../../domain/subscription/state';
import { type Instant } from '../../kernel/instant';
import { type Result } from '../../kernel/result';
import { readableAzure } from '../azurePlan/azureBook';
import { bringsOverage } from '../overage/purchaseSetUp';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { readableSubscriptionsOf, sheetsBeforeAsking } from '../subscription/sheets';
import { type Readable, type UnreadableRow } from '../unreadable';
import { sellerOf } from './cartSeller';
import { maySell } from './cartShop';

/** What stands in the way of buying an offer: something about the offer, or about who would buy for whom. */
export type OfferProblem = { readonly about: 'offer'; readonly error: CartLineError } | { readonly about: 'sale'; readonly refusal: Refusal };

/** ORD-11: says of offers whether they can be bought now, by the rule a cart is reviewed by. */
export interface OfferJudge {
  /** Empty: it can be bought. @param base judge an add-on of traditional offers as one of this subscription. */
  readonly problemsOf: (offer: FoundOffer, base?: Subscription) => readonly OfferProblem[];
  /** Rows of the customer that could not be read (DUE-2): what depends on them is not offered. */
  readonly unreadable: readonly UnreadableRow[];
  /** All the customer's subscriptions, of one moment, where it was judged by them. */
  readonly held?: readonly Subscription[];
}

const ofSale = (allowed: Result<unknown, Refusal>): readonly OfferProblem[] => (allowed.ok ? [] : [{ about: 'sale', refusal: allowed.error }]);

const ofOffer = (error: CartLineError | undefined): readonly OfferProblem[] => (error === undefined ? [] : [{ about: 'offer', error }]);

/** For a market: whether the partner could buy an offer for anybody. */
export const marketJudge = async (app: App, partner: Partner, catalogue: Catalogue, at: Instant): Promise<OfferJudge> => {
  const context = { catalogue, currency: partner.currency, seller: await sellerOf(app, partner, []), standing: NO_STANDING, policy: policyAt(app.policies, at), at };
  const sale = ofSale(mayTransact(partner, 'buy'));
  return { problemsOf: (offer) => [...ofOffer(problemInMarket(offer, context)), ...sale], unreadable: [] };
};

/**
 * For one customer of the partner. What the customer holds is read only where one of the offers depends on it.
 * @param catalogue all of the customer's market. @param offers all that will be asked about. @param held all the customer's subscriptions, where they have been read already. @throws when the store fails.
 */
export const customerJudge = async (app: App, partner: Partner, customer: Customer, catalogue: Catalogue, offers: readonly FoundOffer[], at: Instant, held?: Readable<Subscription>): Promise<OfferJudge> => {
  const policy = policyAt(app.policies, at);
  const setsUp = (offer: FoundOffer): boolean => bringsOverage([offer], catalogue, policy);
  const depends = (offer: FoundOffer): boolean => setsUp(offer) || needsStanding([{ catalogItemId: offer.catalogItemId }], catalogue, policy);
  const asksAzure = (offer: FoundOffer): boolean => setsUp(offer) || dependsOnAzure(offer);
  const [seller, subscriptions, azure] = await Promise.all([
    sellerOf(app, partner, []),
    offers.some(depends) ? (held ?? readableSubscriptionsOf(app.commerce, customer)) : undefined,
    offers.some(asksAzure) ? readableAzure(app.commerce, customer.id) : undefined,
  ]);
  await sheetsBeforeAsking(app, customer, subscriptions?.items ?? []);
  const standing = standingOf(subscriptions?.items ?? [], partner.tenantId, at, azure);
  const context: PricingContext = { catalogue, segment: customer.segment, currency: partner.currency, seller, standing, policy, at };
  const sale = ofSale(maySell(partner, customer));
  const lacking = (offer: FoundOffer): UnreadableRow | undefined => [...((depends(offer) && subscriptions?.unreadable) || []), ...((asksAzure(offer) && azure?.unreadable) || [])][0];
  return {
    problemsOf: (offer, base) => {
      const row = lacking(offer);
      if (row !== undefined) return [{ about: 'sale', refusal: { kind: 'RowUnreadable', what: row.kind } }, ...sale];
      return [...ofOffer(problemForCustomer(offer, context, base && [base])), ...sale];
    },
    unreadable: [...(subscriptions?.unreadable ?? []), ...(azure?.unreadable ?? [])],
    ...(subscriptions && { held: subscriptions.items }),
  };
};
