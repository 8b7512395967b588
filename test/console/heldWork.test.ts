import { heldText } from '../../src/console/pages/clock/heldText';

test('[DUE-4] a clock that moved past work that is held back says so', () => {
  expect(heldText({ state: 'paused', reason: 'a look', waiting: 1 })).toBe('Due work is paused (a look): 1 deadline waits until the operator lets it go on.');
  expect(heldText({ state: 'draining', reason: 'a release', waiting: 100, more: true })).toBe('Due work is drained (a release): 100 or more deadlines wait until the operator lets it go on.');
});
