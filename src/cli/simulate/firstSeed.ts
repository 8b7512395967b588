import { type RunOf } from './checkedOut';
import { SEEDS } from './wish';

/** A hash of eight digits is more than there are seeds. */
const DIGITS = 8;

/**
 * The first life of a run that names none: another one each time. Where `CI` is set, the one that the commit gives: a run that is done again comes to the same verdict, and the next commit to other lives.
 * @param ci what the environment says. @param chance from 0, inclusive, to 1, exclusive.
 */
export const firstSeed = (ci: string | undefined, { commit }: Pick<RunOf, 'commit'>, chance: number): number =>
  ci === undefined || ci === '' || ci === 'false' || commit === undefined ? Math.floor(chance * SEEDS) : Number.parseInt(commit.slice(0, DIGITS), 16) % SEEDS;
