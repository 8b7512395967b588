import fs, { cpSync, existsSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type DataFolder, openDataFolder, type OpenOptions } from '../../src/sandbox/dataFolder';
import { temporaryFolder, writeTree } from '../support/temporaryFolder';

const root = temporaryFolder();
let tests = 0;

const TABLES = 'storage/__azurite_db_table__.json';
const books = ['table', 'blob', 'blob_extent', 'queue', 'queue_extent'];
const NOON = '2026-11-28T12:00:00.000Z';
const LATER = '2026-11-28T13:30:00.000Z';

/** The files of a store that holds `what`. */
const store = (what: string): Record<string, string> => ({
  ...Object.fromEntries(books.map((book) => [`storage/__azurite_db_${book}__.json`, JSON.stringify({ collections: [{ name: what }] })])),
  [`storage/__blobstorage__/${what}`]: what,
});

const open = (folder: string, options: Partial<OpenOptions> = {}, now = NOON): DataFolder => openDataFolder(folder, { fresh: false, realNow: () => now, ...options });

const textOf = (folder: string, file: string): string => readFileSync(join(folder, file), 'utf8');

/** A folder in use since a while, closed; with a copy of that state where asked for. */
const used = ({ copy }: { copy: boolean }): string => {
  const folder = join(root, String((tests += 1)));
  const opened = open(folder);
  writeTree(folder, { ...store('first'), 'clock.json': '{"virtual":true,"now":"2021-06-18T10:00:00.000Z"}\n', 'token-keys.json': 'keys' });
  opened.markFilled();
  if (copy) expect(opened.keepCopy()).toBeUndefined();
  opened.close();
  return folder;
};

/** How it is refused; nothing in it has changed then. */
const refusal = (folder: string, options: Partial<OpenOptions> = {}): string => {
  const before = treeOf(folder);
  let said = 'opened';
  try {
    open(folder, options).close();
  } catch (error) {
    said = (error as Error).message;
  }
  expect(treeOf(folder)).toEqual(before);
  return said;
};

/** Dies at the nth change of the file system, before it is made. @returns whether it came so far. */
const dyingAt = (nth: number, work: () => void): boolean => {
  let left = nth;
  const spies = (['renameSync', 'rmSync', 'cpSync', 'writeFileSync', 'mkdirSync'] as const).map((name) => {
    const actual = fs[name] as (...given: unknown[]) => unknown;
    return jest.spyOn(fs, name).mockImplementation(((...given: unknown[]) => {
      left -= 1;
      if (left <= 0) throw Object.assign(new Error('killed'), { code: 'KILLED' });
      return actual(...given);
    }) as never);
  });
  try {
    work();
  } catch (error) {
    if ((error as Error).message !== 'killed') throw error;
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return left <= 0;
};

const treeOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true, encoding: 'utf8' })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [file, readFileSync(file, 'utf8')]),
  );

describe('a used data folder whose store is not whole is never taken for a new one', () => {
  test.each<[string, (folder: string) => void, string]>([
    ['an empty file of tables', (folder) => writeTree(folder, { [TABLES]: '' }), `${TABLES} is empty`],
    ['a truncated file of tables', (folder) => writeTree(folder, { [TABLES]: textOf(folder, TABLES).slice(0, -1) }), `${TABLES} is cut short, or no JSON`],
    ['another JSON', (folder) => writeTree(folder, { [TABLES]: '{"collections":[]}' }), `${TABLES} is no book of storage`],
    ['a missing file of tables', (folder) => rmSync(join(folder, TABLES)), `${TABLES} is missing`],
    ['an empty file of queues', (folder) => writeTree(folder, { 'storage/__azurite_db_queue_extent__.json': '\n' }), 'storage/__azurite_db_queue_extent__.json is empty'],
    ['a truncated file of blobs', (folder) => writeTree(folder, { 'storage/__azurite_db_blob__.json': '{"coll' }), 'storage/__azurite_db_blob__.json is cut short, or no JSON'],
    ['no storage at all', (folder) => rmSync(join(folder, 'storage'), { recursive: true }), `${TABLES} is missing`],
    ['no clock', (folder) => rmSync(join(folder, 'clock.json')), 'clock.json is missing'],
  ])('%s', (_what, damage, problem) => {
    const without = used({ copy: false });
    damage(without);
    expect(refusal(without)).toBe(`The data folder ${without} is damaged: ${join(without, problem)}. It is left as it is. Add --fresh to wipe it, or choose another with --data.`);

    const folder = used({ copy: true });
    damage(folder);
    expect(refusal(folder)).toBe(
      `The data folder ${folder} is damaged: ${join(folder, problem)}. It is left as it is. Add --restore to go back to the copy of ${NOON}, --fresh to wipe it, or choose another with --data.`,
    );
    open(folder, { restore: true }, LATER).close();
    expect(treeOf(join(folder, 'storage'))).toEqual(Object.fromEntries(Object.entries(store('first')).map(([file, text]) => [join(folder, file), text]).sort()));
    open(folder).close();
  });

  test('the trial’s folder: of before there was any mark, with an empty file of tables', () => {
    const folder = used({ copy: false });
    writeTree(folder, { 'nextterm.json': '{"madeBy":"NextTerm","format":1}', [TABLES]: '' });
    expect(refusal(folder)).toContain(`${join(folder, TABLES)} is empty`);
  });

  test('a first start that was interrupted goes on: nothing had been filled yet', () => {
    const folder = join(root, String((tests += 1)));
    open(folder).close();
    writeTree(folder, { [TABLES]: '{"collections":[{}]}', 'clock.json': '{"virtual":false}' });
    expect(open(folder)).toMatchObject({ filled: false, notes: [] });
  });

  test('a first start that was killed before its marker had its name', () => {
    const folder = join(root, String((tests += 1)));
    writeTree(folder, { 'nextterm.json.new': '{"made' });
    open(folder).close();
    expect(JSON.parse(textOf(folder, 'nextterm.json'))).toEqual({ madeBy: 'NextTerm', format: 1 });
  });

  test('--fresh wipes it, and it is new again', () => {
    const folder = used({ copy: true });
    writeTree(folder, { [TABLES]: '' });
    const opened = open(folder, { fresh: true });
    expect(opened.filled).toBe(false);
    opened.close();
    expect(readdirSync(folder)).toEqual(['nextterm.json']);
  });
});

describe('a lost marker', () => {
  test.each<[string, string, (folder: string) => void]>([
    ['missing', 'is missing', (folder) => rmSync(join(folder, 'nextterm.json'))],
    ['truncated', 'cannot be read', (folder) => writeTree(folder, { 'nextterm.json': '{"madeBy":"Next' })],
  ])('%s: the copy says whose the folder is', (_what, problem, lose) => {
    const folder = used({ copy: true });
    lose(folder);
    expect(refusal(folder)).toBe(`The data folder ${folder} is damaged: nextterm.json ${problem}. Add --restore to go back to the copy of ${NOON}, delete the folder, or choose another with --data.`);
    expect(open(folder, { restore: true }, LATER).filled).toBe(true);
  });

  test('without a copy the folder is left alone', () => {
    const folder = used({ copy: false });
    rmSync(join(folder, 'nextterm.json'));
    expect(refusal(folder)).toContain('holds files that NextTerm did not make, so it is left alone');
    expect(refusal(folder, { restore: true })).toContain(`There is no good copy in the data folder ${folder} to restore.`);
  });
});

describe('the last good copy', () => {
  test('is of what was there when it was taken, and --restore keeps what it replaces', () => {
    const folder = used({ copy: true });
    writeTree(folder, { ...store('second'), 'clock.json': '{"virtual":true,"now":"2022-01-01T00:00:00.000Z"}\n' });
    const opened = open(folder, { restore: true }, LATER);
    const aside = join(folder, 'replaced-2026-11-28T13-30-00-000Z');
    expect(opened.notes).toEqual([`Restored the copy of ${NOON}. What was there is kept in ${aside}.`]);
    expect(textOf(folder, TABLES)).toContain('first');
    expect(existsSync(join(folder, 'storage/__blobstorage__/second'))).toBe(false);
    expect(textOf(folder, 'clock.json')).toContain('2021-06-18');
    expect([textOf(aside, TABLES), textOf(aside, 'clock.json'), textOf(aside, 'token-keys.json')]).toEqual([expect.stringContaining('second'), expect.stringContaining('2022-01-01'), 'keys']);
    opened.close();
  });

  test('is put back whole, or the folder says that it is damaged, wherever the restore was killed', () => {
    const seen = new Set<string>();
    for (let nth = 1; ; nth += 1) {
      const folder = used({ copy: true });
      writeTree(folder, { ...store('second'), 'clock.json': '{"virtual":true,"now":"2022-01-01T00:00:00.000Z"}\n', 'token-keys.json': 'others' });
      const died = dyingAt(nth, () => open(folder, { restore: true }, LATER).close());
      rmSync(join(folder, 'lock'), { force: true });
      try {
        open(folder, {}, LATER).close();
        seen.add([TABLES, 'clock.json', 'token-keys.json'].map((file) => /first|2021|^keys|second|2022|others/.exec(textOf(folder, file))?.[0]).join(' '));
      } catch (error) {
        seen.add(/is damaged|cannot be used/.exec((error as Error).message)?.[0] ?? String(error));
      }
      open(folder, { restore: true }, '2026-11-28T14:00:00.000Z').close();
      expect([textOf(folder, TABLES), textOf(folder, 'token-keys.json')]).toEqual([expect.stringContaining('first'), 'keys']);
      if (!died) break;
    }
    expect(seen).toEqual(new Set(['second 2022 others', 'is damaged', 'first 2021 keys']));
  });

  test('is replaced by the next one, without what Azurite has only while it runs', () => {
    const folder = used({ copy: true });
    const opened = open(folder, {}, LATER);
    writeTree(folder, { ...store('second'), 'storage/azurite.pid': '{}', 'storage/__azurite_db_table__.json~': '{"half' });
    expect(opened.keepCopy()).toBeUndefined();
    opened.close();
    expect(readdirSync(folder).sort()).toEqual(['clock.json', 'last-good', 'nextterm.json', 'storage', 'token-keys.json']);
    expect(readdirSync(join(folder, 'last-good', 'storage'))).not.toEqual(expect.arrayContaining(['azurite.pid']));
    expect(readdirSync(join(folder, 'last-good', 'storage')).filter((name) => name.endsWith('~'))).toEqual([]);
    expect(textOf(folder, `last-good/${TABLES}`)).toContain('second');
  });

  test('stays when the store is damaged by then', () => {
    const folder = used({ copy: true });
    const opened = open(folder, {}, LATER);
    writeTree(folder, { [TABLES]: '' });
    expect(opened.keepCopy()).toMatch(/__azurite_db_table__\.json is empty$/);
    opened.close();
    open(folder, { restore: true }, LATER).close();
    expect(textOf(folder, TABLES)).toContain('first');
  });

  test('that was only half written counts for nothing', () => {
    const folder = used({ copy: false });
    cpSync(join(folder, 'storage'), join(folder, 'last-good.new', 'storage'), { recursive: true });
    writeTree(folder, { [TABLES]: '', 'last-good.new/complete.json': '{"madeBy":"Nex' });
    expect(refusal(folder, { restore: true })).toContain('There is no good copy');
    expect(refusal(folder)).toContain('Add --fresh to wipe it');
  });

  test.each(['last-good.new', 'last-good.old'])('is found as %s, where its rotation was interrupted', (name) => {
    const folder = used({ copy: true });
    renameSync(join(folder, 'last-good'), join(folder, name));
    writeTree(folder, { [TABLES]: '' });
    open(folder, { restore: true }, LATER).close();
    expect(textOf(folder, TABLES)).toContain('first');
  });

  test('is the newest of two that are complete', () => {
    const folder = used({ copy: true });
    renameSync(join(folder, 'last-good'), join(folder, 'last-good.old'));
    const opened = open(folder, {}, LATER);
    writeTree(folder, store('second'));
    opened.keepCopy();
    opened.close();
    renameSync(join(folder, 'last-good'), join(folder, 'last-good.new'));
    writeTree(folder, { [TABLES]: '' });
    open(folder, { restore: true }, LATER).close();
    expect(textOf(folder, TABLES)).toContain('second');
  });
});
