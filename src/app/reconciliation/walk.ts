import { type Customer } from '../../domain/parties/customer/state';
import { type PartitionStore } from '../../kernel/partitionStore';
import { readCustomer } from '../customer/customerBook';
import { entryKey, entryPrefix } from '../customer/directoryKeys';
import { RowUnreadable, type Page, type UnreadableRow } from '../unreadable';

/** Where a page goes on: in a customer, in the one or the other part of its lines, after what was given last. */
export interface Position {
  readonly customerId: string;
  readonly part: 'licences' | 'usage';
  /** Key of a charge row; of usage how many lines were given. */
  readonly after: string | number;
}

const customersAtOnce = 50;
/** Rows that one page looks at, at most: beyond it a page ends, whatever it holds. */
const mostLookedAt = 5000;
/** A customer counts as so many rows: it is read, and what it used, whether or not it has a line. */
const customerCounts = 50;

/** A step of the walk: a line, a row that cannot be read, or only that something was looked at. `next`: where to go on after it. */
export interface Step<T> {
  readonly item?: T;
  readonly unreadable?: readonly UnreadableRow[];
  readonly looked: number;
  readonly next: Position;
}

export type Walk<T> = AsyncGenerator<Step<T>, void, undefined>;

/** The lines of one customer from a position on. */
export type OfCustomer<T> = (customer: Customer, from: Position) => Walk<T>;

/** Customers that the partner has or had, by their ids. @param after those behind this one. */
async function* customerIds(directory: PartitionStore, partnerTenantId: string, after: string | undefined): AsyncGenerator<string, void, undefined> {
  let continuation: string | undefined;
  do {
    const page = await directory.list(partnerTenantId, { prefix: entryPrefix, limit: customersAtOnce, ...(after !== undefined && { after: entryKey(after) }), ...(continuation !== undefined && { continuation }) });
    // The key says it too, also where the row cannot be read.
    for (const { key } of page.rows) yield key.slice(entryPrefix.length);
    continuation = page.continuation;
  } while (continuation !== undefined);
}

/** Nothing of a customer is left. */
export const DONE = Number.MAX_SAFE_INTEGER;

export interface WalkTables {
  readonly commerce: PartitionStore;
  readonly directory: PartitionStore;
}

/** A partner's customers one after the other; each is read only once it is its turn. @param from where an earlier page ended. */
async function* walk<T>({ commerce, directory }: WalkTables, partnerTenantId: string, from: Position | undefined, ofCustomer: OfCustomer<T>): Walk<T> {
  async function* one(begin: Position): Walk<T> {
    try {
      const customer = await readCustomer(commerce, begin.customerId);
      if (customer !== undefined) yield* ofCustomer(customer.value, begin);
    } catch (error) {
      if (!(error instanceof RowUnreadable)) throw error;
      // DUE-2: what this customer has left is not told, and the others' is.
      yield { unreadable: [error.row], looked: 1, next: { customerId: begin.customerId, part: 'usage', after: DONE } };
    }
    yield { looked: customerCounts, next: { customerId: begin.customerId, part: 'usage', after: DONE } };
  }
  if (from !== undefined) yield* one(from);
  for await (const customerId of customerIds(directory, partnerTenantId, from?.customerId)) yield* one({ customerId, part: 'licences', after: '' });
}

/** One page of a walk over a partner's customers: none of their lines twice, none missing, however the pages fall. A page may hold fewer than `limit` while there are more. */
export const pageOfWalk = async <T>(tables: WalkTables, partnerTenantId: string, ofCustomer: OfCustomer<T>, limit: number, continuation: string | undefined): Promise<Page<T>> => {
  const from = continuation === undefined ? undefined : (JSON.parse(continuation) as Position);
  const items: T[] = [];
  const unreadable: UnreadableRow[] = [];
  const page = (goesOn?: Position): Page<T> => ({ items, ...(unreadable.length > 0 && { unreadable }), ...(goesOn !== undefined && { continuation: JSON.stringify(goesOn) }) });
  let looked = 0;
  for await (const { item, unreadable: missed = [], looked: more, next } of walk(tables, partnerTenantId, from, ofCustomer)) {
    unreadable.push(...missed);
    looked += more;
    if (item !== undefined) items.push(item);
    if (items.length === limit || looked >= mostLookedAt) return page(next);
  }
  return page();
};
