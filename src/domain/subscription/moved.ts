import { type Instant } from '../../kernel/instant';
import { type Subscription } from './state';

/** Whether a subscription came by a transfer (TRF-2), in whichever way it was changed since. */
export const cameByTransfer = ({ billedFrom }: Pick<Subscription, 'billedFrom'>): boolean => billedFrom !== undefined;

export type Arrivals = ReadonlyMap<Instant, Subscription>;

/** What came by transfers, by when it came: the very instant at which the source's ended. Of several that came at one instant, the first. @param subscriptions all of the customer's. */
export const arrivalsOf = (subscriptions: readonly Subscription[]): Arrivals => new Map(subscriptions.filter(cameByTransfer).map((each) => [each.createdAt, each] as const).toReversed());

/** What a subscription became with another partner; undefined: it was not transferred. @param arrivals of the same customer. */
export const receivedFrom = ({ endedAt, status }: Pick<Subscription, 'endedAt' | 'status'>, arrivals: Arrivals): Subscription | undefined => (status === 'deleted' && endedAt !== undefined ? arrivals.get(endedAt) : undefined);
