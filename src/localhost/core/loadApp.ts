import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { describeError } from '../describeError';
import { entryFiles } from './entryFiles';
import { missingPackage } from './missingPackage';

const PackageJson = z.looseObject({ main: z.string().min(1), type: z.enum(['commonjs', 'module']).optional() });

/**
 * Loads the files that `main` of the app's package.json names (one file or a pattern), in the order of their paths.
 * Errors: no usable package.json, no file that matches, a file that throws while it loads. With the last the Azure host goes on without any function
 * at all, every request an empty 404; locally that is worth stopping for.
 */
export async function loadApp(root: string): Promise<readonly string[]> {
  const { main, type } = readPackageJson(root);
  const files = entryFiles(root, main);
  if (files.length === 0) throw new Error(`No file matches "main": "${main}" in ${join(root, 'package.json')}. Was the app built?`);
  const requireFromApp = createRequire(join(root, 'package.json'));
  for (const file of files) {
    const path = join(root, file);
    try {
      if (file.endsWith('.mjs') || (type === 'module' && !file.endsWith('.cjs'))) await import(pathToFileURL(path).href);
      else requireFromApp(path);
    } catch (error) {
      throw new Error(`The app does not start: ${file} failed to load.\n${missingPackage(error, root) ?? describeError(error)}\nOn Azure the host would start without any function: every request an empty 404.`, { cause: error });
    }
  }
  return files;
}

function readPackageJson(root: string): z.infer<typeof PackageJson> {
  const path = join(root, 'package.json');
  try {
    return PackageJson.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new Error(`${path} must exist and name the app's entry files under "main".`, { cause: error });
  }
}
