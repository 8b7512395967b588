import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { BENCH_NAMES, SOAK_REQUESTS, type BenchName } from './benchNames';

/** Takes so long that it runs only where it is named. */
const LONG: BenchName = 'soak';

const isBench = (name: string): name is BenchName => BENCH_NAMES.some((known) => known === name);

/** `npm run bench`: exit code 0 when all was measured and every budget kept, 1 when not. */
export const benchCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('bench')
    .summary('measure the budgets')
    .usage(`[${BENCH_NAMES.join('|')} …]`)
    .argument('[name...]', 'what to measure; without names all of them but soak run, one after the other. Nothing else should run beside them')
    .option('--requests <N>', 'how many requests soak makes', String(SOAK_REQUESTS))
    .action(async (asked: readonly string[], { requests }: { readonly requests: string }) => {
      if (!/^[1-9]\d{2,6}$/.test(requests)) throw new UsageProblem(`--requests must be a whole number from 100 to 9999999, not "${requests}".`);
      const chosen = (asked.length === 0 ? BENCH_NAMES.filter((name) => name !== LONG) : asked).map((name) => {
        if (!isBench(name)) throw new UsageProblem(`There is no bench "${name}".`);
        return name;
      });
      // With them comes the whole app, which takes half a second.
      const { measureBenches } = await import('./measureBenches.js');
      return ends(measureBenches(chosen, Number(requests), terminal));
    });
};
