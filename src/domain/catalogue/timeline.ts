import { type Instant } from '../../kernel/instant';
import { firstInForce, isEffective } from './priceFor';
import { priceKey } from './priceSheet';
import { type PriceLine } from './state';

export type Timeline =
  | { readonly kind: 'current' }
  | { readonly kind: 'future' }
  /** What held at some instant of that span; without one, all that has ended. `from` included, `to` excluded. */
  | { readonly kind: 'history'; readonly from?: Instant; readonly to?: Instant };

/** The lines of one SKU that a price sheet shows; of overlapping current ones only the line that counts. */
export const linesOn = (lines: readonly PriceLine[], timeline: Timeline, at: Instant): readonly PriceLine[] => {
  switch (timeline.kind) {
    case 'current':
      return winners(lines.filter((line) => isEffective(line, at)));
    case 'future':
      return lines.filter((line) => line.effectiveFrom > at || isWaiting(line, lines, at));
    case 'history': {
      const { from, to } = timeline;
      if (from === undefined || to === undefined) return lines.filter((line) => line.effectiveTo !== undefined && line.effectiveTo <= at);
      return lines.filter((line) => line.effectiveFrom < to && (line.effectiveTo === undefined || line.effectiveTo > from));
    }
  }
};

/** Covers the instant already and counts only once the one that counts now has ended. */
const isWaiting = (line: PriceLine, lines: readonly PriceLine[], at: Instant): boolean => {
  if (!isEffective(line, at)) return false;
  const current = winners(lines.filter((each) => isEffective(each, at))).find((each) => priceKey(each) === priceKey(line));
  const end = current?.effectiveTo;
  return current !== line && end !== undefined && (line.effectiveTo === undefined || line.effectiveTo > end);
};

const winners = (lines: readonly PriceLine[]): readonly PriceLine[] => {
  const best = new Map<string, PriceLine>();
  for (const line of lines) {
    const key = priceKey(line);
    const rival = best.get(key);
    if (rival === undefined || firstInForce(line, rival) < 0) best.set(key, line);
  }
  return [...best.values()];
};
