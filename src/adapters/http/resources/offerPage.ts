import { z } from 'zod';
import { type Catalogue, type CatalogueItem } from '../../../domain/catalogue/state';
import { type Caller } from '../caller';
import { type CatalogueCall } from '../catalogueCall';
import { collection } from '../collection';
import { link } from '../links';
import { pageSizeSchema } from '../paging';
import { type Answer } from '../respond';
import { withUnreadable } from '../unreadableMarks';
import { offerResource, offersJudged } from './offer';

const largestPage = 1000;

/** Offers are paged by position: a size, 0 for the largest, and how many to skip. */
export const offerPageQuery = { size: pageSizeSchema(0, largestPage).default(largestPage), offset: z.number().int().min(0).default(0).meta({ description: 'How many to skip.' }) };

export interface OfferPage {
  /** Relative, without `/v1` and without a query. */
  readonly path: string;
  /** Beside size and offset. */
  readonly query: Readonly<Record<string, string>>;
  readonly size: number;
  readonly offset: number;
  readonly locale: string;
  readonly judge: CatalogueCall['judge'];
  readonly customerSegment?: CatalogueCall['customerSegment'];
  readonly caller: Caller;
}

/** `rank` counts through the whole list. A next link where there is more. */
export const offerCollection = async (catalogue: Catalogue, items: readonly CatalogueItem[], { path, query, size: asked, offset, locale, judge, customerSegment, caller }: OfferPage): Promise<Answer> => {
  const size = asked || largestPage;
  const uri = (from: number): string => `${path}?${new URLSearchParams({ ...query, size: String(size), offset: String(from) }).toString()}`;
  const shown = items.slice(offset, offset + size);
  const judged = await judge(offersJudged(catalogue, shown, customerSegment));
  const page = collection(
    shown.map((item, index) => offerResource(catalogue, item, offset + index, locale, { ...judged, customerSegment })),
    uri(offset),
  );
  const body = offset + size < items.length ? { ...page, links: { ...page.links, next: link(uri(offset + size)) } } : page;
  return withUnreadable({ status: 200, body }, judged.unreadable, caller);
};
