import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(__dirname, '..');

const files = ['src', 'functions'].flatMap((top) => readdirSync(join(ROOT, top), { recursive: true, encoding: 'utf8' }).map((file) => join(top, file))).filter((file) => file.endsWith('.ts'));
const known = new Set(files);

const importsOf = (file: string): string[] =>
  [...readFileSync(join(ROOT, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].flatMap(([, path = '']) => {
    const target = join(dirname(file), path);
    return [`${target}.ts`, join(target, 'index.ts')].filter((candidate) => known.has(candidate));
  });

const imports = new Map(files.map((file) => [file, importsOf(file)]));

/** As the table of src/domain/README.md lists them: a room sees only those before it. */
const rooms = [...readFileSync(join(ROOT, 'src/domain/README.md'), 'utf8').matchAll(/^\| \[(\w+)\]/gm)].map(([, name = '']) => name);

const roomOf = (file: string): string | undefined => /^src[\\/]domain[\\/](\w+)[\\/]/.exec(file)?.[1];

/** The first circle that is met on the way from a file, if there is one. */
const circleFrom = (start: string, done: Set<string>): string[] | undefined => {
  const visit = (file: string, way: readonly string[]): string[] | undefined => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return undefined;
    done.add(file);
    for (const next of imports.get(file) ?? []) {
      const circle = visit(next, [...way, file]);
      if (circle !== undefined) return circle;
    }
    return undefined;
  };
  return visit(start, []);
};

test('there is something to look at', () => {
  expect(files.length).toBeGreaterThan(500);
  expect([...imports.values()].flat().length).toBeGreaterThan(1000);
});

test('no files import each other in a circle, not even for their types', () => {
  const done = new Set<string>();
  expect(files.flatMap((file) => circleFrom(file, done) ?? [])).toEqual([]);
});

test('every room of the domain stands in the table of its README, and no other does', () => {
  const found = readdirSync(join(ROOT, 'src/domain'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect([...rooms].sort()).toEqual(found.map(({ name }) => name).sort());
});

test('a room of the domain sees only the rooms before it', () => {
  const upward = files.flatMap((file) => {
    const room = roomOf(file);
    if (room === undefined) return [];
    const beyond = (imports.get(file) ?? []).filter((target) => rooms.indexOf(roomOf(target) ?? room) > rooms.indexOf(room));
    return beyond.map((target) => `${relative('src', file)} → ${relative('src', target)}`);
  });
  expect(upward).toEqual([]);
});
