import { type CallCounts, type CountedCall } from '../../app/throttle/callCounts';
import { type Caller } from './caller';
import { isPreviewed } from './previewAsked';
import { type Method } from './routeDefinition';
import { PUBLISHED_CALLS_A_MINUTE, publishedLimits } from './publishedLimits';

/** Which limits hold: none, those that the contract publishes, or an installation's own, of calls a minute: of a whole tenant, of one user or application of it, of a tenant about one customer. */
export type Throttling = 'off' | 'published' | { readonly tenant?: number; readonly caller?: number; readonly customer?: number };

/** What of a call says which limits it falls under. */
export interface ThrottledCall {
  /** Of the route. */
  readonly name: string;
  readonly method: Method;
  /** Of the path, as sent. */
  readonly customerId: string | undefined;
  readonly query: URLSearchParams;
  readonly caller: Caller;
}

/** @returns undefined: it goes through, and is counted; else the whole seconds after which a repeat has a chance. */
export type Throttle = (call: ThrottledCall) => number | undefined;

/** Previews commit nothing: they are counted apart, and twice as many of them go through. */
const PREVIEWS = 2;

const isPreview = ({ method, query }: ThrottledCall): boolean => method !== 'GET' && isPreviewed(query);

interface Limit {
  /** Of what: the first part of the key. */
  readonly name: string;
  /** The rest of it; undefined: the call does not fall under this limit. */
  readonly of: readonly string[] | undefined;
  readonly most: number;
}

const publishedOf = ({ name, customerId }: ThrottledCall): readonly Limit[] => {
  const resource = publishedLimits.get(name);
  return resource === undefined ? [] : [{ name: resource, of: customerId === undefined ? [] : [customerId], most: PUBLISHED_CALLS_A_MINUTE }];
};

const ownOf = ({ customerId, caller }: ThrottledCall, own: Exclude<Throttling, string>): readonly Limit[] => {
  const about = customerId === undefined ? undefined : [customerId];
  const limits: readonly (Omit<Limit, 'most'> & { readonly most: number | undefined })[] = [
    { name: 'all', of: [], most: own.tenant },
    { name: 'caller', of: [caller.userId], most: own.caller },
    { name: 'about', of: about, most: own.customer },
  ];
  return limits.flatMap((limit) => (limit.most === undefined ? [] : [{ ...limit, most: limit.most }]));
};

const counted = (call: ThrottledCall, limits: readonly Limit[]): readonly CountedCall[] => {
  const [kind, times] = isPreview(call) ? ['preview', PREVIEWS] : ['call', 1];
  return limits.flatMap(({ name, of, most }) => {
    if (of === undefined) return [];
    const head = [kind, name, call.caller.tenantId].join('|');
    return [{ key: [head, ...of].join('|').toLowerCase(), crowd: `${head}|*`, most: most * times }];
  });
};

/** Who is refused for calling too often. The operator is not: whoever runs the installation is not locked out of it. @returns undefined where no limits hold. */
export const createThrottle = (throttling: Throttling, counts: CallCounts): Throttle | undefined => {
  if (throttling === 'off') return undefined;
  return (call) => {
    if (call.caller.kind === 'operator') return undefined;
    const limits = throttling === 'published' ? publishedOf(call) : ownOf(call, throttling);
    return limits.length === 0 ? undefined : counts.take(counted(call, limits));
  };
};
