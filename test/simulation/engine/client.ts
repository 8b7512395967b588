import { rolesFor, type Caller } from '../../../src/adapters/http/caller';
import { configureRoutes, serveUnmatched } from '../../../src/adapters/http/route';
import { type InvocationContext } from '@azure/functions';
import { AsyncLocalStorage } from 'node:async_hooks';
import { success } from '../../../src/kernel/result';
import { type Random } from '../../fuzz/random';
import { askChance } from '../seams/chance';
import { appAtHand } from '../seams/theApp';
import { type Host } from './installation';

/** One request as it is sent. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With its query. */
  readonly path: string;
  readonly caller: Caller;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Undefined if the text is no JSON. */
  readonly body: unknown;
}

interface Reached {
  readonly host: Host;
  readonly caller: Caller;
  readonly chance: Random | undefined;
}

const reached = new AsyncLocalStorage<Reached>();

configureRoutes(() => {
  const at = reached.getStore();
  if (at === undefined) throw new Error('A call has reached no host');
  return { ...at.host.routeDeps, authenticate: async () => success(at.caller) };
});

askChance(() => reached.getStore()?.chance);

const invocation = { invocationId: 'simulated', functionName: 'simulated', log: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined } as unknown as InvocationContext;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const bytesOf = (text: string): ArrayBuffer => {
  const { buffer, byteOffset, byteLength } = Buffer.from(text);
  return buffer.slice(byteOffset, byteOffset + byteLength);
};

/** What the app looks at of a request, without a socket and without the library that makes one of undici's. */
const requestOf = ({ method, path, body, headers }: Call) => {
  const url = new URL(`http://localhost${path}`);
  const sent = body === undefined ? '' : JSON.stringify(body);
  const named = new Headers({ ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) });
  return { method, url: url.href, headers: named, query: url.searchParams, params: {}, arrayBuffer: async () => bytesOf(sent) };
};

/**
 * Sends a request to a host. Who calls is taken at its word; its roles and the rest of the way, from the path to the answer, are the app's own.
 * @param chance that the app draws from for this call; what was set for all if absent. @returns undefined: the host died, and nobody was answered.
 */
export const send = async (host: Host, call: Call, chance?: Random): Promise<Reply | undefined> => {
  if (host.gate.isDead) return undefined;
  const answer = await appAtHand.run(host.app, () => reached.run({ host, caller: call.caller, chance }, () => serveUnmatched(requestOf(call), invocation)));
  if (host.gate.isDead) return undefined;
  const text = typeof answer.body === 'string' ? answer.body : '';
  return { status: answer.status ?? 200, headers: answer.headers as Record<string, string>, text, body: parsed(text) };
};

/** A user of a partner, of a customer, or the operator. */
export const callerOf = (tenant: { readonly tenantId: string } & Pick<Caller, 'kind' | 'partner'>, roles: readonly string[], userId: string): Caller => ({ ...tenant, userId, displayName: userId, roles: rolesFor(tenant.kind, roles), appOnly: false });
