import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packageJson from '../../package.json';
import { writePackage } from '../../src/cli/package/writePackage';
import { ROOT } from '../scripts/callModule';

let folder: string;
let files: readonly string[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nextterm-package-'));
  await writePackage(ROOT, folder);
  files = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).replaceAll('\\', '/'))
    .sort();
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const LEFT_OUT = ['dist/src/sandbox', 'dist/src/localhost', 'dist/src/cli'];

test('the package for Azure holds what runs there and nothing else: no local runtime, which takes any client secret', () => {
  expect(files.filter((file) => !/^dist\/((functions|src)\/.*\.js$|console\/\w)/.test(file))).toEqual(['host.json', 'package-lock.json', 'package.json']);
  expect(files.filter((file) => LEFT_OUT.some((left) => file.startsWith(left)))).toEqual([]);
  // There would be something to leave out.
  for (const left of LEFT_OUT) expect(existsSync(join(ROOT, left))).toBe(true);
  expect(files).toEqual(expect.arrayContaining(['dist/console/index.html', 'dist/console/licences.txt', 'dist/functions/http/health.js', 'dist/src/wiring/wiring.js']));
});

test('publishing from the repository leaves the same out', () => {
  const ignored = readFileSync(join(ROOT, '.funcignore'), 'utf8').split('\n');
  expect(ignored).toEqual(expect.arrayContaining(LEFT_OUT.map((left) => `/${left}`)));
});

test('it needs only what is installed without development dependencies', () => {
  const bare = new Set<string>();
  for (const file of files.filter((each) => each.endsWith('.js'))) {
    for (const [, id = ''] of readFileSync(join(folder, file), 'utf8').matchAll(/\b(?:require|import)\("([^."][^"]*)"\)/g)) bare.add(id);
  }
  const packages = [...bare].filter((id) => !id.startsWith('node:') && !builtinModules.includes(id)).map((id) => id.split('/').slice(0, id.startsWith('@') ? 2 : 1).join('/'));
  expect(packages).toContain('@azure/functions');
  expect(packages.filter((name) => !(name in packageJson.dependencies))).toEqual([]);
});

/** Loads what `main` names in a process of its own, as the Node worker does, with nothing configured. */
const PROGRAM = `
const [root, folder] = process.argv.slice(1);
const { createCore } = require(root + '/dist/src/localhost/core/coreModule.js');
const { injectCore } = require(root + '/dist/src/localhost/core/injectCore.js');
const { loadApp } = require(root + '/dist/src/localhost/core/loadApp.js');
const core = createCore({ log: () => {} });
injectCore(core.module);
loadApp(folder).then((files) => console.log(JSON.stringify({ files, functions: core.registry.all().map(({ name }) => name), loaded: Object.keys(require.cache).filter((file) => !file.includes('node_modules')) })));
`;

test('"main" of its package.json loads from it, all functions, with no setting there and no other file of ours', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', PROGRAM, ROOT, folder], { encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '' } });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const { files: main, functions, loaded } = JSON.parse(stdout) as { files: string[]; functions: string[]; loaded: string[] };
  expect(main).toEqual(files.filter((file) => file.startsWith('dist/functions/')));
  expect(functions).toEqual(expect.arrayContaining(['health', 'getCustomer', 'zUnmatched', 'sweepDeadlines', 'renewal', 'renewDueSubscriptions']));
  expect(functions.length).toBeGreaterThan(140);
  // The loader itself comes from the repository; of the app nothing may.
  expect(loaded.filter((file) => file.startsWith(join(ROOT, 'dist')) && !file.startsWith(join(ROOT, 'dist/src/localhost')))).toEqual([]);
});
