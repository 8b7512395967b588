import { type FoundOffer } from '../catalogue/findOffer';
import { type Instant } from '../../kernel/instant';
import { kindOf } from '../subscription/kinds/table';
import { renewalSince, statusAt, withinTerm } from '../subscription/standing';
import { type Subscription } from '../subscription/state';
import { type SubscriptionRefusal } from '../subscription/refusals';
import { type TransitionRefusal } from './refusals';
import { obstacleCodes } from './state';

/** `product:sku:availability` of a subscription. */
const itemOf = ({ offer: { productId, skuId, availabilityId } }: Subscription): string => `${productId}:${skuId}:${availabilityId}`;

/** UPG-3, CUS-3: licences go into a subscription of the very offer that they are to become: of its SKU, and of its segment, at whose price they are charged. Undefined if it is. */
export const otherItem = (target: Subscription, { catalogItemId }: Pick<FoundOffer, 'catalogItemId'>): TransitionRefusal | undefined =>
  itemOf(target).toUpperCase() === catalogItemId.toUpperCase() ? undefined : { kind: 'TargetIsOtherItem', subscriptionId: target.id, catalogItemId: itemOf(target) };

const intoCodes: Readonly<Record<string, number>> = { TargetNotActive: 1, TargetBeingRenewed: 1, TargetInWindow: 2, TargetTermDiffers: 3, TargetEndsBeforeSource: 4 } satisfies Partial<Record<TransitionRefusal['kind'], number>>;

/** The contract's number for what stands against moving licences into a subscription; it has none but for the subscription itself. */
export const intoCodeOf = ({ kind }: { readonly kind: string }): number => intoCodes[kind] ?? obstacleCodes.Other;

/** Nobody adds licences where their number is fixed: in free days, which cost nothing, nor in a month of extended service (POL-2). */
export const seatsFixed = (target: Subscription): SubscriptionRefusal | undefined =>
  kindOf(target).refuses.seats?.(target.id) ?? (target.extendedFrom === undefined ? undefined : { kind: 'ExtendedQuantityFixed', subscriptionId: target.id });

/**
 * UPG-3: what stands against moving licences of `source` into `target`; undefined if nothing does. Ending on the same day is allowed.
 * @param offer of the upgrade.
 */
export const intoProblem = (source: Subscription, target: Subscription, offer: FoundOffer, now: Instant): TransitionRefusal | SubscriptionRefusal | undefined => {
  const { id: subscriptionId, termDuration, term } = target;
  if (subscriptionId === source.id) return { kind: 'TargetIsSource', subscriptionId };
  const other = otherItem(target, offer);
  if (other !== undefined) return other;
  const status = statusAt(target, now);
  if (status !== 'active') return { kind: 'TargetNotActive', subscriptionId, status };
  const since = renewalSince(target, now);
  if (since !== undefined) return { kind: 'TargetBeingRenewed', subscriptionId, since };
  const fixed = seatsFixed(target);
  if (fixed !== undefined) return fixed;
  if (now < term.cancellableUntil) return { kind: 'TargetInWindow', subscriptionId, until: withinTerm(term.cancellableUntil, target) };
  if (termDuration !== source.termDuration) return { kind: 'TargetTermDiffers', subscriptionId, termDuration, sourceTermDuration: source.termDuration };
  if (term.end < source.term.end) return { kind: 'TargetEndsBeforeSource', subscriptionId, termEnd: term.end, sourceTermEnd: source.term.end };
  return undefined;
};
