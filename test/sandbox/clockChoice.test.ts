import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { chooseClock } from '../../src/sandbox/clockChoice';
import { readClockFile, writeClockFile } from '../../src/sandbox/clockFile';
import { temporaryFolder, writeTree } from '../support/temporaryFolder';

const JANUARY = Date.UTC(2026, 0, 31, 10);
const MARCH = Date.UTC(2026, 2, 1);
const real = { virtual: false } as const;
const virtual = (now: number) => ({ virtual: true, now }) as const;

test.each([
  { name: 'new folder, no flag', stored: undefined, requested: undefined, choice: { ok: true, clock: real } },
  { name: 'new folder, --clock', stored: undefined, requested: JANUARY, choice: { ok: true, clock: virtual(JANUARY) } },
  { name: 'real folder, no flag', stored: real, requested: undefined, choice: { ok: true, clock: real } },
  {
    name: 'real folder, --clock',
    stored: real,
    requested: JANUARY,
    choice: { ok: false, problem: 'This data folder was made with the real clock and cannot change to a virtual one. Add --fresh to wipe it, or choose another with --data.' },
  },
  { name: 'virtual folder, the same position', stored: virtual(MARCH), requested: MARCH, choice: { ok: true, clock: virtual(MARCH) } },
  {
    name: 'virtual folder, no flag',
    stored: virtual(MARCH),
    requested: undefined,
    choice: { ok: true, clock: virtual(MARCH), note: 'The virtual clock of this data folder goes on from 2026-03-01T00:00:00.000Z.' },
  },
  {
    name: 'virtual folder, an earlier --clock',
    stored: virtual(MARCH),
    requested: JANUARY,
    choice: { ok: true, clock: virtual(MARCH), note: 'The virtual clock of this data folder goes on from 2026-03-01T00:00:00.000Z, not from 2026-01-31T10:00:00.000Z: it never goes back; --fresh starts over.' },
  },
  {
    name: 'virtual folder, a later --clock',
    stored: virtual(JANUARY),
    requested: MARCH,
    choice: { ok: true, clock: virtual(JANUARY), note: 'The virtual clock of this data folder goes on from 2026-01-31T10:00:00.000Z, not from 2026-03-01T00:00:00.000Z: POST /local/clock moves it forward.' },
  },
])('$name', ({ stored, requested, choice }) => {
  expect(chooseClock(stored, requested)).toEqual(choice);
});

test.each([
  ['9989-12-31T23:59:59.999Z', true],
  ['9990-01-01T00:00:00.000Z', false],
])('a clock that starts at %s leaves room for what begins then: %s', (at, ok) => {
  expect(chooseClock(undefined, Date.parse(at)).ok).toBe(ok);
});

describe('clock.json', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'clock.json');
  const wayOut = (): string => 'Add --fresh to wipe it';

  test.each([real, virtual(JANUARY), virtual(MARCH + 1)])('keeps %j', (clock) => {
    writeClockFile(file, clock);
    expect(readClockFile(file, wayOut)).toEqual(clock);
    expect(readdirSync(folder)).toEqual(['clock.json']);
  });

  test('none yet', () => {
    expect(readClockFile(join(folder, 'none.json'), wayOut)).toBeUndefined();
  });

  test.each(['', '{"virtual":true}', '{"virtual":true,"now":"soon"}'])('damaged (%s): said, not guessed', (text) => {
    writeTree(folder, { 'clock.json': text });
    expect(() => readClockFile(file, wayOut)).toThrow(`The data folder is damaged: ${file} cannot be read. Add --fresh to wipe it.`);
  });
});
