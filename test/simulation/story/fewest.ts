/** The parts of a list, as many and as long as each other as can be. */
const parts = <T>(list: readonly T[], count: number): readonly (readonly T[])[] => Array.from({ length: count }, (_, nth) => list.slice(Math.floor((nth * list.length) / count), Math.floor(((nth + 1) * list.length) / count)));

/**
 * Takes away from a list whatever can be, in ever smaller parts (delta debugging): no single member of what is left can be taken away, unless it was given up before.
 * @param holds whether it still comes to the same without; undefined: given up. @returns what is left
 */
export const fewest = async <T>(list: readonly T[], holds: (left: readonly T[]) => Promise<boolean | undefined>): Promise<readonly T[]> => {
  let left = list;
  for (let count = 2; left.length > 0; ) {
    const pieces = parts(left, Math.min(count, left.length));
    let found: readonly T[] | undefined;
    for (const piece of pieces) {
      const without = left.filter((each) => !piece.includes(each));
      const outcome = await holds(without);
      if (outcome === undefined) return left;
      if (!outcome) continue;
      found = without;
      break;
    }
    if (found !== undefined) [left, count] = [found, Math.max(2, count - 1)];
    else if (count >= left.length) return left;
    else count *= 2;
  }
  return left;
};
