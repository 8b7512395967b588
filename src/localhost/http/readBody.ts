import { type IncomingMessage, type ServerResponse } from 'node:http';

/** 100 MB, the Functions host's limit. Source: "Azure Functions HTTP trigger", Limits. */
export const DEFAULT_BODY_LIMIT_BYTES = 104_857_600;

/** What is left of a body that does not come whole. */
export type BodyProblem = 'too large' | 'too slow' | 'stopped';

/** Whether a body follows the head. Source: RFC 9112, 6.3. */
export const hasBody = ({ headers }: IncomingMessage): boolean => headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/**
 * @param limits bytes: the largest body, inclusive; idleMillis: how long the client may send nothing. @param stop gives up a body that has not come whole.
 * @returns the body, or why there is none, as soon as that is known.
 * A client that sent `Expect: 100-continue` is told to go on only when its announced length is allowed.
 */
export async function readBody(
  request: IncomingMessage,
  response: Pick<ServerResponse, 'writeContinue'>,
  limits: { readonly bytes: number; readonly idleMillis: number },
  stop: AbortSignal,
): Promise<Buffer | BodyProblem> {
  if (Number(request.headers['content-length'] ?? 0) > limits.bytes) return 'too large';
  if (request.headers.expect?.toLowerCase() === '100-continue') response.writeContinue();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (outcome: Buffer | BodyProblem): void => {
      leave();
      resolve(outcome);
    };
    const take = (chunk: Buffer): void => {
      idle.refresh();
      size += chunk.length;
      if (size > limits.bytes) return end('too large');
      chunks.push(chunk);
    };
    const whole = (): void => end(Buffer.concat(chunks, size));
    const fail = (error: Error): void => {
      leave();
      reject(error);
    };
    const cut = (): void => fail(new Error('The client has gone.'));
    const stopped = (): void => end('stopped');
    const idle = setTimeout(() => end('too slow'), limits.idleMillis);
    const leave = (): void => {
      clearTimeout(idle);
      stop.removeEventListener('abort', stopped);
      request.off('data', take).off('end', whole).off('error', fail).off('close', cut).pause();
    };
    if (stop.aborted) return stopped();
    // While it waited for its turn: nothing will come any more, and nothing says so again.
    if (request.destroyed) return cut();
    stop.addEventListener('abort', stopped);
    request.on('data', take).on('end', whole).on('error', fail).on('close', cut);
  });
}
