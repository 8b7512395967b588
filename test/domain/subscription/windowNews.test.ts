import { newCommerce } from '../../../src/domain/policy/policy';
import { applyPatch } from '../../../src/domain/subscription/patch';
import { type Batch, type Subscription } from '../../../src/domain/subscription/state';
import { firstNewsAt, windowNews } from '../../../src/domain/subscription/windowNews';
import { at, bought, decided } from './bought';

// |--18 Jun 10:00 bought--24 Jun 10:00 closing--25 Jun 10:00 closed--|
const june = bought('2021-06-18T10:00:00Z');
const windowOf = ({ batches: [first] }: Subscription): Batch => {
  if (first === undefined) throw new Error('No window is open');
  return first;
};
const window = windowOf(june);
const closesAt = '2021-06-25T10:00:00.000Z';

test('[SUB-3] a window is first spoken of 24 hours before it closes', () => {
  expect(firstNewsAt(window)).toBe('2021-06-24T10:00:00.000Z');
});

test.each([
  ['of 24 hours, when it closes', '2021-06-19T10:00:00.000Z', '2021-06-19T10:00:00.000Z'],
  ['1 ms longer, 24 hours before', '2021-06-19T10:00:00.001Z', '2021-06-18T10:00:00.001Z'],
])('[SUB-3] one %s', (_name, windowClosesAt, spokenOf) => {
  expect(firstNewsAt({ ...window, windowClosesAt: at(windowClosesAt) })).toBe(spokenOf);
});

test.each([
  ['1 ms before it closes', '2021-06-25T09:59:59.999Z', 'WindowClosing'],
  ['at the instant it closes', closesAt, 'WindowClosed'],
  ['long after', '2021-09-01T00:00:00Z', 'WindowClosed'],
])('[SUB-3] %s', (_name, now, type) => {
  expect(windowNews(window, june, at(now))).toEqual({ type, closesAt, quantity: 10 });
});

test('[SUB-3] of a window that is partly used up only the seats left are closing, and nothing is said once it is used up', () => {
  const now = at('2021-06-24T10:00:00Z');
  const fewer = decided(applyPatch({ quantity: 4 }, june, newCommerce, at('2021-06-20T10:00:00Z'))).subscription;
  expect(windowNews(window, fewer, now)).toEqual({ type: 'WindowClosing', closesAt, quantity: 4 });
  const more = decided(applyPatch({ quantity: 12 }, june, newCommerce, at('2021-06-20T10:00:00Z'))).subscription;
  const used = decided(applyPatch({ quantity: 2 }, more, newCommerce, at('2021-06-21T10:00:00Z'))).subscription;
  expect(windowNews(window, used, now)).toBeUndefined();
  expect(windowNews(windowOf(used), used, at('2021-06-26T10:00:00Z'))).toMatchObject({ type: 'WindowClosing', quantity: 2 });
});

test('[SUB-3] of two that were opened at one instant each is spoken of for itself, and nothing is said of one that is used up', () => {
  const addedAt = at('2021-06-20T10:00:00Z');
  const once = decided(applyPatch({ quantity: 11 }, june, newCommerce, addedAt)).subscription;
  const twice = decided(applyPatch({ quantity: 14 }, once, newCommerce, addedAt)).subscription;
  const fewer = decided(applyPatch({ quantity: 2 }, twice, newCommerce, addedAt)).subscription;
  const [, ...opened] = twice.batches;
  const told = (subscription: Subscription) => opened.map((batch) => windowNews(batch, subscription, at('2021-06-26T10:00:00Z'))?.quantity);
  expect(told(twice)).toEqual([1, 3]);
  expect(told(fewer)).toEqual([undefined, 2]);
  // As rows were stored before they said who added them.
  const unsaid = (subscription: Subscription): Subscription => ({ ...subscription, batches: subscription.batches.map(({ openedBy: _by, ...batch }) => batch) });
  expect(told(unsaid(twice))).toEqual([1, 3]);
  expect(told(unsaid(fewer))).toEqual([1, 2]);
});
