import { spawnSync } from 'node:child_process';
import fs, { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf } from '../../src/localhost/processIdentity';
import { openDataFolder } from '../../src/sandbox/dataFolder';
import { temporaryFolder, writeTree } from '../support/temporaryFolder';

const root = temporaryFolder();
let tests = 0;
const newFolder = (): string => join(root, String((tests += 1)));

const openAndClose = (folder: string, fresh = false): void => {
  openDataFolder(folder, { fresh }).close();
};

test('a new folder is made, marked as ours, and locked until closed', () => {
  const folder = join(newFolder(), 'deep');
  const opened = openDataFolder(folder, { fresh: false });
  expect(readdirSync(folder).sort()).toEqual(['lock', 'nextterm.json']);
  expect(opened).toMatchObject({ storageFolder: join(folder, 'storage'), clockFile: join(folder, 'clock.json') });
  opened.close();
  expect(readdirSync(folder)).toEqual(['nextterm.json']);
});

test('a second process on the same folder is refused, also with --fresh', () => {
  const folder = newFolder();
  const opened = openDataFolder(folder, { fresh: false });
  writeTree(folder, { 'storage/table.json': 'rows' });
  const inUse = `Another NextTerm (process ${process.pid}) is using this data folder.`;
  expect(() => openDataFolder(folder, { fresh: false })).toThrow(inUse);
  expect(() => openDataFolder(folder, { fresh: true })).toThrow(inUse);
  expect(existsSync(join(folder, 'storage/table.json'))).toBe(true);
  opened.close();
  openAndClose(folder);
});

describe('a lock left behind is taken over', () => {
  const ended = spawnSync(process.execPath, ['-e', '']).pid;
  test.each([
    { name: 'by a process that is gone', lock: JSON.stringify({ pid: ended }) },
    { name: 'cut short by a crash', lock: '{"pid":' },
    { name: 'empty', lock: '' },
  ])('$name', ({ lock }) => {
    const folder = newFolder();
    openAndClose(folder);
    writeTree(folder, { lock });
    const opened = openDataFolder(folder, { fresh: false });
    expect(JSON.parse(readFileSync(join(folder, 'lock'), 'utf8'))).toEqual(identityOf(process.pid));
    opened.close();
  });

  test('by one of two processes that find it at the same time', () => {
    const folder = newFolder();
    openAndClose(folder);
    writeTree(folder, { lock: JSON.stringify({ pid: ended }) });
    const others = JSON.stringify(identityOf(process.ppid));
    /** The other one is quicker by just that much. */
    const spies = (['rmSync', 'renameSync'] as const).map((name) => {
      const actual = fs[name] as (...given: unknown[]) => void;
      return jest.spyOn(fs, name).mockImplementation((...given: unknown[]) => {
        if (given[0] === join(folder, 'lock')) writeTree(folder, { lock: others });
        actual(...given);
      });
    });
    expect(() => openDataFolder(folder, { fresh: true })).toThrow('Another NextTerm is starting on this data folder at this moment. Try again.');
    for (const spy of spies) spy.mockRestore();
    expect(readFileSync(join(folder, 'lock'), 'utf8')).toBe(others);
    expect(readdirSync(folder).sort()).toEqual(['lock', 'nextterm.json']);
  });

  test('and then not given back by whoever had it before', () => {
    const folder = newFolder();
    const opened = openDataFolder(folder, { fresh: false });
    const others = JSON.stringify(identityOf(process.ppid));
    writeTree(folder, { lock: others });
    opened.close();
    expect(readFileSync(join(folder, 'lock'), 'utf8')).toBe(others);
  });

  const startTimesAreKnown = existsSync(`/proc/${process.pid}/stat`);
  (startTimesAreKnown ? test : test.skip)('by a process whose number another one has now', () => {
    const folder = newFolder();
    openAndClose(folder);
    writeTree(folder, { lock: JSON.stringify({ pid: process.pid, startTicks: '1' }) });
    openAndClose(folder);
  });
});

test('--fresh wipes what a folder of ours holds, but for the certificate that people have told their machines to trust', () => {
  const folder = newFolder();
  openAndClose(folder);
  writeTree(folder, { 'storage/table.json': 'rows', 'clock.json': '{"virtual":false}', 'certificate/localhost.pem': 'PEM' });
  openAndClose(folder, true);
  expect(readdirSync(folder, { recursive: true })).toEqual(['certificate', 'nextterm.json', 'certificate/localhost.pem']);
});

test.each([false, true])('a folder with somebody else’s files is left alone (fresh: %s)', (fresh) => {
  const folder = newFolder();
  writeTree(folder, { 'thesis.txt': 'ten years of work' });
  expect(() => openDataFolder(folder, { fresh })).toThrow(`The folder ${folder} holds files that NextTerm did not make, so it is left alone.`);
  expect(readdirSync(folder)).toEqual(['thesis.txt']);
});

test.each([
  { name: 'a damaged marker', marker: '{', sentence: 'is damaged: nextterm.json cannot be read' },
  { name: 'a marker of something else', marker: '{"madeBy":"Other","format":1}', sentence: 'is damaged: nextterm.json cannot be read' },
  { name: 'a later format', marker: '{"madeBy":"NextTerm","format":2}', sentence: 'was made by another version of NextTerm (format 2, not 1)' },
])('$name: refused, nothing wiped', ({ marker, sentence }) => {
  const folder = newFolder();
  writeTree(folder, { 'nextterm.json': marker, 'storage/table.json': 'rows' });
  expect(() => openDataFolder(folder, { fresh: true })).toThrow(sentence);
  expect(existsSync(join(folder, 'storage/table.json'))).toBe(true);
});

test('a file in the place of the folder, or of one above it', () => {
  const folder = newFolder();
  writeTree(root, { 'a-file': '' });
  const file = join(root, 'a-file');
  for (const path of [file, join(file, 'below')]) {
    expect(() => openDataFolder(path, { fresh: false })).toThrow(`The data folder ${path} cannot be used: there is a file in its place. Choose another with --data.`);
  }
  expect(existsSync(folder)).toBe(false);
});

const hasProc = existsSync('/proc/self');
(hasProc ? test : test.skip)('a place where the system makes no folders', () => {
  expect(() => openDataFolder('/proc/nextterm/data', { fresh: false })).toThrow('The data folder /proc/nextterm/data cannot be used: the system does not let it be made.');
});
