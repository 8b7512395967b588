import { z } from 'zod';
import { isLoopbackHost } from '../adapters/http/crossOrigin';

/** An absolute address that nobody on the way can read or change: https, or on this machine. No name and password in it, and no fragment. */
export const isSecureAddress = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, hash } = new URL(text);
  if (username !== '' || password !== '' || hash !== '' || /[{}]/.test(text)) return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname));
};

/** `name=value;…` by lower-case name; undefined where a part is none. */
const partsOf = (text: string): ReadonlyMap<string, string> | undefined => {
  const parts = new Map<string, string>();
  for (const part of text.split(';').map((each) => each.trim())) {
    if (part === '') continue;
    const sign = part.indexOf('=');
    if (sign <= 0 || sign === part.length - 1) return undefined;
    parts.set(part.slice(0, sign).toLowerCase(), part.slice(sign + 1));
  }
  return parts;
};

type Parts = ReadonlyMap<string, string>;

/**
 * The address of one of a storage account's services, for which the app's identity signs in, or a connection string that leads to it: nothing in the clear except on this machine.
 * @param signsIn whether a connection string has what it takes to sign in. `endpoint` is the service's own, if it names one; `isReached`: the service has an address.
 */
const isAccountOf = (text: string, service: 'table' | 'blob', signsIn: (parts: Parts, endpoint: string | undefined, isReached: boolean) => boolean): boolean => {
  if (/^https?:\/\//i.test(text)) return isSecureAddress(text) && /^https:/i.test(text) && new URL(text).search === '';
  const parts = partsOf(text);
  if (parts === undefined) return false;
  if (parts.get('usedevelopmentstorage')?.toLowerCase() === 'true') return true;
  const endpoint = parts.get(`${service}endpoint`);
  if (endpoint !== undefined && !isSecureAddress(endpoint)) return false;
  const isReached = endpoint !== undefined || (parts.get('defaultendpointsprotocol')?.toLowerCase() === 'https' && parts.has('endpointsuffix'));
  return signsIn(parts, endpoint, isReached);
};

/**
 * The connection string of a storage account, or the address of its tables. Of a connection string: what the storage library asks for, which is less forgiving than the page that documents them.
 * Source: "Configure Azure Storage connection strings".
 */
export const isStorageAccount = (text: string): boolean =>
  isAccountOf(text, 'table', (parts, endpoint, isReached) => {
    if (!parts.has('accountkey') || !parts.has('defaultendpointsprotocol')) return endpoint !== undefined && parts.has('sharedaccesssignature');
    return parts.has('accountname') && isReached;
  });

/** The same of its blobs. A connection string holds the key, which links are signed with. */
export const isBlobAccount = (text: string): boolean => isAccountOf(text, 'blob', (parts, _endpoint, isReached) => parts.has('accountname') && parts.has('accountkey') && isReached);

/** The connection string of a Service Bus namespace: where it is, and a key or a signature. In the clear only on this machine, where the emulator's flag turns encryption off. */
export const isBusConnection = (text: string): boolean => {
  const parts = partsOf(text);
  const endpoint = parts?.get('endpoint');
  if (parts === undefined || endpoint === undefined || !/^sb:\/\//i.test(endpoint) || !URL.canParse(endpoint.replace(/^sb:/i, 'http:'))) return false;
  const isEmulator = parts.get('usedevelopmentemulator') === 'true';
  if (isEmulator && !isLoopbackHost(new URL(endpoint.replace(/^sb:/i, 'http:')).hostname)) return false;
  return parts.has('sharedaccesssignature') || (parts.has('sharedaccesskeyname') && parts.has('sharedaccesskey'));
};

/** Where mail goes out: a server, with a name and password or without, or a folder of this machine. */
export const isMailServer = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, pathname, search, hash } = new URL(text);
  if (search !== '' || hash !== '') return false;
  if (protocol === 'file:') return hostname === '' && pathname !== '/';
  return (protocol === 'smtps:' || protocol === 'smtp:') && hostname !== '' && (pathname === '' || pathname === '/') && (username === '') === (password === '');
};

/** An address that somebody can be told something at: of mail, or of a page. */
export const isContact = (text: string): boolean => (/^mailto:/.test(text) ? z.email().safeParse(text.slice('mailto:'.length)).success : /^https:/.test(text) && isSecureAddress(text) && !/\s/.test(text));
