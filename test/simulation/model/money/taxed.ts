import { exactOf } from './exact';

/** Tax of one amount in the smallest coins, halves away from zero (billing example E17). @param percent decimal text */
export const taxOn = (coins: bigint, percent: string): bigint => {
  const { over, under } = exactOf(percent);
  const doubled = (2n * coins * over) / (under * 100n);
  return doubled < 0n ? (doubled - 1n) / 2n : (doubled + 1n) / 2n;
};

