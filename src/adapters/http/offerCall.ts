import { type App } from '../../app/ports';
import { type Refusal } from '../../app/refusals';
import { type CatalogueItem } from '../../domain/catalogue/state';
import { failure, success, type Result } from '../../kernel/result';
import { catalogueCall, countryQuery, type CatalogueCall } from './catalogueCall';
import { isGuid } from './guid';
import { type RequestContext } from './requestContext';
import { traditionalItem } from './resources/offer';

/** The market may be missing: of an id that is no traditional one the answer is the same in all. */
export const offerQuery = { country: countryQuery.country.optional() };

export interface OfferCall extends CatalogueCall {
  readonly item: CatalogueItem;
  readonly country: string;
}

/**
 * MIG-1: one traditional offer, with the market it is asked of. Refused: OfferNotTraditional, also for the id of a new-commerce item without a market, or of a market that does not exist;
 * InputInvalid where the market of a traditional id is missing; MarketNotFound, PartnerUnknown.
 */
export const offerCall = async (app: App, context: RequestContext, offerId: string, country: string | undefined): Promise<Result<OfferCall, Refusal>> => {
  const unknown = (otherwise: Refusal): Result<never, Refusal> => failure(isGuid(offerId) ? otherwise : { kind: 'OfferNotTraditional', offerId });
  if (country === undefined) return unknown({ kind: 'InputInvalid', problems: ['country: is required'] });
  const call = await catalogueCall(app, context, country);
  if (!call.ok) return call.error.kind === 'MarketNotFound' ? unknown(call.error) : call;
  const item = traditionalItem(call.value.catalogue, offerId);
  return item.ok ? success({ ...call.value, item: item.value, country }) : item;
};
