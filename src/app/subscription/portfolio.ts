import { z } from 'zod';
import { type Row } from '../../kernel/partitionStore';
import { success, type Result } from '../../kernel/result';
import { rowsAfter } from '../allRows';
import { lookupPrefix } from '../customer/directoryKeys';
import { directoryRows } from '../customer/directoryEntry';
import { withBound } from '../due/withBound';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { pageByKey, pageOf, RowUnreadable, type Page, type UnreadableRow } from '../unreadable';
import { listPlaceOf, type ListedSubscription } from './listedSubscription';
import { listedSubscriptions, type Listed } from './listedSubscriptions';

/** A subscription with whose it is. */
export interface PortfolioEntry {
  readonly customerId: string;
  readonly customerName: string;
  readonly listed: ListedSubscription;
}

/** Customers that one page looks at, at most: beyond it a page ends, whatever it holds. Each costs three reads, and one for each further thousand subscriptions. */
const MOST_CUSTOMERS = 100;
const CUSTOMERS_AT_ONCE = 8;

/** Behind which customer's row a page goes on; with `within` also behind a place in the list of the one before which it stands. */
const positionSchema = z.object({ after: z.string().optional(), within: z.object({ customer: z.string(), place: z.string() }).optional() });
type Position = z.infer<typeof positionSchema>;

interface Shown {
  readonly entries: readonly (PortfolioEntry & { readonly place: string })[];
  readonly unreadable: readonly UnreadableRow[];
}

const byName = lookupPrefix('CompanyName', '');

/** What a partner has for one customer; nothing where it has given it up since the list was read, or where the customer's own row cannot be read. */
const shownOf = async (app: App, partnerTenantId: string, customerId: string, customerName: string, asked: Listed): Promise<Shown> => {
  try {
    const found = await listedSubscriptions(app, partnerTenantId, customerId, asked);
    if (!found.ok) return { entries: [], unreadable: [] };
    const { items, unreadable } = found.value;
    return { entries: items.map((listed) => ({ customerId, customerName, listed, place: listPlaceOf(listed) })).toSorted((a, b) => (a.place < b.place ? -1 : 1)), unreadable };
  } catch (error) {
    if (error instanceof RowUnreadable) return { entries: [], unreadable: [error.row] };
    throw error;
  }
};

/** The same of some customers at a time, by the keys of their rows. */
const shownOfAll = async (app: App, partnerTenantId: string, rows: readonly Row[], asked: Listed): Promise<ReadonlyMap<string, Shown>> => {
  const all = new Map<string, Shown>();
  await withBound(CUSTOMERS_AT_ONCE, rows, async (row) => {
    const { items: [entry], unreadable } = directoryRows.readable([row]);
    const shown = entry?.shown === undefined ? { entries: [], unreadable: [] } : await shownOf(app, partnerTenantId, entry.customerId, entry.shown.companyName, asked);
    all.set(row.key, { ...shown, unreadable: [...unreadable, ...shown.unreadable] });
  });
  return all;
};

/**
 * SUB-8: what a partner has for all its customers, in every status, customer by customer in order of their names, each as the list of its subscriptions has them. A page goes on behind the last entry of the one before; it holds
 * fewer than `limit` while there are more where it would have to look at more than a hundred customers. A customer that is renamed between two pages may be in both, or in none.
 */
export const portfolioPages =
  (app: App, partnerTenantId: string, asked: Listed) =>
  async (limit: number, continuation?: string): Promise<Page<PortfolioEntry>> => {
    const { after: from = '', within }: Position = continuation === undefined ? {} : positionSchema.parse(JSON.parse(continuation));
    const rows = await rowsAfter(app.directory, partnerTenantId, byName, from, MOST_CUSTOMERS);
    const items: PortfolioEntry[] = [];
    const unreadable: UnreadableRow[] = [];
    const ending = (next: Position | undefined): Page<PortfolioEntry> => pageOf({ items, unreadable }, next && JSON.stringify(next));
    let after = from;
    for (let start = 0; start < rows.length; start += CUSTOMERS_AT_ONCE) {
      const together = rows.slice(start, start + CUSTOMERS_AT_ONCE);
      const shown = await shownOfAll(app, partnerTenantId, together, asked);
      for (const { key } of together) {
        const { entries = [], unreadable: damaged = [] } = shown.get(key) ?? {};
        let place = within?.customer === key ? within.place : '';
        for (const entry of entries.filter((each) => each.place > place)) {
          if (items.length === limit) return ending({ after, within: { customer: key, place } });
          const { place: ofEntry, ...known } = entry;
          items.push(known);
          place = ofEntry;
        }
        unreadable.push(...damaged);
        after = key;
      }
    }
    return ending(rows.length < MOST_CUSTOMERS ? undefined : { after });
  };

/** The same of one customer: read once, whatever the number of pages. Refused: CustomerNotFound. */
export const portfolioOfCustomer = async (app: App, partnerTenantId: string, customerId: string, asked: Listed): Promise<Result<(limit: number, continuation?: string) => Promise<Page<PortfolioEntry>>, Refusal>> => {
  const found = await listedSubscriptions(app, partnerTenantId, customerId, asked);
  if (!found.ok) return found;
  const { items, unreadable, customer } = found.value;
  const places = items.map((listed) => [listPlaceOf(listed), { customerId, customerName: customer.name, listed }] as const).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return success(async (limit, continuation = '') => pageByKey(places.filter(([place]) => place > continuation), unreadable, limit));
};
