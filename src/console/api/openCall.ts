import { API_BASE } from './base';
import { ApiProblem, problemOf } from './problem';

/**
 * What a place answers that asks for no token: the console's own settings, and what only a local server has.
 * @param path below the API's base, with its query and without a slash in front
 * @param silence what is said where no answer comes
 * @throws ApiProblem when it is refused, or no answer comes; what `fetch` throws where the caller has given up
 */
export const openCall = async <T>(path: string, init: RequestInit = {}, silence = 'The server does not answer.'): Promise<T> => {
  const response = await fetch(`${API_BASE}/${path}`, init).catch((cause: unknown) => {
    if (init.signal?.aborted === true) throw cause;
    throw new ApiProblem(0, 0, silence);
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok || body === undefined) throw problemOf(response.status, body);
  return body as T;
};
