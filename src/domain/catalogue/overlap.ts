import { type Instant } from '../../kernel/instant';

/** From when something holds, and until when; without `to` until something later takes its place. */
export interface InForce {
  readonly from: Instant;
  readonly to?: Instant | undefined;
}

/**
 * CAT-2, CAT-5: which of two that both cover an instant counts, for sorting: the first is in force. What names its end stays valid to that end, so of two that do the older one. What has no end
 * gives way to whatever starts later. docs/decisions/0035-overlapping-prices.md says why.
 */
export const overlapOrder = (a: InForce, b: InForce): number => {
  if ((a.to === undefined) !== (b.to === undefined)) return a.to === undefined ? 1 : -1;
  const older = a.from < b.from ? -1 : a.from > b.from ? 1 : 0;
  return a.to === undefined ? -older : older;
};
