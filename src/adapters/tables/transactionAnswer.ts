import { type Answer } from './exchange';

const boundaryOf = (contentType: string | undefined): string | undefined => /^multipart\/mixed;\s*boundary="?([^\s";]+)"?\s*$/i.exec(contentType ?? '')?.[1];

/** Lines of a head by name in small letters; undefined where one is none. */
const headOf = (lines: readonly string[]): ReadonlyMap<string, string> | undefined => {
  const head = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon <= 0) return undefined;
    head.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return head;
};

/** Of one part: MIME head, blank line, status line with its head, and nothing behind it. */
const headOfSuccess = (part: string): ReadonlyMap<string, string> | undefined => {
  const [mime, answer, ...rest] = part.split('\r\n\r\n');
  if (mime === undefined || answer === undefined || rest.some((text) => text.trim() !== '')) return undefined;
  if (headOf(mime.split('\r\n'))?.get('content-type')?.toLowerCase() !== 'application/http') return undefined;
  const [status, ...lines] = answer.split('\r\n');
  return status !== undefined && /^HTTP\/1\.1 20[14] /.test(status) ? headOf(lines.filter((line) => line !== '')) : undefined;
};

/**
 * The etags of a transaction all of whose writes happened, in their order; undefined of one that has none, as a row that was deleted.
 * @returns undefined for every other answer, and for any that is not, to the last boundary, what the service answers to so many writes.
 */
export const transactionEtags = ({ status, headers, body }: Answer, writes: number): readonly (string | undefined)[] | undefined => {
  const outer = boundaryOf(headers.get('content-type'));
  if (status !== 202 || outer === undefined || !body.startsWith(`--${outer}\r\n`)) return undefined;
  const headEnds = body.indexOf('\r\n\r\n');
  const inner = headEnds < 0 ? undefined : boundaryOf(headOf(body.slice(outer.length + 4, headEnds).split('\r\n'))?.get('content-type'));
  if (inner === undefined) return undefined;
  const [before, ...parts] = body.slice(headEnds + 2).split(`\r\n--${inner}`);
  const after = parts.pop();
  if (before?.trim() !== '' || parts.length !== writes || after === undefined || after.trim().replace(/\s+/g, ' ') !== `-- --${outer}--`) return undefined;
  const etags: (string | undefined)[] = [];
  for (const part of parts) {
    const head = part.startsWith('\r\n') ? headOfSuccess(part.slice(2)) : undefined;
    if (head === undefined) return undefined;
    etags.push(head.get('etag'));
  }
  return etags;
};
