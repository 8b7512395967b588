import { type IncomingMessage, type ServerResponse } from 'node:http';

/** 100 MB, the Functions host's limit. Source: "Azure Functions HTTP trigger", Limits. */
export const DEFAULT_BODY_LIMIT_BYTES = 104_857_600;

/**
 * @param limit largest body in bytes, inclusive. @returns the body, or 'too large' as soon as that is known.
 * A client that sent `Expect: 100-continue` is told to go on only when its announced length is allowed.
 */
export async function readBody(request: IncomingMessage, response: ServerResponse, limit: number): Promise<Buffer | 'too large'> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return 'too large';
  if (request.headers.expect?.toLowerCase() === '100-continue') response.writeContinue();
  const chunks: Buffer[] = [];
  let size = 0;
  // Destroying the request would take the answer with it.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) return 'too large';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
