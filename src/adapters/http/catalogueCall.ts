import { z } from 'zod';
import { customerOf } from '../../app/customer/customerBook';
import { type App } from '../../app/ports';
import { customerJudge, marketJudge, type OfferJudge } from '../../app/order/offerJudge';
import { type Refusal } from '../../app/refusals';
import { catalogueOpenTo, segmentsOpenTo, type FoundOffer } from '../../domain/catalogue/findOffer';
import { categories, segments, type Catalogue, type Segment } from '../../domain/catalogue/state';
import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { policyAt, windowHoursIn } from '../../domain/policy/policy';
import { type Caller } from './caller';
import { type RequestContext } from './requestContext';
import { type CatalogueScope } from './resources/catalogue';
import { type AvailabilityView } from './resources/catalogueAvailability';
import { callingPartner } from './writeCall';

const countrySchema = z
  .string()
  .regex(/^[A-Za-z]{2}$/, 'must be a country of two letters')
  .transform((country) => country.toUpperCase())
  .meta({ description: 'The market: ISO 3166-1, two letters.' });

/** Every catalogue read names its market, but for those of a customer, who has one. */
export const countryQuery = { country: countrySchema };

export const segmentQuery = { targetSegment: z.string().max(50).optional().meta({ description: `One of ${segments.join(', ')}; without it all that the asker may see, of a market all but nonprofit.` }) };

/** CAT-1: the contract names view and segment; the other filters are ours. */
export const listingQuery = {
  ...segmentQuery,
  targetView: z.string().max(50).meta({ description: 'One of the views of the contract, `OnlineServices`, `Azure`, `Software`, `MarketplaceSaaS` and others.' }),
  publisher: z.enum(['microsoft', 'isv']).optional().meta({ description: 'Microsoft, or anybody else.' }),
  billingType: z.enum(['license', 'usage']).optional().meta({ description: '`usage`: charged by what is used.' }),
  category: z.enum(categories).optional(),
};

/** What is shown of a market, and how to this caller: in the currency the partner is billed in. */
export interface CatalogueCall {
  readonly catalogue: Catalogue;
  readonly view: AvailabilityView;
  /** Of a customer's catalogue; absent: all. */
  readonly allowedSegments?: readonly Segment[];
  /** Of a customer's catalogue: whose it is (CUS-3). */
  readonly customerSegment?: Segment | undefined;
  /** ORD-11: whether some offers can be bought by the caller, for that customer or for anybody. */
  readonly judge: (offers: readonly FoundOffer[]) => Promise<OfferJudge>;
  readonly caller: Caller;
}

/** Refused: MarketNotFound, PartnerUnknown. @throws when the store fails. */
export const catalogueCall = async (app: App, context: RequestContext, country: string): Promise<Result<CatalogueCall, Refusal>> => {
  const partner = callingPartner(context);
  if (!partner.ok) return partner;
  const catalogue = await app.catalogueOf(country);
  if (catalogue.items.size === 0) return failure({ kind: 'MarketNotFound', market: country });
  return success({
    catalogue,
    view: viewOf(app, { kind: 'market', country }, country, partner.value.currency, context.now),
    judge: () => marketJudge(app, partner.value, catalogue, context.now),
    caller: context.caller,
  });
};

/** CUS-3: the catalogue as one customer sees it: its market, its segment. Refused: CustomerNotFound, MarketNotFound, PartnerUnknown. */
export const customerCatalogueCall = async (app: App, context: RequestContext, customerId: string): Promise<Result<CatalogueCall, Refusal>> => {
  const partner = callingPartner(context);
  if (!partner.ok) return partner;
  const customer = await customerOf(app.commerce, customerId, partner.value.tenantId);
  if (!customer.ok) return customer;
  const { country, segment } = customer.value.value;
  const market = await app.catalogueOf(country);
  if (market.items.size === 0) return failure({ kind: 'MarketNotFound', market: country });
  const view = viewOf(app, { kind: 'customer', customerId }, country, partner.value.currency, context.now);
  return success({
    catalogue: catalogueOpenTo(market, segment),
    view,
    allowedSegments: segmentsOpenTo(segment),
    customerSegment: segment,
    judge: (offers) => customerJudge(app, partner.value, customer.value.value, market, offers, context.now),
    caller: context.caller,
  });
};

const viewOf = (app: App, scope: CatalogueScope, market: string, currency: string, at: Instant): AvailabilityView => ({
  scope,
  market,
  currency,
  at,
  windowHours: windowHoursIn(policyAt(app.policies, at), market),
});
