import { type Message } from '../../domain/notification/state';
import { retentionDeadline, sendingDeadline } from './notificationDeadlines';
import { type NotificationPorts } from './notificationPorts';
import { messageWrite } from './notificationRows';

/** Puts a message into its mailbox, unless it is there; what sends it and takes it away is written before. @throws when the store fails. */
export const placeMessage = async ({ notifications, deadlines, keptDays }: NotificationPorts, message: Message): Promise<void> => {
  const { mailbox, id, nextAt } = message;
  await deadlines.put([...(nextAt === undefined ? [] : [sendingDeadline(nextAt, mailbox, id)]), retentionDeadline(message, keptDays)]);
  await notifications.commit(mailbox, [messageWrite(message)]);
};
