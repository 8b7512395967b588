import { availableParallelism } from 'node:os';
import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { LIVES, SEEDS, type SimulationWish } from './wish';

interface SimulateFlags {
  readonly lives?: string;
  readonly seed?: string;
  readonly until?: string;
  readonly workers?: string;
  readonly report?: string;
  readonly resume?: string;
  readonly json?: true;
}

const wholeNumber = (flag: string, text: string, least: number, most: number): number => {
  if (!/^\d{1,12}$/.test(text) || Number(text) < least || Number(text) > most) throw new UsageProblem(`${flag} must be a whole number from ${least} to ${most}, not "${text}".`);
  return Number(text);
};

const wishOf = ({ lives, seed, until, workers, report, resume, json }: SimulateFlags): SimulationWish => {
  if (until !== undefined && seed === undefined) throw new UsageProblem('--until names a step of a seed: give --seed too.');
  if (until !== undefined && resume !== undefined) throw new UsageProblem('--until is of a life that is looked at, --resume of a long run: give one of them.');
  const atOnce = workers ?? process.env['NEXTTERM_SIMULATE_WORKERS'];
  return {
    ...(lives !== undefined && { lives: wholeNumber('--lives', lives, 1, 10_000_000) }),
    // A step is of one life.
    ...(lives === undefined && until !== undefined && { lives: 1 }),
    ...(seed !== undefined && { seed: wholeNumber('--seed', seed, 0, SEEDS) }),
    ...(until !== undefined && { until: wholeNumber('--until', until, 0, 10_000) }),
    workers: atOnce === undefined ? availableParallelism() : wholeNumber('--workers', atOnce, 1, 256),
    ...(report !== undefined && { report }),
    ...(resume !== undefined && { resume }),
    asJson: json === true,
  };
};

/** `npm run simulate`: exit code 0 when all that must hold held, 1 when something did not. Development only: it needs the tests. */
export const simulateCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('simulate')
    .summary('live years of everything with faults, and see that what must hold does')
    .usage('[flags]')
    .option('--lives <N>', `how many; ${LIVES} if it is left out`)
    .option('--seed <S>', 'of the first life, the others count on from it; another one each time if it is left out')
    .option('--until <STEP>', 'only the steps of the life before this one')
    .option('--workers <N>', 'how many lives at a time; as many as there are cores if it is left out')
    .option('--report <FILE>', 'write what was found and what was reached to FILE.md and FILE.json')
    .option('--resume <FILE>', 'write down every minute how far the run is, and go on from there if it was interrupted')
    .option('--json', 'the report as JSON on stdout')
    .action((flags: SimulateFlags) => {
      const wish = wishOf(flags);
      return ends(import('./runSimulation.js').then(({ runSimulation }) => runSimulation(wish, terminal)));
    });
};
