import { skuKey, type Catalogue } from '../catalogue/state';
import { dayOf, plusMonths, startOfDay } from '../../kernel/calendarDate';
import { monthsOfCycle } from '../../kernel/durations';
import { type Instant } from '../../kernel/instant';
import { statusAt } from '../subscription/standing';
import { type Subscription } from '../subscription/state';
import { type Transition } from './state';
import { upgradeTargets } from '../catalogue/upgradeTargets';

/** Licences that an upgrade made superfluous, and until when the operator can be asked to end them. */
export interface RedundantLicences {
  readonly subscription: Subscription;
  /** At most as many as were upgraded. */
  readonly quantity: number;
  readonly transition: Transition;
  /** Exclusive. */
  readonly until: Instant;
}

/** UPG-8: the first two billing cycles after the upgraded licence was billed, counted from the day of the upgrade. */
export const redundantUntil = ({ at, termDuration, billingCycle }: Transition): Instant => startOfDay(plusMonths(dayOf(at), 2 * monthsOfCycle(termDuration, billingCycle)));

/**
 * UPG-8: live licences that the customer still has of SKUs which the upgraded one covers: those that the catalogue would let be upgraded to it. Of the same partner, beside source and target of the
 * upgrade themselves.
 * @param transitions of the customer's subscriptions of that partner.
 */
export const redundantLicences = (transitions: readonly Transition[], subscriptions: readonly Subscription[], catalogue: Catalogue, now: Instant): readonly RedundantLicences[] =>
  transitions
    .filter((transition) => now < redundantUntil(transition))
    .flatMap((transition) => {
      const [productId = '', skuId = ''] = transition.toCatalogItemId.split(':');
      const covering = skuKey(productId, skuId);
      return subscriptions
        .filter(({ id }) => id !== transition.toSubscriptionId && id !== transition.fromSubscriptionId)
        .filter((subscription) => statusAt(subscription, now) === 'active' && upgradeTargets(catalogue, subscription).includes(covering))
        .map((subscription) => ({ subscription, quantity: Math.min(subscription.quantity, transition.quantity), transition, until: redundantUntil(transition) }));
    });
