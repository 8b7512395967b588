import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { listFiles } from '../listFiles';
import { type Terminal } from '../terminal';
import { compare } from './compare';
import { readClaims } from './readClaims';
import { readTitles } from './readTitles';

export const CLAIMS = join('docs', 'rules.md');
export const TESTS = 'test';

/** Prints rules × test files. @returns the exit code: 0 when every claimed rule has a test and no test names another, else 1; 2 where no rules are claimed at all */
export const showRules = async (root: string, terminal: Terminal): Promise<number> => {
  const document = await readFile(join(root, CLAIMS), 'utf8').catch(() => undefined);
  if (document === undefined) {
    terminal.complain(`There is no ${CLAIMS} in ${root}.`);
    return 2;
  }
  const files = (await listFiles(root, TESTS)).filter((file) => file.endsWith('.test.ts')).sort();
  const tests = await Promise.all(files.map(async (file) => ({ file, ids: readTitles(await readFile(join(root, file), 'utf8')) })));
  const { rows, problems } = compare(readClaims(document), tests);
  for (const { id, files: proving } of rows) terminal.print(`${id.padEnd(8)}${proving.map(shortName).join(', ') || '—'}`);
  for (const problem of problems) terminal.complain(problem);
  const tested = rows.filter(({ files: proving }) => proving.length > 0).length;
  terminal.print(`\n${rows.length} rules claimed, ${tested} of them tested.`);
  return problems.length === 0 ? 0 : 1;
};

const shortName = (file: string): string => relative(TESTS, file).replaceAll(sep, '/').replace(/\.test\.ts$/, '');
