import { join, sep } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { listFiles } from '../listFiles';

/** A text of a source file that stands in place of another: a mutant, or a mend that is undone. */
export interface Patch {
  /** Below the root, with slashes. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
}

const within = (root: string, folder: string, file: string): boolean => file.startsWith(join(root, folder) + sep);

/** Where the app meets the process it runs in, the simulation takes its place: many hosts in one process, chance that can be repeated, nothing registered with a runtime. */
const seams = (root: string, functions: readonly string[]): Plugin => {
  const seam = (name: string): string => join(root, 'test', 'simulation', 'seams', `${name}.ts`);
  return {
    name: 'seams',
    setup: (bundle) => {
      const stands = (filter: RegExp, name: string, folders: readonly string[]): void =>
        void bundle.onResolve({ filter }, ({ importer }) => (importer !== seam(name) && folders.some((folder) => within(root, folder, importer)) ? { path: seam(name) } : undefined));
      stands(/^durable-functions$/, 'durable', ['functions']);
      stands(/^node:crypto$/, 'chance', ['src', 'functions']);
      stands(/\/wiring\/wiring$/, 'theApp', ['functions']);
      stands(/\/adapters\/http\/route$/, 'route', ['functions', 'test']);
      stands(/\/storedRows$/, 'storedRows', ['src']);
      stands(/\/unreadable$/, 'unreadable', ['src']);
      bundle.onLoad({ filter: /seams[\\/]loadFunctions\.ts$/ }, () => ({ contents: functions.map((file) => `import ${JSON.stringify(join(root, file))};`).join('\n'), loader: 'ts' }));
      // What is loaded when it is needed is named by its compiled file: here that is still a `.ts`.
      bundle.onResolve({ filter: /^\.{1,2}\/.*\.js$/ }, ({ path, importer, resolveDir, kind }) => (importer.endsWith('.ts') ? bundle.resolve(path.replace(/\.js$/, '.ts'), { importer, resolveDir, kind }) : undefined));
    },
  };
};

/**
 * Bundles the simulation with the app's sources into one file that a worker runs.
 * @param root of the repository. @param outfile where it goes; packages are found from there
 * @throws Error with the bundler's words where a source cannot be read
 */
export const bundleSimulation = async (root: string, outfile: string): Promise<void> => {
  const functions = (await listFiles(root, 'functions')).filter((file) => /^functions[\\/](http|orchestrations)[\\/].*\.ts$/.test(file)).sort();
  await build({
    absWorkingDir: root,
    entryPoints: [join('test', 'simulation', 'worker.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    packages: 'external',
    sourcemap: 'linked',
    plugins: [seams(root, functions)],
    logLevel: 'silent',
  });
};
