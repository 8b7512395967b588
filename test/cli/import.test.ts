import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { importOptions } from '../../src/cli/import/importOptions';
import { progressLine, refusalLines } from '../../src/cli/import/report';
import { readSource } from '../../src/cli/import/sources';
import { type ImportProgress, type ImportRefusal } from '../../src/app/catalogue/importCatalogue';
import { typed } from '../support/typedLine';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'nextterm-import-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) => typed(['import', ...args], { npmScript: 'import' });

const file = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

describe('the command line', () => {
  const usage = 'Usage: npm run import -- --price-sheet FILE';
  it.each([
    { args: ['--pric', 'x'], says: 'Unknown flag --pric.' },
    { args: ['sheet.csv'], says: 'Unexpected argument "sheet.csv".' },
    { args: ['--price-sheet'], says: '--price-sheet needs a value.' },
    { args: [], says: 'There is nothing to import: name a price sheet, an offer matrix or extras.' },
    { args: ['--extras', ''], says: 'A flag has an empty value.' },
    { args: ['--price-sheet', 'x', '--data', 'here', '--storage', 'there'], says: '--data and --storage name two places: give one of them.' },
  ])('$args: a sentence and the usage, exit code 2', async ({ args, says }) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.split('\n')[0]).toContain(says);
    expect(stderr).toContain(usage);
  });

  it('--help: every flag on stdout, exit code 0', async () => {
    const { code, stdout, stderr } = await run('--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect([...stdout.matchAll(/^ {2}(--[a-z-]+)/gm)].map((match) => match[1])).toEqual(['--price-sheet', '--offer-matrix', '--extras', '--data', '--storage', '--url', '--help']);
  });

  it('names files and folder from where one stands', () => {
    const at = (name: string): string => resolve('/here', name);
    expect(importOptions({ priceSheet: ['a.csv', '/b.csv'], offerMatrix: ['m.csv'], extras: 'e.json' }, '/here')).toEqual({
      priceSheets: [at('a.csv'), resolve('/b.csv')],
      offerMatrices: [at('m.csv')],
      extras: at('e.json'),
      target: { dataFolder: at('.nextterm') },
    });
    expect(importOptions({ priceSheet: ['a.csv'], offerMatrix: [], storage: 'UseDevelopmentStorage=true' }, '/here')).toEqual({
      priceSheets: [at('a.csv')],
      offerMatrices: [],
      target: { storage: 'UseDevelopmentStorage=true' },
    });
  });

  it('reads several files of a kind from where one stands, in the order given', async () => {
    const { code, stderr } = await typed(['import', '--price-sheet', 'plain.csv', '--price-sheet', 'second.csv'], { cwd: (file('plain.csv', ''), folder) });
    expect({ code, stderr }).toEqual({ code: 1, stderr: `${join(folder, 'second.csv')} cannot be read: there is no such file.\n` });
  });
});

describe('a file that cannot be imported', () => {
  it.each([
    { name: 'is not there', make: () => join(folder, 'none.csv'), says: 'none.csv cannot be read: there is no such file.' },
    { name: 'is a zip archive', make: () => file('sheet.zip', 'PK\u0003\u0004…'), says: 'sheet.zip is a zip archive: unpack it and import the CSV inside.' },
    { name: 'is a workbook', make: () => file('sheet.XLSX', 'PK\u0003\u0004…'), says: 'sheet.XLSX is a workbook: save the sheet as CSV UTF-8.' },
    { name: 'is packed and broken', make: () => file('broken.csv.gz', Uint8Array.of(0x1f, 0x8b, 0x08, 0x00)), says: 'broken.csv.gz cannot be unpacked: ' },
    { name: 'is in another encoding', make: () => file('latin1.csv', Uint8Array.of(0x43, 0x61, 0x66, 0xe9)), says: 'latin1.csv is not UTF-8 text: save it as CSV UTF-8.' },
  ])('because it $name: a sentence, exit code 1, nothing started', async ({ make, says }) => {
    const { code, stdout, stderr } = await run('--price-sheet', make());
    expect({ code, stdout, stderr: stderr.trim().split('\n') }).toEqual({ code: 1, stdout: '', stderr: [expect.stringContaining(says)] });
  });

  it('because the extras are no JSON', async () => {
    const { code, stderr } = await run('--extras', file('extras.json', '{'));
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/extras\.json is not JSON: .+\n$/) as string });
  });
});

it('[CAT-2] a file packed with gzip is unpacked, whatever its name', async () => {
  const packed = gzipSync('"ProductTitle"');
  const sources = await Promise.all([file('sheet.csv.gz', packed), file('sheet.csv', packed), file('plain.csv', '"ProductTitle"')].map(readSource));
  expect(sources).toEqual(['sheet.csv.gz', 'sheet.csv', 'plain.csv'].map((name) => ({ name, text: '"ProductTitle"' })));
});

describe('what is said', () => {
  const problem = (line: number, name = 'a.csv', column = 'UnitPrice') => ({ file: name, line, column, reason: 'is empty' });

  it.each<{ name: string; refusal: ImportRefusal; lines: string[] }>([
    {
      name: 'bad rows in the order of the files',
      refusal: { kind: 'FilesNotReadable', problems: [problem(9), problem(3, 'b.csv'), problem(2, 'a.csv', '')] },
      lines: ['a.csv, line 2: is empty', 'a.csv, line 9, UnitPrice: is empty', 'b.csv, line 3, UnitPrice: is empty', 'Nothing was imported: 3 problems.'],
    },
    { name: 'one bad row', refusal: { kind: 'FilesNotReadable', problems: [problem(2)] }, lines: ['a.csv, line 2, UnitPrice: is empty', 'Nothing was imported: 1 problem.'] },
    { name: 'no market', refusal: { kind: 'NothingToImport' }, lines: ['Nothing was imported: the files name no market, and the catalogue has none that they could change. Import a price sheet first.'] },
    { name: 'another import', refusal: { kind: 'ImportOvertaken', market: 'NL' }, lines: ['Another import changed the market NL at the same time; it stayed as that one left it. Import again.'] },
  ])('of $name', ({ refusal, lines }) => {
    expect(refusalLines(refusal)).toEqual(lines);
  });

  it('of a thousand bad rows: the first hundred', () => {
    const problems = Array.from({ length: 1000 }, (_, index) => problem(index + 2));
    const lines = refusalLines({ kind: 'FilesNotReadable', problems });
    expect([lines.length, lines[99], lines[100], lines[101]]).toEqual([102, 'a.csv, line 101, UnitPrice: is empty', '… and 900 more', 'Nothing was imported: 1000 problems.']);
  });

  it('of progress', () => {
    const steps: ImportProgress[] = [
      { step: 'read', file: 'a.csv', rows: 5000 },
      { step: 'leftOut', file: 'm.csv', rows: [{ line: 3, sku: 'NCPX7K2M9QH4:0001' }] },
      { step: 'leftOut', file: 'm.csv', rows: Array.from({ length: 12 }, (_, line) => ({ line, sku: 'A:0001' })) },
      { step: 'written', market: 'NL', rows: 400, of: 834 },
      { step: 'written', market: 'NL', rows: 500, of: 834 },
      { step: 'written', market: 'NL', rows: 834, of: 834 },
      { step: 'inForce', market: 'NL', skus: 417, priceLines: 5000 },
    ];
    expect(steps.map(progressLine)).toEqual([
      'Read a.csv: 5000 rows',
      'Warning: m.csv, line 3: NCPX7K2M9QH4:0001 has a price in none of the markets; the row is left out',
      [...Array.from({ length: 10 }, (_, line) => `Warning: m.csv, line ${line}: A:0001 has a price in none of the markets; the row is left out`), 'Warning: m.csv: 2 more rows are left out'].join('\n'),
      undefined,
      '  NL: 500 of 834 records written',
      '  NL: 834 of 834 records written',
      'NL: 417 SKUs with 5000 price lines are in force',
    ]);
  });
});
