import { link, type Link } from './links';

export interface Collection<T> {
  readonly totalCount: number;
  readonly items: readonly T[];
  readonly links: { readonly self: Link; readonly next?: Link };
  readonly attributes: { readonly objectType: 'Collection' };
}

export interface NextPage {
  /** Relative, without `/v1`; carries `seekOperation=Next`. */
  readonly uri: string;
  /** What `encodeContinuation` made; the client sends it back as the header `MS-ContinuationToken`. */
  readonly continuation: string;
}

/**
 * One page of a collection. `totalCount` counts this page, not the whole set: so the published clients compute it.
 * @param self the relative uri asked for, without `/v1`. @param next absent on the last page.
 */
export const collection = <T>(items: readonly T[], self: string, next?: NextPage): Collection<T> => ({
  totalCount: items.length,
  items,
  links: {
    self: link(self),
    ...(next && { next: link(next.uri, 'GET', [{ key: 'MS-ContinuationToken', value: next.continuation }]) }),
  },
  attributes: { objectType: 'Collection' },
});
