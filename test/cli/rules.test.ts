import { join } from 'node:path';
import { readClaims } from '../../src/cli/rules/readClaims';
import { readTitles } from '../../src/cli/rules/readTitles';
import { temporaryFolder, writeTree } from '../support/temporaryFolder';
import { typed } from '../support/typedLine';

/** `r(1)` is the title's `[ABC-1]`: written out, this file itself would name rules that nobody claims. */
const r = (rule: number | string): string => `[ABC-${rule}]`;

test('a claim is a table row that begins with an id', () => {
  const document = ['# Rules ABC-1', '| Rule | What holds |', '|---|---|', '| ABC-1 | First. | part |', '| ABC-12 | Second. |', '| see ABC-3 | no |'].join('\n');
  expect(readClaims(document)).toEqual([
    { id: 'ABC-1', text: 'First.' },
    { id: 'ABC-12', text: 'Second.' },
  ]);
});

test.each([
  { name: 'a title', source: `test('${r(1)} holds', () => {`, ids: ['ABC-1'] },
  { name: 'several in one title, each once', source: `test('${r(1)} ${r(2)} and ${r(1)}', () => {`, ids: ['ABC-1', 'ABC-2'] },
  { name: 'a part of a rule', source: `test('${r('6 name')} holds', () => {`, ids: ['ABC-6'] },
  { name: 'a row of a table', source: `  ['${r(12)} at the edge', 1],`, ids: ['ABC-12'] },
  { name: 'a comment', source: `// like ${r(1)}\n * ${r(2)}`, ids: [] },
  { name: 'a test that never runs', source: `test.skip('${r(1)} holds', () => {\nit.todo('${r(2)}')\nxit('${r(3)}', () => {`, ids: [] },
  { name: 'something else in brackets', source: `const a = ['[SHA-256', '[ABCD-1]', '${r('1-2')}'];`, ids: [] },
])('$name names $ids', ({ source, ids }) => {
  expect(readTitles(source)).toEqual(ids);
});

describe('npm run rules', () => {
  const folder = temporaryFolder();
  let folders = 0;
  const rules = async (claims: string, tests: Readonly<Record<string, string>>) => {
    const root = join(folder, String((folders += 1)));
    writeTree(root, { 'docs/rules.md': claims, ...tests });
    const { code, stdout, stderr } = await typed(['rules', '--root', root]);
    return { code, out: stdout.trim().split('\n'), problems: stderr.trim() };
  };

  test('every claim with its tests: exit code 0', async () => {
    const tests = { 'test/one.test.ts': `test('${r(1)} x')`, 'test/deep/two.test.ts': `test('${r(1)} ${r(2)} y')`, 'test/help.ts': `'${r(9)} no test file'` };
    expect(await rules('| ABC-1 | a |\n| ABC-2 | b |', tests)).toEqual({
      code: 0,
      out: ['ABC-1   deep/two, one', 'ABC-2   deep/two', '', '2 rules claimed, 2 of them tested.'],
      problems: '',
    });
  });

  test.each([
    { name: 'a claim without a test', claims: '| ABC-1 | a |\n| ABC-2 | b |', problem: 'ABC-2 is claimed and no test names it.' },
    { name: 'a test of what is not claimed', claims: '', problem: `${join('test', 'one.test.ts')} names ABC-1, which is not claimed.` },
    { name: 'a claim made twice', claims: '| ABC-1 | a |\n| ABC-1 | b |', problem: 'ABC-1 is claimed twice.' },
  ])('$name: a sentence, exit code 1', async ({ claims, problem }) => {
    const { code, problems } = await rules(claims, { 'test/one.test.ts': `test('${r(1)} x')` });
    expect({ code, problems }).toEqual({ code: 1, problems: problem });
  });

  test('a folder without rules: a sentence, exit code 2; a relative one is below where one stands', async () => {
    writeTree(join(folder, 'empty'), { 'README.md': '' });
    expect(await typed(['rules', '--root', 'empty'], { cwd: folder })).toEqual({ code: 2, stdout: '', stderr: `There is no ${join('docs', 'rules.md')} in ${join(folder, 'empty')}.\n` });
  });
});
