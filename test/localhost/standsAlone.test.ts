import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const RUNTIME = join(ROOT, 'src/localhost');

interface Manifest {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string>>;
  readonly files: readonly string[];
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

const json = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;
const manifest = json<Manifest>(join(RUNTIME, 'package.json'));
const ours = json<Manifest>(join(ROOT, 'package.json'));
const { packages } = json<{ readonly packages: Readonly<Record<string, { readonly version: string }>> }>(join(ROOT, 'package-lock.json'));

const filesOf = (ending: string): readonly string[] =>
  readdirSync(RUNTIME, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(ending) && !/^(dist|node_modules)[\\/]/.test(file)).map((file) => join(RUNTIME, file));
const sources = filesOf('.ts');

/** What is imported, or resolved by its name, wherever in a file that stands. */
const importsOf = (file: string): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:\bfrom |\bimport ?\(?|\brequire(?:\.resolve)?\()'([^']+)'/g)].map(([, name = '']) => name);

const isOwn = (name: string): boolean => name.startsWith('.');
const isOfNode = (name: string): boolean => name.startsWith('node:') || builtinModules.includes(name);
const packageOf = (name: string): string => name.split('/', name.startsWith('@') ? 2 : 1).join('/');

/** What the host itself hands to apps: no package has to be there. */
const HANDED_OVER = '@azure/functions-core';

const outside = (from: string, target: string): boolean => relative(RUNTIME, resolve(dirname(from), target)).split(sep)[0] === '..';

test('nothing that it imports is outside it but packages that it declares, and none of these is declared in vain', () => {
  expect(sources.length).toBeGreaterThan(100);
  const imported = sources.flatMap((file) => importsOf(file).map((name) => ({ file, name })));
  expect(imported.filter(({ file, name }) => isOwn(name) && outside(file, name)).map(({ file, name }) => `${relative(ROOT, file)} imports ${name}`)).toEqual([]);
  const wanted = new Set(imported.filter(({ name }) => !isOwn(name) && !isOfNode(name) && name !== HANDED_OVER).map(({ name }) => packageOf(name)));
  expect([...wanted].sort()).toEqual(Object.keys(manifest.dependencies));
});

test('what it declares is what is tested here: the versions of the lockfile, the Node of the repository, the libraries of an app', () => {
  const declared = { ...manifest.dependencies, ...manifest.devDependencies };
  expect(declared).toEqual(Object.fromEntries(Object.keys(declared).map((name) => [name, packages[`node_modules/${name}`]?.version])));
  expect([manifest.engines, manifest.version]).toEqual([ours.engines, ours.version]);
  for (const [name, range] of Object.entries(manifest.peerDependencies)) expect(`^${packages[`node_modules/${name}`]?.version.split('.')[0]}.0.0`).toBe(range);
});

test('its entries are there: the command, what can be imported, the files beside them', () => {
  const entries = [...Object.values(manifest.bin), ...Object.values(manifest.exports)].map((file) => file.replace(/^(\.\/)?dist\/(.*)\.js$/, '$2.ts'));
  expect(entries.length).toBe(5);
  expect([...entries, ...manifest.files.filter((file) => file !== 'dist'), 'LICENSE'].filter((file) => !existsSync(join(RUNTIME, file)))).toEqual([]);
});

/** A document, or the comments of a source. */
const prose = (file: string): string => (file.endsWith('.md') ? readFileSync(file, 'utf8') : readFileSync(file, 'utf8').split('\n').filter((line) => /^\s*(\/\/|\/?\*)/.test(line)).join('\n'));

test('its documents and comments lead nowhere outside it, and to nothing that is not there', () => {
  const links = [...filesOf('.md'), ...sources].flatMap((file) => [...prose(file).matchAll(/\]\(([^)\s#]+)(?:#[^)\s]*)?\)/g)].map(([, target = '']) => ({ file, target })).filter(({ target }) => !/^[a-z]+:/.test(target)));
  expect(links.length).toBeGreaterThan(2);
  expect(links.filter(({ file, target }) => outside(file, target) || !existsSync(resolve(dirname(file), target))).map(({ file, target }) => `${relative(ROOT, file)}: ${target}`)).toEqual([]);
});

test('its tests need nothing of the app', () => {
  const folders = ['test/localhost', 'test/contract/localhost'];
  const files = folders.flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(ROOT, folder, file))).filter((file) => file.endsWith('.ts'));
  const foreign = files.flatMap((file) =>
    importsOf(file)
      .filter(isOwn)
      .map((name) => relative(ROOT, resolve(dirname(file), name)).replaceAll(sep, '/'))
      .filter((target) => !/^(src\/localhost|test\/localhost|test\/contract\/localhost)(\/|$)/.test(target))
      .map((target) => `${relative(ROOT, file)}: ${target}`),
  );
  expect(foreign).toEqual([]);
});

/** A row of the README's table: what, Azure's host, here, tests as `file › beginning of a title`. */
interface Row {
  readonly what: string;
  readonly here: string;
  readonly tests: readonly string[];
}

const rows = (): readonly Row[] => {
  const [, section = ''] = readFileSync(join(RUNTIME, 'README.md'), 'utf8').split(/^## What it offers$/m);
  const [table = ''] = section.split(/^## /m);
  return table.split('\n').filter((line) => line.startsWith('|') && !/^\|(\s*-+\s*\|)+$|^\| +\|/.test(line)).map((line) => {
    const cells = line.slice(1, -1).split(/(?<!\\)\|/).map((cell) => cell.trim());
    expect({ line, cells: cells.length }).toEqual({ line, cells: 4 });
    const [what = '', , here = '', tests = ''] = cells;
    return { what, here, tests: [...tests.matchAll(/`([^`]+)`/g)].map(([, test = '']) => test) };
  }).filter(({ what, here }) => !(what.startsWith('**') && here === ''));
};

describe("the README's table of what it offers", () => {
  test('has a test in every row but those that say that something is not offered', () => {
    expect(rows().length).toBeGreaterThan(30);
    expect(rows().filter(({ here, tests }) => tests.length === 0 && !here.startsWith('not offered')).map(({ what }) => what)).toEqual([]);
  });

  test('names tests that are there', () => {
    const missing = rows().flatMap(({ tests }) => tests).filter((named) => {
      const [file = '', title = ''] = named.split(' › ');
      const path = join(ROOT, 'test', `${file}.test.ts`);
      return title.length < 8 || !existsSync(path) || !["'", '"', '`'].some((quote) => readFileSync(path, 'utf8').includes(`${quote}${title}`));
    });
    expect(missing).toEqual([]);
  });
});
