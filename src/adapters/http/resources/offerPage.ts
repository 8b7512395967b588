import { z } from 'zod';
import { type Catalogue, type CatalogueItem } from '../../../domain/catalogue/state';
import { type Instant } from '../../../kernel/instant';
import { collection } from '../collection';
import { link } from '../links';
import { pageSizeSchema } from '../paging';
import { offerResource } from './offer';

const largestPage = 1000;

/** Offers are paged by position: a size, and how many to skip. */
export const offerPageQuery = { size: pageSizeSchema(1, largestPage).default(largestPage), offset: z.number().int().min(0).default(0) };

export interface OfferPage {
  /** Relative, without `/v1` and without a query. */
  readonly path: string;
  /** Beside size and offset. */
  readonly query: Readonly<Record<string, string>>;
  readonly size: number;
  readonly offset: number;
  readonly locale: string;
  readonly at: Instant;
}

/** `rank` counts through the whole list. A next link where there is more. */
export const offerCollection = (catalogue: Catalogue, items: readonly CatalogueItem[], { path, query, size, offset, locale, at }: OfferPage) => {
  const uri = (from: number): string => `${path}?${new URLSearchParams({ ...query, size: String(size), offset: String(from) }).toString()}`;
  const page = collection(
    items.slice(offset, offset + size).map((item, index) => offerResource(catalogue, item, offset + index, locale, at)),
    uri(offset),
  );
  return offset + size < items.length ? { ...page, links: { ...page.links, next: link(uri(offset + size)) } } : page;
};
