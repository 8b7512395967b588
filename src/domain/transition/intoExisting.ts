import { type Instant } from '../../kernel/instant';
import { renewalSince, statusAt } from '../subscription/standing';
import { type Subscription } from '../subscription/state';
import { type TransitionRefusal } from './refusals';

const itemOf = ({ offer }: Subscription): string => `${offer.productId}:${offer.skuId}`.toUpperCase();

/** The contract's numbers for what stands against moving licences into a subscription. */
export const intoCodes: Partial<Record<TransitionRefusal['kind'], number>> = { TargetNotActive: 1, TargetBeingRenewed: 1, TargetInWindow: 2, TargetTermDiffers: 3, TargetEndsBeforeSource: 4 };

/**
 * UPG-3: what stands against moving licences of `source` into `target`; undefined if nothing does. Ending on the same day is allowed.
 * @param targetSku `product:sku` of the upgrade.
 */
export const intoProblem = (source: Subscription, target: Subscription, targetSku: string, now: Instant): TransitionRefusal | undefined => {
  const { id: subscriptionId, termDuration, term } = target;
  if (subscriptionId === source.id) return { kind: 'TargetIsSource', subscriptionId };
  if (itemOf(target) !== targetSku) return { kind: 'TargetIsOtherItem', subscriptionId, catalogItemId: itemOf(target) };
  const status = statusAt(target, now);
  if (status !== 'active') return { kind: 'TargetNotActive', subscriptionId, status };
  const since = renewalSince(target, now);
  if (since !== undefined) return { kind: 'TargetBeingRenewed', subscriptionId, since };
  if (now < term.cancellableUntil) return { kind: 'TargetInWindow', subscriptionId, until: term.cancellableUntil };
  if (termDuration !== source.termDuration) return { kind: 'TargetTermDiffers', subscriptionId, termDuration, sourceTermDuration: source.termDuration };
  if (term.end < source.term.end) return { kind: 'TargetEndsBeforeSource', subscriptionId, termEnd: term.end, sourceTermEnd: source.term.end };
  return undefined;
};
