import { basename, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { listFiles } from '../listFiles';
import { leftOut } from './leftOut';
import { namedExports } from './namedExports';

/** What is loaded first on Azure, and what a local runtime takes hold of (src/wiring/localJoint.ts). */
export const ENTRIES = { app: 'app', joint: 'localJoint' } as const;

export interface Bundle {
  /** Names without folders, with their content: what is loaded when it is needed has a file of its own. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Source maps, by the name of the file that each is of. They name sources, and hold none. */
  readonly maps: ReadonlyMap<string, Uint8Array>;
  /** Folders of the packages that something was taken from, below the root: `node_modules/zod`. */
  readonly packages: readonly string[];
}

/** The worker answers for the first. The second, colours for a log in a terminal, is asked for in case it is installed, and in what is deployed it is not. */
const EXTERNAL = ['@azure/functions-core', 'supports-color'];

/** What CommonJS files find in their scope, and modules do not. */
const BANNER = [
  "import{createRequire as $createRequire}from'node:module'",
  "import{fileURLToPath as $fileOf}from'node:url'",
  "import{dirname as $folderOf}from'node:path'",
  'const require=$createRequire(import.meta.url),$file=$fileOf(import.meta.url),$folder=$folderOf($file);',
].join(';');
const IN_SCOPE = { __filename: '$file', __dirname: '$folder' };

/** What is loaded when it is needed is named by its compiled file: here that is still a `.ts`. */
const compiledNames: Plugin = {
  name: 'compiled-names',
  setup: (bundle) => {
    bundle.onResolve({ filter: /^\.{1,2}\/.*\.js$/ }, ({ path, importer, resolveDir, kind }) => (importer.endsWith('.ts') ? bundle.resolve(path.replace(/\.js$/, '.ts'), { importer, resolveDir, kind }) : undefined));
  },
};

/**
 * Functions, and all that they use of the sources and of dependencies, as modules that need nothing but Node and what the worker gives. The same sources give the same bytes.
 * @param root of the repository
 * @param folder that the files will lie in, for source maps
 * @throws Error with the bundler's words where a source cannot be read
 */
export const bundleApp = async (root: string, folder: string): Promise<Bundle> => {
  // In the order in which the worker loads single files.
  const functions = (await listFiles(root, 'functions')).map((file) => file.replaceAll('\\', '/')).filter((file) => file.endsWith('.ts')).sort();
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    stdin: { contents: functions.map((file) => `import './${file.replace(/\.ts$/, '')}';`).join('\n'), resolveDir: root, sourcefile: `${ENTRIES.app}.ts` },
    entryPoints: { [ENTRIES.joint]: 'src/wiring/localJoint.ts' },
    outdir: join(root, folder),
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // Names stay, so that a stack can be read without its map, and nothing that looks at a name is misled.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    banner: { js: BANNER },
    define: IN_SCOPE,
    sourcemap: 'external',
    sourcesContent: false,
    metafile: true,
    external: EXTERNAL,
    plugins: [compiledNames, namedExports(root), leftOut],
    logLevel: 'silent',
    write: false,
  });
  const named = outputFiles.map(({ path, contents }) => [basename(path).replace(/^stdin\.mjs/, `${ENTRIES.app}.mjs`), contents] as const);
  return {
    files: new Map(named.filter(([name]) => !name.endsWith('.map'))),
    maps: new Map(named.filter(([name]) => name.endsWith('.map'))),
    packages: [...new Set(Object.keys(metafile.inputs).flatMap((file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []))].sort(),
  };
};
