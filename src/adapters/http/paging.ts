import { z } from 'zod';
import { type RequestRefusal } from '../../app/refusals';
import { failure, success, type Result } from '../../kernel/result';

/** How many of a list are asked for at once: a whole number of at least `least`; more than `largest` are so many as are given at most. */
export const pageSizeSchema = (least: number, largest: number) =>
  z
    .number()
    .min(least)
    .refine(Number.isInteger, { error: 'must be a whole number' })
    .transform((size) => Math.min(size, largest))
    .meta({ type: 'integer' });

/** Of a list whose pages are asked for by their token: published clients say that they begin at the beginning, and no other place can be named. */
export const startSchema = z.number().refine((offset) => offset === 0, { error: 'must be 0: the next page is asked for by seekOperation=Next and its MS-ContinuationToken' }).meta({ type: 'integer', minimum: 0, maximum: 0 });

export const seekSchema = z.enum(['Next', 'First']);

/** Whether the first page of a list is asked for: without a token, or by `seekOperation=First`, whose token says of which search. */
export const isFirstPage = ({ seekOperation }: { readonly seekOperation?: z.output<typeof seekSchema> | undefined }, { continuationToken }: { readonly continuationToken?: string }): boolean => continuationToken === undefined || seekOperation === 'First';

/** What is asked for after a page needs to know after which: the token of the page before. Refused without one: HeaderMissing. */
export const seekable = (query: unknown, continuationToken: string | undefined): Result<unknown, RequestRefusal> => {
  const { seekOperation } = (query ?? {}) as { readonly seekOperation?: unknown };
  return seekOperation === 'Next' && continuationToken === undefined ? failure({ kind: 'HeaderMissing', header: 'MS-ContinuationToken' }) : success(undefined);
};
