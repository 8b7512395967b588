import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT, Sandbox, START_MS } from '../support/sandbox';

const run = promisify(execFile);
/** Beside node_modules' own, so that packages are found from there. */
const CACHE = join(ROOT, 'node_modules', '.cache');

describe('a client generated from the description', () => {
  let sandbox: Sandbox;
  let folder: string;

  beforeAll(async () => {
    sandbox = await Sandbox.start('2021-06-18T10:00:00Z');
    mkdirSync(CACHE, { recursive: true });
    folder = mkdtempSync(join(CACHE, 'client-'));
    cpSync(join(ROOT, 'sample', 'client'), folder, { recursive: true });
  }, START_MS);
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await sandbox.remove();
  });

  test('is typed by what the server describes, compiles in strict mode, and plays the path of the README', async () => {
    await run(process.execPath, [join(ROOT, 'node_modules', 'openapi-typescript', 'bin', 'cli.js'), `${sandbox.url}/openapi.json`, '-o', join(folder, 'api.ts')], { cwd: folder });
    await run(process.execPath, [join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', folder], { cwd: folder }).catch((error: { readonly stdout: string }) => {
      throw new Error(error.stdout);
    });
    const { stdout } = await run(process.execPath, [join(folder, 'dist', 'readmePath.js'), sandbox.url], { cwd: folder });
    expect(stdout.trim().split('\n')).toEqual([
      '-9.408 x 10 = -94.08 EUR',
      '9.408 x 12 = 112.89 EUR',
      '12 seats until 2021-07-17T23:59:59Z',
      'new  2021-06-18  10  100.80',
      'addQuantity  2021-06-20  10  -94.08',
      'addQuantity  2021-06-20  12  112.89',
      'renew  2021-07-18  12  120.96',
      '400 800090',
    ]);
  });
});
