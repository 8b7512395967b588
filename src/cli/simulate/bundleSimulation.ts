import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { Problem } from '../problem';
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
      stands(/\/wiring\/theHealth$/, 'theHealth', ['functions']);
      stands(/\/adapters\/http\/route$/, 'route', ['functions', 'test']);
      stands(/\/storedRows$/, 'storedRows', ['src']);
      stands(/\/unreadable$/, 'unreadable', ['src']);
      stands(/^\.\/deadline$/, 'deadline', [join('src', 'app', 'due')]);
      bundle.onLoad({ filter: /seams[\\/]loadFunctions\.ts$/ }, () => ({ contents: functions.map((file) => `import ${JSON.stringify(join(root, file))};`).join('\n'), loader: 'ts' }));
      // What is loaded when it is needed is named by its compiled file: here that is still a `.ts`.
      bundle.onResolve({ filter: /^\.{1,2}\/.*\.js$/ }, ({ path, importer, resolveDir, kind }) => (importer.endsWith('.ts') ? bundle.resolve(path.replace(/\.js$/, '.ts'), { importer, resolveDir, kind }) : undefined));
    },
  };
};

/** Source files with a patch, as if they were written so. */
const patched = (root: string, patches: readonly Patch[]): Plugin => ({
  name: 'patched',
  setup: (bundle) => {
    const files = new Map(patches.map(({ file }) => [join(root, ...file.split('/')), patches.filter((patch) => patch.file === file)]));
    if (files.size === 0) return;
    bundle.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const own = files.get(path);
      return own && { contents: own.reduce(applied, await readFile(path, 'utf8')), loader: 'ts' };
    });
  },
});

/** @throws Error unless what it replaces stands there exactly once. */
export const applied = (text: string, { file, find, replace }: Patch): string => {
  const times = text.split(find).length - 1;
  if (times !== 1) throw new Error(`${file} has what the patch replaces ${times} times, not once: ${find}`);
  return text.replace(find, () => replace);
};

/** The simulation as one file. */
export interface Bundle {
  readonly file: string;
  /** Of the sources and the sample: what has the same one lives the same lives. */
  readonly digest: string;
  /** Takes it away. */
  readonly end: () => Promise<void>;
}

/**
 * Bundles the simulation with the app's sources into one file that a worker runs, below the root, as packages are found from there.
 * @param root of the repository. @param patches of the app's sources
 * @throws Problem with the bundler's words where a source cannot be read, or a patch does not fit
 */
export const bundleSimulation = async (root: string, patches: readonly Patch[] = []): Promise<Bundle> => {
  const functions = (await listFiles(root, 'functions')).filter((file) => /^functions[\\/](http|orchestrations)[\\/].*\.ts$/.test(file)).sort();
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [join('test', 'simulation', 'worker.ts')],
    outfile: join('node_modules', 'worker.cjs'),
    write: false,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    packages: 'external',
    sourcemap: 'inline',
    // Which line it was is enough: with the sources in it the file is twice as large, and each worker reads it.
    sourcesContent: false,
    plugins: [seams(root, functions), patched(root, patches)],
    logLevel: 'silent',
  }).catch((error: unknown) => {
    throw new Problem(`The simulation cannot be bundled: ${error instanceof Error ? error.message : String(error)}`);
  });
  const text = outputFiles.map((each) => each.text).join('');
  const cache = join(root, 'node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'nextterm-simulation-'));
  const file = join(folder, 'worker.cjs');
  await writeFile(file, text);
  return { file, digest: await digestOf(root, text), end: () => rm(folder, { recursive: true, force: true }) };
};

const digestOf = async (root: string, bundle: string): Promise<string> => {
  // The map names files as they are here, and says nothing of what they do.
  const hash = createHash('sha256').update(bundle.replace(/\n\/\/# sourceMappingURL=.*\s*$/, ''));
  for (const file of (await listFiles(root, 'sample')).sort()) hash.update(file).update(await readFile(join(root, file)));
  return hash.digest('hex');
};
