/** What a consumer does with an event that came to it. `park`: an earlier one is missing; it waits until that is there. */
export type Step = 'apply' | 'ignore' | 'park';

/**
 * AUD-2: what comes twice, late or too early, told by versions alone: the next one is applied, one that was applied is passed over, one behind a gap waits.
 * @param applied the last version of the subject that was applied; 0: none. @param gapless whether each version of the subject is told of. Of a customer, whose version rises with what it buys as well, any later one is the next.
 */
export const stepFor = (applied: number, version: number, gapless: boolean): Step => {
  if (version <= applied) return 'ignore';
  return version === applied + 1 || !gapless ? 'apply' : 'park';
};
