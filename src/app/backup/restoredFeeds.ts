import { HEAD_KEY, headRows, idKey, idRows, togetherPrefix, togetherRows } from '../feed/feedRows';
import { asRow, type BackedUpRow } from './bucket';

/** Of a row that says where events stand, as much as is not behind an end; of all others the whole, and of what cannot be read. */
const upTo = (last: number, partition: string, row: BackedUpRow): readonly BackedUpRow[] => {
  if (row.key.startsWith(idKey(''))) {
    const [place] = idRows.readable([asRow(partition, row)]).items;
    return place === undefined || place.number <= last ? [row] : [];
  }
  const [noted] = row.key.startsWith(togetherPrefix) ? togetherRows.readable([asRow(partition, row)]).items : [];
  if (noted === undefined) return [row];
  const own = Object.entries(noted.numbers).filter(([, number]) => number <= last);
  if (own.length === 0) return [];
  return own.length === Object.keys(noted.numbers).length ? [row] : [{ key: row.key, text: JSON.stringify({ ...asRow(partition, row).value, numbers: Object.fromEntries(own) }) }];
};

/**
 * Of the `Events` table what is restored, asked bucket after bucket in order of keys. A feed is backed up while it is appended to: its events first, then where it ends, then at which number each event stands. What stands behind that end was appended since, and its event is in no
 * back-up; restored, it would be made anew there, with a gap before it that fills after somebody has read on. It is left out, so that the check appends it.
 */
export class FeedsToTheirEnds {
  private end: { readonly partition: string; readonly last: number } | undefined;

  of(partition: string, rows: readonly BackedUpRow[]): readonly BackedUpRow[] {
    return rows.flatMap((row) => {
      if (row.key === HEAD_KEY) {
        const [head] = headRows.readable([asRow(partition, row)]).items;
        this.end = head && { partition, last: head.last };
      }
      return this.end?.partition === partition ? upTo(this.end.last, partition, row) : [row];
    });
  }
}
