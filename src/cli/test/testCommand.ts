import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { runSteps } from './runSteps';
import { STEPS } from './steps';

const NAMES = STEPS.map(({ name }) => name);

/** `npm test`: exit code 0 if nothing failed, 1 if something did. Its last line is always the counts. */
export const testCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('test')
    .summary('type check, lint and all tests')
    .usage(`[--only ${NAMES.join(',')}] [pattern …]`)
    .argument('[pattern...]', 'run only the test files whose path matches')
    .option('--only <STEPS>', 'run only these steps, separated by commas')
    .action((patterns: readonly string[], { only }: { readonly only?: string }) => {
      const names = only?.split(',') ?? NAMES;
      const unknown = names.find((name) => !NAMES.includes(name));
      if (unknown !== undefined) throw new UsageProblem(`There is no step "${unknown}".`);
      return ends(runSteps(STEPS.filter(({ name }) => names.includes(name)), patterns, terminal));
    });
};
