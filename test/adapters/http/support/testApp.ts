import { HttpRequest, HttpResponse, InvocationContext, type HttpFunctionOptions } from '@azure/functions';
import { type AuditRecord } from '../../../../src/domain/audit/state';
import { type AuditTrail } from '../../../../src/adapters/http/auditTrail';
import { createAuthenticate } from '../../../../src/adapters/http/authenticate';
import { createRouter } from '../../../../src/adapters/http/router';
import { type Log } from '../../../../src/app/log';
import { instant } from '../../../../src/kernel/instant';
import { createTestIssuer, REAL_TIME, tokenConfig, whoIs } from './tokens';
import { type UnreadableRow } from '../../../../src/app/unreadable';

export const NOW = instant('2026-01-31T10:00:00.000Z');
export const REQUEST_ID = 'AAAAAAAA-0000-4000-8000-000000000001';
export const CORRELATION_ID = 'bbbbbbbb-0000-4000-8000-000000000002';

export interface Call {
  readonly method?: string;
  readonly path?: string;
  readonly params?: Record<string, string>;
  readonly headers?: Record<string, string>;
  /** Text or bytes as they stand, anything else as JSON. */
  readonly body?: unknown;
  /** Sent as it stands; absent: an admin agent's; null: none. */
  readonly token?: string | null;
}

const bodyOf = (body: unknown): { bytes?: Uint8Array; string?: string } => {
  if (body === undefined) return {};
  if (body instanceof Uint8Array) return { bytes: body };
  return { string: typeof body === 'string' ? body : JSON.stringify(body) };
};

/** A router with nothing behind it, called as the Functions host calls it. */
export const createTestApp = async (options: { readonly fetchKeys?: typeof fetch; readonly allowedOrigins?: readonly string[]; readonly log?: Log; readonly logsCalls?: boolean } = {}) => {
  const issuer = await createTestIssuer();
  const agent = await issuer.token();
  const functions = new Map<string, HttpFunctionOptions>();
  const audited: AuditRecord[] = [];
  const trail: AuditTrail = { write: async (record) => void audited.push(record) };
  const raised: UnreadableRow[] = [];
  const hostLogged: { readonly level: string; readonly parts: readonly unknown[] }[] = [];
  const logged: { readonly level: string; readonly message: string; readonly cause?: unknown }[] = [];
  const router = createRouter((name, definition) => functions.set(name, definition));
  const invocation = new InvocationContext({ logHandler: (level, ...parts) => hostLogged.push({ level, parts }) });
  router.configureRoutes(() => ({
    authenticate: createAuthenticate({ tokens: tokenConfig, whoIs, realTime: () => REAL_TIME, fetchKeys: options.fetchKeys ?? issuer.fetchKeys }),
    audit: trail,
    ...(options.allowedOrigins && { allowedOrigins: options.allowedOrigins }),
    unreadable: { raise: async (rows) => void raised.push(...rows) },
    clock: { now: () => NOW },
    ...(options.logsCalls !== undefined && { logsCalls: options.logsCalls }),
    log: options.log ?? { info: (message) => logged.push({ level: 'info', message }), warn: (message, cause) => logged.push({ level: 'warn', message, cause }), error: (message, cause) => logged.push({ level: 'error', message, cause }) },
  }));

  const requestOf = ({ method = 'GET', path = '/', params = {}, headers = {}, body, token }: Call): HttpRequest => {
    const authorization = token === null ? {} : { authorization: `Bearer ${token ?? agent}` };
    return new HttpRequest({ method, url: `http://localhost${path}`, params, headers: { 'MS-RequestId': REQUEST_ID, 'MS-CorrelationId': CORRELATION_ID, ...authorization, ...headers }, body: bodyOf(body) });
  };

  const read = async (response: unknown) => {
    const { status, headers, body } = new HttpResponse(response as ConstructorParameters<typeof HttpResponse>[0]);
    const text = body === null ? '' : await new Response(body).text();
    return { status, headers: Object.fromEntries(headers), text, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  };

  return {
    ...router,
    functions,
    logged,
    /** Records of commands as they were written, the end of one after its begin. */
    audited,
    trail,
    /** What reached the host's own log. */
    hostLogged,
    invocation,
    token: issuer.token,
    call: async (name: string, call: Call = {}) => read(await functions.get(name)?.handler(requestOf(call), invocation)),
    callUnmatched: async (call: Call) => read(await router.serveUnmatched(requestOf(call), invocation)),
  };
};

export type TestApp = Awaited<ReturnType<typeof createTestApp>>;

/** Headers of every answer that nobody asks for. */
export const traceHeaders = { 'ms-cv': expect.stringMatching(/^[A-Za-z0-9+/]{22}\.0$/) as string, 'ms-serverid': expect.stringMatching(/^\d{9}$/) as string, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' };
