import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ROOT } from './callModule';

/** Lints a text by the project's own configuration, as if it were the file src/app/health.ts. */
const PROGRAM = `
import { ESLint } from 'eslint';
const [{ messages }] = await new ESLint({ cwd: process.argv[1] }).lintText(process.argv[2], { filePath: 'src/app/health.ts' });
console.log(JSON.stringify(messages.map(({ line, ruleId, message }) => [line, ruleId ?? message])));
`;

const client = 'client: { on(event: string, listener: () => void): void }';
const floating = '@typescript-eslint/no-floating-promises';
const held = 'nextterm/held-promise';
const imported = '@typescript-eslint/no-restricted-imports';

/** One line each, and the rule that refuses it. */
const lines: readonly (readonly [text: string, rule?: string])[] = [
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

test('lint refuses what could end the host: a promise that nobody has a hand on, an emitter, a callback that may throw', async () => {
  const text = lines.map(([line]) => line).join('\n');
  // Where CI=true the parser expects a single run over the files on disk and reads them there, whatever text it is given.
  const env = { ...process.env, TSESTREE_SINGLE_RUN: 'false' };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', PROGRAM, ROOT, text], { cwd: ROOT, env });
  expect(JSON.parse(stdout)).toEqual(lines.flatMap(([, rule], index) => (rule === undefined ? [] : [[index + 1, rule]])));
});
