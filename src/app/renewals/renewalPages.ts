import { comingOf, type Coming } from '../../domain/options/deadlines';
import { isEnd } from '../../domain/options/brings';
import { type Foretold } from '../../domain/subscription/term/foretell';
import { type Subscription } from '../../domain/subscription/state';
import { groupBy } from '../../kernel/groupBy';
import { type Instant } from '../../kernel/instant';
import { success, type Result } from '../../kernel/result';
import { listDeadlines, type ComingDeadline, type DeadlineQuery } from '../deadlineList/listDeadlines';
import { broughtBy, nameOf } from '../deadlineList/withDetails';
import { withBound } from '../due/withBound';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { knownAheadOf } from '../subscription/knownAhead';
import { readableSubscriptions } from '../subscription/subscriptionBook';
import { pageOf, type Page, type UnreadableRow } from '../unreadable';

/** A subscription whose term ends, and what that brings if nobody acts. */
export interface PlannedRenewal {
  readonly at: Instant;
  readonly kind: Coming['kind'];
  /** Absent where the customer's row cannot be read. */
  readonly customerName?: string | undefined;
  readonly subscription: Subscription;
  /** Absent where it cannot be known. */
  readonly brought?: Foretold | undefined;
}

const CUSTOMERS_AT_ONCE = 8;
/** Pages of deadlines that one page of a plan looks at: few of them may be ends of terms. */
const MOST_READS = 10;
/** Windows, cycles and ends of terms of some subscriptions. */
const DEADLINES_AT_ONCE = 400;

const isTermEnd = (deadline: ComingDeadline): boolean => isEnd(deadline) && deadline.kind !== 'stageEnds';

const rowKey = ({ table, partition, key }: UnreadableRow): string => `${table}|${partition}|${key}`;

/** With what they are about; what has another future by now, as the list is behind it, is left out: its own deadline tells of it. */
const planned = async (app: App, partnerTenantId: string, deadlines: readonly ComingDeadline[], now: Instant): Promise<{ readonly items: readonly PlannedRenewal[]; readonly unreadable: readonly UnreadableRow[] }> => {
  const found = new Map<ComingDeadline, PlannedRenewal>();
  const unreadable: UnreadableRow[] = [];
  await withBound(CUSTOMERS_AT_ONCE, [...groupBy(deadlines, ({ customerId }) => customerId)], async ([customerId, own]) => {
    const [subscriptions, customerName] = await Promise.all([readableSubscriptions(app.commerce, customerId), nameOf(app, customerId)]);
    unreadable.push(...subscriptions.unreadable);
    const known = knownAheadOf(app, customerId, subscriptions);
    for (const deadline of own) {
      const { at, kind, subjectId } = deadline;
      const subscription = subscriptions.items.find(({ id, partnerId }) => id === subjectId && partnerId === partnerTenantId);
      if (subscription === undefined || !comingOf(subscription, now).some((coming) => coming.at === at && coming.kind === kind)) continue;
      found.set(deadline, { at, kind, customerName, subscription, brought: await broughtBy(app, deadline, subscriptions, now, known) });
    }
  });
  return { items: deadlines.flatMap((deadline) => found.get(deadline) ?? []), unreadable };
};

/**
 * BLK-1: the subscriptions whose term ends, in order of that instant, with what it brings as prices are announced at the moment of reading. Taken from the partner's list of deadlines, so it reads what ends and not what exists;
 * the subscriptions of each customer of a page are read once. A page may hold fewer than `limit` while there are more. Refused: CustomerNotFound.
 */
export const renewalPages = async (app: App, partnerTenantId: string, query: DeadlineQuery): Promise<Result<(limit: number, continuation?: string) => Promise<Page<PlannedRenewal>>, Refusal>> => {
  const deadlines = await listDeadlines(app, partnerTenantId, query);
  if (!deadlines.ok) return deadlines;
  return success(async (limit, continuation) => {
    const now = app.clock.now();
    const ends: ComingDeadline[] = [];
    const unreadable = new Map<string, UnreadableRow>();
    let after = continuation;
    for (let reads = 0; reads < MOST_READS && ends.length < limit && (reads === 0 || after !== undefined); reads += 1) {
      // Never more than would fit if all of them were ends, so that a page goes on exactly behind what was looked at.
      const left = limit - ends.length;
      const page = await deadlines.value(left === limit ? Math.min(limit, DEADLINES_AT_ONCE) : left, after);
      ends.push(...page.items.filter(isTermEnd));
      for (const row of page.unreadable ?? []) unreadable.set(rowKey(row), row);
      after = page.continuation;
    }
    const { items, unreadable: damaged } = await planned(app, partnerTenantId, ends, now);
    for (const row of damaged) unreadable.set(rowKey(row), row);
    return pageOf({ items, unreadable: [...unreadable.values()] }, after);
  });
};
