import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import settings from '../../local.settings.sample.json';
import packageJson from '../../package.json';
import { errorTable } from '../../src/adapters/http/errors';
import { readClaims } from '../../src/cli/rules/readClaims';
import { typed } from '../support/typedLine';
import { ROOT } from './callModule';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const readme = read('README.md');
const capture = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '');
const unique = (texts: readonly string[]): string[] => [...new Set(texts)].sort();

const documents = [
  ...readdirSync(ROOT),
  ...['docs', 'functions', 'infra', 'sample', 'src', 'test'].flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file))),
].filter((file) => file.endsWith('.md') && !file.includes('node_modules'));

test.each(documents)('%s links to what is there', (document) => {
  const links = capture(read(document), /\]\((?![a-z]+:)([^)#\s]+)(?:#[^)]*)?\)/g);
  expect(links.filter((link) => !existsSync(join(ROOT, dirname(document), link)))).toEqual([]);
});

/** The ids that headings get on the pages of a repository. */
const anchorsOf = (file: string): string[] =>
  capture(read(file), /^#+ (.*)$/gm).map((heading) => heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-'));

test.each(documents)('%s links to headings that are there', (document) => {
  const links = [...read(document).matchAll(/\]\((?![a-z]+:)([^)#\s]*)#([^)]+)\)/g)].map(([, file = '', anchor = '']) => ({ file: file === '' ? document : join(dirname(document), file), anchor }));
  expect(links.filter(({ file, anchor }) => !anchorsOf(file).includes(anchor))).toEqual([]);
});

test('the README fits three screens', () => {
  expect(readme.split('\n').length).toBeLessThanOrEqual(150);
});

test('the index of documents names each, and the index of decisions each of them', () => {
  const listed = (index: string): string[] => capture(read(index), /\]\(([^)#\s/]+\.md)\)/g);
  const present = (folder: string): string[] => readdirSync(join(ROOT, folder)).filter((file) => file.endsWith('.md') && file !== 'README.md');
  expect(unique(listed('docs/README.md'))).toEqual(present('docs').sort());
  expect(unique(listed('docs/decisions/README.md'))).toEqual(present('docs/decisions').sort());
});

// What users and developers read first; decisions speak of their own time.
const guides = documents.filter((file) => !/^(src|test|docs[\\/]decisions)[\\/]/.test(file)).map(read);

test('every file and folder that the documents name is there', () => {
  const named = unique(guides.flatMap((text) => capture(text, /`((?:docs|functions|infra|sample|src|test)\/[\w./-]+)`/g)));
  expect(named).toContain('src/adapters/http/errors.ts');
  expect(named.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});

/** What a README below `src` calls by its name alone lies below it; by a path, from there or from a folder above it. */
const isNear = (readmeFolder: string, named: string, files: readonly string[]): boolean => {
  if (!named.includes('/')) return files.some((file) => file.startsWith(`${readmeFolder}/`) && file.endsWith(`/${named}`));
  const folders = readmeFolder.split('/');
  return folders.some((_, depth) => existsSync(join(ROOT, ...folders.slice(0, folders.length - depth), named))) || existsSync(join(ROOT, named));
};

test('every source file that a README names is there: below its folder, or by a path from it or a folder above', () => {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).map((file) => join('src', file).replaceAll('\\', '/'));
  const readmes = files.filter((file) => file.endsWith('.md'));
  const named = readmes.flatMap((file) => capture(read(file), /`([\w./-]+\.tsx?)`/g).map((name) => ({ file, name })));
  expect(named.length).toBeGreaterThan(300);
  expect(named.filter(({ file, name }) => !name.includes('NAME') && !isNear(dirname(file), name, files))).toEqual([]);
});

test('every npm command of the documents is one', () => {
  const commands = (text: string): string[] => [...capture(text, /npm run ([\w:]+)/g), ...capture(text, /npm (start|test)\b/g)];
  expect(unique(commands(readme))).toEqual(expect.arrayContaining(['demo', 'rules', 'start', 'test']));
  const named = unique(guides.flatMap(commands));
  expect(named.filter((name) => !Object.hasOwn(packageJson.scripts, name))).toEqual([]);
});

test('every step of npm test that the documents name is one', () => {
  const named = unique(guides.flatMap((text) => capture(text, /npm test -- --only ([\w,]+)/g)).flatMap((names) => names.split(',')));
  const source = read('src/cli/test/steps.ts');
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !source.includes(`name: '${name}'`))).toEqual([]);
});

test('every flag of npm start that the documents name is one', async () => {
  const { stdout: usage } = await typed(['start', '--help']);
  const flagsIn = (text: string): string[] => capture(text, /npm start -- ([^\n`]*)/g).flatMap((flags) => capture(flags, /(--[a-z-]+)/g));
  expect(unique(flagsIn(readme))).toEqual(expect.arrayContaining(['--clock', '--fresh']));
  expect(unique(guides.flatMap(flagsIn)).filter((flag) => !usage.includes(`\n  ${flag} `))).toEqual([]);
});

test('the documents explain exactly the settings there are', () => {
  const [section = ''] = capture(read('docs/configuration.md'), /# Configuration\n([\s\S]*?)\n## /g);
  const explained = capture(section, /^\| (.*?) \|/gm).flatMap((cell) => capture(cell, /`(\w+)`/g));
  expect(unique(explained)).toEqual(unique(Object.keys(settings.Values)));
});

describe('the table of commands', () => {
  const [section = ''] = capture(read('docs/reference.md'), /# Commands, events, refusals\n([\s\S]*?)\n## /g);
  const facts = capture(read('docs/events.md'), /^\| `([A-Z]\w+)` \|/gm);

  test('names every fact that is told', () => {
    expect(facts.length).toBeGreaterThan(80);
    expect(facts.filter((fact) => !section.includes(`\`${fact}\``))).toEqual([]);
  });

  test('gives every refusal the status and code it is answered with', () => {
    const answered = new Map(Object.entries(errorTable).map(([kind, { status, code }]) => [kind, `${status} / ${code}`]));
    const claimed = [...section.matchAll(/((?:`[A-Z]\w+`(?:, )?)+) (\d{3} \/ \d+)/g)].flatMap(([, kinds = '', answer]) => capture(kinds, /`(\w+)`/g).map((kind) => [kind, answer] as const));
    expect(claimed.length).toBeGreaterThan(20);
    expect(claimed.filter(([kind, answer]) => answered.get(kind) !== answer)).toEqual([]);
  });

  test('names events and rules that exist', () => {
    const rows = section.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| Command'));
    const cells = rows.map((row) => row.split(' | '));
    const events = cells.flatMap((row) => capture(row[2] ?? '', /`(\w+)`/g));
    expect(events.length).toBeGreaterThan(10);
    expect(events.filter((event) => !facts.includes(event))).toEqual([]);
    const claims = readClaims(read('docs/rules.md'));
    const ids = cells.flatMap((row) => capture(row.at(-1) ?? '', /([A-Z]{3}-\d+)/g));
    expect(ids.filter((id) => !claims.some((claim) => claim.id === id))).toEqual([]);
  });
});

test('every folder of src that holds code has a README', () => {
  const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = (folder: string): string[] => readdirSync(join(ROOT, 'src', folder), { recursive: true, encoding: 'utf8' });
  const missing = folders.map(({ name }) => name).filter((name) => files(name).some((file) => file.endsWith('.ts')) && !files(name).includes('README.md'));
  expect(missing).toEqual([]);
});
