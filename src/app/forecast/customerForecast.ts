import { forecastCustomer, type CustomerForecast } from '../../domain/forecast/foretoldLines';
import { type Catalogue } from '../../domain/catalogue/state';
import { type Subscription } from '../../domain/subscription/state';
import { type LifeSpan } from '../../domain/subscription/term/liveAhead';
import { StoreUnavailable } from '../../kernel/partitionStore';
import { type App } from '../ports';
import { RowUnreadable, type UnreadableRow } from '../unreadable';
import { readStoredCustomer } from './readCustomer';

/** What one customer's subscriptions will charge one partner. */
export interface ReadForecast extends CustomerForecast {
  readonly customerId: string;
  /** How many of the partner's were looked at. */
  readonly subscriptions: number;
  readonly unreadable: readonly UnreadableRow[];
}

const NOTHING = { planned: [], unplanned: [], notLived: [] };

/** What the markets are sold by in which subscriptions were bought; those that cannot be read are missing. @throws StoreUnavailable. */
const cataloguesOf = async ({ catalogueOf, log }: Pick<App, 'catalogueOf' | 'log'>, subscriptions: readonly Subscription[]): Promise<{ readonly catalogues: ReadonlyMap<string, Catalogue>; readonly isComplete: boolean; readonly unreadable: readonly UnreadableRow[] }> => {
  const catalogues = new Map<string, Catalogue>();
  const unreadable: UnreadableRow[] = [];
  const countries = new Set(subscriptions.map(({ offer }) => offer.country));
  for (const country of countries) {
    try {
      catalogues.set(country, await catalogueOf(country));
    } catch (cause) {
      if (cause instanceof StoreUnavailable) throw cause;
      if (cause instanceof RowUnreadable) unreadable.push(cause.row);
      else log.error(`The catalogue of ${country} cannot be read, so that nobody can tell what the coming months will charge there`, cause);
    }
  }
  return { catalogues, isComplete: catalogues.size === countries.size, unreadable };
};

/** PRE-3, DUE-2: every line to come of one customer, as its subscriptions are stored now; nothing is stored. What cannot be lived is named, and logged where the rules failed; so is what was bought in a market whose catalogue cannot be read. @throws StoreUnavailable. */
export const customerForecast = async (app: Pick<App, 'commerce' | 'catalogueOf' | 'policies' | 'log'>, partnerTenantId: string, customerId: string, span: LifeSpan): Promise<ReadForecast> => {
  const { subscriptions, migratedAt, unreadable } = await readStoredCustomer(app, partnerTenantId, customerId);
  const own = subscriptions.filter(({ partnerId }) => partnerId === partnerTenantId);
  if (own.length === 0) return { ...NOTHING, customerId, subscriptions: 0, unreadable };
  const markets = await cataloguesOf(app, subscriptions);
  const catalogueOf = ({ offer }: Subscription): Catalogue | undefined => markets.catalogues.get(offer.country);
  const forecast = forecastCustomer(subscriptions, partnerTenantId, { catalogueOf, policies: app.policies, isComplete: markets.isComplete && unreadable.length === 0, knownUntil: migratedAt }, span);
  for (const { subscription, reason, cause } of forecast.notLived) if (reason === 'failed') app.log.error(`What the coming months will charge for ${subscription.id} cannot be told`, cause);
  return { ...forecast, customerId, subscriptions: own.length, unreadable: [...unreadable, ...markets.unreadable] };
};
