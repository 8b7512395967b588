import { z } from 'zod';
import { type App } from '../../app/ports';
import { type Refusal } from '../../app/refusals';
import { type Catalogue } from '../../catalogue/state';
import { failure, success, type Result } from '../../kernel/result';
import { policyAt, windowHoursIn } from '../../policy/policy';
import { type RequestContext } from './requestContext';
import { type AvailabilityView } from './resources/catalogueAvailability';
import { callingPartner } from './writeCall';

const countrySchema = z
  .string()
  .regex(/^[A-Za-z]{2}$/, 'must be a country of two letters')
  .transform((country) => country.toUpperCase());

/** Every catalogue read names its market. */
export const countryQuery = { country: countrySchema };

export const segmentQuery = { targetSegment: z.string().max(50).optional() };

/** A market's catalogue, and how its offers are shown to this caller: in the currency the partner is billed in. */
export interface CatalogueCall {
  readonly catalogue: Catalogue;
  readonly view: AvailabilityView;
}

/** Refused: MarketNotFound. @throws when the store fails. */
export const catalogueCall = async (app: App, context: RequestContext, country: string): Promise<Result<CatalogueCall, Refusal>> => {
  const partner = callingPartner(context);
  if (!partner.ok) return partner;
  const catalogue = await app.catalogueOf(country);
  if (catalogue.items.size === 0) return failure({ kind: 'MarketNotFound', market: country });
  const { now } = context;
  const windowHours = windowHoursIn(policyAt(app.policies, now), country);
  return success({ catalogue, view: { scope: { kind: 'market', country }, market: country, currency: partner.value.currency, at: now, windowHours } });
};

