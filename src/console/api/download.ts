import { token } from '../session/token';
import { API_BASE } from './base';
import { ApiProblem, problemOf } from './problem';
import { unreadableIn } from './unreadable';

const NAMED = /filename="?([^";]+)"?/;

/**
 * Has the browser keep a file that a call answers.
 * @param path of the API, with its query
 * @param name of the file where the answer names none
 * @returns how many rows it is short of, since nobody can read them
 * @throws ApiProblem when it is refused
 */
export const download = async (path: string, accept: string, name: string): Promise<number> => {
  const response = await fetch(`${API_BASE}${path}`, { headers: { Authorization: `Bearer ${await token()}`, Accept: accept } }).catch(() => {
    throw new ApiProblem(0, 0, 'The server does not answer.');
  });
  if (!response.ok) throw problemOf(response.status, await response.json().catch(() => undefined), response.headers.get('MS-RequestId') ?? undefined);
  const address = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement('a'), { href: address, download: NAMED.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? name });
  link.click();
  URL.revokeObjectURL(address);
  return unreadableIn(response.headers);
};
