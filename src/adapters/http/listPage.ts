import { z } from 'zod';
import { type Page } from '../../app/unreadable';
import { type Refusal } from '../../app/refusals';
import { success, type Result } from '../../kernel/result';
import { collection, type Collection } from './collection';
import { decodeContinuation, encodeContinuation } from './continuation';
import { isFirstPage, pageSizeSchema, seekSchema } from './paging';
import { type RequestContext } from './requestContext';
import { type Answer } from './respond';
import { withUnreadable } from './unreadableMarks';

/** Of most lists. */
export const LARGEST_PAGE = 500;

/** Query members of a list that is read page by page. `size=0` means the largest page, and so does any size above it. */
export const pageQueryOf = (largest: number) => ({ size: pageSizeSchema(0, largest).optional(), seekOperation: seekSchema.optional() });
export const pageQuery = pageQueryOf(LARGEST_PAGE);

const positionSchema = (largest: number) => z.object({ limit: z.number().int().min(1).max(largest), continuation: z.string().optional() });

export interface ListRequest {
  /** Relative, without `/v1`. */
  readonly uri: string;
  readonly query: { readonly size?: number | undefined; readonly seekOperation?: 'Next' | 'First' | undefined };
  readonly context: RequestContext;
  /** The largest page, if it is another than that of most lists. */
  readonly largest?: number;
}

/** A page as it is answered; with what of it cannot be read (DUE-2). */
export interface ListAnswer<R> extends Answer {
  readonly body: Collection<R>;
}

/**
 * One page of a collection. The token of the next page carries the page's size: a seek request comes without it.
 * Refused: InputInvalid for a token that is not of this collection and caller.
 */
export const listPage = async <T, R>(
  { uri, query, context, largest = LARGEST_PAGE }: ListRequest,
  read: (limit: number, continuation: string | undefined) => Promise<Page<T>>,
  resource: (item: T) => R,
): Promise<Result<ListAnswer<R>, Refusal>> => {
  const scope = `${uri}|${context.caller.tenantId}`;
  const position =
    context.continuationToken === undefined
      ? success({ limit: query.size || largest, continuation: undefined })
      : decodeContinuation(scope, context.continuationToken, positionSchema(largest));
  if (!position.ok) return position;
  const { limit } = position.value;
  const page = await read(limit, isFirstPage(query, context) ? undefined : position.value.continuation);
  const next =
    page.continuation === undefined
      ? undefined
      : { uri: `${uri}${uri.includes('?') ? '&' : '?'}size=${limit}&seekOperation=Next`, continuation: encodeContinuation(scope, { limit, continuation: page.continuation }) };
  return success(withUnreadable({ status: 200, body: collection(page.items.map(resource), uri, next) }, page.unreadable ?? [], context.caller));
};
