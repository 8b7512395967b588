import { type Refusal } from '../../app/refusals';
import { type Page } from '../../app/unreadable';
import { failure, success, type Result } from '../../kernel/result';
import { fileForm, takesGzip, type FileForm } from './fileForm';
import { lineFile, type FileLimits } from './lineFile';
import { listPage, type ListRequest } from './listPage';
import { isFirstPage } from './paging';
import { type LineForm } from './resources/reconciliation';
import { type Answer } from './respond';
import { withUnreadable } from './unreadableMarks';

/** Of one page of line items. */
export const MOST_LINES = 2000;

export interface LineItemRequest extends ListRequest {
  readonly query: ListRequest['query'] & { /** Own: a file begins with a byte-order mark. */ readonly byteOrderMark?: boolean | undefined };
}

type Read<T> = (limit: number, continuation: string | undefined) => Promise<Page<T>>;

/** How many lines a whole file must have, where that is known. */
export interface KnownLines {
  readonly lines: number;
  /** Why a file of another number is none. */
  readonly differ: (found: number) => Refusal;
}

export interface WholeFile extends FileLimits {
  readonly known?: KnownLines | undefined;
  /** Under which it is saved: letters, digits and dots; absent: none is said. */
  readonly filename?: string;
}

const wholeFile = async <T>({ context }: LineItemRequest, read: Read<T>, form: FileForm<T>, limits: WholeFile): Promise<Result<Answer, Refusal>> => {
  const isCompressed = takesGzip(context);
  const { known } = limits;
  if (known !== undefined && known.lines > limits.lines) return failure({ kind: 'FileTooLarge', lines: limits.lines, bytes: limits.bytes, isCompressed, exportAt: limits.exportAt });
  const file = await lineFile(read, form, limits, isCompressed);
  if (!file.ok) return file;
  const { content, lines, unreadable } = file.value;
  if (known !== undefined && unreadable.length === 0 && lines !== known.lines) return failure(known.differ(lines));
  const headers = { ...form.type, ...(limits.filename !== undefined && form.isCsv && { 'Content-Disposition': `attachment; filename=${limits.filename}` }), Vary: 'Accept, Accept-Encoding', ...(isCompressed && { 'Content-Encoding': 'gzip' }) };
  return success(withUnreadable({ status: 200, body: content, headers }, unreadable, context.caller));
};

const pageOfFile = async <T>(request: LineItemRequest, read: Read<T>, { type, heading, text }: FileForm<T>): Promise<Result<Answer, Refusal>> => {
  const page = await listPage(request, read, (item) => item);
  if (!page.ok) return page;
  const { body, ...answer } = page.value;
  const { items, links } = body;
  const next = Object.fromEntries((links.next?.headers ?? []).map(({ key, value }) => [key, value]));
  return success({ ...answer, body: `${isFirstPage(request.query, request.context) ? heading : ''}${text(items)}`, headers: { ...answer.headers, ...type, ...next } });
};

/**
 * Line items, or whatever else is a list and a file, as a collection in pages, or where a file is asked for (`Accept: text/csv`, `application/x-ndjson`) as one, whole; with `size` the file too comes in pages: its heading is on the first only, so that the pages one after
 * the other are the file, and the token of the next one is in the answer's header. Refused: FileTooLarge; InputInvalid for a byte-order mark of what is no CSV.
 */
export const lineItemAnswer = async <T>(given: LineItemRequest, read: Read<T>, form: LineForm<T>, limits: WholeFile): Promise<Result<Answer, Refusal>> => {
  const { context, query, largest = MOST_LINES } = given;
  const request = { ...given, largest };
  const { byteOrderMark = false } = query;
  const asked = fileForm(context, form, byteOrderMark);
  if (byteOrderMark && !asked?.isCsv) return failure({ kind: 'InputInvalid', problems: ['byteOrderMark: is of a file for spreadsheets; ask for it with Accept: text/csv'] });
  if (asked === undefined) return listPage(request, read, form.resource);
  const isPaged = query.size !== undefined || query.seekOperation !== undefined || context.continuationToken !== undefined;
  return isPaged ? pageOfFile(request, read, asked) : wholeFile(request, read, asked, { atOnce: largest, ...limits });
};
