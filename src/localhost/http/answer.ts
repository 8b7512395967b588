import { type ServerResponse } from 'node:http';

/** What goes back to the client, whoever made it. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
  /** A function made it: no length is told but the one that it tells itself, which must be right. */
  readonly ofFunction?: true;
  /** It has gone to the client already. */
  readonly sent?: true;
}

const NOTHING = new Uint8Array();

export const emptyAnswer = (status: number, headers: Answer['headers'] = []): Answer => ({ status, headers, body: NOTHING });

export const jsonAnswer = (status: number, body: unknown, headers: Answer['headers'] = []): Answer => ({
  status,
  headers: [['content-type', 'application/json; charset=utf-8'], ...headers],
  body: Buffer.from(JSON.stringify(body)),
});

/** Framing is the server's business, not the app's. */
export const FRAMING = new Set(['transfer-encoding', 'connection', 'keep-alive']);

/**
 * Writes an answer; the body of an answer to HEAD stays away. Those of functions go out as from the Azure host: in chunks unless the function tells a length. One that
 * is longer than the body breaks the connection behind it.
 * Errors, before anything is sent: a header that cannot be, a length that is none, or with nothing behind it, or with too much.
 */
export function sendAnswer(response: ServerResponse, method: string, answer: Answer): void {
  const byName = new Map<string, string[]>();
  for (const [name, value] of answer.headers) {
    const key = name.toLowerCase();
    if (FRAMING.has(key) || (key === 'content-length' && method !== 'HEAD' && answer.ofFunction !== true)) continue;
    if (answer.ofFunction === true && /[^\t\x20-\x7e]/.test(value)) throw new Error(`the value of its header "${name}" is not ASCII, which the Azure host does not send.`);
    byName.set(key, [...(byName.get(key) ?? []), value]);
  }
  const bodiless = answer.status === 204 || answer.status === 304 || answer.status < 200;
  const size = answer.body.byteLength;
  const told = byName.get('content-length')?.[0];
  const hasNone = bodiless || method === 'HEAD';
  if (answer.ofFunction === true && told !== undefined && !hasNone) checkLength(told, size);
  if (told === undefined && !bodiless && (answer.ofFunction === true ? size === 0 && !hasNone : true)) byName.set('content-length', [String(size)]);
  for (const [name, values] of byName) response.setHeader(name, values.length === 1 ? (values[0] as string) : values);
  response.writeHead(answer.status);
  if (hasNone || size === 0) response.end();
  else if (answer.ofFunction !== true) response.end(answer.body);
  else {
    // In two steps: in one, Node would tell the length.
    response.write(answer.body, () => {
      if (told !== undefined && Number(told) > size) response.destroy();
    });
    if (told === undefined || Number(told) === size) response.end();
  }
}

function checkLength(told: string, size: number): void {
  if (!/^\d+$/.test(told)) throw new Error(`its Content-Length "${told}" is no length.`);
  if (Number(told) > 0 && size === 0) throw new Error(`it tells a Content-Length of ${told} and has no body.`);
  if (Number(told) < size) throw new Error(`it tells a Content-Length of ${told} and has ${size} bytes.`);
}
