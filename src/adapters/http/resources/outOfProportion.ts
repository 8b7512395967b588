import { type AddOnMisfit } from '../../../domain/subscription/limits/addOnMisfit';
import { type Outcome, type SubscriptionEvent } from '../../../domain/subscription/outcome';

const misfitsOf = (event: SubscriptionEvent): readonly AddOnMisfit[] => {
  if (event.type === 'AddOnsOutOfProportion') return event.addOns;
  return event.type === 'ChangeScheduled' ? (event.outOfProportion ?? []) : [];
};

/** ORD-3, ORD-4: add-ons that outcomes leave with more licences than their base allows, or with less than the share asked of them; a plan, once it is applied. */
export const leftOutOfProportion = (outcomes: readonly Outcome[]): readonly AddOnMisfit[] => outcomes.flatMap(({ events }) => events.flatMap(misfitsOf));

const sentence = ({ productId, skuId, held, base, most, least }: AddOnMisfit): string =>
  most === undefined
    ? `${held} licences of ${productId}:${skuId} are less than the ${least ?? held} that ${base} base licences need.`
    : `${held} licences of ${productId}:${skuId} are more than the ${most} that ${base} base licences allow: none can be added until they fit.`;

/** Own API: licences over all partners. */
export const misfitResource = (misfit: AddOnMisfit) => ({ ...misfit, description: sentence(misfit) });

/** A member of our own, beside the contract's; none where everything fits. */
export const outOfProportionMember = (misfits: readonly AddOnMisfit[]) => (misfits.length === 0 ? {} : { outOfProportion: misfits.map(misfitResource) });

/** The same for who reads headers: `product:sku`, separated by commas. */
export const outOfProportionHeader = (misfits: readonly AddOnMisfit[]): Record<string, string> =>
  misfits.length === 0 ? {} : { 'NextTerm-Out-Of-Proportion': misfits.map(({ productId, skuId }) => `${productId}:${skuId}`).join(', ') };
