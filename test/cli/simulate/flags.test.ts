import { typed } from '../../support/typedLine';

test.each([
  { args: ['--lives', 'many'], says: '--lives must be a whole number from 1 to 10000000, not "many".' },
  { args: ['--lives', '0'], says: '--lives must be a whole number from 1 to 10000000, not "0".' },
  { args: ['--seed', '-1'], says: '--seed must be a whole number from 0 to 1000000000, not "-1".' },
  { args: ['--until', '7'], says: '--until names steps of a seed: give --seed too.' },
  { args: ['--until', '7', '--seed', '1', '--resume', 'x'], says: '--until is of a life that is looked at, --resume of a long run: give one of them.' },
  { args: ['--twins', '--resume', 'x'], says: '--twins and --resume do not go together: what was lived before may have had none.' },
  { args: ['--mutants', '--twins'], says: '--mutants and --known-faults go with --lives, --workers and --report alone.' },
  { args: ['--mutants', '--known-faults'], says: '--mutants and --known-faults are two runs: give one of them.' },
  { args: ['--mutants', 'a-name', '--seed', '1'], says: '--mutants and --known-faults go with --lives, --workers and --report alone.' },
  { args: ['--steps', '3,x', '--seed', '1'], says: '--steps must be a whole number from 0 to 1000000, not "x".' },
  { args: ['--workers', '0'], says: '--workers must be a whole number from 1 to 256, not "0".' },
])('npm run simulate $args: a sentence and the usage, exit code 2', async ({ args, says }) => {
  const { code, stdout, stderr } = await typed(['simulate', ...args], { npmScript: 'simulate' });
  expect({ code, stdout, stderr: stderr.split('\n').slice(0, 3) }).toEqual({ code: 2, stdout: '', stderr: [says, '', 'Usage: npm run simulate -- [flags]'] });
});
