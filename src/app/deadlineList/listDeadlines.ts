import { type Instant } from '../../kernel/instant';
import { type PartitionStore, type Row } from '../../kernel/partitionStore';
import { success, type Result } from '../../kernel/result';
import { type AtRisk } from '../../domain/options/atRisk';
import { type Coming } from '../../domain/options/deadlines';
import { type Subscription } from '../../domain/subscription/state';
import { type Foretold } from '../../domain/subscription/term/foretell';
import { customerOf } from '../customer/customerBook';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { readableSubscriptions } from '../subscription/subscriptionBook';
import { readableTransfers } from '../transfer/transferBook';
import { type Page, pageByKey, pageOf, readableOf, type UnreadableRow } from '../unreadable';
import { before, behind, deadlinePrefix, deadlinesOfSubject, listPartition, placeOf, type ListedDeadline } from './listRows';
import { deadlinesIn } from './sheet';
import { subjectsOfCustomer } from './subjectsOfCustomer';

/** As of the reading. */
export interface DeadlineDetails {
  /** Absent where the customer's row cannot be read. */
  readonly customerName?: string | undefined;
  readonly subscription?: Pick<Subscription, 'offer' | 'orderId' | 'quantity'> | undefined;
}

/** A deadline as a partner's list shows it. */
export interface ComingDeadline extends ListedDeadline {
  /** What it is about, where that was asked for and can be read; a transfer has none of it but the customer's name. */
  readonly details?: DeadlineDetails | undefined;
  /** What it brings, where that was asked for and can be known. */
  readonly brought?: Foretold | undefined;
  /** When a migration is planned that comes before it, or with it, where what it brings was asked for: what is left of it then nobody knows. */
  readonly migratesAt?: Instant | undefined;
  /** What can still be had back until then, where that was asked for: of all seats of the subscription. */
  readonly atRisk?: AtRisk | undefined;
}

export interface DeadlineQuery {
  /** Inclusive; absent, or past: from now on, exclusive. */
  readonly from?: Instant | undefined;
  /** Exclusive. */
  readonly until: Instant;
  /** One customer; all of the partner's if absent. */
  readonly customerId?: string | undefined;
  /** Only these; absent: of every kind. */
  readonly kinds?: readonly Coming['kind'][] | undefined;
}

/** @param limit deadlines of a page, 1 to 999. @param continuation what the page before gave: the key of its last deadline. */
export type DeadlinePages = (limit: number, continuation?: string) => Promise<Page<ComingDeadline>>;

/** Which keys of a list are asked for. */
export interface DeadlineSpan {
  /** Only keys greater than this one. */
  readonly after: string;
  readonly until: Instant;
  readonly limit: number;
  /** Only these; absent: of every kind. */
  readonly kinds?: readonly Coming['kind'][] | undefined;
}

/** What a list holds in a row, or that the row cannot be read, under its place. */
type Found = readonly [place: string, found: ListedDeadline | UnreadableRow];

const foundIn = (row: Row): readonly Found[] => {
  const { items, unreadable } = readableOf([row], deadlinesIn);
  return [...items.flat(), ...unreadable.map((damaged): Found => [row.key, damaged])];
};

/** Of one query. */
const MOST_ROWS = 1000;
/** Of one that goes on. */
const FEWEST_MORE = 100;
/** Of one page of some kinds, after which it ends with what it has. */
const MOST_ROWS_OF_KINDS = 5000;

const isUnreadable = (found: ListedDeadline | UnreadableRow): found is UnreadableRow => 'reason' in found;

const isOf = (kinds: DeadlineSpan['kinds'], found: ListedDeadline | UnreadableRow): boolean => kinds === undefined || isUnreadable(found) || kinds.includes(found.kind);

/**
 * A page of what a partner's list holds between two instants, both exclusive: one query of its partition, unless the store answers with less than it was asked for, or one customer has more rows at one instant than a page has
 * deadlines: what it has then is put in order when all of it is there. Of some kinds alone a page goes on until it is full, or has looked at five thousand rows.
 */
export const deadlinesOfPartner = async (directory: PartitionStore, partnerTenantId: string, { after, until, limit, kinds }: DeadlineSpan): Promise<Page<ComingDeadline>> => {
  const end = before(until);
  const from = placeOf(after);
  // One more than is shown says whether there is another page; the row of the last that was shown may hold more.
  const firstRows = kinds === undefined ? Math.min(MOST_ROWS, limit + (from === after ? 1 : 2)) : MOST_ROWS;
  const found: Found[] = [];
  // What the customer has at the instant that was read last: there may be more of it.
  let open: Found[] = [];
  let place = from;
  let continuation: string | undefined;
  let rows = 0;
  const isEnough = (): boolean => found.length >= limit && open.length > 0;
  const isFar = (): boolean => kinds !== undefined && rows >= MOST_ROWS_OF_KINDS && place !== from;
  do {
    const page = await directory.list(listPartition(partnerTenantId), { prefix: deadlinePrefix, after: from, limit: rows === 0 ? firstRows : Math.max(kinds === undefined ? FEWEST_MORE : MOST_ROWS, limit + 1 - rows), ...(continuation !== undefined && { continuation }) });
    for (const row of page.rows) {
      // What is behind the page need not be read by its schema: each row may hold many.
      if (isEnough()) break;
      if (place !== placeOf(row.key)) {
        found.push(...open);
        open = [];
        place = placeOf(row.key);
      }
      open.push(...foundIn(row).filter(([key, each]) => key > after && key < end && isOf(kinds, each)));
    }
    rows += page.rows.length;
    continuation = (page.rows.at(-1)?.key ?? '') < end ? page.continuation : undefined;
  } while (continuation !== undefined && !isEnough() && !isFar());
  // What was read last may be a part: the next page begins with it.
  const isCutShort = continuation !== undefined && !isEnough();
  const inOrder = [...found, ...(isCutShort ? [] : open)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const shown = inOrder.slice(0, limit);
  const items = shown.flatMap(([, each]) => (isUnreadable(each) ? [] : [each]));
  const next = inOrder.length > limit ? shown.at(-1)?.[0] : isCutShort ? place : undefined;
  return pageOf({ items, unreadable: shown.flatMap(([, each]) => (isUnreadable(each) ? [each] : [])) }, next);
};

/** The same of one customer, from what it has: three operations, and one more for each thousand subscriptions. */
const ofCustomer = async ({ commerce }: App, partnerTenantId: string, customerId: string, { after, until, limit, kinds }: DeadlineSpan, now: Instant): Promise<Page<ComingDeadline>> => {
  const [subscriptions, transfers] = await Promise.all([readableSubscriptions(commerce, customerId), readableTransfers(commerce, customerId)]);
  const subjects = subjectsOfCustomer(subscriptions.items, transfers.items, now).get(partnerTenantId) ?? [];
  const end = before(until);
  const found = subjects
    .flatMap((subject) => [...deadlinesOfSubject(subject)])
    .filter(([key, deadline]) => key > after && key < end && isOf(kinds, deadline))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return pageByKey(found, [...subscriptions.unreadable, ...transfers.unreadable], limit);
};

/**
 * PRE-3: what is ahead of a partner's subscriptions and transfers between now, or `from`, and `until`, which is exclusive as now is, in order of time; at one instant by customer and subject. A page has exactly as many as it may, or all that are
 * left, and begins behind the last deadline of the one before, whatever has come or gone since. Refused: CustomerNotFound.
 */
export const listDeadlines = async (app: App, partnerTenantId: string, { from, until, customerId, kinds }: DeadlineQuery): Promise<Result<DeadlinePages, Refusal>> => {
  const now = app.clock.now();
  const present = from !== undefined && from > now ? before(from) : behind(now);
  const spanOf = (limit: number, continuation = present): DeadlineSpan => ({ until, limit, kinds, after: continuation < present ? present : continuation });
  if (customerId === undefined) return success((limit, continuation) => deadlinesOfPartner(app.directory, partnerTenantId, spanOf(limit, continuation)));
  const customer = await customerOf(app.commerce, customerId, partnerTenantId);
  return customer.ok ? success((limit, continuation) => ofCustomer(app, partnerTenantId, customerId, spanOf(limit, continuation), now)) : customer;
};
