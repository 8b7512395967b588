import { type DeadlineKind } from '../due/deadline';
import { type Instant } from '../../kernel/instant';
import { eachRowOnce, RowUnreadable, type Readable, type UnreadableRow } from '../unreadable';
import { expectedBudgetReviews } from './budgetReviews';
import { type CustomerRows } from './customerRows';
import { type Expected } from './expected';
import { expectedOverageReviews } from './overageReviews';
import { expectedClosings, type UsagePorts } from './usageClosing';
import { type SpendPorts } from '../meters/spend';
import { expectedReminders } from '../notification/expectedReminders';
import { type NotificationPorts } from '../notification/notificationPorts';

/** Kinds that a customer's rows alone do not tell. */
export type LookedUpKind = Extract<DeadlineKind, 'usageClose' | 'overageReview' | 'budgetReview' | 'reminder'>;

export type LookUpPorts = UsagePorts & SpendPorts & { readonly notifications: NotificationPorts };

/** @param monthsBack months of usage before the running one. @returns with it what could not be read, and kept the rest from nothing. @throws RowUnreadable where nothing can be said without that row. */
type LookUp = (ports: LookUpPorts, customer: CustomerRows, now: Instant, monthsBack: number) => Promise<Readable<Expected>>;

const whole = (items: readonly Expected[]): Readable<Expected> => ({ items, unreadable: [] });

const LOOKED_UP: Readonly<Record<LookedUpKind, LookUp>> = {
  usageClose: expectedClosings,
  overageReview: async (ports, customer, now) => whole(await expectedOverageReviews(ports, customer, now)),
  budgetReview: expectedBudgetReviews,
  reminder: async (ports, customer, now) => whole(await expectedReminders(ports, customer, now)),
};

/** DUE-1: the same as `expectedDeadlines` for what takes further reading; nothing is read for who has neither usage nor overage nor a budget. @returns with it the rows that could not be read, each once. */
export const lookedUpDeadlines = async (ports: LookUpPorts, customer: CustomerRows, now: Instant, monthsBack: number): Promise<{ readonly expected: readonly Expected[]; readonly unreadable: readonly UnreadableRow[] }> => {
  const expected: Expected[] = [];
  const unreadable: UnreadableRow[] = [];
  for (const lookUp of Object.values(LOOKED_UP)) {
    try {
      const found = await lookUp(ports, customer, now, monthsBack);
      expected.push(...found.items);
      unreadable.push(...found.unreadable);
    } catch (error) {
      if (!(error instanceof RowUnreadable)) throw error;
      unreadable.push(error.row);
    }
  }
  return { expected, unreadable: eachRowOnce(unreadable) };
};
