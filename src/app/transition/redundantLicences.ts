import { type Catalogue } from '../../domain/catalogue/state';
import { type Instant } from '../../kernel/instant';
import { success, type Result } from '../../kernel/result';
import { type Subscription } from '../../domain/subscription/state';
import { redundancies, type Redundancy } from '../../domain/transition/redundant';
import { type Transition } from '../../domain/transition/state';
import { customerOf } from '../customer/customerBook';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { listSubscriptions, readableSubscriptions } from '../subscription/subscriptionBook';
import { type Readable } from '../unreadable';
import { allTransitions, readableTransitions } from './transitionBook';

/** What tells whether licences are superfluous: all that the customer has. */
export interface RedundancyState {
  readonly subscriptions: readonly Subscription[];
  readonly transitions: readonly Transition[];
  readonly catalogue: Catalogue;
}

/** UPG-8: of one partner's subscriptions. */
export const redundanciesAt = ({ subscriptions, transitions, catalogue }: RedundancyState, partnerTenantId: string, now: Instant): readonly Redundancy[] => {
  const own = subscriptions.filter(({ partnerId }) => partnerId === partnerTenantId);
  const ids = new Set(own.map(({ id }) => id));
  return redundancies(transitions.filter(({ toSubscriptionId }) => ids.has(toSubscriptionId)), own, catalogue, now);
};

/** For a rule, which needs every row. @param country of the catalogue. @throws RowUnreadable where one cannot be read. */
export const readRedundancyState = async (app: App, customerId: string, country: string): Promise<RedundancyState> => {
  const [subscriptions, transitions, catalogue] = await Promise.all([listSubscriptions(app.commerce, customerId), allTransitions(app.commerce, customerId), app.catalogueOf(country)]);
  return { subscriptions, transitions, catalogue };
};

/** UPG-8: what purchases and upgrades of the partner made superfluous at the customer, as far as it can be read. Refused: CustomerNotFound. */
export const redundantOf = async (app: App, partnerTenantId: string, customerId: string): Promise<Result<Readable<Redundancy>, Refusal>> => {
  const customer = await customerOf(app.commerce, customerId, partnerTenantId);
  if (!customer.ok) return customer;
  const [subscriptions, transitions, catalogue] = await Promise.all([readableSubscriptions(app.commerce, customerId), readableTransitions(app.commerce, customerId), app.catalogueOf(customer.value.value.country)]);
  const found = redundanciesAt({ subscriptions: subscriptions.items, transitions: transitions.items, catalogue }, partnerTenantId, app.clock.now());
  return success({ items: found.filter(({ quantity }) => quantity > 0), unreadable: [...subscriptions.unreadable, ...transitions.unreadable] });
};
