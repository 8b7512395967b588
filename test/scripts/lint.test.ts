import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder, writeTree } from '../support/temporaryFolder';
import { ROOT } from './callModule';

type Line = readonly [text: string, rule?: string];

/** Lints texts by the project's own configuration, each as if it were a file there is. Types are read of those files alone: of the whole project it took three times as long. */
const PROGRAM = `
import { ESLint } from 'eslint';
const eslint = new ESLint({ cwd: process.argv[1], overrideConfig: { files: ['**/*.ts'], languageOptions: { parserOptions: { project: process.argv[3] } } } });
const linted = [];
for (const [filePath, text] of JSON.parse(process.argv[2])) linted.push((await eslint.lintText(text, { filePath }))[0]);
console.log(JSON.stringify(linted.map(({ messages }) => messages.map(({ line, ruleId, message }) => [line, ruleId ?? message]))));
`;

const client = 'client: { on(event: string, listener: () => void): void }';
const floating = '@typescript-eslint/no-floating-promises';
const held = 'nextterm/held-promise';
const imported = '@typescript-eslint/no-restricted-imports';

/** One line each, and the rule that refuses it. */
const uncaught: readonly Line[] = [
  [`import { EventEmitter } from 'node:events';`, imported],
  [`import { connect } from 'node:net';`, imported],
  ['const work = async (): Promise<number> => 1;'],
  ['export const made = [new EventEmitter(), connect(1)];'],
  ['export const a = (): void => { void work(); };', floating],
  ['export const b = async (): Promise<number> => { const kept = work(); await work(); return kept; };', held],
  ['export const c = async (): Promise<number> => { const kept = work(); for (const each of [1]) { await work(); if (each > 1) return 2; } return kept; };', held],
  ['export const d = (seen: Promise<number>[]): void => { const kept = work(); seen.push(kept); };', held],
  [`export const e = (${client}): void => client.on('message', () => undefined);`, 'no-restricted-syntax'],
  ['export const f = (): void => { setTimeout(() => undefined, 1); };', 'no-restricted-globals'],
  ['export const g = (): void => process.nextTick(() => undefined);', 'no-restricted-syntax'],
  ['export const h = async (): Promise<number> => { const kept = work(); return kept; };'],
  ['export const i = async (): Promise<readonly number[]> => { const kept = work(); return await Promise.all([kept, work()]); };'],
  ['export const j = async (): Promise<number> => { const before = work(); const mine = before.then((n) => n + 1); return await mine; };'],
  [`export const k = (${client}): void => client.on('error', () => undefined);`],
];

const assertionless = 'jest/expect-expect';

const tests: readonly Line[] = [
  [`test('asserts', () => { expect(1).toBe(1); });`],
  [`test('asserts by a helper', () => { expectRefused(1); });`],
  [`test('asserts nothing', () => { const made = [1]; made.push(2); });`, assertionless],
  [`test('only calls what is named like an assertion', () => { expectedDeadlines(1); });`, assertionless],
  [`test.each([1])('asserts nothing of %i', (n) => { String(n); });`, assertionless],
  [`test.skip('is left out', () => { expect(1).toBe(1); });`, 'jest/no-disabled-tests'],
  [`test.only('leaves the others out', () => { expect(1).toBe(1); });`, 'jest/no-focused-tests'],
  [`test('looks at nothing', () => { expect(1); });`, 'jest/valid-expect'],
  ['declare const expectRefused: (n: number) => void, expectedDeadlines: (n: number) => void;'],
];

const refusedLines = (lines: readonly Line[]) => lines.flatMap(([, rule], index) => (rule === undefined ? [] : [[index + 1, rule]]));

const folder = temporaryFolder();
let found: readonly unknown[];
beforeAll(async () => {
  const files = [['src/app/health.ts', uncaught], ['test/layers.test.ts', tests]] as const;
  const texts = files.map(([file, lines]) => [file, lines.map(([line]) => line).join('\n')]);
  // Where CI=true the parser expects a single run over the files on disk and reads them there, whatever text it is given.
  const env = { ...process.env, TSESTREE_SINGLE_RUN: 'false' };
  const compilerOptions = { typeRoots: [join(ROOT, 'node_modules/@types')] };
  writeTree(folder, { 'tsconfig.json': JSON.stringify({ extends: join(ROOT, 'tsconfig.test.json'), compilerOptions, include: [], files: files.map(([file]) => join(ROOT, file)) }) });
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', PROGRAM, ROOT, JSON.stringify(texts), join(folder, 'tsconfig.json')], { cwd: ROOT, env });
  found = JSON.parse(stdout) as readonly unknown[];
});

test('lint refuses what could end the host: a promise that nobody has a hand on, an emitter, a callback that may throw', () => {
  expect(found[0]).toEqual(refusedLines(uncaught));
});

test('lint refuses a test that cannot fail, or that hides others', () => {
  expect(found[1]).toEqual(refusedLines(tests));
});
