import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { globFiles } from '../../../src/localhost/core/globFiles';

const files = ['dist/functions/a.js', 'dist/functions/a.js.map', 'dist/functions/http/b.js', 'dist/functions/http/deep/c.mjs', 'dist/src/d.js', 'index.js', 'node_modules/x/index.js'];
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
  ['dist/functions/**/*.js', ['dist/functions/a.js', 'dist/functions/http/b.js']],
  ['./dist/functions/*.js', ['dist/functions/a.js']],
  ['dist\\functions\\*.js', ['dist/functions/a.js']],
  ['dist/{functions,src}/?.js', ['dist/functions/a.js', 'dist/src/d.js']],
  ['dist/functions/**/*.{js,mjs}', ['dist/functions/a.js', 'dist/functions/http/b.js', 'dist/functions/http/deep/c.mjs']],
  ['*.js', ['index.js']],
  ['**/index.js', ['index.js']],
  ['node_modules/*/index.js', ['node_modules/x/index.js']],
  ['nowhere/**/*.js', []],
  ['dist/functions/a+.js', []],
])('%s', (pattern, expected) => {
  it(`finds ${expected.length}`, () => expect(globFiles(root, pattern)).toEqual(expected));
});
