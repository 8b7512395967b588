import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import packageJson from '../../package.json';
import { ROOT, callModule } from './callModule';

const node = (script: string, ...args: string[]) => spawnSync(process.execPath, [join(ROOT, 'scripts', script), ...args], { encoding: 'utf8' });

describe('npm start', () => {
  test('an unknown flag: a sentence and the usage on stderr, exit code 2, nothing started', () => {
    const { status, stdout, stderr } = node('start.mjs', '--prot');
    expect({ status, stdout, stderr: stderr.split('\n').slice(0, 3) }).toEqual({ status: 2, stdout: '', stderr: ['Unknown flag --prot.', '', 'Usage: npm start -- [flags]'] });
  });

  test('--help: every flag on stdout, exit code 0', () => {
    const { status, stdout, stderr } = node('start.mjs', '--help');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect([...stdout.matchAll(/^ {2}(--[a-z-]+)/gm)].map((match) => match[1])).toEqual(['--port', '--clock', '--data', '--fresh', '--restore', '--no-sample', '--memory', '--help']);
  });
});

describe('npm test', () => {
  test.each([
    { args: ['--only', 'nope'], sentence: 'There is no step "nope".' },
    { args: ['--nope'], sentence: "Unknown option '--nope'" },
  ])('$args: a sentence, and still the counts as the last line', ({ args, sentence }) => {
    const { status, stdout, stderr } = node('test.mjs', ...args);
    expect(stderr).toContain(sentence);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '0 passed, 1 failed\n' });
  });
});

describe('Node version', () => {
  test('the minimum is the one in package.json', async () => {
    const major = Number(packageJson.engines.node.replace('>=', ''));
    const [tooOld, oldest, newer] = await callModule('setup/nodeVersion.mjs', 'nodeProblem', [[`${major - 1}.9.0`], [`${major}.0.0`], [`${major + 5}.1.0`]]);
    expect(tooOld).toBe(`NextTerm needs Node ${major} or newer; this is Node ${major - 1}.9.0. Get a current one from https://nodejs.org.`);
    expect([oldest, newer]).toEqual([null, null]);
  });
});
