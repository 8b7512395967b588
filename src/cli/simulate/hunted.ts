import { markdownTable } from './report';
import { type Lived, type Mutant } from './told';

/** What became of a mutant. */
export interface Hunted {
  readonly mutant: Mutant;
  /** The first that broke; undefined: all held, and it survived. */
  readonly caught?: Lived;
  readonly lives: number;
}

/** The check that saw it, by the file that threw: `checks/money/sums`. */
export const seenBy = (stack: string): string => {
  const files = [...stack.matchAll(/test\/simulation\/((?:checks|engine|model)\/[\w/-]+)\.ts/g)].map(([, file = '']) => file);
  return files.find((file) => file.startsWith('checks/')) ?? files.find((file) => file !== 'engine/check') ?? 'the app itself';
};

/** What became of one, cell by cell. */
export const toldOf = ({ mutant, caught, lives }: Hunted): readonly (string | number)[] =>
  caught?.broken === undefined ? [mutant.name, mutant.rule, 'SURVIVED', `${lives} lives`, ''] : [mutant.name, mutant.rule, `${seenBy(caught.broken.stack)} [${caught.broken.rule}]`, `seed ${caught.seed}, ${lives} lives`, caught.broken.message.split('\n')[0]?.slice(0, 200) ?? ''];

/** What became of the mutants, as a table of Markdown. */
export const mutantsText = (all: readonly Hunted[]): string => markdownTable(['Mutant', 'Rule', 'Caught by', 'After', 'What was found'], all.map(toldOf));
