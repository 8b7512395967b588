import { instant } from '../../../../src/kernel/instant';
import { differencesOf } from './differences';
import { sideBySide } from './storedForms';

const now = instant('2026-05-20T10:00:00.000Z');
const row = (...closes: readonly string[]) => ({ type: 'subscription', batches: closes.map((windowClosesAt) => ({ quantity: 2, windowClosesAt })) });
const [closed, open, openLater] = ['2026-05-19T10:00:00.000Z', '2026-05-24T10:00:00.000Z', '2026-05-25T10:00:00.000Z'];

const between = (here: object, there: object) => differencesOf(...sideBySide(here as Record<string, unknown>, there as Record<string, unknown>, now)).map(({ path, laterBy }) => [path, laterBy !== undefined]);

test('a window that has closed and stands in one of two rows alone is no difference, on a sheet neither', () => {
  expect(between(row(closed, open), row(open))).toEqual([]);
  const sheet = (...closes: readonly string[]) => ({ type: 'subscriptionSheet', subscriptions: [row(...closes)] });
  expect(between(sheet(closed, open), sheet(open))).toEqual([]);
  expect(between(row(closed, open), row())).toEqual([['batches', false]]);
});

test('[REN-4] a window that was opened later is later, also where that of the twin has closed', () => {
  expect(between(row(openLater), row(open))).toEqual([['batches[0].windowClosesAt', true]]);
  expect(between(row(open), row(closed))).toEqual([['batches[0].windowClosesAt', true]]);
});
