import { AsyncLocalStorage } from 'node:async_hooks';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { HttpRequest, InvocationContext } from '@azure/functions';
import { rolesFor, type Caller } from '../../src/adapters/http/caller';
import { configureRoutes, serveUnmatched } from '../../src/adapters/http/route';
import { type WiredApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';
import { expectDescribed } from './describedAnswer';
import { expectRepeatable } from './expectRepeatable';
import { judged, wasRepeat } from './keptChanges';
import { loadedRoutes } from './loadedRoutes';
import { type World } from './world';

let mockApp: WiredApp | undefined;
/** Of a call that runs, also beside calls of another process. */
const mockRunning = new AsyncLocalStorage<WiredApp>();

jest.mock('../../src/wiring/wiring', () => ({
  ...jest.requireActual<object>('../../src/wiring/wiring'),
  theApp: async () => mockRunning.getStore() ?? mockApp,
}));

/** Whose app the functions find that a test calls by other ways than {@link httpOver}'s. */
export const useApp = (app: WiredApp): void => void (mockApp = app);

export interface Call {
  readonly method?: string;
  /** Slug of the partner who calls; havn if absent. */
  readonly as?: string;
  /** Who calls, if it is no partner of the sample: a customer, the operator, an indirect reseller. */
  readonly caller?: Caller;
  /** As the token's claim has them; an admin agent's if absent. */
  readonly roles?: readonly string[];
  /** A token without a user. */
  readonly appOnly?: boolean;
  /** The header `Authorization`, judged by the app itself, whose process has to know the issuer's keys; null: none. Whoever calls is then nobody but whom it names. */
  readonly authorization?: string | null;
  /** Sent as JSON, text and bytes as they stand. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Of an answer that is no text. */
  readonly bytes?: Uint8Array;
  /** Undefined if the text is no JSON. */
  readonly body: unknown;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const UNPACKED: Readonly<Record<string, (bytes: Uint8Array) => Buffer>> = { gzip: gunzipSync, br: brotliDecompressSync };

/** The text of an answer, whatever it is packed in; empty of what is no text. */
const textOf = (body: unknown, coding: string | undefined): string => {
  const unpack = coding === undefined ? undefined : UNPACKED[coding];
  return body instanceof Uint8Array && unpack !== undefined ? unpack(body).toString() : typeof body === 'string' ? body : '';
};

const sentText = (body: unknown): string => (typeof body === 'string' ? body : body instanceof Uint8Array ? Buffer.from(body).toString() : JSON.stringify(body));

/** Every route of the app over a world in memory. Who calls is taken at its word, but for a call that says `authorization`. */
export const httpOver = (world: World) => {
  const routes = loadedRoutes();

  return async (path: string, { method = 'GET', as = 'havn', roles = ['admin_agent'], appOnly = false, body, headers = {}, caller: other, authorization }: Call = {}): Promise<Reply> => {
    mockApp = world.app;
    const { partner } = world.as(as);
    const { clock, measures, routeDeps: { log } } = world.app;
    const caller: Caller = other ?? { tenantId: partner.tenantId, kind: 'partner', partner, userId: 'user of the test', displayName: 'Test', roles: rolesFor('partner', roles), appOnly };
    const authenticate = authorization === undefined ? async () => success(caller) : world.app.routeDeps.authenticate;
    configureRoutes(() => ({ authenticate, audit: judged(world.app.routeDeps.audit), unreadable: world.app.routeDeps.unreadable, clock, log, measures, throttle: world.app.routeDeps.throttle }));
    const sent = body === undefined ? undefined : sentText(body);
    const request = new HttpRequest({ method, url: `http://localhost${path}`, headers: { ...headers, ...(authorization && { authorization }) }, ...(sent !== undefined && { body: body instanceof Uint8Array ? { bytes: body } : { string: sent } }) });
    const answer = await mockRunning.run(world.app, () => serveUnmatched(request, new InvocationContext()));
    const text = typeof answer.body === 'string' ? answer.body : '';
    const status = answer.status ?? 200;
    const answered = { ...(answer.headers as Record<string, string>) };
    if (answered['NextTerm-Replayed'] !== undefined) wasRepeat(answered['MS-RequestId']);
    expectDescribed(routes, { method, path, ...(body !== undefined && { sent: body }), status, contentType: answered['Content-Type'] ?? '', text: textOf(answer.body, answered['Content-Encoding']) });
    if (authorization === undefined) await expectRepeatable(world.stores, routes, { method, url: request.url, sent: sent ?? '' }, caller.tenantId, { status, headers: answered, text });
    return { status, headers: answered, text, ...(answer.body instanceof Uint8Array && { bytes: answer.body }), body: parsed(text) };
  };
};
