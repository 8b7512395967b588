import { type WrittenAs } from '../../app/export/exportPorts';
import { Gzipped } from '../../app/export/gzipped';
import { type Refusal } from '../../app/refusals';
import { type Page, type UnreadableRow } from '../../app/unreadable';
import { failure, success, type Result } from '../../kernel/result';

/** What one file may hold, and how a larger one is had. */
export interface FileLimits {
  readonly lines: number;
  /** As it is sent: compressed, where it is. */
  readonly bytes: number;
  /** How many are read at once, at most; absent: 1,000. */
  readonly atOnce?: number;
  /** Where it is exported; absent: nowhere. */
  readonly exportAt?: string;
}

export interface LineFile {
  /** Bytes, where it is compressed. */
  readonly content: string | Uint8Array;
  readonly lines: number;
  /** Each once. */
  readonly unreadable: readonly UnreadableRow[];
}

/** Writing so many takes a tenth of a second, in which nothing else is answered. */
const LINES_AT_ONCE = 1000;
/** Full or not: what has many lines of another kind may have few on each. */
const MOST_PAGES = 120;

/** Holds text, and knows how many bytes it is sent as. */
class Plain {
  private readonly parts: string[] = [];
  bytes = 0;

  async write(text: string): Promise<void> {
    this.parts.push(text);
    this.bytes += Buffer.byteLength(text);
  }

  async end(): Promise<string> {
    return this.parts.join('');
  }
}

/**
 * BIL-4: a whole file, read page by page; of what was read only the bytes to be sent are held. Refused: FileTooLarge, rather than a part of it.
 * @param isCompressed with gzip. @throws what `read` throws.
 */
export const lineFile = async <T>(read: (limit: number, continuation: string | undefined) => Promise<Page<T>>, { heading, text }: WrittenAs<T>, { lines: mostLines, bytes, atOnce = LINES_AT_ONCE, exportAt }: FileLimits, isCompressed: boolean): Promise<Result<LineFile, Refusal>> => {
  const tooLarge = failure({ kind: 'FileTooLarge', lines: mostLines, bytes, isCompressed, exportAt } as const);
  const plain = new Plain();
  const into = isCompressed ? new Gzipped() : plain;
  const unreadable = new Map<string, UnreadableRow>();
  let [lines, pages] = [0, 0];
  let continuation: string | undefined;
  await into.write(heading);
  do {
    const page: Page<T> = await read(Math.min(LINES_AT_ONCE, atOnce), continuation);
    for (const row of page.unreadable ?? []) unreadable.set(`${row.table} ${row.partition} ${row.key}`, row);
    lines += page.items.length;
    pages += 1;
    continuation = page.continuation;
    if (lines > mostLines || (pages === MOST_PAGES && continuation !== undefined)) return tooLarge;
    await into.write(text(page.items));
    if (plain.bytes > bytes) return tooLarge;
  } while (continuation !== undefined);
  const content = await into.end();
  return typeof content !== 'string' && content.byteLength > bytes ? tooLarge : success({ content, lines, unreadable: [...unreadable.values()] });
};
