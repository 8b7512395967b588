import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Terminal } from '../terminal';
import { allowListSchema, idOf, judgeLicences } from './judge';
import { noticesOf } from './notices';
import { readDependencies } from './packages';

const ALLOW_LIST = 'licences.json';

/** The dependencies of a project, judged by its licences.json. */
export const judgedLicences = async (root: string): Promise<ReturnType<typeof judgeLicences>> =>
  judgeLicences(await readDependencies(root), allowListSchema.parse(JSON.parse(await readFile(join(root, ALLOW_LIST), 'utf8'))));

/**
 * Prints every dependency by its licence, or with `texts` the notices of what is deployed.
 * @param root the folder of package-lock.json and licences.json
 * @returns the exit code: 0 when every licence is allowed, else 1
 */
export const showLicences = async (root: string, texts: boolean, terminal: Terminal): Promise<number> => {
  const { licensed, problems } = await judgedLicences(root);
  if (texts) terminal.print(await noticesOf(root, licensed));
  else {
    const width = Math.max(...licensed.map(({ licence }) => licence.length));
    const inOrder = [...licensed].sort((a, b) => (a.licence === b.licence ? 0 : a.licence < b.licence ? -1 : 1));
    for (const each of inOrder) terminal.print(`${each.licence.padEnd(width)}  ${idOf(each)}${each.development ? '  (development)' : ''}`);
    terminal.print(`\n${licensed.length} packages, ${licensed.filter(({ development }) => !development).length} of them deployed, under ${new Set(licensed.map(({ licence }) => licence)).size} licences.`);
  }
  for (const problem of problems) terminal.complain(problem);
  return problems.length === 0 ? 0 : 1;
};
