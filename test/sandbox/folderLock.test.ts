import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { waitForLeftover } from '../../src/localhost/azuriteLeftover';
import { findRunningAzurite } from '../../src/localhost/azuriteRunning';
import { identityOf } from '../../src/localhost/processIdentity';
import { clearLeftElsewhere, takeLock } from '../../src/sandbox/folderLock';
import { temporaryFolder, writeTree } from '../support/temporaryFolder';

const root = temporaryFolder();
let tests = 0;
const newFolder = (): string => join(root, String((tests += 1)));

/** Of a container on this machine, in which this process's number belongs to another one. */
const elsewhere = JSON.stringify({ ...identityOf(process.pid), host: 'other', place: 'other boot pid:[1]' });

/** Real time that goes by in no time: `then` is told how much of it. */
const passing = (then: (passed: number) => void = () => undefined): { readonly pause: (ms: number) => Promise<void>; readonly passed: () => number } => {
  let passed = 0;
  return {
    pause: async (ms) => {
      passed += ms;
      then(passed);
    },
    passed: () => passed,
  };
};

describe('a lock of another machine or container', () => {
  const locked = (): { readonly folder: string; readonly file: string } => {
    const folder = newFolder();
    writeTree(folder, { lock: elsewhere });
    return { folder, file: join(folder, 'lock') };
  };

  test('is never taken for stale, though no process of its number runs here, or another one does', () => {
    for (const pid of [process.pid, 2 ** 22 + 1]) {
      const { file } = locked();
      writeTree(join(file, '..'), { lock: JSON.stringify({ pid, startTicks: '1', host: 'other', place: 'other boot pid:[1]' }) });
      expect(() => takeLock(file)).toThrow(`Another NextTerm (process ${pid} of other, another machine or container) is using this data folder.`);
      expect(readFileSync(file, 'utf8')).toContain('"host":"other"');
    }
  });

  test.each([1_000, 19_000, 20_000])('is one that is used, where it is renewed within %i ms', async (when) => {
    const { folder, file } = locked();
    const { pause } = passing((passed) => {
      if (passed === when) utimesSync(file, 1, 1);
    });
    await expect(clearLeftElsewhere(folder, () => undefined, pause)).rejects.toThrow('(process ' + String(process.pid) + ' of other, another machine or container) is using this data folder.');
    expect(readFileSync(file, 'utf8')).toBe(elsewhere);
  });

  test('was left behind, where it is not renewed for 20 seconds: said, removed, and taken then', async () => {
    const { folder, file } = locked();
    const said: string[] = [];
    const { pause, passed } = passing();
    await clearLeftElsewhere(folder, (line) => said.push(line), pause);
    expect([passed(), said]).toEqual([20_000, [`Process ${process.pid} of other, another machine or container, has not given the data folder back: looking for 20 s whether it still uses it …`]]);
    expect(readdirSync(folder)).toEqual([]);
    takeLock(file)();
  });

  test('that is given back meanwhile is waited for no longer', async () => {
    const { folder, file } = locked();
    const { pause, passed } = passing((ms) => {
      if (ms === 3_000) rmSync(file);
    });
    await clearLeftElsewhere(folder, () => undefined, pause);
    expect([passed(), existsSync(file)]).toEqual([3_000, false]);
  });

  test('that another of here has cleared and taken meanwhile stays its own', async () => {
    const { folder, file } = locked();
    const others = JSON.stringify(identityOf(process.ppid));
    const { pause } = passing((ms) => {
      if (ms === 3_000) writeTree(folder, { lock: others });
    });
    await expect(clearLeftElsewhere(folder, () => undefined, pause)).rejects.toThrow('is using this data folder');
    expect(readFileSync(file, 'utf8')).toBe(others);
  });

  test('is looked for where there is none, or one of here, without waiting', async () => {
    const { pause, passed } = passing();
    const folder = newFolder();
    await clearLeftElsewhere(folder, () => undefined, pause);
    for (const lock of [JSON.stringify(identityOf(process.pid)), JSON.stringify({ pid: process.pid }), '{"pid":']) {
      writeTree(folder, { lock });
      await clearLeftElsewhere(folder, () => undefined, pause);
      expect(readFileSync(join(folder, 'lock'), 'utf8')).toBe(lock);
    }
    expect(passed()).toBe(0);
  });
});

describe('whoever has the lock', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const taken = (): { readonly folder: string; readonly file: string; readonly lost: jest.Mock; readonly release: () => void } => {
    const folder = newFolder();
    writeTree(folder, { other: '' });
    const file = join(folder, 'lock');
    const lost = jest.fn();
    return { folder, file, lost, release: takeLock(file, lost) };
  };

  test('renews it every second, until it is given back', () => {
    const { file, lost, release } = taken();
    for (let second = 0; second < 3; second += 1) {
      utimesSync(file, 1, 1);
      jest.advanceTimersByTime(1_000);
      expect(statSync(file).mtimeMs).toBeGreaterThan(1_000);
    }
    release();
    jest.advanceTimersByTime(5_000);
    expect([existsSync(file), lost.mock.calls.length]).toEqual([false, 0]);
  });

  test('is told once that somebody else has taken it, and leaves it alone', () => {
    const { folder, file, lost, release } = taken();
    writeTree(folder, { lock: elsewhere });
    utimesSync(file, 1, 1);
    jest.advanceTimersByTime(5_000);
    release();
    expect([lost.mock.calls.length, readFileSync(file, 'utf8'), statSync(file).mtimeMs]).toEqual([1, elsewhere, 1_000]);
  });

  test('has not lost it to anybody where it is only gone', () => {
    const { file, lost, release } = taken();
    rmSync(file);
    jest.advanceTimersByTime(5_000);
    release();
    expect(lost).not.toHaveBeenCalled();
  });
});

describe('an Azurite of another machine or container', () => {
  const left = (): { readonly folder: string; readonly file: string } => {
    const folder = newFolder();
    // Both numbers belong to processes of here too.
    writeTree(folder, { 'azurite.pid': JSON.stringify({ pid: process.pid, parentPid: process.ppid, host: 'other', place: 'other boot pid:[1]', ports: { blob: 1, queue: 1, table: 1 } }) });
    return { folder, file: join(folder, 'azurite.pid') };
  };

  test('is in use while it renews its pid file, left behind when it does not, and never found as one of here', async () => {
    const { folder, file } = left();
    expect(await findRunningAzurite(folder)).toBeUndefined();
    const { pause } = passing((ms) => utimesSync(file, ms / 1_000, ms / 1_000));
    await expect(waitForLeftover(file, pause)).rejects.toThrow(`The data folder is in use by process ${process.ppid} of other, another machine or container (see ${file}).`);
    const silent = passing();
    await waitForLeftover(file, silent.pause);
    expect([silent.passed(), existsSync(file)]).toEqual([20_000, false]);
  });

  test('one of here whose numbers others have now is left behind', async () => {
    const folder = newFolder();
    const file = join(folder, 'azurite.pid');
    const { host, place } = identityOf(process.pid);
    writeTree(folder, { 'azurite.pid': JSON.stringify({ pid: process.pid, startTicks: '1', parentPid: process.ppid, parentStartTicks: '1', host, place }) });
    if (identityOf(process.pid).startTicks === undefined) return;
    const { pause, passed } = passing();
    await waitForLeftover(file, pause);
    expect([passed(), existsSync(file)]).toEqual([0, false]);
  });
});
