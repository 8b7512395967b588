import type { paths } from '@described';
import createClient, { type Middleware } from 'openapi-fetch';
import { token } from '../session/token';
import { API_BASE } from './base';
import { ApiProblem, problemOf } from './problem';

const signedIn: Middleware = {
  async onRequest({ request }) {
    request.headers.set('Authorization', `Bearer ${await token()}`);
    request.headers.set('Accept', 'application/json');
    return request;
  },
};

/** The public API, typed by its own description: what is not described there cannot be called. */
export const api = createClient<paths>({ baseUrl: API_BASE });
api.use(signedIn);

interface Answered<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * What a call answers; JSON, also where a route has files as well, since nothing else is asked for.
 * @throws ApiProblem when it is refused, or no answer comes
 */
export const answerOf = async <T>(call: Promise<Answered<T>>): Promise<Exclude<T, string>> => {
  const { data, error, response } = await call.catch((cause: unknown) => {
    if (cause instanceof ApiProblem) throw cause;
    throw new ApiProblem(0, 0, 'The server does not answer. Is it running, and is this machine connected to it?');
  });
  if (!response.ok) throw problemOf(response.status, error, response.headers.get('MS-RequestId') ?? undefined);
  return data as Exclude<T, string>;
};
