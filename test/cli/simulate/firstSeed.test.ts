import { firstSeed } from '../../../src/cli/simulate/firstSeed';

const commit = 'ffffffff0000000000000000000000000000beef';

test.each([
  { name: 'another one each time', ci: undefined, of: { commit }, chance: 0.5, seed: 500_000_000 },
  { name: 'the least', ci: undefined, of: { commit }, chance: 0, seed: 0 },
  { name: 'the same where CI is switched off', ci: 'false', of: { commit }, chance: 0.25, seed: 250_000_000 },
  { name: 'in CI that of the commit, whatever chance says', ci: 'true', of: { commit }, chance: 0.5, seed: 0xffffffff % 1_000_000_000 },
  { name: 'in CI another one each time where there is no commit', ci: '1', of: {}, chance: 0.5, seed: 500_000_000 },
])('the first life of a run that names none is $name', ({ ci, of, chance, seed }) => {
  expect(firstSeed(ci, of, chance)).toBe(seed);
});
