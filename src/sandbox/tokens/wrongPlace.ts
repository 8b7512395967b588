import { type MountedRequest, type MountedResponse } from '../../localhost/contracts';
import { isForm, refusalAnswer } from './oauthAnswer';
import { oauthError, type Refused } from './oauthError';

/** What a path of Entra ID's, or a guess at one, has in it. No path of the API has, but for the next one. */
export const SIGN_IN_WORDS: ReadonlySet<string> = new Set([
  'oauth2', 'oauth', 'token', 'tokens', 'authorize', 'devicecode', 'devicelogin', 'adminconsent', 'deviceauth', 'login', 'logout', 'signin', 'generatetoken', 'userrealm', 'discovery', '.well-known', 'openid-configuration', 'adfs', 'openid',
]);

/** Begins as one of Entra ID's does, and is the app's. */
const SECURITY_TXT = '/.well-known/security.txt';

const TOKEN_PATH = /^\/[^/]+\/oauth2(?:\/v2\.0)?\/(?:token|devicecode)\/?$|^\/generatetoken\/?$/;

type Asked = Pick<MountedRequest, 'method' | 'url' | 'headers'>;

const rightPlace = (base: string): string =>
  `Tokens are given out at POST ${base}/{tenant}/oauth2/v2.0/token (with scope), or ${base}/{tenant}/oauth2/token (with resource), to a form with grant_type, client_id and client_secret; {tenant} is a tenant id or a verified domain. ` +
  `GET ${base}/local/state lists the tenants, docs/sign-in.md tells the rest.`;

const wrong = ({ method, url, headers }: Asked): Refused | undefined => {
  // What a page of a browser asks first is the app's to answer, and with a token the API says itself what it has not got.
  if (method === 'OPTIONS' || /^Bearer /i.test(headers['authorization'] ?? '')) return undefined;
  const path = url.pathname.toLowerCase();
  const right = rightPlace(url.origin);
  if (TOKEN_PATH.test(path)) return oauthError(405, 'invalid_request', 900561, `The endpoint only accepts POST requests. Received a ${method} request. ${right}`);
  if (method === 'POST' && isForm(headers['content-type'])) return oauthError(400, 'invalid_request', 900144, `This is not where tokens are given out, and the API takes JSON. ${right}`);
  const isGuess = path !== SECURITY_TXT && path.split('/').some((segment) => SIGN_IN_WORDS.has(segment));
  return isGuess ? oauthError(404, 'invalid_request', 90002, `There is nothing of the sign-in at ${method} ${url.pathname}. ${right}`) : undefined;
};

/** Tells whoever looks for the sign-in in a wrong place where it is; undefined for any other request. */
export const answerWrongPlace = (asked: Asked): MountedResponse | undefined => {
  const refused = wrong(asked);
  return refused && refusalAnswer(refused.error, asked.headers);
};
