import { type IncomingMessage, type ServerResponse } from 'node:http';
import { TLSSocket } from 'node:tls';

/** `extensions.http.hsts` of host.json. */
export interface Hsts {
  readonly isEnabled: boolean;
  /** In ms. */
  readonly maxAge: number;
  readonly includeSubDomains: boolean;
  readonly preload: boolean;
  /** Hosts, without ports, that are told nothing, beside this machine's own names. */
  readonly excludedHosts: readonly string[];
}

/** Source: ASP.NET Core, `HstsOptions.ExcludedHosts`. */
const OF_THIS_MACHINE = ['localhost', '127.0.0.1', '[::1]'];

const hostOf = ({ headers: { host = '' } }: IncomingMessage): string => host.replace(/:\d+$/, '').toLowerCase();

/**
 * Puts on an answer what host.json asks for on each: `customHeaders`, and `hsts` where the connection is TLS and the host not excluded, in this order. What a function sets itself
 * under the same name wins, since it is set later.
 */
export function putHostHeaders(request: IncomingMessage, response: ServerResponse, { customHeaders, hsts }: { readonly customHeaders: Readonly<Record<string, string>>; readonly hsts?: Hsts | undefined }): void {
  for (const [name, value] of Object.entries(customHeaders)) response.setHeader(name, value);
  if (hsts?.isEnabled !== true || !(request.socket instanceof TLSSocket)) return;
  if ([...OF_THIS_MACHINE, ...hsts.excludedHosts].some((excluded) => excluded.toLowerCase() === hostOf(request))) return;
  response.setHeader('Strict-Transport-Security', `max-age=${Math.floor(hsts.maxAge / 1000)}${hsts.includeSubDomains ? '; includeSubDomains' : ''}${hsts.preload ? '; preload' : ''}`);
}
