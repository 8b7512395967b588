import { type Instant } from '../../kernel/instant';
import { budgetPrefix, outboxPrefix, overagePrefix } from '../command/commerceKeys';
import { type App } from '../ports';
import { customerRows } from '../customer/customerBook';
import { budgetReview } from '../meters/budgetReview';
import { calendarDate } from '../../kernel/calendarDate';
import { type Deadline } from '../due/deadline';
import { RowUnreadable, type UnreadableRow } from '../unreadable';
import { customerRow, rowsUnder, type CustomerRows } from './customerRows';
import { directoryFaults, mendDirectory } from './directoryCheck';
import { expectedDeadlines, type Expected } from './expectedDeadlines';
import { missingDeadlines, type Pending } from './missingDeadlines';
import { expectedClosings } from './usageClosing';

export type CheckPorts = Pick<App, 'commerce' | 'directory' | 'deadlines' | 'usage' | 'policies' | 'clock' | 'unreadable'>;

/** Something derived that was not as the state says. */
export type Finding =
  | { readonly what: 'deadline'; readonly customerId: string; readonly kind: Deadline['kind']; readonly subject: string; readonly at: Instant }
  | { readonly what: 'directory'; readonly customerId: string; readonly fault: 'claim' | 'entry' };

export interface CheckManner {
  /** Deadlines up to this instant are looked for; all of them if absent. */
  readonly horizon?: Instant;
  /** Months of usage before the running one. */
  readonly monthsBack: number;
  /** Whether what is found is put right; if not, it is only told. */
  readonly repairs: boolean;
}

const tryExpected = async (work: () => Promise<readonly Expected[]>, unreadable: UnreadableRow[]): Promise<readonly Expected[]> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RowUnreadable)) throw error;
    unreadable.push(error.row);
    return [];
  }
};

/**
 * DUE-1: compares what is derived from one customer's rows with them, and puts it right: its deadlines, and its place in the directory. What cannot be read is raised to the operator, and the rest goes on.
 * Safe to repeat, and beside commands: a deadline too many does nothing, and the directory keeps what is newer.
 * @throws when the store fails.
 */
export const checkCustomer = async (ports: CheckPorts, customer: CustomerRows, pending: Pending, { horizon, monthsBack, repairs }: CheckManner): Promise<readonly Finding[]> => {
  const now = ports.clock.now();
  const { customerId } = customer;
  const derived = expectedDeadlines(customer, now);
  const unreadable = [...derived.unreadable];
  const closings = await tryExpected(() => expectedClosings(ports, customer, now, monthsBack), unreadable);
  const missing = await missingDeadlines(ports, [...derived.expected, ...closings], pending, horizon);
  if (repairs && missing.length > 0) await ports.deadlines.put(missing);
  const findings: Finding[] = missing.map(({ kind, subject, at }) => ({ what: 'deadline', customerId, kind, subject, at }));

  const row = customerRow(customer);
  const stored = customerRows.readable(row === undefined ? [] : [row]);
  unreadable.push(...stored.unreadable);
  // What waits to be published will bring the directory up to date by itself.
  const isBeingPublished = rowsUnder(customer, outboxPrefix).length > 0;
  for (const value of isBeingPublished ? [] : stored.items) {
    const faults = await directoryFaults(ports, value, now);
    if (repairs && faults.length > 0) await mendDirectory(ports, value, now);
    findings.push(...faults.map((fault): Finding => ({ what: 'directory', customerId, fault })));
  }
  await ports.unreadable.raise(unreadable);
  return findings;
};

/** Reviews whose deadlines nothing can be compared with, since they stand for a change and not for a state: what was spent against budgets, and overage whose subscriptions have gone. Both may be done at any time. */
export const reviewsOf = (customer: CustomerRows, now: Instant): readonly Deadline[] => [
  ...(rowsUnder(customer, budgetPrefix).length > 0 ? [budgetReview(customer.customerId, calendarDate(`${now.slice(0, 7)}-01`), now)] : []),
  ...(rowsUnder(customer, overagePrefix).length > 0 ? [{ at: now, kind: 'overageReview', customerId: customer.customerId, subject: 'check' } as const] : []),
];
