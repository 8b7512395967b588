import fs, { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDataFolder } from '../../../src/sandbox/dataFolder';
import { deleteSnapshot } from '../../../src/sandbox/snapshots/deleteSnapshot';
import { loadSnapshot } from '../../../src/sandbox/snapshots/loadSnapshot';
import { saveSnapshot } from '../../../src/sandbox/snapshots/saveSnapshot';
import { listSnapshots } from '../../../src/sandbox/snapshots/snapshotFolder';
import { typed } from '../../support/typedLine';
import { temporaryFolder, writeTree } from '../../support/temporaryFolder';

const root = temporaryFolder();
let folders = 0;

const books = ['table', 'blob', 'blob_extent', 'queue', 'queue_extent'];
const store = (what: string): Record<string, string> => ({
  ...Object.fromEntries(books.map((book) => [`storage/__azurite_db_${book}__.json`, JSON.stringify({ collections: [{ name: what }] })])),
  [`storage/__blobstorage__/${what}`]: what,
});

/** All of a world, each file of it naming it. */
const worldOf = (what: string): Record<string, string> => ({ ...store(what), 'bus/journal': what, 'clock.json': `{"virtual":true,"now":"2026-0${what === 'first' ? 1 : 2}-01T00:00:00.000Z"}\n`, 'token-keys.json': what, [`mail/${what}.eml`]: what });

const become = (folder: string, what: string): void => {
  for (const name of ['storage', 'bus', 'mail', 'world.json']) rmSync(join(folder, name), { recursive: true, force: true });
  writeTree(folder, worldOf(what));
};

/** A data folder that holds the first world. */
const used = (): string => {
  const folder = join(root, String((folders += 1)));
  const opened = openDataFolder(folder, { fresh: false });
  become(folder, 'first');
  opened.markFilled();
  opened.close();
  return folder;
};

/** Which world a folder holds: all of it, or a mixture. */
const holds = (folder: string): string => {
  const read = (file: string): string => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : '');
  const found = ['first', 'second'].filter((what) => Object.entries(worldOf(what)).every(([file, text]) => read(file) === text));
  const strays = (['first', 'second'] as const).filter((what) => existsSync(join(folder, 'storage', '__blobstorage__', what)) || existsSync(join(folder, 'mail', `${what}.eml`)));
  return found.length === 1 && strays.length === 1 ? (found[0] ?? '') : `a mixture of ${strays.join(' and ')}`;
};

const save = (dataFolder: string, name: string, replace = false) => saveSnapshot({ dataFolder, name, replace, version: '1.2.3', realNow: () => '2026-11-29T12:00:00.000Z' });

const said = async (work: Promise<unknown> | (() => unknown)): Promise<string> => {
  try {
    await (typeof work === 'function' ? work() : work);
    return 'done';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('snapshots', () => {
  test('keep the whole world under a name, say what they are of, and are put back whole, as often as one likes', async () => {
    const folder = used();
    writeTree(folder, { 'world.json': JSON.stringify({ file: 'acme.yaml', digest: 'd' }) });
    expect(await save(folder, 'before-2026')).toMatchObject({ name: 'before-2026', version: '1.2.3', savedAt: '2026-11-29T12:00:00.000Z', at: '2026-01-01T00:00:00.000Z', world: 'acme.yaml' });
    become(folder, 'second');
    await save(folder, 'later');
    expect(listSnapshots(folder).map(({ name, at, world }) => [name, at, world])).toEqual([
      ['before-2026', '2026-01-01T00:00:00.000Z', 'acme.yaml'],
      ['later', '2026-02-01T00:00:00.000Z', undefined],
    ]);
    for (const [name, what, world] of [['before-2026', 'first', true], ['later', 'second', false], ['before-2026', 'first', true]] as const) {
      await loadSnapshot(folder, name);
      expect({ holds: holds(folder), world: existsSync(join(folder, 'world.json')) }).toEqual({ holds: what, world });
    }
    openDataFolder(folder, { fresh: true }).close();
    expect(holds(folder)).toBe('a mixture of ');
    await loadSnapshot(folder, 'later');
    const opened = openDataFolder(folder, { fresh: false });
    expect({ holds: holds(folder), filled: opened.filled }).toEqual({ holds: 'second', filled: true });
    opened.close();
  });

  test('are put back over a damaged store, and refused where they are damaged themselves, changing nothing', async () => {
    const folder = used();
    await save(folder, 'good');
    writeFileSync(join(folder, 'storage', '__azurite_db_table__.json'), '{"coll');
    expect(await said(save(folder, 'bad'))).toContain('is damaged');
    await loadSnapshot(folder, 'good');
    expect(holds(folder)).toBe('first');
    rmSync(join(folder, 'snapshots', 'good', 'storage', '__azurite_db_table__.json'));
    become(folder, 'second');
    expect(await said(loadSnapshot(folder, 'good'))).toMatch(/^The snapshot good is damaged: .* Nothing was loaded\.$/);
    expect(holds(folder)).toBe('second');
  });

  test.each(['', '.', '..', '../out', 'a/b', 'a.old', '-x', 'x'.repeat(51), 'a b'])('cannot be called %p', async (name) => {
    const folder = used();
    const what = `A snapshot cannot be called "${name}": a name has 1 to 50 letters, digits, - and _, and begins with a letter or digit.`;
    expect([await said(save(folder, name)), await said(loadSnapshot(folder, name)), await said(() => deleteSnapshot(folder, name))]).toEqual([what, what, what]);
  });

  test('are not saved or loaded while something runs on the folder, over one of the same name unasked, or of nothing', async () => {
    const folder = used();
    await save(folder, 'x'.repeat(50));
    await save(folder, 'a');
    become(folder, 'second');
    expect(await said(save(folder, 'a'))).toBe('There is a snapshot a already, saved 2026-11-29T12:00:00.000Z. Add --replace to save in its place, or choose another name.');
    const running = openDataFolder(folder, { fresh: false });
    expect(await said(save(folder, 'b'))).toMatch(/^Another NextTerm \(process \d+\) is using this data folder\. Stop it/);
    expect(await said(loadSnapshot(folder, 'a'))).toMatch(/^Another NextTerm/);
    running.close();
    expect(holds(folder)).toBe('second');
    expect(await said(loadSnapshot(folder, 'b'))).toBe(`There is no snapshot b in ${folder}: a, ${'x'.repeat(50)}.`);
    const empty = join(root, 'empty');
    openDataFolder(empty, { fresh: false }).close();
    expect(await said(save(empty, 'a'))).toContain('holds no world yet: nothing was saved');
    expect(await said(save(join(root, 'nowhere'), 'a'))).toContain('There is no data folder');
    expect(existsSync(join(root, 'nowhere'))).toBe(false);
    await save(folder, 'a', true);
    become(folder, 'first');
    await loadSnapshot(folder, 'a');
    expect(holds(folder)).toBe('second');
  });

  test('that are deleted are gone, the others not', async () => {
    const folder = used();
    await save(folder, 'a');
    await save(folder, 'b');
    deleteSnapshot(folder, 'a');
    expect(listSnapshots(folder).map(({ name }) => name)).toEqual(['b']);
    expect(await said(() => deleteSnapshot(folder, 'a'))).toBe(`There is no snapshot a in ${folder}: b.`);
  });
});

/** Has `other` happen before the nth file is copied, written or renamed. @returns whether it came so far. */
const meanwhileAt = async (nth: number, other: () => void, work: () => Promise<unknown>): Promise<boolean> => {
  let left = nth;
  const spies = (['cpSync', 'writeFileSync', 'renameSync'] as const).map((name) => {
    const actual = fs[name] as (...given: unknown[]) => unknown;
    return jest.spyOn(fs, name).mockImplementation(((...given: unknown[]) => {
      left -= 1;
      if (left === 0) other();
      return actual(...given);
    }));
  });
  await work();
  for (const spy of spies) spy.mockRestore();
  return left <= 0;
};

test('one that is deleted while it is being loaded is loaded whole or not at all', async () => {
  const seen = new Set<string>();
  for (let nth = 1; ; nth += 1) {
    const folder = used();
    await save(folder, 'it');
    become(folder, 'second');
    const met = await meanwhileAt(nth, () => deleteSnapshot(folder, 'it'), async () => seen.add(`${await said(loadSnapshot(folder, 'it'))}: ${holds(folder)}`.replace(folder, 'FOLDER')));
    openDataFolder(folder, { fresh: false }).close();
    if (!met) break;
  }
  expect(seen).toEqual(new Set(['There is no snapshot it in FOLDER.: second', 'The snapshot it was deleted while it was being loaded. Nothing was loaded.: second', 'done: first']));
});

describe('killed in the middle', () => {
  /** Dies at the nth change of the file system, before it is made. @returns whether it came so far. */
  const dyingAt = async (nth: number, work: () => Promise<unknown>): Promise<boolean> => {
    let left = nth;
    const spies = (['renameSync', 'rmSync', 'cpSync', 'writeFileSync', 'mkdirSync'] as const).map((name) => {
      const actual = fs[name] as (...given: unknown[]) => unknown;
      return jest.spyOn(fs, name).mockImplementation(((...given: unknown[]) => {
        left -= 1;
        if (left <= 0) throw Object.assign(new Error('killed'), { code: 'KILLED' });
        return actual(...given);
      }) as never);
    });
    await work().catch(() => undefined);
    for (const spy of spies) spy.mockRestore();
    rmSync(join(root, String(folders), 'lock'), { force: true });
    return left <= 0;
  };

  test('a loading leaves what was there or the snapshot, once the folder is opened again; never a mixture', async () => {
    const seen = new Set<string>();
    for (let nth = 1; ; nth += 1) {
      const folder = used();
      await save(folder, 'first');
      become(folder, 'second');
      const died = await dyingAt(nth, () => loadSnapshot(folder, 'first'));
      openDataFolder(folder, { fresh: false }).close();
      seen.add(holds(folder));
      expect(['first', 'second']).toContain(holds(folder));
      expect(existsSync(join(folder, 'loading'))).toBe(false);
      if (!died) break;
    }
    expect(seen).toEqual(new Set(['first', 'second']));
  });

  test('a saving in the place of another leaves the one before or the new one', async () => {
    const seen = new Set<string>();
    for (let nth = 1; ; nth += 1) {
      const folder = used();
      await save(folder, 'it');
      become(folder, 'second');
      const died = await dyingAt(nth, () => save(folder, 'it', true));
      expect(holds(folder)).toBe('second');
      await loadSnapshot(folder, 'it');
      seen.add(holds(folder));
      if (!died) break;
    }
    expect(seen).toEqual(new Set(['first', 'second']));
  });
});

test('nextterm snapshot says what it did, and what it cannot make sense of', async () => {
  const folder = used();
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await typed(['snapshot', ...args, ...(args[0] === 'show' ? [] : ['--data', folder])]);
    return [code, `${stdout}${stderr}`.split('\n')[0]];
  };
  expect(await run('list')).toEqual([0, `There are no snapshots in ${folder}.`]);
  expect(await run('save', 'a')).toEqual([0, expect.stringMatching(/^Saved a: clock at 2026-01-01T00:00:00\.000Z, the sample world, saved \d{4}-.*Z by version \d+\.\d+\.\d+$/)]);
  expect(await run('save', 'a')).toEqual([1, expect.stringContaining('There is a snapshot a already')]);
  expect(await run('load', 'a')).toEqual([0, expect.stringMatching(/^Loaded a: clock at/)]);
  expect(await run('list')).toEqual([0, expect.stringMatching(/^a: clock at/)]);
  expect(await run('delete', 'a')).toEqual([0, 'Deleted a']);
  expect(await run('load', 'a')).toEqual([1, `There is no snapshot a in ${folder}.`]);
  expect(await run('show')).toEqual([2, 'There is no action show: save, load, list or delete.']);
  expect(await run('save')).toEqual([2, 'save which snapshot? Give a name.']);
  expect(await run('list', 'a')).toEqual([2, 'list takes no name, and there is "a".']);
  expect(await run('load', 'a', '--replace')).toEqual([2, '--replace goes with save alone.']);
});
