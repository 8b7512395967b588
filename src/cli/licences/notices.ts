import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { idOf, type Licensed } from './judge';

const NOTICE_FILE = /^(licen[cs]e|copying|notice)([.-].*)?$/i;

/** @returns the texts that licences ask to be handed on with the package: its licence and notice files, in order of their names; none for a package that ships none, or is not installed here */
const textsOf = async (root: string, { folder }: Licensed): Promise<readonly string[]> => {
  if (folder === undefined) return [];
  const files = (await readdir(join(root, folder), { withFileTypes: true })).filter((entry) => entry.isFile() && NOTICE_FILE.test(entry.name)).map(({ name }) => name);
  return Promise.all(files.sort().map((file) => readFile(join(root, folder, file), 'utf8')));
};

/** The third-party notices of what is deployed: of each package its name, version, licence, and the texts that it brings. */
export const noticesOf = async (root: string, licensed: readonly Licensed[]): Promise<string> => {
  const parts = await Promise.all(
    licensed
      .filter(({ development }) => !development)
      .map(async (each) => {
        const texts = await textsOf(root, each);
        return [`${idOf(each)}: ${each.licence}`, ...(texts.length === 0 ? ['(it brings no text of its licence)'] : texts.map((text) => text.trim()))].join('\n\n');
      }),
  );
  return parts.join(`\n\n${'-'.repeat(80)}\n\n`);
};
