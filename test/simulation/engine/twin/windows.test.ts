import { instant } from '../../../../src/kernel/instant';
import { differencesOf } from './differences';
import { withComparableWindows } from './windows';

const now = instant('2026-03-12T10:00:00.000Z');
const window = (addedAt: string, windowClosesAt: string) => ({ quantity: 7, addedAt, windowClosesAt });
const early = window('2026-03-01T00:00:00.000Z', '2026-03-08T00:00:00.000Z');
const late = window('2026-03-10T15:48:00.000Z', '2026-03-17T15:48:00.000Z');
const added = window('2026-03-11T09:00:00.000Z', '2026-03-18T09:00:00.000Z');
const of = (startedAt: string, ...batches: readonly object[]) => ({ type: 'subscription', id: 's', term: { number: 2, startedAt }, batches });
const paths = (lived: object, twin: object) => differencesOf(...withComparableWindows([lived, twin] as [Record<string, unknown>, Record<string, unknown>], now)).map(({ path, laterBy }) => `${path}${laterBy === undefined ? '' : ' later'}`);

test.each([
  ['closed windows that one of the two still has', of(early.addedAt), of(early.addedAt, early), []],
  ['the window of a late term beside one that has closed', of(late.addedAt, late), of(early.addedAt, early), ['term.startedAt later', 'batches[0].addedAt later', 'batches[0].windowClosesAt later']],
  ['the window of a late term beside one that has closed and gone', of(late.addedAt, late), of(early.addedAt), ['term.startedAt later']],
  ['the same, with seats that were added in both', of(late.addedAt, late, added), of(early.addedAt, added), ['term.startedAt later']],
])('[SUB-2] [REN-4] %s is no other difference than that it is later', (_name, lived, twin, expected) => {
  expect(paths(lived, twin)).toEqual(expected);
  const sheet = (each: object) => ({ type: 'subscriptionSheet', subscriptions: [each] });
  expect(paths(sheet(lived), sheet(twin))).toEqual(expected.map((path) => `subscriptions[0].${path}`));
});

test.each([
  ['an open window that the twin has alone', of(early.addedAt), of(early.addedAt, added)],
  ['one that only the life has, of a term that began when it should', of(early.addedAt, added), of(early.addedAt)],
])('[SUB-2] %s is a difference', (_name, lived, twin) => {
  expect(paths(lived, twin)).toEqual(['batches']);
});
