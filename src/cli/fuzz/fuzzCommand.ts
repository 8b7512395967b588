import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';

interface FuzzFlags {
  readonly requests: string;
  readonly seed?: string;
  readonly only?: string;
  readonly json?: true;
}

/** So many have passed before a release. */
const REQUESTS = 100_000;
const SEEDS = 1_000_000;

const wholeNumber = (flag: string, text: string, most: number): number => {
  if (!/^\d{1,9}$/.test(text) || Number(text) > most) throw new UsageProblem(`${flag} must be a whole number up to ${most}, not "${text}".`);
  return Number(text);
};

/** `npm run fuzz`: exit code 0 when nothing was found, 1 when something was. Development only: it needs the tests. */
export const fuzzCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('fuzz')
    .summary('send the app half-valid requests, and see that it keeps what it promises')
    .usage('[flags]')
    .option('--requests <N>', 'how many', String(REQUESTS))
    .option('--seed <S>', 'of the chance that makes them; the same seed makes the same requests. Another one each time if it is left out')
    .option('--only <K>', 'one request of a seed, after those that went before it in its life')
    .option('--json', 'what was found as JSON on stdout')
    .action(({ requests, seed, only, json }: FuzzFlags) => {
      const wish = {
        requests: wholeNumber('--requests', requests, 10_000_000),
        seed: seed === undefined ? Math.floor(Math.random() * SEEDS) : wholeNumber('--seed', seed, 999_999_999),
        ...(only !== undefined && { only: wholeNumber('--only', only, 999_999_999) }),
        asJson: json === true,
      };
      if (only !== undefined && seed === undefined) throw new UsageProblem('--only names a request of a seed: give --seed too.');
      return ends(import('./runFuzz.js').then(({ runFuzz }) => runFuzz(wish, terminal)));
    });
};
