import { type Instant } from '../../kernel/instant';
import { bySubject, type Expected } from '../check/expected';
import { rowsUnder, type CustomerRows } from '../check/customerRows';
import { subscriptionPrefix } from '../command/commerceKeys';
import { subscriptionRows } from '../subscription/subscriptionBook';
import { reminderDeadline } from './notificationDeadlines';
import { type NotificationPorts } from './notificationPorts';

/** DUE-1: reminders that lie ahead of a customer's subscriptions, also of those that are older than notifications; none where no mail is sent. Nothing is read. */
export const expectedReminders = async ({ notifications: { mail } }: { readonly notifications: NotificationPorts }, customer: CustomerRows, now: Instant): Promise<readonly Expected[]> => {
  if (mail === undefined) return [];
  return subscriptionRows.readable(rowsUnder(customer, subscriptionPrefix)).items.flatMap((subscription) => {
    const deadline = reminderDeadline(subscription);
    return deadline === undefined || deadline.at <= now ? [] : [bySubject(deadline)];
  });
};
