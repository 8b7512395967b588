import { type Instant } from '../../kernel/instant';
import { type PartitionStore, type Row } from '../../kernel/partitionStore';
import { success, type Result } from '../../kernel/result';
import { type Coming } from '../../domain/options/deadlines';
import { type Foretold } from '../../domain/subscription/term/foretell';
import { customerOf } from '../customer/customerBook';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { readableSubscriptions } from '../subscription/subscriptionBook';
import { readableTransfers } from '../transfer/transferBook';
import { type Page, pageByKey, pageOf } from '../unreadable';
import { before, behind, deadlinePrefix, deadlineRows, listPartition, rowsOfSubject } from './listRows';
import { subjectsOfCustomer } from './subjectsOfCustomer';

/** A deadline as a partner's list shows it. */
export interface ComingDeadline extends Coming {
  readonly customerId: string;
  /** Of a subscription, or of a transfer. */
  readonly subjectId: string;
  readonly name: string;
  /** What it brings, where that was asked for and can be known. */
  readonly brought?: Foretold | undefined;
}

export interface DeadlineQuery {
  /** Exclusive. */
  readonly until: Instant;
  /** One customer; all of the partner's if absent. */
  readonly customerId?: string | undefined;
}

/** @param limit deadlines of a page, 1 to 999. @param continuation what the page before gave: the key of its last deadline. */
export type DeadlinePages = (limit: number, continuation?: string) => Promise<Page<ComingDeadline>>;

/** Which keys of a list are asked for. */
export interface DeadlineSpan {
  /** Only keys greater than this one. */
  readonly after: string;
  readonly until: Instant;
  readonly limit: number;
}

/** A page of what a partner's list holds between two instants, both exclusive: one query of its partition, unless the store answers with less than it was asked for. */
export const deadlinesOfPartner = async (directory: PartitionStore, partnerTenantId: string, { after, until, limit }: DeadlineSpan): Promise<Page<ComingDeadline>> => {
  const end = before(until);
  const rows: Row[] = [];
  let continuation: string | undefined;
  do {
    // One more than is shown says whether there is another page.
    const page = await directory.list(listPartition(partnerTenantId), { prefix: deadlinePrefix, after, limit: limit + 1 - rows.length, ...(continuation !== undefined && { continuation }) });
    rows.push(...page.rows);
    continuation = page.continuation;
  } while (continuation !== undefined && rows.length <= limit && (rows.at(-1)?.key ?? '') < end);
  const found = rows.filter(({ key }) => key < end);
  const shown = found.slice(0, limit);
  return pageOf(deadlineRows.readable(shown), found.length > limit ? shown.at(-1)?.key : undefined);
};

/** The same of one customer, from what it has: three operations, and one more for each thousand subscriptions. */
const ofCustomer = async ({ commerce }: App, partnerTenantId: string, customerId: string, { after, until, limit }: DeadlineSpan, now: Instant): Promise<Page<ComingDeadline>> => {
  const [subscriptions, transfers] = await Promise.all([readableSubscriptions(commerce, customerId), readableTransfers(commerce, customerId)]);
  const subjects = subjectsOfCustomer(subscriptions.items, transfers.items, now).get(partnerTenantId) ?? [];
  const end = before(until);
  const found = subjects
    .flatMap((subject) => [...rowsOfSubject(partnerTenantId, subject)])
    .filter(([key]) => key > after && key < end)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return pageByKey(found, [...subscriptions.unreadable, ...transfers.unreadable], limit);
};

/**
 * PRE-3: what is ahead of a partner's subscriptions and transfers between now and `until`, both exclusive, in order of time; at one instant by customer and subject. A page has exactly as many as it may, or all that are
 * left, and begins behind the last deadline of the one before, whatever has come or gone since. Refused: CustomerNotFound.
 */
export const listDeadlines = async (app: App, partnerTenantId: string, { until, customerId }: DeadlineQuery): Promise<Result<DeadlinePages, Refusal>> => {
  const now = app.clock.now();
  const present = behind(now);
  const spanOf = (limit: number, continuation = present): DeadlineSpan => ({ until, limit, after: continuation < present ? present : continuation });
  if (customerId === undefined) return success((limit, continuation) => deadlinesOfPartner(app.directory, partnerTenantId, spanOf(limit, continuation)));
  const customer = await customerOf(app.commerce, customerId, partnerTenantId);
  return customer.ok ? success((limit, continuation) => ofCustomer(app, partnerTenantId, customerId, spanOf(limit, continuation), now)) : customer;
};
