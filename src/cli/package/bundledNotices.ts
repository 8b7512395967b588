import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { idOf } from '../licences/judge';
import { noticesOf } from '../licences/notices';
import { judgedLicences } from '../licences/showLicences';
import { Problem } from '../problem';

/**
 * The notices of the packages that a bundle is made of.
 * @param folders of the packages, below the root
 * @throws Problem where one of them is meant for development only, or its licence is not allowed
 */
export const bundledNotices = async (root: string, folders: readonly string[]): Promise<string> => {
  const { licensed, problems } = await judgedLicences(root);
  if (problems.length > 0) throw new Problem(problems.join('\n'));
  const ids = new Set(await Promise.all(folders.map(async (folder) => idOf(JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8')) as { name: string; version: string }))));
  const bundled = licensed.filter((each) => ids.has(idOf(each)));
  const development = bundled.filter((each) => each.development).map(idOf);
  if (development.length > 0) throw new Problem(`The app uses what package.json has for development only: ${development.join(', ')}.`);
  return `${await noticesOf(root, bundled)}\n`;
};
