import { HEAD_KEY, headRows, idKey, idRows } from '../feed/feedRows';
import { asRow, type BackedUpRow } from './bucket';

/**
 * Of the `Events` table what is restored, asked bucket after bucket in order of keys. A feed is backed up while it is appended to: its events first, then where it ends, then at which number each event stands. What stands behind that end was appended since, and its event is in no
 * back-up; restored, it would be made anew there, with a gap before it that fills after somebody has read on. It is left out, so that the check appends it.
 */
export class FeedsToTheirEnds {
  private end: { readonly partition: string; readonly last: number } | undefined;

  of(partition: string, rows: readonly BackedUpRow[]): readonly BackedUpRow[] {
    return rows.filter((row) => {
      if (row.key === HEAD_KEY) {
        const [head] = headRows.readable([asRow(partition, row)]).items;
        this.end = head && { partition, last: head.last };
      }
      if (!row.key.startsWith(idKey('')) || this.end?.partition !== partition) return true;
      const [place] = idRows.readable([asRow(partition, row)]).items;
      return place === undefined || place.number <= this.end.last;
    });
  }
}
