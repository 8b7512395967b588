import { skuKey, type Sku } from '../catalogue/state';

/** Of a SKU, what tells on which others it depends. */
export type Depending = Pick<Sku, 'productId' | 'skuId' | 'prerequisiteSkus'>;

const keyOf = ({ productId, skuId }: Depending): string => skuKey(productId, skuId);

/** By `product:sku` of the add-ons among them: after how many of the others it comes. */
const ranksOf = (skus: readonly Depending[]): ReadonlyMap<string, number> => {
  const needs = new Map(skus.flatMap((sku) => (sku.prerequisiteSkus.length === 0 ? [] : [[keyOf(sku), sku.prerequisiteSkus.map((key) => key.toUpperCase())] as const])));
  let ranks: ReadonlyMap<string, number> = new Map([...needs.keys()].map((key): [string, number] => [key, 1]));
  // Each round looks one add-on further; none needs more of them than there are, and of two that need each other neither is looked for to an end.
  for (let round = 1; round < needs.size; round += 1) {
    const before = ranks;
    ranks = new Map([...needs].map(([key, needed]): [string, number] => [key, 1 + Math.max(0, ...needed.map((each) => (each === key ? 0 : (before.get(each) ?? 0))))]));
  }
  return ranks;
};

/**
 * ORD-5: the order in which things are bought together: first what is no add-on, then add-ons, each after those among them that it needs. Otherwise they stay as they stand, as do two that need each other.
 * @param skuOf what each of them is; undefined: not known, and no add-on.
 */
export const basesFirst = <T>(all: readonly T[], skuOf: (each: T) => Depending | undefined): readonly T[] => {
  const ranks = ranksOf(all.flatMap((each) => skuOf(each) ?? []));
  const rankOf = (each: T): number => {
    const sku = skuOf(each);
    return sku === undefined ? 0 : (ranks.get(keyOf(sku)) ?? 0);
  };
  return all.toSorted((a, b) => rankOf(a) - rankOf(b));
};
