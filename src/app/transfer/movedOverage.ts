import { type Catalogue } from '../../catalogue/state';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { lapseOverage } from '../../overage/assign';
import { broughtBy, servicesOf } from '../../overage/enabling';
import { NO_SET_UP, type OverageSetUp } from '../../overage/setUp';
import { type Policy } from '../../policy/policy';
import { type Subscription } from '../../subscription/state';
import { type Moved } from '../../transfer/moveSubscription';
import { readTelcoState, setUpFor, type TelcoState } from '../overage/purchaseSetUp';
import { listSubscriptions } from '../subscription/subscriptionBook';

/** A customer's subscriptions after some of them were moved. */
export const afterMoves = (subscriptions: readonly Subscription[], moves: readonly Moved[]): readonly Subscription[] => [
  ...subscriptions.map((each) => moves.find(({ source }) => source.subscription.id === each.id)?.source.subscription ?? each),
  ...moves.map(({ target }) => target.subscription),
];

const bringsMinutes = ({ target }: Moved): boolean => broughtBy(target.subscription.offer) !== undefined;

/** What the overage of the moved ones depends on, as it is once they are moved; undefined where none of them brings calling minutes. @throws when the store fails. */
export const telcoAfter = async (commerce: PartitionStore, customerId: string, catalogue: Catalogue, moves: readonly Moved[]): Promise<TelcoState | undefined> =>
  moves.some(bringsMinutes) ? readTelcoState(commerce, customerId, catalogue, afterMoves(await listSubscriptions(commerce, customerId), moves)) : undefined;

/**
 * OVG-2, OVG-3: what is moved is new to the target, so it is set up as with a purchase. While the source has other subscriptions that bring the service's minutes its assignment stays; with the last of
 * them it goes, and the target, who is the first one in then, gets it. Where nothing can be set up for the target (a market without the Azure plan, the older offer, or a set-up that is a step of its
 * own) the assignment is only cleared. A clean cut by the day: the source is charged for calls of the day of the move, the target from the next.
 * @param telco as it is after the moves.
 */
export const movedOverage = (telco: TelcoState | undefined, moves: readonly Moved[], { overageSetUp }: Policy, now: Instant): OverageSetUp => {
  if (telco === undefined) return NO_SET_UP;
  const arrived = moves.filter(bringsMinutes).map(({ target }) => target.subscription);
  const setUp = overageSetUp === 'onPurchase' ? setUpFor(telco, arrived, now) : NO_SET_UP;
  const lapsed = servicesOf(arrived)
    .filter((service) => !setUp.overages.some(({ overage }) => overage.service === service))
    .flatMap((service) => {
      const standing = telco.standings.get(service);
      const change = standing && lapseOverage(standing, now);
      return change === undefined ? [] : [change];
    });
  return { plans: setUp.plans, overages: [...setUp.overages, ...lapsed] };
};
