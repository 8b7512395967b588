import { calendarDate } from '../../../src/kernel/calendarDate';
import { type TermDuration } from '../../../src/kernel/durations';
import { plusDays } from '../../../src/kernel/calendarDate';
import { termEnd } from '../../../src/kernel/term';
import { allowedEnds, mayEndOn, type AlignmentTarget, type NewTerm } from '../../../src/domain/subscription/termEndDates';

const newTerm = (duration: TermDuration, start: string): NewTerm => ({ duration, start: calendarDate(start) });
const target = (termDuration: TermDuration, end: string, differing: Partial<AlignmentTarget> = {}): AlignmentTarget => ({
  id: 'held',
  termDuration,
  termEnd: calendarDate(end),
  autoRenew: true,
  ...differing,
});

describe('[ORD-8] E12 and the published examples: the first term ends', () => {
  test.each<{ term: NewTerm; held?: AlignmentTarget; ends: string; next: readonly [string, string] }>([
    { term: newTerm('P3Y', '2022-07-01'), held: target('P1Y', '2022-10-01'), ends: '2024-10-01', next: ['2024-10-02', '2027-10-01'] },
    { term: newTerm('P3Y', '2022-07-01'), held: target('P3Y', '2022-10-01'), ends: '2022-10-01', next: ['2022-10-02', '2025-10-01'] },
    { term: newTerm('P1Y', '2022-07-01'), held: target('P1Y', '2022-10-01'), ends: '2022-10-01', next: ['2022-10-02', '2023-10-01'] },
    { term: newTerm('P1Y', '2022-07-01'), held: target('P3Y', '2022-10-01'), ends: '2022-10-01', next: ['2022-10-02', '2023-10-01'] },
    { term: newTerm('P3Y', '2022-07-15'), ends: '2025-06-30', next: ['2025-07-01', '2028-06-30'] },
    { term: newTerm('P1Y', '2022-07-15'), ends: '2023-06-30', next: ['2023-07-01', '2024-06-30'] },
    { term: newTerm('P1M', '2022-07-15'), ends: '2022-07-31', next: ['2022-08-01', '2022-08-31'] },
    { term: newTerm('P1Y', '2023-02-04'), ends: '2024-01-31', next: ['2024-02-01', '2025-01-31'] },
    { term: newTerm('P1M', '2024-02-01'), ends: '2024-02-29', next: ['2024-03-01', '2024-03-31'] },
    { term: newTerm('P1M', '2022-07-31'), ends: '2022-07-31', next: ['2022-08-01', '2022-08-31'] },
  ])('$term.duration from $term.start with $held.termDuration $held.termEnd: $ends', ({ term, held, ends, next }) => {
    const kind = held === undefined ? 'calendarMonthAligned' : 'subscriptionAligned';
    const offered = allowedEnds(term, held === undefined ? [] : [held]).filter((allowed) => allowed.kind === kind);
    expect(offered.map(({ end }) => end)).toEqual([ends]);
    const second = plusDays(calendarDate(ends), 1);
    expect([second, termEnd(second, term.duration)]).toEqual(next);
    expect(mayEndOn(calendarDate(ends), term, held === undefined ? [] : [held])).toBe(true);
  });
});

test('[ORD-8] the offer: by date, equal days together, each target once', () => {
  const targets = [target('P1Y', '2022-10-01', { id: 'a' }), target('P3Y', '2022-10-01', { id: 'b' }), target('P1Y', '2023-06-30', { id: 'c' }), target('P1M', '2022-07-20', { id: 'd' })];
  expect(allowedEnds(newTerm('P1Y', '2022-07-15'), targets)).toEqual([
    { kind: 'subscriptionAligned', end: '2022-10-01', subscriptionIds: ['a', 'b'] },
    { kind: 'calendarMonthAligned', end: '2023-06-30' },
    { kind: 'subscriptionAligned', end: '2023-06-30', subscriptionIds: ['c'] },
  ]);
});

// |--start--------------natural end--|
describe('[ORD-8] a day asked for', () => {
  const year = newTerm('P1Y', '2022-07-01');
  const held = target('P1Y', '2022-10-01');
  test.each<{ name: string; end: string; term: NewTerm; targets: readonly AlignmentTarget[]; allowed: boolean }>([
    { name: 'on the day a subscription ends', end: '2022-10-01', term: year, targets: [held], allowed: true },
    { name: 'a day before it', end: '2022-09-29', term: year, targets: [held], allowed: false },
    { name: 'a day after it', end: '2022-10-02', term: year, targets: [held], allowed: false },
    { name: 'on its own end, though it ends once more in the term', end: '2022-10-01', term: newTerm('P3Y', '2022-07-01'), targets: [held], allowed: true },
    { name: 'on an end of a renewal that will not come', end: '2023-10-01', term: newTerm('P3Y', '2022-07-01'), targets: [{ ...held, autoRenew: false }], allowed: false },
    { name: 'on an end of a renewal to come', end: '2023-10-01', term: newTerm('P3Y', '2022-07-01'), targets: [held], allowed: true },
    { name: 'on the natural end, where a subscription ends', end: '2023-06-30', term: year, targets: [], allowed: true },
    { name: 'beyond the natural end', end: '2023-07-31', term: year, targets: [target('P1Y', '2023-07-31')], allowed: false },
    { name: 'on the first day', end: '2022-07-01', term: year, targets: [target('P1Y', '2022-07-01')], allowed: true },
    { name: 'before the first day', end: '2022-06-30', term: year, targets: [target('P1Y', '2022-06-30', { autoRenew: false })], allowed: false },
    { name: 'at an earlier month end, with a subscription', end: '2022-11-30', term: year, targets: [held], allowed: true },
    { name: 'at an earlier month end, without one', end: '2022-11-30', term: year, targets: [], allowed: true },
    { name: 'at the first month end', end: '2022-07-31', term: year, targets: [], allowed: true },
    { name: 'a day before a month end', end: '2022-11-29', term: year, targets: [], allowed: false },
    { name: 'at the month end before the first day', end: '2022-06-30', term: year, targets: [], allowed: false },
    { name: 'at the month end after the natural end', end: '2023-07-31', term: year, targets: [], allowed: false },
    { name: 'a year with a monthly one', end: '2022-07-20', term: year, targets: [target('P1M', '2022-07-20')], allowed: false },
    { name: 'a month with a monthly one', end: '2022-07-20', term: newTerm('P1M', '2022-07-01'), targets: [target('P1M', '2022-07-20')], allowed: true },
    { name: 'a month with a yearly one', end: '2022-07-20', term: newTerm('P1M', '2022-07-01'), targets: [target('P1Y', '2022-07-20')], allowed: true },
    { name: 'a month on the 27th', end: '2022-07-27', term: newTerm('P1M', '2022-07-01'), targets: [target('P1Y', '2022-07-27')], allowed: true },
    { name: 'a month on the 28th', end: '2022-07-28', term: newTerm('P1M', '2022-07-01'), targets: [target('P1Y', '2022-07-28')], allowed: false },
    { name: 'a month on the 30th of 31', end: '2022-07-30', term: newTerm('P1M', '2022-07-01'), targets: [target('P1Y', '2022-07-30')], allowed: false },
    { name: 'a month on the 30th of 30', end: '2022-06-30', term: newTerm('P1M', '2022-06-10'), targets: [target('P1Y', '2022-06-30')], allowed: true },
    { name: 'a month on 28 February of 28', end: '2022-02-28', term: newTerm('P1M', '2022-02-10'), targets: [target('P1Y', '2022-02-28')], allowed: true },
    { name: 'a month on 28 February of 29', end: '2024-02-28', term: newTerm('P1M', '2024-02-10'), targets: [target('P1Y', '2024-02-28')], allowed: false },
    { name: 'a year on the 28th', end: '2022-07-28', term: year, targets: [target('P1Y', '2022-07-28')], allowed: true },
  ])('$name: $allowed', ({ end, term, targets, allowed }) => {
    expect(mayEndOn(calendarDate(end), term, targets)).toBe(allowed);
  });
});
