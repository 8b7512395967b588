import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bookInPieces, readBook, type Book } from '../../src/localhost/azuriteBook';
import { inspectAzuriteStore } from '../../src/localhost/azuriteStore';

const folder = fs.mkdtempSync(join(tmpdir(), 'localhost-book-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const file = join(folder, '__azurite_db_table__.json');

const rows = [{ RowKey: 'a', text: 'één\nregel,"data":[' }, { RowKey: 'b' }];
const book: Book & Record<string, unknown> = {
  filename: 'a book',
  autosaveHandle: { left: 'out' },
  collections: [
    { name: 'first', data: rows, binaryIndices: { RowKey: { values: [0, 1] } } } as Book['collections'][number],
    { name: 'second', data: [] } as Book['collections'][number],
  ],
  serializeReplacer: (key, value) => (key === 'autosaveHandle' ? null : value),
};
const stored = {
  filename: 'a book',
  autosaveHandle: null,
  collections: [
    { name: 'first', binaryIndices: { RowKey: { values: [0, 1] } }, data: rows },
    { name: 'second', data: [] },
  ],
};

const write = (pieces: readonly Buffer[]): void => fs.writeFileSync(file, Buffer.concat(pieces));

it('writes a book as one JSON document, a row on each line, and reads it again', () => {
  const pieces = bookInPieces(book);
  expect(JSON.parse(Buffer.concat(pieces).toString('utf8'))).toEqual(stored);
  write(pieces);
  expect(readBook(fs, file, true)).toEqual(stored);
});

it('reads a book that Azurite wrote itself, in one line or in several', () => {
  fs.writeFileSync(file, JSON.stringify(stored));
  expect(readBook(fs, file, true)).toEqual(stored);
  fs.writeFileSync(file, JSON.stringify(stored, null, 2));
  expect(readBook(fs, file, true)).toEqual(stored);
});

it('splits what is larger than a piece, and puts rows and characters that lie across pieces together again', () => {
  const large = Array.from({ length: 5 }, (_, row) => ({ RowKey: String(row), text: 'é'.repeat(800_001 + row) }));
  const pieces = bookInPieces({ ...book, collections: [{ name: 'first', data: large } as Book['collections'][number]] });
  expect(pieces.length).toBeGreaterThan(2);
  write(pieces);
  expect(readBook(fs, file, true)).toMatchObject({ collections: [{ name: 'first', data: large } as Book['collections'][number]] });
});

it('looks at rows without keeping them', () => {
  write(bookInPieces(book));
  expect(readBook(fs, file, false)).toMatchObject({ collections: [{ name: 'first', data: [] }, { name: 'second' }] });
});

it('refuses a book that is cut short, wherever that is', () => {
  const whole = Buffer.concat(bookInPieces(book));
  const notRefused = Array.from({ length: whole.length }, (_, length) => length).filter((length) => {
    fs.writeFileSync(file, whole.subarray(0, length));
    try {
      return readBook(fs, file, true) !== undefined;
    } catch (error) {
      return !(error instanceof SyntaxError);
    }
  });
  expect(notRefused).toEqual([]);
});

it('tells a whole store from one with a row that is damaged', () => {
  write(bookInPieces(book));
  expect(inspectAzuriteStore(folder, { used: false })).toEqual({ state: 'whole' });
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('{"RowKey":"b"}', '{"RowKey":"b'));
  expect(inspectAzuriteStore(folder, { used: false })).toEqual({ state: 'damaged', problem: `${file} is cut short, or no JSON` });
});
