import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applied } from '../../../src/cli/simulate/bundleSimulation';
import { readClaims } from '../../../src/cli/rules/readClaims';
import { LISTS } from './all';

const ROOT = join(__dirname, '..', '..', '..');
const all = Object.values(LISTS).flat();

test.each(all.map((mutant) => [mutant.name, mutant] as const))('%s fits the sources', (_, mutant) => {
  const text = readFileSync(join(ROOT, mutant.file), 'utf8');
  expect(applied(text, mutant)).not.toBe(text);
});

test('each has a name of its own, and breaks a rule that is kept', () => {
  const rules = new Set(readClaims(readFileSync(join(ROOT, 'docs', 'rules.md'), 'utf8')).map(({ id }) => id));
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  expect(all.filter(({ rule }) => !rules.has(rule))).toEqual([]);
});
