import { calendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { budgetPrefix } from '../command/commerceKeys';
import { customerRows } from '../customer/customerBook';
import { budgetReview } from '../meters/budgetReview';
import { isBudgetToBeTold, budgetRows } from '../meters/budgets';
import { type SpendPorts } from '../meters/spend';
import { RowUnreadable, type Readable, type UnreadableRow } from '../unreadable';
import { customerRow, rowsUnder, type CustomerRows } from './customerRows';
import { bySubject, type Expected } from './expected';

/**
 * AZP-4, DUE-1: a review of the running month where use has reached a share of a budget that was not told of. Of the month before nothing can be said: a budget does not tell since when it holds.
 * Nothing is read for who has no budget; else the month of usage and the customer's plans once a budget, and what was told of each share that is reached. @returns with it the budgets that cannot be read, and what others depend on that cannot. @throws RowUnreadable for the customer's own row.
 */
export const expectedBudgetReviews = async (ports: SpendPorts, customer: CustomerRows, now: Instant): Promise<Readable<Expected>> => {
  const row = customerRow(customer);
  const budgets = budgetRows.readable(rowsUnder(customer, budgetPrefix));
  const unreadable: UnreadableRow[] = [...budgets.unreadable];
  if (row === undefined || budgets.items.length === 0) return { items: [], unreadable };
  const value = customerRows.read(row);
  const month = calendarDate(`${now.slice(0, 7)}-01`);
  for (const budget of budgets.items) {
    try {
      // One review looks at all of them.
      if (await isBudgetToBeTold(ports, value, budget, month, now)) return { items: [bySubject(budgetReview(customer.customerId, month, now))], unreadable };
    } catch (error) {
      if (!(error instanceof RowUnreadable)) throw error;
      unreadable.push(error.row);
    }
  }
  return { items: [], unreadable };
};
