import { type Instant } from '../../kernel/instant';
import { type Subscription } from './state';

/** Whether a subscription came by a transfer (TRF-2), in whichever way it was changed since. */
export const cameByTransfer = ({ billedFrom }: Pick<Subscription, 'billedFrom'>): boolean => billedFrom !== undefined;

/** When a customer's subscriptions came by transfers: the very instants at which those of the sources ended. @param subscriptions all of the customer's. */
export const arrivalsOf = (subscriptions: readonly Subscription[]): ReadonlySet<Instant> => new Set(subscriptions.filter(cameByTransfer).map(({ createdAt }) => createdAt));

/** Whether a subscription was transferred to another partner, who has what became of it. @param arrivals of the same customer. */
export const hasGoneOn = ({ endedAt, status }: Pick<Subscription, 'endedAt' | 'status'>, arrivals: ReadonlySet<Instant>): boolean => status === 'deleted' && endedAt !== undefined && arrivals.has(endedAt);
