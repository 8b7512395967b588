import { forecastCustomer, type CustomerForecast } from '../../domain/forecast/foretoldLines';
import { type Catalogue } from '../../domain/catalogue/state';
import { type LifeSpan } from '../../domain/subscription/term/liveAhead';
import { type App } from '../ports';
import { type UnreadableRow } from '../unreadable';
import { readStoredCustomer } from './readCustomer';

/** What one customer's subscriptions will charge one partner. */
export interface ReadForecast extends CustomerForecast {
  readonly customerId: string;
  /** How many of the partner's were looked at. */
  readonly subscriptions: number;
  readonly unreadable: readonly UnreadableRow[];
}

const NOTHING = { planned: [], unplanned: [], notLived: [] };

/** PRE-3: every line to come of one customer, as its subscriptions are stored now; nothing is stored. What cannot be lived is named, and logged where the rules failed. */
export const customerForecast = async (app: Pick<App, 'commerce' | 'catalogueOf' | 'policies' | 'log'>, partnerTenantId: string, customerId: string, span: LifeSpan): Promise<ReadForecast> => {
  const { subscriptions, migratedAt, unreadable } = await readStoredCustomer(app, partnerTenantId, customerId);
  const own = subscriptions.filter(({ partnerId }) => partnerId === partnerTenantId);
  if (own.length === 0) return { ...NOTHING, customerId, subscriptions: 0, unreadable };
  const catalogues = new Map<string, Catalogue>();
  for (const { offer } of subscriptions) if (!catalogues.has(offer.country)) catalogues.set(offer.country, await app.catalogueOf(offer.country));
  const catalogueOf = ({ offer: { country } }: (typeof subscriptions)[number]): Catalogue => {
    const catalogue = catalogues.get(country);
    if (catalogue === undefined) throw new Error(`The catalogue of ${country} was not read`);
    return catalogue;
  };
  const forecast = forecastCustomer(subscriptions, partnerTenantId, { catalogueOf, policies: app.policies, isComplete: unreadable.length === 0, knownUntil: migratedAt }, span);
  for (const { subscription, reason, cause } of forecast.notLived) if (reason === 'failed') app.log.error(`What the coming months will charge for ${subscription.id} cannot be told`, cause);
  return { ...forecast, customerId, subscriptions: own.length, unreadable };
};
