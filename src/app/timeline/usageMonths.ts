import { type AzurePlan } from '../../domain/azurePlan/state';
import { type Subscription } from '../../domain/subscription/state';
import { groupBy } from '../../kernel/groupBy';
import { dayOf, plusMonths, type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { sumOf } from '../../kernel/money';
import { type PartitionStore } from '../../kernel/partitionStore';
import { rowsAfter } from '../allRows';
import { dimensionLinePrefix } from '../command/commerceKeys';
import { dimensionLineRows } from '../meters/meters';
import { listPlanCharges, type UsageLine } from '../reconciliation/planCharges';
import { RowUnreadable, type Readable, type UnreadableRow } from '../unreadable';

/** Months of usage that are told, the running one among them. */
const MONTHS_TOLD = 12;
const LINES_AT_ONCE = 1000;
/** Of all those months together. */
const MOST_LINES = 20_000;

/** What a closed month of usage came to, in one currency. */
export interface UsageMonth {
  /** Its first day. */
  readonly month: CalendarDate;
  /** When it was closed and charged. */
  readonly at: Instant;
  readonly lines: number;
  readonly amount: string;
  readonly currency: string;
}

export interface UsageMonths {
  /** In order of time. */
  readonly months: readonly UsageMonth[];
  /** Months from this one on have too many lines to be told. */
  readonly notToldFrom?: CalendarDate;
  readonly unreadable: readonly UnreadableRow[];
}

const monthsOf = ({ items, unreadable }: Readable<UsageLine>, isAll: boolean): UsageMonths => {
  const notToldFrom = isAll ? undefined : items.at(-1)?.chargeStart;
  const told = items.filter(({ chargeStart }) => notToldFrom === undefined || chargeStart < notToldFrom);
  const months = [...groupBy(told, ({ chargeStart, orderDate, currency }) => `${orderDate}|${chargeStart}|${currency}`).values()].flatMap((lines): UsageMonth[] => {
    const [first] = lines;
    return first === undefined ? [] : [{ month: first.chargeStart, at: first.orderDate, lines: lines.length, amount: sumOf(lines.map(({ subtotal }) => subtotal)), currency: first.currency }];
  });
  return { months: months.toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at))), ...(notToldFrom !== undefined && { notToldFrom }), unreadable };
};

const firstMonth = (now: Instant): CalendarDate => plusMonths(dayOf(now), 1 - MONTHS_TOLD);

/** AZP-4, OVG-7: what was used under an Azure plan, month by month: two queries for each thousand lines of the customer. */
export const usageMonthsOfPlan = async (commerce: PartitionStore, plan: AzurePlan, now: Instant): Promise<UsageMonths> => {
  const items: UsageLine[] = [];
  const unreadable: UnreadableRow[] = [];
  let continuation: string | undefined;
  try {
    do {
      const page = await listPlanCharges(commerce, plan, LINES_AT_ONCE, continuation, firstMonth(now));
      items.push(...page.items);
      unreadable.push(...(page.unreadable ?? []));
      continuation = page.continuation;
    } while (continuation !== undefined && items.length < MOST_LINES);
  } catch (error) {
    // Which Azure subscriptions lie under it is not known: what was used is left out, and marked.
    if (!(error instanceof RowUnreadable)) throw error;
    return { months: [], unreadable: [error.row] };
  }
  return monthsOf({ items, unreadable }, continuation === undefined);
};

/** ORD-10: the same of a subscription to metered SaaS. */
export const usageMonthsOfSaas = async (commerce: PartitionStore, { customerId, id }: Subscription, now: Instant): Promise<UsageMonths> => {
  const prefix = dimensionLinePrefix(id);
  const rows = await rowsAfter(commerce, customerId, prefix, `${prefix}${firstMonth(now).slice(0, 7)}|`, MOST_LINES + 1);
  return monthsOf(dimensionLineRows.readable(rows.slice(0, MOST_LINES)), rows.length <= MOST_LINES);
};
