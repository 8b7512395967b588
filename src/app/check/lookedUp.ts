import { type DeadlineKind } from '../due/deadline';
import { type Instant } from '../../kernel/instant';
import { RowUnreadable, type UnreadableRow } from '../unreadable';
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

/** @param monthsBack months of usage before the running one. @throws RowUnreadable. */
type LookUp = (ports: LookUpPorts, customer: CustomerRows, now: Instant, monthsBack: number) => Promise<readonly Expected[]>;

const LOOKED_UP: Readonly<Record<LookedUpKind, LookUp>> = {
  usageClose: expectedClosings,
  overageReview: expectedOverageReviews,
  budgetReview: expectedBudgetReviews,
  reminder: expectedReminders,
};

/** DUE-1: the same as `expectedDeadlines` for what takes further reading; nothing is read for who has neither usage nor overage nor a budget. @returns with it the first row of each kind that could not be read. */
export const lookedUpDeadlines = async (ports: LookUpPorts, customer: CustomerRows, now: Instant, monthsBack: number): Promise<{ readonly expected: readonly Expected[]; readonly unreadable: readonly UnreadableRow[] }> => {
  const expected: Expected[] = [];
  const unreadable: UnreadableRow[] = [];
  for (const lookUp of Object.values(LOOKED_UP)) {
    try {
      expected.push(...(await lookUp(ports, customer, now, monthsBack)));
    } catch (error) {
      if (!(error instanceof RowUnreadable)) throw error;
      unreadable.push(error.row);
    }
  }
  return { expected, unreadable };
};
