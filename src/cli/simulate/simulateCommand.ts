import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';

interface SimulateFlags {
  readonly lives: string;
  readonly seed?: string;
  readonly until?: string;
}

const SEEDS = 1_000_000_000;

const wholeNumber = (flag: string, text: string, most: number): number => {
  if (!/^\d{1,12}$/.test(text) || Number(text) > most) throw new UsageProblem(`${flag} must be a whole number up to ${most}, not "${text}".`);
  return Number(text);
};

/** `npm run simulate`: exit code 0 when all that must hold held, 1 when something did not. Development only: it needs the tests. */
export const simulateCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('simulate')
    .summary('live years of everything with faults, and see that what must hold does')
    .usage('[flags]')
    .option('--lives <N>', 'how many', '1000')
    .option('--seed <S>', 'of the first life, the others count on from it; another one each time if it is left out')
    .option('--until <STEP>', 'only the steps of a life before this one')
    .action(({ lives, seed, until }: SimulateFlags) => {
      const wish = {
        lives: wholeNumber('--lives', lives, 10_000_000),
        seed: seed === undefined ? Math.floor(Math.random() * SEEDS) : wholeNumber('--seed', seed, SEEDS),
        ...(until !== undefined && { until: wholeNumber('--until', until, 10_000) }),
      };
      return ends(import('./runSimulation.js').then(({ runSimulation }) => runSimulation(wish, terminal)));
    });
};
