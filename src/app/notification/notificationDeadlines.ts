import { reminderAt } from '../../domain/notification/reminder';
import { type Message } from '../../domain/notification/state';
import { type Subscription } from '../../domain/subscription/state';
import { dayOf, plusDays, startOfDay } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { type Deadline } from '../due/deadline';

/** A message is to be sent, or brought to its mailbox. @param partition where it lies. @param subject its id, or the key of a row on its way. */
export const sendingDeadline = (at: Instant, partition: string, subject: string): Deadline => ({ at, kind: 'notification', customerId: partition, subject });

/** What is told of a day is gone the day after it was kept long enough; one row for each mailbox and day. */
export const retentionDeadline = ({ mailbox, at }: Pick<Message, 'mailbox' | 'at'>, keptDays: number): Deadline => ({ at: startOfDay(plusDays(dayOf(at), keptDays + 1)), kind: 'notificationRetention', customerId: mailbox, subject: 'kept' });

/** NTF-3: of the running term, which it names. */
export const reminderDeadline = (subscription: Subscription): Deadline | undefined => {
  const at = reminderAt(subscription);
  return at && { at, kind: 'reminder', customerId: subscription.customerId, subject: `${subscription.id}|${subscription.term.end}` };
};
