import { type HostClock } from '../../src/localhost';
import { FailureJournal, joinHappenings } from '../../src/sandbox/failureJournal';
import { HappeningJournal } from '../../src/sandbox/happeningJournal';

const MIDNIGHT = '2026-02-01T00:00:00.000Z';
const clock: HostClock = { virtual: true, now: () => Date.parse(MIDNIGHT), schedule: () => () => undefined, busy: (work) => work(), enter: (work) => work(), pause: (work) => work(), idle: async () => undefined };
const happening = (at: string, what: string) => ({ at, what, subject: 's-1', outcome: 'completed' });

test('errors are listed by their first line, warnings only shown, the rest neither', async () => {
  const shown: string[] = [];
  const journal = new FailureJournal((line) => shown.push(line));
  journal.log('error', 'before there is a clock');
  journal.clock = clock;
  const finish = journal.collect();
  journal.log('error', 'Function "sweep" failed: boom\n    at sweep.ts:1');
  journal.log('warning', 'late');
  journal.log('information', 'running');
  expect(await finish()).toEqual([{ at: MIDNIGHT, what: 'failure', subject: 'runtime', outcome: 'Function "sweep" failed: boom' }]);
  expect(shown).toEqual(['before there is a clock', 'Function "sweep" failed: boom\n    at sweep.ts:1', 'late']);
});

test('what is only worth knowing is shown where that is asked for', () => {
  const shown: string[] = [];
  const journal = new FailureJournal((line) => shown.push(line), { showsInformation: true });
  journal.log('information', 'Call');
  journal.log('debug', 'details');
  expect(shown).toEqual(['Call']);
});

test('nothing is kept while nobody collects, and each collection has its own', async () => {
  const journal = new HappeningJournal();
  journal.record(happening(MIDNIGHT, 'too early'));
  const first = journal.collect();
  journal.record(happening(MIDNIGHT, 'a'));
  const second = journal.collect();
  journal.record(happening(MIDNIGHT, 'b'));
  expect((await first()).map(({ what }) => what)).toEqual(['a', 'b']);
  journal.record(happening(MIDNIGHT, 'c'));
  expect((await second()).map(({ what }) => what)).toEqual(['b', 'c']);
});

test('joined logs answer in order of time, at one instant in the order of the logs', async () => {
  const one = new HappeningJournal();
  const other = new HappeningJournal();
  const finish = joinHappenings(one, other).collect();
  other.record(happening(MIDNIGHT, 'second'));
  one.record(happening(MIDNIGHT, 'first'));
  one.record(happening('2026-03-01T00:00:00.000Z', 'last'));
  expect((await finish()).map(({ what }) => what)).toEqual(['first', 'second', 'last']);
});
