import { skuKey } from '../catalogue/state';
import { type Instant } from '../../kernel/instant';
import { type LicenceReassignment } from '../subscription/outcome';
import { statusAt } from '../subscription/standing';
import { type Subscription } from '../subscription/state';
import { obstacleCodes, type Obstacle } from './state';

export interface Reassigned {
  readonly licences: LicenceReassignment;
  /** Why they have to be assigned by hand. */
  readonly obstacle?: Obstacle;
}

const keyOf = ({ offer }: Pick<Subscription, 'offer'>): string => skuKey(offer.productId, offer.skuId);

/** Live subscriptions of the target SKU beside the source, whoever sold them: which of them a user's licence comes from could not be told. */
export const conflictsOf = (sourceId: string, targetSku: string, subscriptions: readonly Subscription[], now: Instant): readonly Subscription[] =>
  subscriptions.filter((each) => each.id !== sourceId && keyOf(each) === targetSku && ['active', 'suspended'].includes(statusAt(each, now)));

/** PAR-3: one's own by their ids, another partner's not. */
const named = (conflicts: readonly Subscription[], partnerId: string): string => {
  const own = conflicts.filter((each) => each.partnerId === partnerId).map(({ id }) => id);
  return [...own, ...(own.length < conflicts.length ? ['at another partner'] : [])].join(', ');
};

/**
 * UPG-6: whether users keep their licences without anybody's doing. Always tried when all licences are upgraded in place, whatever was asked; by hand when a part is upgraded, when they go to
 * another subscription, and when the customer has the target SKU already.
 * @param partnerId whose source it is.
 */
export const reassignment = (isInPlace: boolean, conflicts: readonly Subscription[], partnerId: string): Reassigned => {
  if (!isInPlace) return { licences: 'manual', obstacle: { code: obstacleCodes.Other, description: 'Only a part of the licences is moved, or they go to another subscription: assign them by hand.' } };
  if (conflicts.length === 0) return { licences: 'automatic' };
  return { licences: 'manual', obstacle: { code: obstacleCodes.ConflictingServices, description: `The customer has the target already (${named(conflicts, partnerId)}): assign the licences by hand.` } };
};
