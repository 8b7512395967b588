import { type Customer } from '../../../domain/parties/customer/state';
import { type Subscription } from '../../../domain/subscription/state';
import { type Deadline, type DeadlineKind } from '../../due/deadline';
import { type DeadlineIndex } from '../../due/deadlineIndex';
import { type Instant } from '../../../kernel/instant';
import { type PartitionStore, type Row } from '../../../kernel/partitionStore';
import { failure, success, type Result } from '../../../kernel/result';
import { azureSubscriptionPrefix } from '../../azurePlan/azureBook';
import { customerRow, type CustomerRows } from '../../check/customerRows';
import { expectedDeadlines } from '../../check/expectedDeadlines';
import { missingDeadlines, readPending } from '../../check/missingDeadlines';
import { cartPrefix, customerKey, handoverPrefix, migrationSchedulePrefix, outboxPrefix, subscriptionPrefix, transferPrefix } from '../../command/commerceKeys';
import { outboxRows } from '../../command/outbox';
import { customerRows } from '../../customer/customerBook';
import { type Refusal } from '../../refusals';
import { subscriptionRows } from '../../subscription/subscriptionBook';
import { type UnreadableRow } from '../../unreadable';
import { givenUpAs, listParked, type Parked } from '../parked';
import { raisedAbout, type RaisedRow } from '../unreadableRows';

export interface CustomerSeenPorts {
  readonly commerce: PartitionStore;
  readonly directory: PartitionStore;
  readonly deadlines: DeadlineIndex;
  /** The tables by name. */
  readonly stores: Readonly<Record<string, PartitionStore>>;
}

/** How a piece of later work stands: ahead; due, and about to be carried out or tried again; in no index, until the daily check finds it; or given up, and waiting for the operator or taken off by one. */
export type WorkStanding = 'ahead' | 'due' | 'missing' | 'parked' | 'skipped';

export interface LaterWork extends Pick<Deadline, 'at' | 'kind' | 'subject'> {
  readonly standing: WorkStanding;
  /** Of what was given up. */
  readonly parkedId?: string;
}

/** An event that is stored and not told of everywhere. */
export interface LeftoverEvent {
  readonly id: string;
  readonly at: Instant;
  readonly facts: readonly string[];
  /** `bus`: only the bus was not told; `all`: nobody was. */
  readonly awaits: 'bus' | 'all';
}

/** What the operator sees of a customer, whoever sells to it. */
export interface CustomerSeen {
  /** Absent: its row cannot be read. */
  readonly customer?: Customer;
  readonly subscriptions: readonly Subscription[];
  /** What must happen later to these subscriptions and, on the first page, to whatever else it has. */
  readonly work: readonly LaterWork[];
  readonly leftovers: readonly LeftoverEvent[];
  /** All that was given up of its, expected or not. */
  readonly parked: readonly Parked[];
  /** Rows that cannot be read: of this page, and whatever was found before and not written since. */
  readonly unreadable: readonly UnreadableRow[];
  readonly raised: readonly RaisedRow[];
  /** Of which kinds there is more than is shown, or than was looked at. */
  readonly more: readonly string[];
  /** Behind which subscription the next page begins; absent: that was all. */
  readonly next?: string;
}

/** Subscriptions of a page, and rows of any other kind. */
const MOST = 100;
/** Of the lists of what is parked and of what cannot be read, which are read whole in any installation that is looked after. */
const MOST_LISTED = 1000;

const others = [azureSubscriptionPrefix, cartPrefix, handoverPrefix, migrationSchedulePrefix, transferPrefix] as const;
/** Of the customer as a whole, and so of the first page. */
const OF_THE_CUSTOMER: ReadonlySet<DeadlineKind> = new Set(['publish', 'dispatch']);

const standingOf = async ({ directory }: CustomerSeenPorts, deadline: Deadline, isMissing: boolean, now: Instant): Promise<LaterWork> => {
  const { at, kind, subject } = deadline;
  if (isMissing) return { at, kind, subject, standing: 'missing' };
  if (at > now) return { at, kind, subject, standing: 'ahead' };
  const parked = await givenUpAs(directory, deadline);
  if (parked === undefined) return { at, kind, subject, standing: 'due' };
  return { at, kind, subject, standing: parked.skipped === undefined ? 'parked' : 'skipped', parkedId: parked.id };
};

const workOf = async (ports: CustomerSeenPorts, rows: CustomerRows, isFirst: boolean, now: Instant): Promise<{ readonly work: readonly LaterWork[]; readonly unreadable: readonly UnreadableRow[] }> => {
  const derived = expectedDeadlines(rows, now);
  const { unreadable } = derived;
  const expected = derived.expected.filter(({ deadline: { kind } }) => isFirst || !OF_THE_CUSTOMER.has(kind));
  const missing = new Set(await missingDeadlines(ports, expected, await readPending(ports.deadlines, now), undefined));
  const work: LaterWork[] = [];
  for (const { deadline } of expected) work.push(await standingOf(ports, deadline, missing.has(deadline), now));
  return { work: work.toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at))), unreadable };
};

/** What of a customer's is given up, among the first thousand of the lists. */
const givenUpOf = async (directory: PartitionStore, customerId: string): Promise<{ readonly parked: readonly Parked[]; readonly isPart: boolean }> => {
  const [waiting, skipped] = await Promise.all([listParked(directory, MOST_LISTED), listParked(directory, MOST_LISTED, undefined, 'skipped')]);
  return { parked: [...waiting.items, ...skipped.items].filter((parked) => parked.customerId === customerId), isPart: waiting.continuation !== undefined || skipped.continuation !== undefined };
};

/**
 * What stands about one customer, whoever sells to it: it changes nothing. A page has a hundred of its subscriptions, and the first page the rest besides; each is judged by what waits to be told, a thousand rows of it. About a dozen operations, and one for each piece of later work that is looked for.
 * Refused: CustomerNotFound. @param from what a page before gave as `next`. @throws when the store fails.
 */
export const seeCustomer = async (ports: CustomerSeenPorts, customerId: string, from: string | undefined, now: Instant): Promise<Result<CustomerSeen, Refusal>> => {
  const { commerce, directory } = ports;
  const read = (prefix: string, after?: string) => commerce.list(customerId, { prefix, limit: MOST, ...(after !== undefined && { after }) });
  const own = await commerce.read(customerId, customerKey(customerId));
  const subscriptions = await read(subscriptionPrefix, from === undefined ? undefined : subscriptionPrefix + from);
  const rest = from === undefined ? await Promise.all(others.map((prefix) => read(prefix))) : [];
  // On each page, and last: what a change that waits to be told will bring is not missing.
  const waiting = await commerce.list(customerId, { prefix: outboxPrefix, limit: MOST_LISTED });
  const pages: readonly (readonly Row[])[] = [subscriptions.rows, ...rest.map(({ rows }) => rows), waiting.rows];
  const rows: CustomerRows = { customerId, rows: [...(own === undefined ? [] : [own]), ...pages.flat()] };
  if (rows.rows.length === 0) return failure({ kind: 'CustomerNotFound', customerId });
  const row = customerRow(rows);
  const customer = customerRows.readable(row === undefined ? [] : [row]);
  const { work, unreadable } = await workOf(ports, rows, from === undefined, now);
  const { parked, isPart } = from === undefined ? await givenUpOf(directory, customerId) : { parked: [], isPart: false };
  const raised = from === undefined ? await raisedAbout(ports.stores, directory, customerId, MOST_LISTED) : { items: [], isPart: false };
  const isMoreWaiting = waiting.continuation !== undefined || (from === undefined && waiting.rows.length > MOST);
  const last = subscriptions.rows.at(-1)?.key.slice(subscriptionPrefix.length);
  return success({
    ...(customer.items[0] && { customer: customer.items[0] }),
    subscriptions: subscriptionRows.readable(subscriptions.rows).items,
    work,
    leftovers: outboxRows.readable(from === undefined ? waiting.rows.slice(0, MOST) : []).items.map(({ id, at, facts, awaits }) => ({ id, at, facts: facts.map(({ type }) => type), awaits: awaits ?? 'all' })),
    parked,
    unreadable: [...customer.unreadable, ...unreadable],
    raised: raised.items,
    more: [...rest.flatMap(({ continuation }, index) => (continuation === undefined ? [] : [(others[index] ?? '').slice(0, -1)])), ...(isMoreWaiting ? [outboxPrefix.slice(0, -1)] : []), ...(isPart ? ['parked'] : []), ...(raised.isPart ? ['unreadable'] : [])],
    ...(subscriptions.continuation !== undefined && last !== undefined && { next: last }),
  });
};
