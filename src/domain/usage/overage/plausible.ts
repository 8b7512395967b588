import { type CallReport } from './callReport';

export interface Plausible<T> {
  readonly taken: readonly T[];
  readonly refused: readonly T[];
  /** By user and day, with what is taken. */
  readonly sums: ReadonlyMap<string, number>;
}

/**
 * OVG-6: of some reports of one reporter, those that a user can have called: line by line, in order, one that would take its user and day above `most` is refused, and a smaller one after it may be taken.
 * @param before minutes reported before, by `keyOf`. @param most minutes of one user and day, included.
 */
export const plausible = <T extends { readonly report: CallReport }>(reports: readonly T[], keyOf: (report: CallReport) => string, before: ReadonlyMap<string, number>, most: number): Plausible<T> => {
  const sums = new Map(before);
  const taken: T[] = [];
  const refused: T[] = [];
  for (const each of reports) {
    const key = keyOf(each.report);
    const sum = (sums.get(key) ?? 0) + each.report.minutes;
    if (sum > most) refused.push(each);
    else {
      sums.set(key, sum);
      taken.push(each);
    }
  }
  return { taken, refused, sums };
};
