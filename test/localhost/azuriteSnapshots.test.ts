import { paceSnapshots, type SnapshotBook } from '../../src/localhost/azuriteSnapshots';

/** A book whose snapshots take as long as is said, on a clock that only the test moves; `snapshots` has when each began. */
const paced = ({ takes }: { takes: number }) => {
  let now = 0;
  let waiting: { at: number; work: () => void } | undefined;
  const snapshots: number[] = [];
  const failures: unknown[] = [];
  const collection = { dirty: true };
  let problem: unknown;
  const book: SnapshotBook = {
    autosave: false,
    autosaveInterval: 5_000,
    autosaveHandle: undefined,
    collections: [collection],
    autosaveDirty: () => collection.dirty,
    saveDatabase: (done) => {
      snapshots.push(now);
      collection.dirty = false;
      now += takes;
      done(problem);
    },
  };
  paceSnapshots(book, {
    now: () => now,
    later: (work, ms) => {
      waiting = { at: now + ms, work };
      return 'a timer';
    },
    failed: (error) => failures.push(error),
  });
  return {
    snapshots,
    failures,
    book,
    fail: (error: unknown) => (problem = error),
    /** Until then something is written all the time, unless it is said otherwise. */
    runUntil: (end: number, changes = true) => {
      while (waiting !== undefined && waiting.at <= end) {
        collection.dirty ||= changes;
        const { at, work } = waiting;
        waiting = undefined;
        now = at;
        work();
      }
    },
  };
};

it('saves what changes every five seconds, while that is quick', () => {
  const { snapshots, runUntil } = paced({ takes: 500 });
  runUntil(20_000);
  expect(snapshots).toEqual([5_000, 10_500, 16_000]);
});

it.each([
  [555, 5_000],
  [556, 5_004],
  [16_000, 144_000],
])('waits nine times as long as the last one took, and five seconds at least: %i ms, then %i', (takes, pause) => {
  const { snapshots, runUntil } = paced({ takes });
  runUntil(5_000 + takes + pause);
  expect(snapshots).toEqual([5_000, 5_000 + takes + pause]);
});

it('takes no more than a tenth of the time of an advance that writes for an hour', () => {
  const { snapshots, runUntil } = paced({ takes: 16_000 });
  runUntil(3_600_000);
  expect(snapshots).toHaveLength(23);
  expect(snapshots.length * 16_000).toBeLessThan(3_600_000 / 9);
});

it('saves nothing where nothing changed, and looks again after five seconds', () => {
  const { snapshots, runUntil } = paced({ takes: 16_000 });
  runUntil(5_000);
  runUntil(200_000, false);
  expect(snapshots).toEqual([5_000]);
  runUntil(205_000);
  expect(snapshots).toHaveLength(2);
});

it('tells what could not be saved, and saves it the next time without another change', () => {
  const { snapshots, failures, fail, runUntil } = paced({ takes: 100 });
  fail(new Error('disk full'));
  runUntil(5_000);
  expect(failures).toEqual([new Error('disk full')]);
  fail(undefined);
  runUntil(30_000, false);
  expect(snapshots).toEqual([5_000, 10_100]);
});

it('ends when it is told to while it saves, as Azurite does before it saves for the last time', () => {
  const { snapshots, book, runUntil } = paced({ takes: 100 });
  const saveDatabase = book.saveDatabase.bind(book);
  book.saveDatabase = (done) => {
    book.autosaveHandle = null;
    saveDatabase(done);
  };
  runUntil(60_000);
  expect(snapshots).toEqual([5_000]);
});
