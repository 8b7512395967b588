import { wasRelatedAt } from '../../../../src/domain/parties/customer/relationship';
import { type Relationship } from '../../../../src/domain/parties/customer/state';
import { instant, type Instant } from '../../../../src/kernel/instant';

const on = (day: number): Instant => instant(`2026-03-0${day}T10:00:00.000Z`);
const days = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const acceptedBefore = [{ from: on(3), to: on(5) }];

test.each<{ name: string; relationship?: Relationship; related: readonly number[] }>([
  { name: 'that has none', related: [] },
  { name: 'whose request waits', relationship: { status: 'pending', since: on(3) }, related: [] },
  { name: 'since it was accepted', relationship: { status: 'accepted', since: on(3) }, related: [3, 4, 5, 6, 7, 8, 9] },
  { name: 'until it ended', relationship: { status: 'ended', since: on(5), acceptedBefore }, related: [3, 4, 5] },
  { name: 'until it ended, and asked again since', relationship: { status: 'pending', since: on(7), acceptedBefore }, related: [3, 4, 5] },
  { name: 'until it ended, and again, and not in between', relationship: { status: 'accepted', since: on(7), acceptedBefore }, related: [3, 4, 5, 7, 8, 9] },
  { name: 'until it ended, before it was kept since when', relationship: { status: 'ended', since: on(5) }, related: [1, 2, 3, 4, 5] },
])('[PAR-3] a partner $name', ({ relationship, related }) => {
  const relationships: Record<string, Relationship> = relationship === undefined ? {} : { p: relationship };
  expect(days.filter((day) => wasRelatedAt({ relationships }, 'p', on(day)))).toEqual(related);
});
