import { availableParallelism } from 'node:os';
import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { type MutantWish } from './runMutants';
import { isAll } from './report';
import { LIVES, SEEDS, type SimulationWish } from './wish';

interface SimulateFlags {
  readonly lives?: string;
  readonly seed?: string;
  readonly until?: string;
  readonly steps?: string;
  readonly faults?: string;
  readonly twins?: true;
  readonly workers?: string;
  readonly report?: string;
  readonly resume?: string;
  readonly json?: true;
  readonly keep?: string;
  readonly mutants?: true | readonly string[];
  readonly knownFaults?: true | readonly string[];
}

const wholeNumber = (flag: string, text: string, least: number, most: number): number => {
  if (!/^\d{1,12}$/.test(text) || Number(text) < least || Number(text) > most) throw new UsageProblem(`${flag} must be a whole number from ${least} to ${most}, not "${text}".`);
  return Number(text);
};

const workersOf = (workers: string | undefined): number => {
  const atOnce = workers ?? process.env['NEXTTERM_SIMULATE_WORKERS'];
  return atOnce === undefined ? availableParallelism() : wholeNumber('--workers', atOnce, 1, 256);
};

/** A mutant that so many lives do not catch has survived. */
const LIVES_OF_A_MUTANT = 2_000;

const mutantsOf = ({ mutants, knownFaults, lives, seed, until, steps, faults, twins, workers, report, resume, json }: SimulateFlags): MutantWish | undefined => {
  const named = mutants ?? knownFaults;
  if (named === undefined) return undefined;
  if (mutants !== undefined && knownFaults !== undefined) throw new UsageProblem('--mutants and --known-faults are two runs: give one of them.');
  if ((seed ?? until ?? steps ?? faults ?? twins ?? resume ?? json) !== undefined) throw new UsageProblem('--mutants and --known-faults go with --lives, --workers and --report alone.');
  return {
    list: mutants === undefined ? 'known faults' : 'mutants',
    names: named === true ? [] : named,
    lives: lives === undefined ? LIVES_OF_A_MUTANT : wholeNumber('--lives', lives, 1, 10_000_000),
    workers: workersOf(workers),
    ...(report !== undefined && { report }),
  };
};

/** Numbers of steps, `3,7,40`; `none` for none of them. */
const numbersOf = (flag: string, text: string): readonly number[] => (text === 'none' ? [] : text.split(',').map((each) => wholeNumber(flag, each, 0, 1_000_000)));

/** What of a life is lived. */
const partOf = ({ seed, until, steps, faults, twins, resume }: SimulateFlags): SimulationWish['part'] => {
  const [flag] = Object.entries({ '--until': until, '--steps': steps, '--faults': faults }).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (flag !== undefined && seed === undefined) throw new UsageProblem(`${flag} names steps of a seed: give --seed too.`);
  if (flag !== undefined && resume !== undefined) throw new UsageProblem(`${flag} is of a life that is looked at, --resume of a long run: give one of them.`);
  if (twins !== undefined && resume !== undefined) throw new UsageProblem('--twins and --resume do not go together: what was lived before may have had none.');
  return {
    ...(until !== undefined && { until: wholeNumber('--until', until, 0, 1_000_000) }),
    ...(steps !== undefined && { steps: numbersOf('--steps', steps) }),
    ...(faults !== undefined && { faults: numbersOf('--faults', faults) }),
    ...(twins !== undefined && { hasTwin: true }),
  };
};

const wishOf = (flags: SimulateFlags): SimulationWish => {
  const { lives, seed, workers, report, resume, json, keep } = flags;
  const part = partOf(flags);
  return {
    ...(lives !== undefined && { lives: wholeNumber('--lives', lives, 1, 10_000_000) }),
    // A step is of one life.
    ...(lives === undefined && !isAll(part) && { lives: 1 }),
    ...(seed !== undefined && { seed: wholeNumber('--seed', seed, 0, SEEDS) }),
    part,
    workers: workersOf(workers),
    ...(report !== undefined && { report }),
    ...(resume !== undefined && { resume }),
    asJson: json === true,
    ...(keep !== undefined && { keep }),
  };
};

/** `npm run simulate`: exit code 0 when all that must hold held, 1 when something did not. Development only: it needs the tests. */
export const simulateCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('simulate')
    .summary('live years of everything with faults, and see that what must hold does')
    .usage('[flags]')
    .option('--lives <N>', `how many; ${LIVES} if it is left out`)
    .option('--seed <S>', 'of the first life, the others count on from it; another one each time if it is left out, where CI is set that of the commit')
    .option('--until <STEP>', 'only the steps of the life before this one')
    .option('--steps <LIST>', 'only these steps of it, separated by commas, as a story names them')
    .option('--faults <LIST>', 'only the faults of these steps; none for none')
    .option('--twins', 'beside each life the same without faults; beside one in six if it is left out')
    .option('--workers <N>', 'how many lives at a time; as many as there are cores if it is left out')
    .option('--report <FILE>', 'write what was found and what was reached to FILE.md and FILE.json')
    .option('--resume <FILE>', 'write down every minute how far the run is, and go on from there if it was interrupted')
    .option('--keep <WHAT>', 'print a broken life, made short, as a test that is kept: what it was, in a sentence')
    .option('--json', 'the report as JSON on stdout')
    .option('--mutants [NAMES...]', 'break the rules of the app one by one, and see that lives catch each; only those that are named')
    .option('--known-faults [NAMES...]', 'the same with faults that it once had')
    .action((flags: SimulateFlags) => {
      const mutants = mutantsOf(flags);
      if (mutants !== undefined) return ends(import('./runMutants.js').then(({ runMutants }) => runMutants(mutants, terminal)));
      const wish = wishOf(flags);
      return ends(import('./runSimulation.js').then(({ runSimulation }) => runSimulation(wish, terminal)));
    });
};
