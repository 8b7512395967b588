import { token } from '../session/token';
import { API_BASE } from './base';
import { ApiProblem, problemOf } from './problem';

const NAMED = /filename="?([^";]+)"?/;

/**
 * Has the browser keep a file that a call answers.
 * @param path of the API, with its query
 * @param name of the file where the answer names none
 * @throws ApiProblem when it is refused
 */
export const download = async (path: string, accept: string, name: string): Promise<void> => {
  const response = await fetch(`${API_BASE}${path}`, { headers: { Authorization: `Bearer ${await token()}`, Accept: accept } }).catch(() => {
    throw new ApiProblem(0, 0, 'The server does not answer.');
  });
  if (!response.ok) throw problemOf(response.status, await response.json().catch(() => undefined), response.headers.get('MS-RequestId') ?? undefined);
  const address = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement('a'), { href: address, download: NAMED.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? name });
  link.click();
  URL.revokeObjectURL(address);
};
