import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const ROOT = join(__dirname, '..');
const sources = ['src', 'functions'].flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => join(ROOT, folder, file)));

/** Names that are there when it runs. */
const runtimeExports = (text: string): string[] => [...text.matchAll(/^export (?:const|let|class|(?:async )?function\*?|enum) (\w+)/gm)].map(([, name = '']) => name);

// Node finds the names of a CommonJS file that is imported by looking at its text; of our compiler's it finds none where there is more than one. Tests, which load sources, see them all.
test('a file that is loaded when it is needed, import(…), has one name to take', () => {
  const imported = sources.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/import\('(\.{1,2}\/[^']+)\.js'\)/g)].map(([, path = '']) => ({ by: relative(ROOT, file), file: `${resolve(dirname(file), path)}.ts` })));
  expect(imported.length).toBeGreaterThan(20);
  const crowded = imported.filter(({ file }) => runtimeExports(readFileSync(file, 'utf8')).length !== 1).map(({ by, file }) => `${by} imports ${relative(ROOT, file)}: ${runtimeExports(readFileSync(file, 'utf8')).join(', ')}`);
  expect(crowded).toEqual([]);
});
