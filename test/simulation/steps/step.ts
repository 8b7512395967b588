import { type Random } from '../../fuzz/random';
import { type Life } from '../engine/life';
import { type Trait } from '../engine/traits';

/** Something that clients, operators or time do. */
export interface Step {
  readonly name: string;
  /** How often it is drawn, beside the others. */
  readonly weight: number;
  /** Only lives that have it draw it; all if absent. */
  readonly of?: Trait;
  /** Does nothing where there is nothing to do it to. Draws from its own dice only, so that a life goes on alike whichever other steps are left out. */
  act(life: Life, dice: Random): Promise<void>;
}

/** One of those that the life draws. */
export const drawStep = (life: Life, dice: Random, from: readonly Step[]): Step =>
  dice.weighted(from.flatMap((step) => (step.of === undefined || life.has(step.of) ? [[step.weight, step] as const] : [])));
