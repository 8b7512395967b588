import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Plugin } from 'esbuild';

const NAMESPACE = 'named-exports';

/**
 * `const { stringify } = await import('yaml')` takes names of a CommonJS package, which Node finds by looking at its text. In a bundle such a package is one value without names: here they are given back, as the package has them when it is loaded.
 * @param root whose node_modules has the packages
 */
export const namedExports = (root: string): Plugin => ({
  name: NAMESPACE,
  setup: (bundle) => {
    bundle.onResolve({ filter: /^[^./]/ }, async ({ path, importer, resolveDir, kind, namespace }) => {
      if (kind !== 'dynamic-import' || namespace === NAMESPACE || path.startsWith('node:')) return undefined;
      const found = await bundle.resolve(path, { importer, resolveDir, kind: 'import-statement' });
      if (found.errors.length > 0 || found.external || /^export\b/m.test(await readFile(found.path, 'utf8'))) return undefined;
      return { path, namespace: NAMESPACE };
    });
    bundle.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => {
      const names = Object.keys(createRequire(join(root, 'package.json'))(path) as object).filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== 'default');
      return { contents: `import all from ${JSON.stringify(path)};\nexport default all;\n${names.map((name, index) => `const name${index} = all[${JSON.stringify(name)}];\nexport { name${index} as ${name} };`).join('\n')}`, loader: 'js', resolveDir: root };
    });
  },
});
