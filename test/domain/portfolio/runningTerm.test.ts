import { type TermDuration } from '../../../src/kernel/durations';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { instant } from '../../../src/kernel/instant';
import { runningTerm } from '../../../src/domain/portfolio/runningTerm';

const now = instant('2026-01-01T00:00:00Z');

const ran = (duration: TermDuration, end: string, start: string | null = null, targetEnd?: string) =>
  runningTerm({ duration, end: calendarDate(end), start: start === null ? null : instant(start), targets: targetEnd === undefined ? [] : [{ id: 'other', termDuration: 'P1Y', termEnd: calendarDate(targetEnd), autoRenew: true }] }, now);

describe('the term that a row names', () => {
  test.each<{ duration: TermDuration; end: string; startedAt: string }>([
    { duration: 'P1M', end: '2026-01-09', startedAt: '2025-12-10T00:00:00.000Z' },
    { duration: 'P1M', end: '2026-01-30', startedAt: '2025-12-31T00:00:00.000Z' },
    { duration: 'P1Y', end: '2026-03-09', startedAt: '2025-03-10T00:00:00.000Z' },
    { duration: 'P3Y', end: '2028-12-31', startedAt: '2026-01-01T00:00:00.000Z' },
    { duration: 'P1Y', end: '2025-12-31', startedAt: '2025-01-01T00:00:00.000Z' },
  ])('[REN-2] $duration until $end began at $startedAt', ({ duration, end, startedAt }) => {
    expect(ran(duration, end)).toEqual({ startedAt });
  });

  test.each<{ duration: TermDuration; end: string; of: string; reason: RegExp }>([
    { duration: 'P1M', end: '2025-12-30', of: 'end', reason: /the term was over before 2026-01-01T00:00:00.000Z/ },
    { duration: 'P1Y', end: '2027-01-01', of: 'end', reason: /ends then begins on 2026-01-02, after/ },
    { duration: 'P1Y', end: '2028-02-28', of: 'end', reason: /no term of P1Y ends on that day/ },
  ])('[REN-2] $duration until $end is none that runs', ({ duration, end, of, reason }) => {
    expect(ran(duration, end)).toEqual({ of, reason: expect.stringMatching(reason) as string });
  });

  test('[REN-2] no month ends on 28 to 30 March, as the one from 28 February ends on the 27th', () => {
    const spring = instant('2026-03-10T00:00:00Z');
    const ends = ['2026-03-27', '2026-03-28', '2026-03-30', '2026-03-31'].map((end) => runningTerm({ duration: 'P1M', end: calendarDate(end), start: null, targets: [] }, spring));
    expect(ends.map((term) => ('reason' in term ? 'none' : term.startedAt.slice(0, 10)))).toEqual(['2026-02-28', 'none', 'none', '2026-03-01']);
  });

  test('[ORD-8] with a start, a term may end at the end of a month or with another subscription, and on no other day but its own last', () => {
    expect(ran('P1Y', '2026-06-30', '2025-09-15T08:30:00Z')).toEqual({ startedAt: '2025-09-15T08:30:00.000Z', cutShortTo: '2026-06-30' });
    expect(ran('P1Y', '2026-06-20', '2025-09-15T08:30:00Z', '2026-06-20')).toEqual({ startedAt: '2025-09-15T08:30:00.000Z', cutShortTo: '2026-06-20' });
    expect(ran('P1Y', '2026-06-20', '2025-09-15T08:30:00Z')).toMatchObject({ of: 'end', reason: expect.stringContaining('from 2025-09-15 ends on 2026-09-14') as string });
    expect(ran('P1Y', '2026-09-15', '2025-09-15T08:30:00Z')).toMatchObject({ of: 'end' });
    expect(ran('P1Y', '2026-09-14', '2025-09-15T08:30:00Z')).toEqual({ startedAt: '2025-09-15T08:30:00.000Z' });
    expect(ran('P1Y', '2027-01-01', '2026-01-02T00:00:00Z')).toMatchObject({ of: 'start', reason: expect.stringContaining('after 2026-01-01') as string });
  });
});
