import { type KnownAhead } from '../../domain/subscription/term/foretell';
import { type Subscription } from '../../domain/subscription/state';
import { plannedMigration } from '../migration/plannedMigration';
import { type App } from '../ports';
import { type Readable } from '../unreadable';

/** The same but for a planned migration, which costs a read: for whoever asks what is so now. @throws when the store fails. */
export const booksOf = async (app: Pick<App, 'catalogueOf' | 'policies'>, { offer }: Subscription, held: Readable<Subscription>): Promise<KnownAhead> => ({
  catalogue: await app.catalogueOf(offer.country),
  policies: app.policies,
  subscriptions: held.items,
  isComplete: held.unreadable.length === 0,
});

/** What the time to come of one subscription is foretold by. @param held all of the customer's. @throws when the store fails. */
export const knownAhead = async (app: Pick<App, 'catalogueOf' | 'commerce' | 'policies'>, subscription: Subscription, held: Readable<Subscription>): Promise<KnownAhead> => {
  const [books, migration] = await Promise.all([booksOf(app, subscription, held), plannedMigration(app, subscription)]);
  return { ...books, ...(migration !== undefined && { migration }) };
};
