import { type InvocationResult } from '../contracts';
import { type HttpRequestAction } from './protocol';

/**
 * The built-in activity behind `callHttp`. Any status is a result; only a request that gets no answer fails. Tokens of a managed identity are
 * not to be had on a developer's machine: a request with a `tokenSource` fails and says so.
 */
export const runHttpRequest = async (request: HttpRequestAction): Promise<InvocationResult> => {
  try {
    if (request.tokenSource !== undefined && request.tokenSource !== null) throw new Error('callHttp with a tokenSource is not supported by the local runtime.');
    const response = await fetch(request.uri, {
      method: request.method,
      redirect: 'manual',
      ...(request.headers === undefined ? {} : { headers: request.headers }),
      ...(request.content === undefined ? {} : { body: request.content }),
    });
    const returnValue = { statusCode: response.status, headers: Object.fromEntries(response.headers), content: await response.text() };
    return { ok: true, returnValue, outputs: {} };
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    return { ok: false, error: error.cause instanceof Error ? new Error(`${error.message}: ${error.cause.message}`, { cause: error }) : error };
  }
};
