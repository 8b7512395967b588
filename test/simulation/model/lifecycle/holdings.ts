import { type Instant } from '../../../../src/kernel/instant';
import { type Modelled, statusAt } from './modelled';
import { skuOf } from './offers';

/** What a customer has, whichever partner sold it. */
export type Holding = Pick<Modelled, 'id' | 'customerId' | 'partnerId' | 'item' | 'quantity' | 'status' | 'term' | 'autoRenew' | 'extendable' | 'cancelAtTermEnd'>;

/** ORD-4, ORD-7: active and suspended ones count, over all partners. */
export const isHeld = (holding: Holding, at: Instant): boolean => ['active', 'suspended'].includes(statusAt(holding, at));

/** Licences held of some SKUs, `product:sku`. */
export const seatsHeld = (holdings: readonly Holding[], skus: readonly string[], at: Instant): number => {
  const wanted = new Set(skus.map((sku) => sku.toUpperCase()));
  return holdings.filter((holding) => wanted.has(skuOf(holding.item)) && isHeld(holding, at)).reduce((sum, { quantity }) => sum + quantity, 0);
};
