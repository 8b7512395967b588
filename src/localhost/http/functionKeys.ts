import { timingSafeEqual } from 'node:crypto';
import { type RegisteredFunction } from '../contracts';

/** The keys of the host, as on Azure. Without them nothing is asked for a key. */
export interface HostKeys {
  /** `_master`: opens everything. */
  readonly master: string;
  /** The host's key for all functions; none if absent. */
  readonly functions?: string;
  /** Keys of one function each, by its name in any case of letters. */
  readonly ofFunction?: Readonly<Record<string, string>>;
  /** What the addresses of extensions (`/runtime/webhooks`) ask for, and the Durable client is given; none opens them but the master key if absent. */
  readonly system?: string;
}

export interface KeyRefusal {
  readonly status: 401 | 403;
  readonly headers: readonly (readonly [string, string])[];
}

type Headers = Readonly<Record<string, string>>;

const NO_KEY: KeyRefusal = { status: 401, headers: [['www-authenticate', 'Bearer']] };

const equal = (one: string, other: string): boolean => Buffer.byteLength(one) === Buffer.byteLength(other) && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** The header before the query, as the Azure host reads them. */
const keyOf = (url: URL, headers: Headers): string | undefined => headers['x-functions-key'] ?? url.searchParams.get('code') ?? undefined;

const isOneOf = (key: string | undefined, keys: readonly (string | undefined)[]): boolean => key !== undefined && keys.some((known) => known !== undefined && equal(key, known));

/**
 * What a request for an HTTP function is refused with for want of a key. `authLevel` says what is asked: `anonymous` nothing, `function` a key of the function or the
 * host, `admin` the master key. Anything else is taken for `function`, the host's own default.
 */
export function functionKeyRefusal(keys: HostKeys, registered: RegisteredFunction, url: URL, headers: Headers): KeyRefusal | undefined {
  const { authLevel } = registered.trigger;
  const level = typeof authLevel === 'string' ? authLevel.toLowerCase() : 'function';
  if (level === 'anonymous') return undefined;
  const own = Object.entries(keys.ofFunction ?? {}).find(([name]) => name.toLowerCase() === registered.name.toLowerCase())?.[1];
  const allowed = level === 'admin' ? [keys.master] : [keys.master, keys.functions, own];
  return isOneOf(keyOf(url, headers), allowed) ? undefined : { status: 401, headers: [] };
}

/** Whether the address is an extension's, which asks for a key before it says whether there is anything at it. */
export const isWebhook = ({ pathname }: URL): boolean => /^\/runtime\/webhooks\//i.test(pathname);

/** The same for the host's own addresses; those that are not its own ask for none. */
export function hostKeyRefusal(keys: HostKeys, url: URL, headers: Headers): KeyRefusal | undefined {
  const path = url.pathname.toLowerCase();
  if (!/^\/(admin|runtime)\//.test(path) || path === '/admin/host/ping' || path === '/admin/warmup') return undefined;
  const key = keyOf(url, headers);
  if (isOneOf(key, path.startsWith('/runtime/webhooks/durabletask/') ? [keys.master, keys.system] : [keys.master])) return undefined;
  // A key that is good for something else.
  return isOneOf(key, [keys.functions, keys.system, ...Object.values(keys.ofFunction ?? {})]) ? { status: 403, headers: [] } : NO_KEY;
}
