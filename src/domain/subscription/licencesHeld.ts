import { groupBy } from '../../kernel/groupBy';
import { type Instant } from '../../kernel/instant';
import { skuKey } from '../catalogue/state';
import { kindOf } from './kinds/table';
import { statusAt } from './standing';
import { type Subscription } from './state';

/** How many licences of one SKU a customer has from one partner. */
export interface LicencesHeld {
  /** Any of the subscriptions they are counted from: of the same product and SKU all. */
  readonly of: Subscription;
  readonly active: number;
  /** Of subscriptions whose term is over, while their users still have access. */
  readonly warning: number;
  readonly suspended: number;
}

/** Whether its quantity is licences that people of the customer can be given: not software, nor what its publisher sets up or meters. */
const givesLicences = (subscription: Subscription): boolean => {
  const { isActivated, isMetered, entitlementType } = kindOf(subscription);
  return !isActivated && isMetered !== true && entitlementType === undefined;
};

/** Licences by SKU, in order of the SKUs; what is disabled or deleted gives none. @param subscriptions of one customer and partner. @param now as their status is then. */
export const licencesHeld = (subscriptions: readonly Subscription[], now: Instant): readonly LicencesHeld[] => {
  const live = subscriptions.filter((each) => givesLicences(each) && ['active', 'expired', 'suspended'].includes(statusAt(each, now)));
  const bySku = groupBy(live, ({ offer }) => skuKey(offer.productId, offer.skuId));
  const count = (of: readonly Subscription[], status: string): number => of.reduce((sum, each) => sum + (statusAt(each, now) === status ? each.quantity : 0), 0);
  return [...bySku].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, held]) => {
    const [of] = held;
    return of === undefined ? [] : [{ of, active: count(held, 'active'), warning: count(held, 'expired'), suspended: count(held, 'suspended') }];
  });
};
