import { type Deadline } from '../due/deadline';
import { plusMinutes, type Instant } from '../../kernel/instant';
import { isOpen } from '../../domain/usage/overage/state';
import { nextTask } from '../../domain/subscription/nextTask';
import { type Subscription } from '../../domain/subscription/state';
import { firstNewsAt, type OpenedWindow } from '../../domain/subscription/windowNews';
import { cartExpiry } from '../order/cartExpiry';
import { cartRows } from '../order/cartBook';
import { handoverExpiry, handoverRows } from '../overage/overageBook';
import { deadlineKindOf, subscriptionRows } from '../subscription/subscriptionBook';
import { sameWindow, windowDeadline } from '../subscription/windowDeadlines';
import { transferRows } from '../transfer/transferBook';
import { outboxRows } from '../command/publishing';
import { cartPrefix, handoverPrefix, outboxPrefix, subscriptionPrefix, transferPrefix } from '../command/commerceKeys';
import { type UnreadableRow } from '../unreadable';
import { rowsUnder, type CustomerRows } from './customerRows';

/** A deadline that the state asks for, and what else in the index is as good. */
export interface Expected {
  readonly deadline: Deadline;
  /** Whether another row, of the same kind and customer, is about the same: one that waits to be tried again, or says it under another subject. */
  isMetBy(other: Deadline): boolean;
  /** What the subject of the row begins with, where the state does not know all of it; absent: it is the deadline's own. */
  readonly subjectBegins?: string;
}

/** Longer than storing an event and bringing it out takes. */
const PUBLISHED_WITHIN_MINUTES = 10;

const bySubject = (deadline: Deadline): Expected => ({ deadline, isMetBy: ({ subject }) => subject === deadline.subject });

/** A window's subject names the change that opened it, which the state forgets: one that is made anew names the instant instead. */
const ofWindow = ({ id, customerId }: Subscription, window: OpenedWindow, now: Instant): Expected => {
  const first = firstNewsAt(window);
  const deadline = { ...windowDeadline(`${id}|${window.addedAt}`, now < first ? first : window.windowClosesAt, window), customerId };
  return { deadline, subjectBegins: `${id}|`, isMetBy: ({ subject, data }) => subject.startsWith(`${id}|`) && sameWindow(data, window) };
};

const ofSubscription = (subscription: Subscription, now: Instant): Expected[] => {
  const { id, customerId } = subscription;
  const task = nextTask(subscription);
  return [
    ...(task === undefined ? [] : [bySubject({ at: task.dueAt, kind: deadlineKindOf(task), customerId, subject: id })]),
    ...subscription.batches.filter(({ windowClosesAt }) => now < windowClosesAt).map((window) => ofWindow(subscription, window, now)),
  ];
};

/**
 * DUE-1: all that must happen later to one customer's things, from its rows in Commerce alone: subscriptions and their windows, carts, transfers, hand-overs of overage, events that wait to be published.
 * @returns with it the rows that cannot be read, of which nothing can be said.
 */
export const expectedDeadlines = (customer: CustomerRows, now: Instant): { readonly expected: readonly Expected[]; readonly unreadable: readonly UnreadableRow[] } => {
  const { customerId } = customer;
  const subscriptions = subscriptionRows.readable(rowsUnder(customer, subscriptionPrefix));
  const carts = cartRows.readable(rowsUnder(customer, cartPrefix));
  const transfers = transferRows.readable(rowsUnder(customer, transferPrefix));
  const handovers = handoverRows.readable(rowsUnder(customer, handoverPrefix));
  const waiting = outboxRows.readable(rowsUnder(customer, outboxPrefix));
  const isLeft = waiting.items.some(({ at }) => plusMinutes(at, PUBLISHED_WITHIN_MINUTES) <= now);
  const expected = [
    ...subscriptions.items.flatMap((subscription) => ofSubscription(subscription, now)),
    ...carts.items.filter(({ status }) => status === 'active').map((cart) => bySubject(cartExpiry(cart))),
    ...transfers.items.flatMap(({ id, status, expiresAt, modifiedAt }): Expected[] => {
      if (status === 'Pending') return [bySubject({ at: expiresAt, kind: 'transferExpiry', customerId, subject: id })];
      return status === 'InProgress' ? [bySubject({ at: modifiedAt, kind: 'transfer', customerId, subject: id })] : [];
    }),
    ...handovers.items.filter(isOpen).map((handover) => bySubject(handoverExpiry(handover))),
    ...(isLeft ? [{ deadline: { at: now, kind: 'publish', customerId, subject: 'check' }, isMetBy: () => true } as const] : []),
  ];
  return { expected, unreadable: [...subscriptions.unreadable, ...carts.unreadable, ...transfers.unreadable, ...handovers.unreadable, ...waiting.unreadable] };
};
