/** Runs `work` for every item, at most `bound` at a time. Rejects with the first failure, after those under way have ended. */
export const withBound = async <T>(bound: number, items: readonly T[], work: (item: T) => Promise<void>): Promise<void> => {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  const results = await Promise.allSettled(Array.from({ length: Math.min(bound, items.length) }, worker));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
};
