import { isTraditional } from '../kinds/table';
import { isHeld, type Holdings } from '../../catalogue/holdings';
import { skuKey, type Catalogue, type Sku } from '../../catalogue/state';
import { type Outcome } from '../outcome';
import { type Subscription } from '../state';
import { addOnProblem } from './addOnBase';
import { type AddOnMisfit } from './addOnMisfit';
import { seatsHeld, withHeld } from './customerStanding';
import { type HoldingsChange, type SeatLimits } from './seatLimits';

/** How far out of proportion it is, in licences. */
const excess = ({ held, most, least }: AddOnMisfit): number => (most === undefined ? (least ?? held) - held : held - most);

const misfitOf = (sku: Sku, holdings: Holdings): AddOnMisfit | undefined => {
  const held = seatsHeld(holdings, [skuKey(sku.productId, sku.skuId)]);
  const base = seatsHeld(holdings, sku.prerequisiteSkus);
  const facts = { productId: sku.productId, skuId: sku.skuId, held, base };
  const problem = addOnProblem(sku, { base, owned: held, asked: 0, later: 0 });
  switch (problem?.kind) {
    case undefined:
      return undefined;
    case 'AddOnBaseMissing':
      return { ...facts, most: 0 };
    case 'BaseSeatsNotMet':
      return { ...facts, most: base };
    case 'MinimumAddOnSeatsNotMet':
      return { ...facts, least: problem.minimum };
  }
};

/** ORD-3, ORD-4: the add-ons of new commerce that do not fit what the customer has of their bases, by the rule of a purchase. */
export const addOnMisfits = (catalogue: Catalogue, holdings: Holdings): readonly AddOnMisfit[] => {
  const keys = new Set(holdings.filter(isHeld).map(({ productId, skuId }) => skuKey(productId, skuId)));
  return [...keys].flatMap((key) => {
    const sku = catalogue.items.get(key)?.sku;
    const misfit = sku === undefined || isTraditional(sku) ? undefined : misfitOf(sku, holdings);
    return misfit === undefined ? [] : [misfit];
  });
};

/** ORD-3, ORD-4: the add-ons that a change leaves out of proportion, or further out of it than they were. */
export const newMisfits = (catalogue: Catalogue, { before, after }: HoldingsChange): readonly AddOnMisfit[] => {
  const known = addOnMisfits(catalogue, before);
  return addOnMisfits(catalogue, after).filter((misfit) => {
    const was = known.find(({ productId, skuId, most }) => productId === misfit.productId && skuId === misfit.skuId && (most === undefined) === (misfit.most === undefined));
    return was === undefined || excess(misfit) > excess(was);
  });
};

/**
 * ORD-3, ORD-4: what changes of subscriptions leave out of proportion, told with the first of them. Taking seats off a base, ending or upgrading it is never refused for its add-ons, and nothing that
 * happens by itself is held up for them. @param before what the customer has before; its subscriptions as they are stored.
 */
export const withMisfits = <Each extends Outcome>(outcomes: readonly Each[], catalogue: Catalogue, before: Holdings): readonly Each[] => {
  const after = outcomes.reduce((held, { subscription }) => withHeld(held, subscription), before);
  const addOns = newMisfits(catalogue, { before, after });
  return addOns.length === 0 ? outcomes : outcomes.map((outcome, index) => (index === 0 ? { ...outcome, events: [...outcome.events, { type: 'AddOnsOutOfProportion', addOns }] } : outcome));
};

/** The same for one subscription that has fewer seats now, or has ended. @param limits absent where no add-on can be touched. */
export const toldOfAddOns = (outcome: Outcome, before: Subscription, limits: SeatLimits | undefined): Outcome => {
  const { subscription } = outcome;
  if (limits === undefined || (subscription.status === before.status && subscription.quantity >= before.quantity)) return outcome;
  const [told = outcome] = withMisfits([outcome], limits.catalogue, withHeld(limits.holdings, before));
  return told;
};

/** Whether fewer licences of a SKU can leave an add-on out of proportion: as it is one, or one needs it. @param key `product:sku`. */
export const touchesAddOns = (key: string, catalogue: Catalogue): boolean => {
  const needsIt = (sku: Sku): boolean => !isTraditional(sku) && sku.prerequisiteSkus.some((each) => each.toUpperCase() === key);
  const own = catalogue.items.get(key)?.sku;
  return (own !== undefined && !isTraditional(own) && own.prerequisiteSkus.length > 0) || [...catalogue.items.values()].some(({ sku }) => needsIt(sku));
};
