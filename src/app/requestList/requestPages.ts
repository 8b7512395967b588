import { type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { type Page, pageOf, type Readable, type RowReader, type UnreadableRow } from '../unreadable';
import { askedFrom, type RequestRows } from './listedRequest';

/** When they were asked. */
export interface AskedWithin {
  /** Inclusive. */
  readonly from?: Instant | undefined;
  /** Exclusive. */
  readonly before?: Instant | undefined;
}

export interface RequestFilter<T> extends AskedWithin {
  readonly rows: RequestRows;
  /** Which of them are asked for; all if absent. */
  readonly fits?: ((request: T) => boolean) | undefined;
}

/** @param limit requests of a page, 1 to 999. @param continuation what the page before gave: the key of the last row it looked at. */
export type RequestPages<T> = (limit: number, continuation?: string) => Promise<Page<T>>;

/** Of what is looked through for those that fit, of a query and of a page: so a filter that fits nothing ends. */
const rowsAtOnce = 500;
const mostQueries = 10;

/** Greater than every key of the rows. */
const endOf = (rows: RequestRows): string => `${rows}}`;

/**
 * A list of requests, the oldest first. A page without a filter is one query, and has exactly as many as it may, or all that are left; one with a filter may hold fewer while there are more, and looks at 5,000
 * at most. It begins behind the last one that the page before looked at, whatever has come or gone since.
 */
export const requestPages =
  <T>(directory: PartitionStore, list: string, reader: RowReader<T>, { rows, from, before, fits }: RequestFilter<T>): RequestPages<T> =>
  async (limit, continuation) => {
    const end = before === undefined ? endOf(rows) : askedFrom(rows, before);
    const items: T[] = [];
    const unreadable: UnreadableRow[] = [];
    const found: Readable<T> = { items, unreadable };
    const after = continuation ?? askedFrom(rows, from ?? '');
    let last = after;
    let within: string | undefined;
    for (let queries = 0; queries < mostQueries; queries += 1) {
      // One more than is shown says whether there is another page.
      const page = await directory.list(list, { prefix: askedFrom(rows, ''), after, limit: fits === undefined ? limit + 1 - items.length : rowsAtOnce, ...(within !== undefined && { continuation: within }) });
      for (const row of page.rows) {
        if (row.key >= end) return pageOf(found, undefined);
        if (items.length === limit) return pageOf(found, last);
        const read = reader.readable([row]);
        items.push(...read.items.filter((each) => fits?.(each) ?? true));
        unreadable.push(...read.unreadable);
        last = row.key;
      }
      if (page.continuation === undefined) return pageOf(found, undefined);
      within = page.continuation;
    }
    return pageOf(found, last);
  };
