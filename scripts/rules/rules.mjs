import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { listFiles } from '../setup/listFiles.mjs';
import { compare } from './compare.mjs';
import { readClaims } from './readClaims.mjs';
import { readTitles } from './readTitles.mjs';

const ROOT = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const CLAIMS = path.join('docs', 'rules.md');
const TESTS = 'test';

export const USAGE = `Usage: npm run rules -- [flags]

  --root DIR  read ${CLAIMS} and ${TESTS}/ in this folder (default: this project)
  --help      show this and stop`;

/** Prints rules × test files. @returns {Promise<number>} the exit code: 0 when every claimed rule has a test and no test names another, else 1; 2 for a bad command line */
export async function rules(args) {
  let values;
  try {
    ({ values } = parseArgs({ args: [...args], options: { root: { type: 'string' }, help: { type: 'boolean', short: 'h' } } }));
  } catch (error) {
    console.error(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const root = path.resolve(values.root ?? ROOT);
  const document = await readFile(path.join(root, CLAIMS), 'utf8').catch(() => undefined);
  if (document === undefined) {
    console.error(`There is no ${CLAIMS} in ${root}.`);
    return 2;
  }
  const files = (await listFiles(root, TESTS)).filter((file) => file.endsWith('.test.ts')).sort();
  const tests = await Promise.all(files.map(async (file) => ({ file, ids: readTitles(await readFile(path.join(root, file), 'utf8')) })));
  const { rows, problems } = compare(readClaims(document), tests);
  for (const { id, files: proving } of rows) console.log(`${id.padEnd(8)}${proving.map(shortName).join(', ') || '—'}`);
  for (const problem of problems) console.error(problem);
  const tested = rows.filter(({ files: proving }) => proving.length > 0).length;
  console.log(`\n${rows.length} rules claimed, ${tested} of them tested.`);
  return problems.length === 0 ? 0 : 1;
}

const shortName = (file) => path.relative(TESTS, file).replaceAll(path.sep, '/').replace(/\.test\.ts$/, '');
