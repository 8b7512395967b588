import { Reached } from '../engine/reached';
import { runLife, type LifeAsked } from '../engine/runLife';
import { type World } from '../engine/world';
import { fewest } from './fewest';

/** Lives that are lived at most to make a broken one shorter. */
const MOST_LIVES = 300;
/** And so long, in milliseconds: what is found by then is told. */
const LONGEST_MILLIS = 90_000;

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, nth) => nth);

/**
 * The same life with the fewest steps and faults that still break the same rule, as far as that is found in bounded time.
 * @param asked a life that breaks it. @returns it as it was asked for where it does not
 */
export const shrink = async (world: World, asked: LifeAsked, rule: string): Promise<LifeAsked> => {
  const ends = performance.now() + LONGEST_MILLIS;
  let lives = 0;
  const breaksAt = async (tried: LifeAsked): Promise<number | undefined> => {
    lives += 1;
    const { broken } = await runLife(world, tried, new Reached());
    return broken?.rule === rule ? broken.step : undefined;
  };
  const first = await breaksAt(asked);
  if (first === undefined) return asked;
  const breaks = async (tried: LifeAsked): Promise<boolean | undefined> => (lives >= MOST_LIVES || performance.now() > ends ? undefined : (await breaksAt(tried)) !== undefined);
  const { seed, hasTwin } = asked;
  let steps: readonly number[] = (asked.steps ?? upTo(first + 1)).filter((step) => step <= first);
  let faults: readonly number[] = asked.faults ?? upTo(first + 1);
  // What broke when all was over broke behind the last of its steps, and may do so without the others.
  const life = (): LifeAsked => ({ seed, until: first + 1, steps, faults, ...(hasTwin !== undefined && { hasTwin }) });
  // Most of what is found needs no fault at all.
  if (await breaks({ ...life(), faults: [] })) faults = [];
  steps = await fewest(steps, (left) => breaks({ ...life(), steps: left }));
  // Those of a step that is left out are among them: time passes in its name, if it is the last.
  faults = await fewest(faults, (left) => breaks({ ...life(), faults: left }));
  return life();
};
