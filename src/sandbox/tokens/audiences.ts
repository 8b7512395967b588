import { LOCAL_AUDIENCE } from '../settings';

/** Other APIs that clients of Partner Center ask tokens for at the same place. A token for one of them is not good for this one, here as there. */
const OTHER_APIS = [
  'https://graph.windows.net',
  'https://graph.microsoft.com',
  'https://management.azure.com',
  'https://management.core.windows.net',
  'https://outlook.office365.com',
  '00000002-0000-0000-c000-000000000000',
  '00000003-0000-0000-c000-000000000000',
];

/**
 * The `aud` of the access token that is asked for.
 * @param form of a token request: `resource` of the first version, `scope` of the second, where the API stands before `/.default` or the permission.
 */
export const audienceAsked = (form: URLSearchParams): string => {
  const named = [form.get('resource') ?? '', ...scopesOf(form.get('scope'))].map((text) => text.toLowerCase());
  return OTHER_APIS.find((api) => named.some((name) => name === api || name.startsWith(`${api}/`))) ?? LOCAL_AUDIENCE;
};

/** The scopes that are named, separated by blanks. */
export const scopesOf = (scope: string | null): readonly string[] => (scope ?? '').split(/\s+/).filter((each) => each !== '');

/** Those that ask for something of the sign-in, not of the API. */
const OF_THE_SIGN_IN = new Set(['openid', 'profile', 'email', 'offline_access']);

/** What of the API was granted, in the answer's form: as it was asked for, and what it stands for. */
export const grantedScope = (scope: string | null, audience: string): string => {
  const asked = scopesOf(scope).filter((each) => !OF_THE_SIGN_IN.has(each));
  return [...new Set([...asked, `${audience}/user_impersonation`])].join(' ');
};
