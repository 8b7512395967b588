import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, callModule } from './callModule';
import { temporaryFolder, writeTree } from './temporaryFolder';

// The compiler runs for real, several times.
const root = temporaryFolder();

/** A project of two functions, compiled, and then changed. */
const compiledProject = async (name: string): Promise<string> => {
  const folder = join(root, name);
  writeTree(folder, {
    'package-lock.json': '{}',
    'tsconfig.json': JSON.stringify({
      compilerOptions: { module: 'node20', moduleResolution: 'node16', rootDir: '.', outDir: 'dist', lib: ['es2015'], skipLibCheck: true, incremental: true, tsBuildInfoFile: 'dist/.tsbuildinfo', types: [] },
      include: ['functions', 'src'],
    }),
    'functions/timers/sweep.ts': 'export const sweep = 1;\n',
    'functions/timers/report.ts': 'export const report = 1;\n',
    'src/app/README.md': 'words\n',
  });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  await build(folder);
  return folder;
};

const build = (folder: string): Promise<unknown> => callModule('setup/build.mjs', 'ensureBuilt', [[folder]]);
const inspect = async (folder: string) => (await callModule('setup/build.mjs', 'inspectBuild', [[folder]]))[0];

const SWEEP = join('dist', 'functions', 'timers', 'sweep.js');
const REPORT = join('dist', 'functions', 'timers', 'report.js');

test('what makes a build stale, and what a new one repairs', async () => {
  const folder = await compiledProject('project');
  const current = { current: true, fingerprint: expect.any(String) as string, missing: [], orphans: [] };
  const stale = { ...current, current: false };
  expect(await inspect(folder)).toEqual(current);

  writeTree(folder, { 'src/app/README.md': 'other words\n' });
  expect(await inspect(folder)).toEqual(current);

  writeTree(folder, { 'functions/timers/sweep.ts': 'export const sweep = 2;\n' });
  expect(await inspect(folder)).toEqual(stale);

  rmSync(join(folder, 'functions/timers/report.ts'));
  expect(await inspect(folder)).toEqual({ ...stale, orphans: [REPORT] });
  await build(folder);
  expect(existsSync(join(folder, REPORT))).toBe(false);
  expect(await inspect(folder)).toEqual(current);

  rmSync(join(folder, SWEEP));
  expect(await inspect(folder)).toEqual({ ...stale, missing: [SWEEP] });
  await build(folder);
  expect(await inspect(folder)).toEqual(current);
});

test('sources that do not compile leave the build stale, with the compiler\'s words', async () => {
  const folder = await compiledProject('broken');
  writeTree(folder, { 'functions/timers/sweep.ts': 'export const sweep: number = "two";\n' });
  await expect(build(folder)).rejects.toThrow("sweep.ts(1,14): error TS2322: Type 'string' is not assignable to type 'number'.");
  expect(await inspect(folder)).toMatchObject({ current: false });
  writeTree(folder, { 'functions/timers/sweep.ts': 'export const sweep = 1;\n' });
  expect(await inspect(folder)).toMatchObject({ current: false });
});
