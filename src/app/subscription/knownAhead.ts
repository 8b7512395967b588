import { type KnownAhead } from '../../domain/subscription/term/foretell';
import { type Subscription } from '../../domain/subscription/state';
import { mayMigrate, plannedFor, plannedMigrations } from '../migration/plannedMigration';
import { type App } from '../ports';
import { type Readable } from '../unreadable';

/** The same but for a planned migration, which costs a read: for whoever asks what is so now. @throws when the store fails. */
export const booksOf = async (app: Pick<App, 'catalogueOf' | 'policies'>, { offer }: Subscription, held: Readable<Subscription>): Promise<KnownAhead> => ({
  catalogue: await app.catalogueOf(offer.country),
  policies: app.policies,
  subscriptions: held.items,
  isComplete: held.unreadable.length === 0,
});

/** What the time to come of a subscription is foretold by. @throws when the store fails. */
export type AheadOf = (subscription: Subscription) => Promise<KnownAhead>;

type Ports = Pick<App, 'catalogueOf' | 'commerce' | 'policies'>;

/**
 * What the time to come of a customer's subscriptions is foretold by, of one after another: which migrations are planned is read once, for the first that is traditional.
 * @param held all of the customer's. @throws when the store fails.
 */
export const knownAheadOf = (app: Ports, customerId: string, held: Readable<Subscription>): AheadOf => {
  let planned: ReturnType<typeof plannedMigrations> | undefined;
  return async (subscription) => {
    const books = await booksOf(app, subscription, held);
    if (!mayMigrate(subscription)) return books;
    planned ??= plannedMigrations(app, customerId);
    const migration = plannedFor(await planned, subscription);
    return { ...books, ...(migration !== undefined && { migration }) };
  };
};

/** The same of one subscription alone. @param held all of the customer's. @throws when the store fails. */
export const knownAhead = (app: Ports, subscription: Subscription, held: Readable<Subscription>): Promise<KnownAhead> => knownAheadOf(app, subscription.customerId, held)(subscription);
