import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { create, type Font } from 'fontkit';
import { FONT_FILES } from '../../src/adapters/statement/letters';
import { MOST_BYTES, MOST_BYTES_WITHOUT_JAPANESE } from '../../src/cli/package/bars';
import { bundleApp } from '../../src/cli/package/bundleApp';
import { packagePlaces } from '../../src/cli/package/packagePlaces';
import { ROOT } from '../scripts/callModule';

const JAPANESE = `dist/files/${FONT_FILES.japanese}.br`;

let folder: string;
let zip: Uint8Array;
let files: Readonly<Record<string, Uint8Array>>;
beforeAll(async () => {
  zip = readFileSync(packagePlaces(ROOT).zip);
  files = unzipSync(zip);
  // Outside the repository, whose node_modules could stand in for what is missing.
  folder = mkdtempSync(join(tmpdir(), 'nextterm-package-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const sourcesOf = (maps: ReadonlyMap<string, Uint8Array>): readonly string[] => [...maps.values()].flatMap((map) => (JSON.parse(Buffer.from(map).toString('utf8')) as { sources: string[] }).sources);

test('the package for Azure holds what runs there and nothing else', () => {
  const others = Object.keys(files).filter((name) => !/^dist\/([\w-]+\.mjs|console\/\w[\w.-]*|files\/[\w@./-]+\.br)$/.test(name));
  expect(others.sort()).toEqual(['NOTICES.txt', 'host.json', 'package.json']);
  expect(Object.keys(files)).toEqual(expect.arrayContaining(['dist/app.mjs', 'dist/localJoint.mjs', 'dist/console/index.html', 'dist/console/licences.txt', JAPANESE, 'dist/files/swagger-ui-dist/swagger-ui-bundle.js.br']));
  expect(JSON.parse(Buffer.from(files['package.json'] ?? []).toString('utf8'))).toEqual({ name: 'nextterm', version: '0.1.0', private: true, description: expect.any(String) as string, license: 'MIT', engines: { node: expect.any(String) as string }, main: 'dist/app.mjs' });
  expect(files['host.json']).toEqual(new Uint8Array(readFileSync(join(ROOT, 'host.json'))));
});

test('it is made from functions and what they use: no local runtime, which takes any client secret, no command line; the same sources give the same bytes', async () => {
  const again = await bundleApp(ROOT, 'dist-azure/dist');
  const sources = sourcesOf(again.maps);
  expect(sources.filter((file) => /(^|\/)src\/(localhost|sandbox|cli|console)\//.test(file))).toEqual([]);
  expect(sources).toEqual(expect.arrayContaining(['../../functions/http/health.ts', '../../src/wiring/wiring.ts']));
  expect([...again.files.keys()].map((name) => `dist/${name}`).sort()).toEqual(Object.keys(files).filter((name) => name.endsWith('.mjs')).sort());
  for (const [name, content] of again.files) expect(Buffer.compare(Buffer.from(files[`dist/${name}`] ?? []), content)).toBe(0);
});

test('publishing from the repository instead leaves the local runtime out too', () => {
  const ignored = readFileSync(join(ROOT, '.funcignore'), 'utf8').split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['/dist/src/sandbox', '/dist/src/localhost', '/dist/src/cli', '/dist-azure', '/dist-azure-maps', '/dist.zip', '/src', '/test']));
});

test('source maps stay out of it, and none is named in it', () => {
  const code = Object.entries(files).filter(([name]) => name.endsWith('.mjs'));
  expect(code.length).toBeGreaterThan(10);
  expect(code.filter(([, content]) => Buffer.from(content).includes('sourceMappingURL')).map(([name]) => name)).toEqual([]);
});

test('its bytes are within their bars', () => {
  expect(zip.length).toBeLessThanOrEqual(MOST_BYTES);
  expect(zip.length - (files[JAPANESE]?.length ?? 0)).toBeLessThanOrEqual(MOST_BYTES_WITHOUT_JAPANESE);
});

test('it has the notices of what is bundled, and of nothing that only builds', () => {
  const notices = Buffer.from(files['NOTICES.txt'] ?? []).toString('utf8');
  for (const name of ['@azure/functions@', 'zod@', 'pdfkit@', 'swagger-ui-dist@', '@expo-google-fonts/biz-udgothic@', 'durable-functions@']) expect(notices).toContain(`${name}`);
  for (const name of ['esbuild@', 'azurite@', 'jest@', 'typescript@']) expect(notices).not.toContain(`\n${name}`);
});

/** Loads what `main` names in a process of its own, as the Node worker does, with nothing configured. */
const PROGRAM = `
const [root, folder] = process.argv.slice(1);
const { createCore } = require(root + '/dist/src/localhost/core/coreModule.js');
const { injectCore } = require(root + '/dist/src/localhost/core/injectCore.js');
const { loadApp } = require(root + '/dist/src/localhost/core/loadApp.js');
const core = createCore({ log: () => {} });
injectCore(core.module);
const ofTheLoader = new Set(Object.keys(require.cache));
loadApp(folder).then((files) => console.log(JSON.stringify({ files, functions: core.registry.all().map(({ name }) => name), loaded: Object.keys(require.cache).filter((file) => !ofTheLoader.has(file)) })));
`;

const loadIn = (app: string) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', PROGRAM, ROOT, app], { encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '' } });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as { files: string[]; functions: string[]; loaded: string[] };
};

test('"main" of its package.json loads from it with no setting there, no node_modules and no other file of ours, all functions in the order of the repository', () => {
  const packaged = loadIn(folder);
  expect(packaged.files).toEqual(['dist/app.mjs']);
  expect(packaged.functions).toEqual(loadIn(ROOT).functions);
  expect(packaged.functions.length).toBeGreaterThan(250);
  // The loader itself, which was there before, comes from the repository; of the app nothing may.
  expect(packaged.loaded.filter((file) => !file.startsWith(folder))).toEqual([]);
});

const opened = (content: Uint8Array): Font => create(Buffer.from(content)) as Font;

const TEXTS = ['AVATAR To. Tv, fi ffl', 'Zażółć gęślą jaźń', 'Ξεσκεπάζω την ψυχοφθόρα', 'क्षेत्र हिन्दी कर्म श्री', 'e\u0301 q\u0323\u0307', '株式会社 北海道旭川市 ﾊﾝｶｸ', '1/2 12,345.67'];

test.each(Object.entries(FONT_FILES))('the %s font that it prints with has every letter of the whole one, with the same outline and width, and sets texts the same', (_face, name) => {
  const whole = opened(readFileSync(require.resolve(name)));
  const printed = opened(brotliDecompressSync(files[`dist/files/${name}.br`] ?? new Uint8Array()));
  expect(printed.characterSet).toEqual(whole.characterSet);
  expect([printed.ascent, printed.descent, printed.unitsPerEm, printed.capHeight, printed.xHeight, printed.italicAngle]).toEqual([whole.ascent, whole.descent, whole.unitsPerEm, whole.capHeight, whole.xHeight, whole.italicAngle]);
  const shape = (font: Font, code: number) => {
    const glyph = font.glyphForCodePoint(code);
    return `${glyph.advanceWidth} ${glyph.path.toSVG()}`;
  };
  const different = whole.characterSet.filter((code) => shape(printed, code) !== shape(whole, code));
  expect(different).toEqual([]);
  const set = (font: Font, text: string) => {
    const { glyphs, positions } = font.layout(text);
    return glyphs.map(({ path }, index) => ({ path: path.toSVG(), ...positions[index] }));
  };
  // A letter that it has not is set in another font, or is printed as one that this has.
  const has = new Set(whole.characterSet);
  const settable = TEXTS.map((text) => [...text].filter((letter) => has.has(letter.codePointAt(0) ?? 0)).join('')).filter((text) => text !== '');
  expect(settable.length).toBeGreaterThan(2);
  for (const text of settable) expect(set(printed, text)).toEqual(set(whole, text));
});
