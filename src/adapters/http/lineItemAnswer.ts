import { type Refusal } from '../../app/refusals';
import { type Page } from '../../app/unreadable';
import { success, type Result } from '../../kernel/result';
import { csvText } from '../csv/csvText';
import { csvType, wantsCsv } from './csvAnswer';
import { listPage, type ListRequest } from './listPage';
import { type LineForm } from './resources/reconciliation';
import { type Answer } from './respond';

/** Of one page of line items. */
export const MOST_LINES = 2000;

/**
 * A page of line items: as a collection, or with `Accept: text/csv` as a file. Its heading is on the first page only, so that the pages one after the other are the file; the token of the next one is in the
 * answer's header.
 */
export const lineItemAnswer = async <T>(request: ListRequest, read: (limit: number, continuation: string | undefined) => Promise<Page<T>>, { resource, header, fields }: LineForm<T>): Promise<Result<Answer, Refusal>> => {
  const { context } = request;
  if (!wantsCsv(context)) return listPage({ ...request, largest: MOST_LINES }, read, resource);
  const page = await listPage({ ...request, largest: MOST_LINES }, read, fields);
  if (!page.ok) return page;
  const { body, ...answer } = page.value;
  const { items, links } = body;
  const next = Object.fromEntries((links.next?.headers ?? []).map(({ key, value }) => [key, value]));
  return success({ ...answer, body: csvText([...(context.continuationToken === undefined ? [header] : []), ...items], { quotes: 'whereNeeded' }), headers: { ...answer.headers, ...csvType, ...next } });
};
