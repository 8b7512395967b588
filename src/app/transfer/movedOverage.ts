import { type Catalogue } from '../../domain/catalogue/state';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { broughtBy } from '../../domain/usage/overage/enabling';
import { NO_SET_UP, type OverageSetUp } from '../../domain/usage/overage/setUp';
import { type Policy } from '../../domain/policy/policy';
import { type Subscription } from '../../domain/subscription/state';
import { type Moved } from '../../domain/transfer/moveSubscription';
import { overageAfter } from '../overage/overageAfter';
import { readTelcoState, type TelcoState } from '../overage/purchaseSetUp';
import { listSubscriptions } from '../subscription/subscriptionBook';

/** A customer's subscriptions after some of them were moved. */
export const afterMoves = (subscriptions: readonly Subscription[], moves: readonly Moved[]): readonly Subscription[] => [
  ...subscriptions.map((each) => moves.find(({ source }) => source.subscription.id === each.id)?.source.subscription ?? each),
  ...moves.map(({ target }) => target.subscription),
];

/** What the overage of the moved ones depends on, as it is once they are moved; undefined where none of them brings calling minutes. @throws when the store fails. */
export const telcoAfter = async (commerce: PartitionStore, customerId: string, catalogue: Catalogue, moves: readonly Moved[]): Promise<TelcoState | undefined> =>
  moves.some(({ target }) => broughtBy(target.subscription.offer) !== undefined)
    ? readTelcoState(commerce, customerId, catalogue, afterMoves(await listSubscriptions(commerce, customerId), moves))
    : undefined;

/**
 * OVG-2, OVG-3: what is moved is new to the target, so it is set up as with a purchase. While the source has other subscriptions that bring the service's minutes its assignment stays; with the last of
 * them it goes, and the target, who is the first one in then, gets it. Where nothing can be set up for the target (a market without the Azure plan, the older offer, or a set-up that is a step of its
 * own) the assignment is only cleared. A clean cut by the day: the source is charged for calls of the day of the move, the target from the next.
 * @param telco as it is after the moves.
 */
export const movedOverage = (telco: TelcoState | undefined, moves: readonly Moved[], policy: Policy, now: Instant): OverageSetUp =>
  telco === undefined ? NO_SET_UP : overageAfter(telco, moves.map(({ target }) => target.subscription), policy, now);
