import { fewest } from './fewest';

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, nth) => nth);

describe('the fewest members of a list that still come to the same', () => {
  test.each([
    ['one', [17]],
    ['the first and the last', [0, 89]],
    ['some that stand apart', [3, 40, 41, 77]],
    ['none', []],
    ['all', upTo(90)],
  ])('finds %s', async (_, needed) => {
    expect(await fewest(upTo(90), async (left) => needed.every((each) => left.includes(each)))).toEqual(needed);
  });

  test('a pair of which either will do leaves one', async () => {
    expect(await fewest(upTo(8), async (left) => left.includes(2) || left.includes(6))).toHaveLength(1);
  });

  test('given up, it keeps what it has found by then', async () => {
    let asked = 0;
    const left = await fewest(upTo(64), async (tried) => ((asked += 1) > 3 ? undefined : tried.includes(1)));
    expect(left).toContain(1);
    expect(left.length).toBeLessThan(64);
    expect(asked).toBe(4);
  });
});
