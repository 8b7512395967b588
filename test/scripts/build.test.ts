import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { ROOT, callModule } from './callModule';
import { temporaryFolder, writeTree } from '../support/temporaryFolder';

const root = temporaryFolder();

/** A project of two functions, compiled, and then changed. */
const compiledProject = async (name: string): Promise<string> => {
  const folder = join(root, name);
  writeTree(folder, {
    'package-lock.json': '{}',
    'functions/timers/sweep.ts': 'export const sweep = 1;\n',
    'functions/timers/report.ts': 'export const report = 1;\n',
    'src/app/README.md': 'words\n',
  });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  await build(folder);
  return folder;
};

const build = (folder: string): Promise<unknown> => callModule('setup/build.mjs', 'ensureBuilt', [[folder]]);
const inspect = async (folder: string): Promise<object> => {
  const [{ current, missing, orphans }] = (await callModule('setup/build.mjs', 'inspectBuild', [[folder]])) as [{ current: boolean; missing: string[]; orphans: string[] }];
  return { current, missing: missing.sort(), orphans: orphans.sort() };
};

const SWEEP = join('dist', 'functions', 'timers', 'sweep.js');
const REPORT = join('dist', 'functions', 'timers', 'report.js');

test('what makes a build stale, and what a new one repairs', async () => {
  const folder = await compiledProject('project');
  const current = { current: true, missing: [], orphans: [] };
  const stale = { ...current, current: false };
  expect(await inspect(folder)).toEqual(current);

  writeTree(folder, { 'src/app/README.md': 'other words\n' });
  expect(await inspect(folder)).toEqual(current);

  writeTree(folder, { 'functions/timers/sweep.ts': 'export const sweep = 2;\n' });
  expect(await inspect(folder)).toEqual(stale);

  rmSync(join(folder, 'functions/timers/report.ts'));
  expect(await inspect(folder)).toEqual({ ...stale, orphans: [REPORT, `${REPORT}.map`] });
  await build(folder);
  expect(existsSync(join(folder, REPORT))).toBe(false);
  expect(await inspect(folder)).toEqual(current);

  rmSync(join(folder, SWEEP));
  expect(await inspect(folder)).toEqual({ ...stale, missing: [SWEEP] });
  await build(folder);
  expect(await inspect(folder)).toEqual(current);
});

test('sources that are no TypeScript leave the build stale, with the file and the compiler\'s words', async () => {
  const folder = await compiledProject('broken');
  writeTree(folder, { 'functions/timers/sweep.ts': 'export const sweep: number = ;\n' });
  await expect(build(folder)).rejects.toThrow(/The sources do not compile:[^]*sweep\.ts:[^]*Expression expected/);
  expect(await inspect(folder)).toMatchObject({ current: false });
  writeTree(folder, { 'functions/timers/sweep.ts': 'export const sweep = 1;\n' });
  expect(await inspect(folder)).toMatchObject({ current: false });
});

test('a wrong type is for the type check to find: what is built runs, and its map leads to the source', async () => {
  const folder = await compiledProject('typed');
  writeTree(folder, { 'functions/timers/sweep.ts': '/** Words. */\nexport const sweep: number = "two";\nexport const load = () => import("jose");\n' });
  await build(folder);
  const compiled = readFileSync(join(folder, SWEEP), 'utf8');
  expect(compiled).toContain('import("jose")');
  expect(compiled).toMatch(/\n\/\/# sourceMappingURL=sweep\.js\.map\n$/);
  const { sources } = JSON.parse(readFileSync(join(folder, `${SWEEP}.map`), 'utf8')) as { sources: string[] };
  expect(sources.map((source) => resolve(folder, 'dist/functions/timers', source))).toEqual([join(folder, 'functions/timers/sweep.ts')]);
  expect((createRequire(join(folder, 'x'))(join(folder, SWEEP)) as { sweep: unknown }).sweep).toBe('two');
});

test('two builds at the same time leave a whole one', async () => {
  const folder = await compiledProject('twice');
  writeTree(folder, { 'functions/timers/sweep.ts': 'export const sweep = 3;\n' });
  await Promise.all([build(folder), build(folder)]);
  expect(await inspect(folder)).toEqual({ current: true, missing: [], orphans: [] });
  expect(readdirSync(join(folder, 'dist')).sort()).toEqual(['.built-from', 'functions']);
});
