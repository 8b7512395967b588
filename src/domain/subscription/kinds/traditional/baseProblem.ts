import { skuKey } from '../../../catalogue/state';
import { type Instant } from '../../../../kernel/instant';
import { type SubscriptionRefusal } from '../../refusals';
import { renewalSince, statusAt } from '../../standing';
import { asKind, type Offer, type Subscription } from '../../state';
import { kindOf } from '../table';

/** A base renews with all of its add-ons in one transaction of at most a hundred rows. */
export const MOST_ADD_ONS = 20;

/**
 * ORD-5: a base as one more add-on finds it: where all its places are taken, those of add-ons that have ended are free again, and it names these no longer.
 * @param family other subscriptions, of which its add-ons are some; one that is not among them keeps its place.
 */
export const withRoom = (base: Subscription, family: readonly Subscription[]): Subscription => {
  const { addOnIds = [] } = base;
  if (addOnIds.length < MOST_ADD_ONS) return base;
  const ended = new Set(family.filter(({ status }) => status !== 'active' && status !== 'suspended').map(({ id }) => id));
  return asKind({ ...base, addOnIds: addOnIds.filter((id) => !ended.has(id)) }, base.kind);
};

/** Why a traditional add-on cannot hang on a base. */
export type BaseProblem = Extract<SubscriptionRefusal, { kind: 'NotAddOnOf' | 'ParentNotActive' | 'TooManyAddOns' | 'RenewalInProgress' }>;

/**
 * ORD-5: a traditional add-on needs an active traditional base of a SKU it is made for. Where several things stand against it: that the two do not belong together first.
 * @param prerequisites `product:sku` of the add-on, letter case ignored.
 */
export const baseProblem = (base: Subscription, { productId, skuId }: Pick<Offer, 'productId' | 'skuId'>, prerequisites: readonly string[], now: Instant): BaseProblem | undefined => {
  const parentId = base.id;
  const fits = prerequisites.some((key) => key.toUpperCase() === skuKey(base.offer.productId, base.offer.skuId));
  if (kindOf(base).family !== 'base' || !fits) return { kind: 'NotAddOnOf', parentId, productId, skuId };
  const status = statusAt(base, now);
  if (status !== 'active') return { kind: 'ParentNotActive', parentId, status };
  const since = renewalSince(base, now);
  if (since !== undefined) return { kind: 'RenewalInProgress', subscriptionId: parentId, since };
  return (base.addOnIds ?? []).length < MOST_ADD_ONS ? undefined : { kind: 'TooManyAddOns', parentId, most: MOST_ADD_ONS };
};
