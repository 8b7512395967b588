import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { entryFiles } from '../../../src/localhost/core/entryFiles';

const files = ['dist/functions/a.js', 'dist/functions/a.js.map', 'dist/functions/http/b.js', 'dist/functions/http/deep/c.mjs', 'dist/src/d.js', 'index.js', 'node_modules/x/index.js', '.hidden/index.js', 'dist/functions/[old].js'];
let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'localhost-glob-'));
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '');
  }
});
afterAll(() => rmSync(root, { recursive: true }));

describe.each<[pattern: string, expected: readonly string[]]>([
  ['dist/functions/**/*.js', ['dist/functions/[old].js', 'dist/functions/a.js', 'dist/functions/http/b.js']],
  // The pattern of the published templates and quick starts.
  ['dist/{src/d.js,functions/http/*.js}', ['dist/functions/http/b.js', 'dist/src/d.js']],
  ['{index.js,dist/{functions,src}/{?,b}.js}', ['dist/functions/a.js', 'dist/src/d.js', 'index.js']],
  ['dist/functions/[ab].js', ['dist/functions/a.js']],
  ['dist/functions/[old].js', ['dist/functions/[old].js']],
  ['dist/functions', []],
  ['./dist/functions/?.js', ['dist/functions/a.js']],
  ['dist\\functions\\*.js', []],
  ['dist/{functions,src}/?.js', ['dist/functions/a.js', 'dist/src/d.js']],
  ['dist/functions/**/*.{js,mjs}', ['dist/functions/[old].js', 'dist/functions/a.js', 'dist/functions/http/b.js', 'dist/functions/http/deep/c.mjs']],
  ['*.js', ['index.js']],
  // As on Azure: a pattern over everything finds what others wrote, too.
  ['**/index.js', ['index.js', 'node_modules/x/index.js']],
  ['node_modules/*/index.js', ['node_modules/x/index.js']],
  ['nowhere/**/*.js', []],
  ['dist/functions/a+.js', []],
])('%s', (pattern, expected) => {
  it(`finds ${expected.length}`, () => expect(entryFiles(root, pattern)).toEqual(expected));
});
