import { type Random } from '../../../fuzz/random';
import { type FaultKind, type Operation, type StoreFault } from '../gate';

/** A piece of work that faults meet. */
export type Work = 'call' | 'round';

const OF_COMMITS: readonly (readonly [number, FaultKind])[] = [[3, 'dieBefore'], [3, 'dieAfter'], [2, 'unavailable'], [3, 'lostAnswer'], [3, 'conflict'], [3, 'sentAgain']];
/** Nothing is lost with the answer to a read, and nothing conflicts. */
const OF_READS: readonly (readonly [number, FaultKind])[] = [[2, 'dieBefore'], [1, 'dieAfter'], [2, 'unavailable']];

const OPERATIONS: Readonly<Record<Work, readonly (readonly [number, Operation])[]>> = {
  call: [[7, 'commit'], [3, 'read'], [1, 'list']],
  round: [[7, 'commit'], [2, 'read'], [2, 'list'], [1, 'listAcross']],
};

/** How many operations of a kind a piece of work makes, mostly and at times: a fault is drawn from the few first ones as often as from all, so that short work and the ends of long work are met. */
const PLACES: Readonly<Record<Work, Readonly<Record<Operation, readonly [mostly: number, most: number]>>>> = {
  call: { commit: [3, 8], read: [3, 9], list: [2, 4], listAcross: [1, 1] },
  round: { commit: [5, 40], read: [4, 40], list: [4, 20], listAcross: [2, 4] },
};

const drawn = (dice: Random, work: Work): StoreFault => {
  const at = dice.weighted(OPERATIONS[work]);
  const [mostly, most] = PLACES[work][at];
  const does = dice.weighted(at === 'commit' ? OF_COMMITS : OF_READS);
  const nth = 1 + dice.below(dice.chance(60) ? mostly : most);
  return does === 'unavailable' && dice.chance(25) ? { does, at, nth, times: 2 + dice.below(12) } : { does, at, nth };
};

/** What goes wrong between a host and its tables during one piece of work: mostly one thing, sometimes several. */
export const drawStoreFaults = (dice: Random, work: Work): readonly StoreFault[] => Array.from({ length: dice.weighted([[6, 1], [2, 2], [1, 3]]) }, () => drawn(dice, work));
