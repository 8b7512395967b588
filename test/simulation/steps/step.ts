import { type Random } from '../../fuzz/random';
import { type Life } from '../engine/life';

/** Something that clients, operators or time do. */
export interface Step {
  readonly name: string;
  /** How often it is drawn, beside the others. */
  readonly weight: number;
  /** Does nothing where there is nothing to do it to. Draws from its own dice only, so that a life goes on alike whichever other steps are left out. */
  act(life: Life, dice: Random): Promise<void>;
}
