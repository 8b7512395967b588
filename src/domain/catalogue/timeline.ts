import { type Instant } from '../../kernel/instant';
import { firstInForce, isEffective, type Dated } from './priceFor';
import { priceKey } from './priceSheet';
import { type PriceLine } from './state';

export type Timeline =
  | { readonly kind: 'current' }
  | { readonly kind: 'future' }
  /** What held at some instant of that span; without one, all that has ended. `from` included, `to` excluded. */
  | { readonly kind: 'history'; readonly from?: Instant; readonly to?: Instant };

/** The lines of one SKU that a price sheet shows; of overlapping current ones only the line that counts. */
export const linesOn = (lines: readonly PriceLine[], timeline: Timeline, at: Instant): readonly PriceLine[] => shownOn(lines, priceKey, timeline, at);

/** The same of anything that has a price between two instants. @param keyOf what it is the price of. */
export const shownOn = <T extends Dated>(all: readonly T[], keyOf: (price: T) => string, timeline: Timeline, at: Instant): readonly T[] => {
  switch (timeline.kind) {
    case 'current':
      return winners(all.filter((price) => isEffective(price, at)), keyOf);
    case 'future':
      return all.filter((price) => price.effectiveFrom > at || isWaiting(price, all, keyOf, at));
    case 'history': {
      const { from, to } = timeline;
      if (from === undefined || to === undefined) return all.filter(({ effectiveTo }) => effectiveTo !== undefined && effectiveTo <= at);
      return all.filter(({ effectiveFrom, effectiveTo }) => effectiveFrom < to && (effectiveTo === undefined || effectiveTo > from));
    }
  }
};

/** Covers the instant already and counts only once the one that counts now has ended. */
const isWaiting = <T extends Dated>(price: T, all: readonly T[], keyOf: (price: T) => string, at: Instant): boolean => {
  if (!isEffective(price, at)) return false;
  const current = winners(all.filter((each) => isEffective(each, at)), keyOf).find((each) => keyOf(each) === keyOf(price));
  const end = current?.effectiveTo;
  return current !== price && end !== undefined && (price.effectiveTo === undefined || price.effectiveTo > end);
};

const winners = <T extends Dated>(prices: readonly T[], keyOf: (price: T) => string): readonly T[] => {
  const best = new Map<string, T>();
  for (const price of prices) {
    const rival = best.get(keyOf(price));
    if (rival === undefined || firstInForce(price, rival) < 0) best.set(keyOf(price), price);
  }
  return [...best.values()];
};
