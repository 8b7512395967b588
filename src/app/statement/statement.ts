import { type Partner } from '../../domain/parties/partner/state';
import { compareGroups, compareReasons, compareSums, type Compared, type ReasonTotal, type StatementGroup } from '../../domain/reconciliation/statement';
import { plusMonths, type CalendarDate } from '../../kernel/calendarDate';
import { failure, success, type Result } from '../../kernel/result';
import { firstMonth } from '../ledger/firstMonth';
import { linePrefix, SHARDS } from '../ledger/ledgerKeys';
import { type App } from '../ports';
import { MOST_LOOKED_AT, positionOf, walkedPage, type Position } from '../reconciliation/shardWalk';
import { type Refusal } from '../refusals';
import { type Page, type UnreadableRow } from '../unreadable';
import { billedMonth, monthTotals, type BilledMonth } from './billedMonth';
import { CustomersOfShard } from './customersOfShard';

/** A month beside the one before it. */
export interface Statement {
  readonly month: BilledMonth;
  readonly lastMonth: BilledMonth;
}

/** What both months come to: by currency, and by reason. */
export interface StatementTotals {
  readonly currencies: readonly Compared[];
  readonly reasons: readonly (ReasonTotal & Compared)[];
  readonly unreadable: readonly UnreadableRow[];
}

/** Refused: StatementMonthAhead for one that has not begun, StatementBeforeLedger for one before the partner's first line. The running month has one in any case. */
export const checkMonth = async (app: Pick<App, 'ledger' | 'ledgerRows'>, { tenantId }: Partner, month: CalendarDate): Promise<Result<CalendarDate, Refusal>> => {
  const running = app.ledger.runningMonth();
  if (month > running) return failure({ kind: 'StatementMonthAhead', month, latest: running });
  const first = (await firstMonth(app.ledgerRows, tenantId, running)) ?? running;
  return month < first ? failure({ kind: 'StatementBeforeLedger', month, first }) : success(month);
};

/** BIL-4: how a partner's month, and the one before it, are billed. Refused as {@link checkMonth} says. @throws RowUnreadable for a month's run. */
export const statementOf = async (app: App, partner: Partner, month: CalendarDate): Promise<Result<Statement, Refusal>> => {
  const checked = await checkMonth(app, partner, month);
  if (!checked.ok) return checked;
  const [current, before] = await Promise.all([billedMonth(app, partner, month), billedMonth(app, partner, plusMonths(month, -1))]);
  return success({ month: current, lastMonth: before });
};

/** What both months come to: months that are not invoiced are counted, a query for each thousand lines. */
export const statementTotals = async (app: App, partner: Partner, { month, lastMonth }: Statement): Promise<StatementTotals> => {
  const [now, before] = await Promise.all([monthTotals(app, partner, month), monthTotals(app, partner, lastMonth)]);
  return { currencies: compareSums(now.totals, before.totals), reasons: compareReasons(now.totals, before.totals), unreadable: [...now.unreadable, ...before.unreadable] };
};

/** Behind all lines of a customer. */
const behind = (customerId: string): string => `${linePrefix}${customerId}|~`;

const earlier = (a: string | undefined, b: string | undefined): string | undefined => (a === undefined || (b !== undefined && b < a) ? b : a);

/**
 * BIL-4: a page of the groups of both months, customer by customer, of each by product, currency and reason. Only lines of the customers on it are read, and those after them up to a thousand; a customer whose groups do not fit on a page is
 * read again for the next. A page ends early after 5,000 lines, with a whole customer.
 */
export const statementGroups =
  (app: App, partner: Partner, { month, lastMonth }: Statement) =>
  async (limit: number, continuation?: string): Promise<Page<StatementGroup & Compared>> => {
    const items: (StatementGroup & Compared)[] = [];
    const unreadable: UnreadableRow[] = [...month.unreadable, ...lastMonth.unreadable];
    let { shard, after, within = 0 }: Position = positionOf(continuation);
    for (let looked = 0; shard < SHARDS; shard += 1, after = undefined) {
      const now = new CustomersOfShard(app, partner, month, shard, after);
      const before = new CustomersOfShard(app, partner, lastMonth, shard, after);
      const page = (next: Position) => walkedPage(items, [...unreadable, ...now.unreadable, ...before.unreadable], next);
      for (let customerId = earlier(await now.next(), await before.next()); customerId !== undefined; customerId = earlier(await now.next(), await before.next())) {
        const groups = compareGroups(await now.take(customerId), await before.take(customerId));
        const given = groups.slice(within, within + limit - items.length);
        items.push(...given);
        within += given.length;
        if (within < groups.length) return page({ shard, ...(after !== undefined && { after }), ...(within > 0 && { within }) });
        within = 0;
        after = behind(customerId);
        if (looked + now.looked + before.looked >= MOST_LOOKED_AT) return page({ shard, after });
      }
      looked += now.looked + before.looked;
      unreadable.push(...now.unreadable, ...before.unreadable);
    }
    return walkedPage(items, unreadable, undefined);
  };
