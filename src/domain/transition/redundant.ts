import { coveringSkus } from '../catalogue/coveringSkus';
import { skuKey, type Catalogue } from '../catalogue/state';
import { dayOf, plusDays, plusMonths, startOfDay } from '../../kernel/calendarDate';
import { monthsOfCycle } from '../../kernel/durations';
import { groupBy } from '../../kernel/groupBy';
import { type Instant } from '../../kernel/instant';
import { termEnd } from '../../kernel/term';
import { kindOf } from '../subscription/kinds/table';
import { statusAt } from '../subscription/standing';
import { type Subscription } from '../subscription/state';
import { type Transition } from './state';

/** Licences that came to a subscription by its purchase, or by an upgrade. */
interface Arrival {
  /** Of the subscription that they came to. */
  readonly subscriptionId: string;
  /** At most as many as it has now. */
  readonly quantity: number;
  readonly at: Instant;
  /** Exclusive. */
  readonly until: Instant;
  /** Absent: the purchase. */
  readonly transition?: Transition;
}

/** What upgrades and purchases make of one subscription's licences. */
export interface Redundancy {
  readonly subscription: Subscription;
  /** How many are superfluous, and can be asked for now; 0: none, or none any longer. */
  readonly quantity: number;
  /** What can be asked for longest. */
  readonly by: Arrival;
}

/** UPG-8: the first two billing cycles after licences were billed, counted from the day they came. What was bought for good has one cycle, which lasts as long as it does. */
const twoCyclesAfter = (at: Instant, { termDuration, billingCycle }: Pick<Subscription, 'termDuration' | 'billingCycle'>): Instant => {
  const months = 2 * monthsOfCycle(termDuration, billingCycle);
  return startOfDay(Number.isFinite(months) ? plusMonths(dayOf(at), months) : plusDays(termEnd(dayOf(at), termDuration), 1));
};

const keyOf = ({ offer: { productId, skuId } }: Subscription): string => skuKey(productId, skuId);

const targetOf = ({ toCatalogItemId }: Transition): string => {
  const [productId = '', skuId = ''] = toCatalogItemId.split(':');
  return skuKey(productId, skuId);
};

/** How a subscription came to the licences it has of its present SKU. What an upgrade made of it, or made it, was not bought so. */
const arrivalsOf = (subscription: Subscription, transitions: readonly Transition[]): readonly Arrival[] => {
  const { id: subscriptionId, quantity, createdAt } = subscription;
  const into = transitions.filter(({ toSubscriptionId }) => toSubscriptionId === subscriptionId);
  const isMadeByUpgrade = into.some(({ fromSubscriptionId, at }) => fromSubscriptionId === subscriptionId || at === createdAt);
  const upgrades = into.filter((transition) => targetOf(transition) === keyOf(subscription));
  return [
    ...(isMadeByUpgrade ? [] : [{ subscriptionId, quantity, at: createdAt, until: twoCyclesAfter(createdAt, subscription) }]),
    ...upgrades.map((transition) => ({ subscriptionId, quantity: Math.min(quantity, transition.quantity), at: transition.at, until: twoCyclesAfter(transition.at, transition), transition })),
  ];
};

/** Whether it costs something: a trial does not, a suspended subscription does. */
const isBilled = (subscription: Subscription, now: Instant): boolean => ['active', 'suspended'].includes(statusAt(subscription, now)) && !kindOf(subscription).isTrial;

const older = (a: Subscription, b: Subscription): number => (`${a.createdAt}|${a.id}` < `${b.createdAt}|${b.id}` ? -1 : 1);

/** Takes from each subscription that covers no more than it has, so that no licence covers two of one SKU. @param left by subscription; changed. */
const taken = (wanted: number, arrivals: readonly Arrival[], left: Map<string, number>, quantityOf: (id: string) => number): number => {
  let missing = wanted;
  for (const { subscriptionId, quantity } of arrivals) {
    const rest = left.get(subscriptionId) ?? quantityOf(subscriptionId);
    const take = Math.min(missing, quantity, rest);
    left.set(subscriptionId, rest - take);
    missing -= take;
  }
  return wanted - missing;
};

/**
 * UPG-8: each subscription that costs something once that a later purchase or upgrade covers: the catalogue names what came as an upgrade of it that is not supported, so that the customer pays for both. Of one SKU the oldest are
 * superfluous first, no more of them than came. Whoever ends what covers has nothing superfluous any more.
 * @param subscriptions all that the customer has of one partner. @param transitions its upgrades at that partner.
 */
export const redundancies = (transitions: readonly Transition[], subscriptions: readonly Subscription[], catalogue: Catalogue, now: Instant): readonly Redundancy[] => {
  const billed = subscriptions.filter((each) => isBilled(each, now));
  const quantities = new Map(billed.map(({ id, quantity }) => [id, quantity]));
  // Nobody works with what is suspended.
  const covering = billed.filter((each) => statusAt(each, now) === 'active').map((each) => ({ key: keyOf(each), arrivals: arrivalsOf(each, transitions) }));
  return [...groupBy(billed, keyOf)].flatMap(([, alike]) => {
    const left = new Map<string, number>();
    return alike.toSorted(older).flatMap((subscription): Redundancy[] => {
      const skus = coveringSkus(catalogue, subscription);
      const arrivals = covering
        .filter(({ key }) => skus.includes(key))
        .flatMap((each) => each.arrivals.filter(({ at }) => at > subscription.createdAt))
        .sort((a, b) => b.until.localeCompare(a.until));
      const [by] = arrivals;
      if (by === undefined) return [];
      const open = arrivals.filter(({ until }) => now < until);
      return [{ subscription, quantity: taken(subscription.quantity, open, left, (id) => quantities.get(id) ?? 0), by }];
    });
  });
};
