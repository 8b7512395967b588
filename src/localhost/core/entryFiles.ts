import { statSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';

/**
 * The files under `root` that `main` of a package.json names: one file, or a pattern with `*`, `?`, `**`, `[…]` and braces, whose alternatives may be paths and
 * patterns themselves (`dist/src/{index.js,functions/*.js}`). As the worker of the Azure host reads it: folders that begin with a dot are passed over, `node_modules` is
 * not, and `\` is no separator. Relative to `root`, with `/`, in the order of their paths.
 */
export function entryFiles(root: string, main: string): readonly string[] {
  if (statSync(join(root, main), { throwIfNoEntry: false })?.isFile() === true) return [main];
  return globSync(main, { cwd: root, expandDirectories: false }).sort();
}
