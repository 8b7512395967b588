import { type IncomingMessage } from 'node:http';
import { z } from 'zod';
import { type Answer, emptyAnswer } from './answer';

/** Which pages the host itself lets read the app's answers, before any function is asked. */
export interface HostCors {
  /** `*`: any. */
  readonly origins: readonly string[];
  /** Whether with cookies and the like. */
  readonly credentials: boolean;
}

const ANY = '*';

/** Errors: credentials for any origin, which no host allows. */
export function checkedCors(cors: HostCors): HostCors {
  if (cors.credentials && cors.origins.includes(ANY)) throw new Error('CORS with credentials needs the origins named: "*" stands for any.');
  return cors;
}

/**
 * CORS by app settings, where it is switched on as on Azure: `FUNCTIONS_ENABLE_CORS_CONFIGURATION`, `CORS_ALLOWED_ORIGINS` (a JSON list), `CORS_SUPPORT_CREDENTIALS`.
 * Errors: origins that are no list of texts, and those of `checkedCors`.
 */
export function corsOfSettings(setting: (name: string) => string | undefined): HostCors | undefined {
  const isOn = (name: string): boolean => /^(1|true)$/i.test(setting(name) ?? '');
  if (!isOn('FUNCTIONS_ENABLE_CORS_CONFIGURATION')) return undefined;
  const text = setting('CORS_ALLOWED_ORIGINS') ?? '';
  return checkedCors({ origins: text.trim() === '' ? [] : originsIn(text), credentials: isOn('CORS_SUPPORT_CREDENTIALS') });
}

function originsIn(text: string): readonly string[] {
  const problem = 'The setting CORS_ALLOWED_ORIGINS is a JSON list of origins, like ["https://console.example"].';
  try {
    const parsed = z.array(z.string()).safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
  } catch (error) {
    throw new Error(problem, { cause: error });
  }
  throw new Error(problem);
}

/** What an answer has more for the page that asked; it is said in the place of what a function says. */
export function corsHeaders({ origins, credentials }: HostCors, { headers: { origin } }: IncomingMessage): Answer['headers'] {
  if (origin === undefined) return [];
  const vary: Answer['headers'] = origins.length > 1 && !origins.includes(ANY) ? [['vary', 'Origin']] : [];
  if (origins.includes(ANY)) return [['access-control-allow-origin', ANY]];
  if (!origins.some((allowed) => allowed.toLowerCase() === origin.toLowerCase())) return [];
  return [['access-control-allow-origin', origin], ...(credentials ? [['access-control-allow-credentials', 'true'] as const] : []), ...vary];
}

/** The answer to a page's question before a call, as recorded: 204 whatever the function says, for a page that may not without a header. Undefined where it is no such question. */
export function corsPreflight(cors: HostCors, request: IncomingMessage): Answer | undefined {
  const { origin, 'access-control-request-method': method, 'access-control-request-headers': asked } = request.headers;
  if (request.method !== 'OPTIONS' || origin === undefined || method === undefined) return undefined;
  const allowed = corsHeaders(cors, request);
  if (allowed.length === 0) return emptyAnswer(204);
  return emptyAnswer(204, [...(asked === undefined ? [] : [['access-control-allow-headers', asked] as const]), ['access-control-allow-methods', method], ...allowed]);
}

/** The headers of an answer with those of CORS over them. */
export const withCors = (headers: Answer['headers'], cors: Answer['headers']): Answer['headers'] => [...headers.filter(([name]) => name.toLowerCase() === 'vary' || !cors.some(([over]) => over === name.toLowerCase())), ...cors];
