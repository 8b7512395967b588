import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query';
import { useMemo } from 'react';

/** A page of a list as the API answers it. */
export interface ListPage<T> {
  readonly items: readonly T[];
  /** Rows that the server could not read; the others are all there. */
  readonly unreadable?: readonly unknown[];
  readonly totalCount?: number;
  readonly links?: { readonly next?: { readonly headers?: readonly { readonly key?: string; readonly value?: string }[] } };
}

/** What a page after the first is asked for with. */
export interface PageAsked {
  readonly query: { readonly seekOperation?: 'Next' };
  readonly header: { readonly 'MS-ContinuationToken'?: string };
}

/** A list as far as it is here, and how it goes on. */
export interface LongList<T> {
  readonly items: readonly T[];
  /** How many rows the server could not read. */
  readonly unreadable: number;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly loadMore: () => Promise<unknown>;
  readonly reload: () => Promise<unknown>;
}

/** How many rows of some pages the server could not read. */
const unreadableOf = (pages: readonly ListPage<unknown>[]): number => pages.reduce((sum, page) => sum + (page.unreadable?.length ?? 0), 0);

/** Where every list begins. */
export const FIRST: PageAsked = { query: {}, header: {} };

/** What the page after one is asked for with; undefined: it was the last. */
export const nextOf = ({ links }: Pick<ListPage<unknown>, 'links'>): PageAsked | undefined => {
  const value = links?.next?.headers?.find(({ key }) => key === 'MS-ContinuationToken')?.value;
  return value === undefined ? undefined : { query: { seekOperation: 'Next' }, header: { 'MS-ContinuationToken': value } };
};

/**
 * A list of any length, read page by page as somebody goes down it.
 * @param read one page: `asked.query` and `asked.header` go into its parameters
 */
export const useList = <T>(key: QueryKey, read: (asked: PageAsked, signal: AbortSignal) => Promise<ListPage<T>>, options: { readonly enabled?: boolean } = {}): LongList<T> => {
  const found = useInfiniteQuery({
    queryKey: key,
    initialPageParam: FIRST,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    getNextPageParam: nextOf,
    ...options,
  });
  const items = useMemo(() => found.data?.pages.flatMap((page) => page.items) ?? [], [found.data]);
  const unreadable = unreadableOf(found.data?.pages ?? []);
  return { items, unreadable, isPending: found.isPending, error: found.error, hasMore: found.hasNextPage, isLoadingMore: found.isFetchingNextPage, loadMore: found.fetchNextPage, reload: found.refetch };
};

const nothingMore = (): Promise<undefined> => Promise.resolve(undefined);

/** All of a list that is here already, where {@link useList} is asked for. */
export const listOf = <T>(items: readonly T[]): LongList<T> => ({ items, unreadable: 0, isPending: false, error: null, hasMore: false, isLoadingMore: false, loadMore: nothingMore, reload: nothingMore });

/** A list's pages one after the other, for what is summed up. @param most so many are read. @returns also whether that was all of them, and how many of their rows the server could not read */
export const pagesOf = async <P extends ListPage<unknown>>(read: (asked: PageAsked) => Promise<P>, most: number): Promise<{ readonly pages: readonly P[]; readonly isWhole: boolean; readonly unreadable: number }> => {
  const pages: P[] = [];
  let asked: PageAsked | undefined = FIRST;
  while (asked !== undefined && pages.length < most) {
    const page: P = await read(asked);
    pages.push(page);
    asked = nextOf(page);
  }
  return { pages, isWhole: asked === undefined, unreadable: unreadableOf(pages) };
};
