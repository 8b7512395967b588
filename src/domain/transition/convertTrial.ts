import { findAvailability, segmentsOpenTo, type FoundOffer } from '../catalogue/findOffer';
import { skuKey, type Catalogue, type Segment } from '../catalogue/state';
import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { type SubscriptionRefusal } from '../subscription/refusals';
import { renewalSince, statusAt } from '../subscription/standing';
import { type Subscription } from '../subscription/state';
import { otherItem, seatsFixed } from './intoExisting';
import { type TransitionRefusal } from './refusals';
import { upgradeTargets } from '../catalogue/upgradeTargets';

/** What a trial may turn into: its paid equivalent, and what the catalogue lets it be upgraded to. */
export const conversionTargets = (catalogue: Catalogue, trial: Pick<Subscription, 'offer' | 'paidForm'>): readonly string[] => [
  ...new Set([...(trial.paidForm === undefined ? [] : [skuKey(trial.paidForm.productId, trial.paidForm.skuId)]), ...upgradeTargets(catalogue, trial)]),
];

/** TRI-4: the offer asked for, if the trial may turn into it: UpgradeNotOffered. */
export const findConversion = (catalogue: Catalogue, trial: Subscription, toCatalogItemId: string, segment: Segment): Result<FoundOffer, TransitionRefusal> => {
  const [productId = '', skuId = '', availabilityId = '', ...rest] = toCatalogItemId.split(':');
  const targets = conversionTargets(catalogue, trial);
  const found = rest.length > 0 ? undefined : findAvailability(catalogue, productId, skuId, availabilityId);
  if (!found?.ok || !targets.includes(skuKey(productId, skuId)) || !segmentsOpenTo(segment).includes(found.value.segment)) {
    return failure({ kind: 'UpgradeNotOffered', reason: targets.length === 0 ? 'NoTargets' : 'NotATarget', toCatalogItemId });
  }
  return success(found.value);
};

/**
 * TRI-4: what stands against adding a trial's licences to a subscription; undefined if nothing does. Its term may be another; it must not end before the trial, nor have a fixed number of licences.
 * @param offer of the conversion.
 */
export const intoPaidProblem = (trial: Subscription, target: Subscription, offer: FoundOffer, now: Instant): TransitionRefusal | SubscriptionRefusal | undefined => {
  const { id: subscriptionId, term } = target;
  if (subscriptionId === trial.id) return { kind: 'TargetIsSource', subscriptionId };
  const other = otherItem(target, offer);
  if (other !== undefined) return other;
  const status = statusAt(target, now);
  if (status !== 'active') return { kind: 'TargetNotActive', subscriptionId, status };
  const since = renewalSince(target, now);
  if (since !== undefined) return { kind: 'TargetBeingRenewed', subscriptionId, since };
  const fixed = seatsFixed(target);
  if (fixed !== undefined) return fixed;
  return term.end < trial.term.end ? { kind: 'TargetEndsBeforeSource', subscriptionId, termEnd: term.end, sourceTermEnd: trial.term.end } : undefined;
};
