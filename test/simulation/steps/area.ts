import { type Life } from '../engine/life';
import { type Step } from './step';

/** A part of the business beside licences, with what is done in it. */
export interface Area {
  readonly name: string;
  /** How many lives are about it, beside the others. */
  readonly weight: number;
  readonly steps: readonly Step[];
}

/** How many areas a life is about: few, so that each is met deeply. */
const LEAST = 1;
const MORE = 2;

/** Those that a life is about, drawn from its seed alone. */
export const areasOf = (life: Life, areas: readonly Area[]): readonly Area[] => {
  const dice = life.trait('areas');
  const left = [...areas];
  return Array.from({ length: LEAST + dice.below(MORE) }, () => {
    const area = dice.weighted(left.map((each) => [each.weight, each] as const));
    left.splice(left.indexOf(area), 1);
    return area;
  });
};
