import { unreadableIn } from '../../src/console/api/unreadable';

test('[DUE-2] a file that is short of rows says of how many', () => {
  expect([new Headers(), new Headers({ 'nextterm-unreadable': '3' })].map(unreadableIn)).toEqual([0, 3]);
});
