import { type KnownAhead } from '../../domain/subscription/term/foretell';
import { type Subscription } from '../../domain/subscription/state';
import { plannedMigration } from '../migration/plannedMigration';
import { type App } from '../ports';
import { type Readable } from '../unreadable';

/** What the time to come of one subscription is foretold by. @param held all of the customer's. @throws when the store fails. */
export const knownAhead = async (app: Pick<App, 'catalogueOf' | 'commerce' | 'policies'>, subscription: Subscription, held: Readable<Subscription>): Promise<KnownAhead> => {
  const [catalogue, migration] = await Promise.all([app.catalogueOf(subscription.offer.country), plannedMigration(app, subscription)]);
  return { catalogue, policies: app.policies, subscriptions: held.items, isComplete: held.unreadable.length === 0, ...(migration !== undefined && { migration }) };
};
