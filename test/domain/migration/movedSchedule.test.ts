import { carriedOutAt, movedSchedule } from '../../../src/domain/migration/schedule';
import { type MigrationSchedule } from '../../../src/domain/migration/scheduleState';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { instant } from '../../../src/kernel/instant';
import { bought } from '../subscription/bought';

/** For the renewal of a month that ends on 12 February. */
const schedule: MigrationSchedule = {
  id: 'm', version: 1, customerId: 'c', partnerId: 'p', status: 'created', currentSubscriptionId: 's', dueAt: instant('2026-02-12T00:00:00Z'), subscriptionEnd: calendarDate('2026-02-12'),
  createdAt: instant('2026-02-01T09:00:00Z'), modifiedAt: instant('2026-02-01T09:00:00Z'), addOns: [],
};

const source = (start: string, end: string) => {
  const subscription = bought('2026-01-13T10:00:00Z');
  return { ...subscription, term: { ...subscription.term, start: calendarDate(start), end: calendarDate(end) } };
};

// |--13 Jan … 12 Feb--|; begun anew on 5 Feb: |--5 Feb … 4 Feb 2027--|; renewed: |--13 Feb … 12 Mar--|
test.each([
  { what: 'begun anew before its end', start: '2026-02-05', end: '2027-02-04', now: '2026-02-12T00:00:00Z', dueAt: '2027-02-04T00:00:00.000Z' },
  { what: 'begun anew on its last day', start: '2026-02-12', end: '2027-02-11', now: '2026-02-12T09:00:00Z', dueAt: '2027-02-11T00:00:00.000Z' },
  { what: 'begun anew, and looked at days after the old end', start: '2026-02-05', end: '2027-02-04', now: '2026-02-16T09:00:00Z', dueAt: '2027-02-04T00:00:00.000Z' },
  { what: 'the same', start: '2026-01-13', end: '2026-02-12', now: '2026-02-12T00:00:00Z', dueAt: undefined },
  { what: 'followed by the next, as nobody came in time', start: '2026-02-13', end: '2026-03-12', now: '2026-02-16T09:00:00Z', dueAt: undefined },
])('[MIG-6] [MIG-3] the term whose end a plan waits for is $what', ({ start, end, now, dueAt }) => {
  const moved = movedSchedule(schedule, source(start, end), instant(now));
  expect(moved?.schedule.dueAt).toBe(dueAt);
  expect(moved?.schedule.subscriptionEnd).toBe(dueAt === undefined ? undefined : end);
  expect(carriedOutAt(schedule, source(start, end))).toBe(dueAt ?? schedule.dueAt);
});
