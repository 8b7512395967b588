import { type Exchange } from '../../engine/check';

/** A call as the lifecycle looks at it. */
export interface CallOf {
  readonly exchange: Exchange;
  readonly requestId: string;
  /** In small letters, without its query. */
  readonly path: string;
  readonly isPreview: boolean;
  /** It was answered with what an earlier one was answered. */
  readonly isReplay: boolean;
  readonly isAccepted: boolean;
  /** Of a refusal. */
  readonly code: number | undefined;
}

const headerOf = (headers: Readonly<Record<string, string>>, name: string): string | undefined => Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1];

export const callOf = (exchange: Exchange): CallOf => {
  const { call, reply } = exchange;
  const [path = '', query = ''] = call.path.toLowerCase().split('?');
  const code = (reply.body as { readonly code?: unknown } | undefined)?.code;
  return {
    exchange,
    requestId: (headerOf(call.headers, 'ms-requestid') ?? '').toLowerCase(),
    path,
    isPreview: /(^|&)preview=true/.test(query),
    isReplay: headerOf(reply.headers, 'nextterm-replayed') === 'true',
    isAccepted: reply.status < 300,
    code: reply.status >= 400 && typeof code === 'number' ? code : undefined,
  };
};

/** The version that the caller says it has read, as an etag without quotes; undefined: it does not say. */
export const etagSent = ({ exchange: { call } }: CallOf): string | undefined => {
  const header = headerOf(call.headers, 'if-match');
  const attributes = (call.body as { readonly attributes?: { readonly etag?: unknown } } | undefined)?.attributes?.etag;
  const etag = header ?? (typeof attributes === 'string' ? attributes : undefined);
  return etag?.replace(/^W\//, '').replaceAll('"', '').split('.')[0];
};

/** Whether the caller asks that what a PATCH leaves out is reset. */
export const replaces = ({ exchange: { call } }: CallOf): boolean => headerOf(call.headers, 'nextterm-patch')?.toLowerCase() === 'replace';

const SUBSCRIPTION = /^\/v1\/customers\/[^/]+\/subscriptions\/([^/]+)$/;
const TRANSITIONS = /^\/v1\/customers\/[^/]+\/subscriptions\/([^/]+)\/transitions$/;
const CARTS = /^\/v1\/customers\/[^/]+\/carts(?:\/([^/]+))?$/;
const CHECKOUT = /^\/v1\/customers\/[^/]+\/carts\/([^/]+)\/checkout$/;
const ORDERS = /^\/v1\/customers\/[^/]+\/orders$/;

/** Calls that the model follows, with the id that their path names. */
export type Followed = { readonly what: 'patch' | 'transition' | 'checkout' | 'cart'; readonly id: string } | { readonly what: 'order' };

/** Undefined: a call that no subscription is changed by in a way that the model follows. */
export const followedAs = ({ exchange: { call }, path }: CallOf): Followed | undefined => {
  const of = (what: 'patch' | 'transition' | 'checkout' | 'cart', pattern: RegExp): Followed | undefined => {
    const match = pattern.exec(path);
    return match === null ? undefined : { what, id: match[1] ?? '' };
  };
  if (call.method === 'PATCH') return of('patch', SUBSCRIPTION);
  if (call.method === 'PUT') return of('cart', CARTS);
  if (call.method !== 'POST') return undefined;
  return of('transition', TRANSITIONS) ?? of('checkout', CHECKOUT) ?? of('cart', CARTS) ?? (ORDERS.test(path) ? { what: 'order' } : undefined);
};
