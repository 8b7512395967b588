import packageJson from '../../package.json';
import { runProgram } from '../../src/cli/program';
import { typed } from '../support/typedLine';

const COMMANDS = [
  'start',
  'demo',
  'setup',
  'import',
  'snapshot',
  'test',
  'rules',
  'bench',
  'scale',
  'fuzz',
  'simulate',
  'ledger',
  'rows',
  'audit',
  'webhooks',
  'openapi',
  'bicep',
  'pictures',
  'package',
  'licences',
  'sbom',
];

/** What asks a server, of whoever operates or uses one: typed as `npx nextterm`, wherever that is. */
const OF_SERVERS = ['login', 'logout', 'whoami', 'customers', 'subscriptions', 'deadlines', 'windows', 'forecast', 'renewals', 'charges', 'invoices', 'reconcile', 'usage', 'clock', 'backup', 'restore', 'shards', 'doctor', 'find', 'parked', 'smoke', 'deadletters', 'check', 'rebuild', 'health', 'sweep', 'drain'];

const ALL = COMMANDS.flatMap((name) => (name === 'openapi' ? [...OF_SERVERS, name] : [name]));

test('every command of the project itself is an npm script of the same name', () => {
  expect(Object.entries(packageJson.scripts).filter(([, script]) => script.startsWith('node scripts/nextterm.mjs'))).toEqual(expect.arrayContaining(COMMANDS.map((name) => [name, `node scripts/nextterm.mjs ${name}`])));
  expect(packageJson.bin).toEqual({ nextterm: 'scripts/nextterm.mjs' });
});

test('nextterm --help lists the commands, exit code 0', async () => {
  const { code, stdout, stderr } = await typed(['--help']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect([...stdout.matchAll(/^ {2}([a-z-]+) {2,}\w/gm)].map((match) => match[1])).toEqual([...ALL, '--help']);
});

test.each([
  { args: [], says: 'Which command?' },
  { args: ['strat'], says: 'Unknown command strat.' },
  { args: ['--nope'], says: 'Unknown flag --nope.' },
])('nextterm $args: a sentence and the usage on stderr, exit code 2', async ({ args, says }) => {
  const { code, stdout, stderr } = await typed(args);
  expect({ code, stdout, stderr: stderr.split('\n').slice(0, 3) }).toEqual({ code: 2, stdout: '', stderr: [says, '', 'Usage: nextterm <command> [flags]'] });
});

test.each(ALL)('%s --help: its flags on stdout, exit code 0', async (name) => {
  const { code, stdout, stderr } = await typed([name, '--help']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(new RegExp(`^Usage: nextterm ${name} [[-]`));
  expect(stdout).toMatch(/^ {2}--help {2,}show this and stop$/m);
});

test.each(ALL)('%s: an unknown flag, a sentence and the usage on stderr, exit code 2, nothing started', async (name) => {
  const { code, stdout, stderr } = await typed([name, '--nope']);
  expect({ code, stdout, stderr: stderr.split('\n').slice(0, 2) }).toEqual({ code: 2, stdout: name === 'test' ? '0 passed, 1 failed\n' : '', stderr: ['Unknown flag --nope.', ''] });
  expect(stderr.split('\n')[2]).toMatch(new RegExp(`^Usage: nextterm ${name} `));
});

describe('npm start', () => {
  test('an unknown flag: a sentence and the usage on stderr, exit code 2, nothing started', async () => {
    const { code, stdout, stderr } = await typed(['start', '--prot'], { npmScript: 'start' });
    expect({ code, stdout, stderr: stderr.split('\n').slice(0, 3) }).toEqual({ code: 2, stdout: '', stderr: ['Unknown flag --prot.', '', 'Usage: npm start -- [flags]'] });
  });

  test('--help: every flag on stdout, exit code 0', async () => {
    const { code, stdout, stderr } = await typed(['start', '--help'], { npmScript: 'start' });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect([...stdout.matchAll(/^ {2}(--[a-z-]+)/gm)].map((match) => match[1])).toEqual(['--port', '--clock', '--data', '--fresh', '--restore', '--https', '--default-role', '--world', '--no-sample', '--no-bus', '--package', '--log', '--quiet', '--memory', '--help']);
  });
});

describe('npm test', () => {
  test.each([
    { args: ['--only', 'nope'], sentence: 'There is no step "nope".' },
    { args: ['--nope'], sentence: 'Unknown flag --nope.' },
    { args: ['--only'], sentence: '--only needs a value.' },
  ])('$args: a sentence, and still the counts as the last line', async ({ args, sentence }) => {
    const { code, stdout, stderr } = await typed(['test', ...args], { npmScript: 'test' });
    expect(stderr.split('\n')[0]).toBe(sentence);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '0 passed, 1 failed\n' });
  });
});

test('npm run bench: a name that is none', async () => {
  const { code, stdout, stderr } = await typed(['bench', 'startup'], { npmScript: 'bench' });
  expect({ code, stdout, stderr: stderr.split('\n').slice(0, 3) }).toEqual({ code: 2, stdout: '', stderr: ['There is no bench "startup".', '', 'Usage: npm run bench -- [start|package|azurite|calls|storage|midnight|midnight5|midnight1|thousand|thousand5|thousand1|invoices|ledger|events|broker|memory|forecast|customer|loading|due|snapshot|soak …]'] });
});

test('npm run bench: a size that is none', async () => {
  const { code, stdout, stderr } = await typed(['bench', 'soak', '--requests', 'many'], { npmScript: 'bench' });
  expect({ code, stdout, first: stderr.split('\n')[0] }).toEqual({ code: 2, stdout: '', first: '--requests must be a whole number from 100 to 9999999, not "many".' });
});

test('what fails for a fault of ours keeps its stack: it is thrown on', async () => {
  const broken = { cwd: '/', print: () => { throw new TypeError('a fault'); }, complain: () => undefined };
  await expect(runProgram(['--help'], broken)).rejects.toThrow(TypeError);
});

test.each([
  { args: ['--requests', 'many'], says: '--requests must be a whole number up to 10000000, not "many".' },
  { args: ['--seed', '-1'], says: '--seed must be a whole number up to 999999999, not "-1".' },
  { args: ['--only', '7'], says: '--only names a request of a seed: give --seed too.' },
])('npm run fuzz $args: a sentence and the usage, exit code 2', async ({ args, says }) => {
  const { code, stdout, stderr } = await typed(['fuzz', ...args], { npmScript: 'fuzz' });
  expect({ code, stdout, stderr: stderr.split('\n').slice(0, 3) }).toEqual({ code: 2, stdout: '', stderr: [says, '', 'Usage: npm run fuzz -- [flags]'] });
});
