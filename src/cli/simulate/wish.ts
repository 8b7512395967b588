import { type Part } from './told';

/** What a run of the simulation is to do. */
export interface SimulationWish {
  /** Undefined: as many as the run that it goes on with, else {@link LIVES}. */
  readonly lives?: number;
  /** Of the first life; the others count on from it. Undefined: of the run that it goes on with, else another one each time. */
  readonly seed?: number;
  /** What of each life is lived; all of it if empty. */
  readonly part: Part;
  /** How many lives are lived at the same time. */
  readonly workers: number;
  /** Where the report goes, without `.md` and `.json`. */
  readonly report?: string;
  /** Where it is written down how far the run has come. */
  readonly resume?: string;
  readonly asJson: boolean;
  /** What a life was, in a sentence: it is printed as it is kept as a test. */
  readonly keep?: string;
}

export const LIVES = 1_000;
export const SEEDS = 1_000_000_000;
