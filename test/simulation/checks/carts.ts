import { plusHours, type Instant } from '../../../src/kernel/instant';
import { mustHold, type Check, type Exchange } from '../engine/check';

/** ORD-1: a cart is there for seven days from when it was made; its last instant does not count. */
const HOURS = 7 * 24;

const CARTS = /^\/v1\/customers\/[^/]+\/carts$/i;
const CART = /^\/v1\/customers\/[^/]+\/carts\/([^/]+?)(\/checkout)?$/i;

interface Cart {
  readonly until: Instant;
  readonly partnerId: string;
  /** Bought: it is there for good. */
  isBought: boolean;
}

const isReplayed = ({ reply }: Exchange): boolean => Object.entries(reply.headers).some(([name, value]) => name.toLowerCase() === 'nextterm-replayed' && value === 'true');

/** ORD-1: a cart that has expired is not shown, changed or bought any more. REQ-5: what was done with it before is answered again as it was then. */
export const carts = (): Check => {
  const known = new Map<string, Cart>();
  return {
    name: 'a cart is there for seven days',
    after: ({ exchanges, at }, seen) => {
      for (const exchange of exchanges) {
        const { call: { method, path, caller }, reply } = exchange;
        const [place = '', query = ''] = path.split('?');
        const isPreview = /preview=true/i.test(query);
        if (method === 'POST' && CARTS.test(place) && reply.status === 201 && !isPreview) {
          const { id = '' } = reply.body as { readonly id?: string };
          if (!known.has(id)) known.set(id, { until: plusHours(at, HOURS), partnerId: caller.tenantId, isBought: false });
          continue;
        }
        const [, id = '', checkout] = CART.exec(place) ?? [];
        const cart = known.get(id.toLowerCase());
        if (cart === undefined || isReplayed(exchange)) continue;
        if (!cart.isBought && at >= cart.until) {
          mustHold(reply.status >= 400, 'ORD-1', () => `${method} ${path} is answered with ${reply.status} at ${at}: the cart expired at ${cart.until}`);
          if (cart.partnerId === caller.tenantId) seen.proved('ORD-1');
        }
        if (checkout !== undefined && reply.status < 300 && !isPreview) cart.isBought = true;
      }
    },
  };
};
