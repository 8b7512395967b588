import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../package.json';
import { ROOT, callModule } from './callModule';
import { temporaryFolder } from '../support/temporaryFolder';

describe('Node version', () => {
  test('the minimum is the one in package.json', async () => {
    const major = Number(packageJson.engines.node.replace('>=', ''));
    const [tooOld, oldest, newer] = await callModule('setup/nodeVersion.mjs', 'nodeProblem', [[`${major - 1}.9.0`], [`${major}.0.0`], [`${major + 5}.1.0`]]);
    expect(tooOld).toBe(`NextTerm needs Node ${major} or newer; this is Node ${major - 1}.9.0. Get a current one from https://nodejs.org.`);
    expect([oldest, newer]).toEqual([null, null]);
  });
});

describe('a set-up that fails, here for want of a lock file', () => {
  const folder = temporaryFolder();
  const run = (script: string, ...args: string[]) => {
    mkdirSync(join(folder, 'scripts'), { recursive: true });
    cpSync(join(ROOT, 'scripts'), join(folder, 'scripts'), { recursive: true });
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'scripts', script), ...args], { encoding: 'utf8' });
    return { status, stdout, stderr };
  };
  const stderr = 'package-lock.json is missing or damaged; restore it with "git checkout package-lock.json".\n';

  test.each([['start'], ['--help']])('nextterm %s: a sentence, exit code 1', (...args) => {
    expect(run('nextterm.mjs', ...args)).toEqual({ status: 1, stdout: '', stderr });
  });

  test('npm test: also the counts, as the last line', () => {
    expect(run('nextterm.mjs', 'test')).toEqual({ status: 1, stdout: '0 passed, 1 failed\n', stderr });
  });

  test('npm run build: a sentence, exit code 1', () => {
    expect(run('build.mjs')).toEqual({ status: 1, stdout: '', stderr });
  });
});
