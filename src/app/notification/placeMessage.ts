import { type Message } from '../../domain/notification/state';
import { retentionDeadline, sendingDeadline } from './notificationDeadlines';
import { messageKey } from './notificationKeys';
import { type NotificationPorts } from './notificationPorts';
import { messageWrite } from './notificationRows';

/** Stores a message in its mailbox, unless it is there: then it may have been sent. @throws when the store fails, or refuses it and it is not there. */
export const storeMessage = async ({ notifications }: Pick<NotificationPorts, 'notifications'>, message: Message): Promise<void> => {
  const { mailbox, id } = message;
  if ((await notifications.commit(mailbox, [messageWrite(message)])).ok || (await notifications.read(mailbox, messageKey(id))) !== undefined) return;
  throw new Error(`The message ${id} could not be stored in its mailbox`);
};

/** Puts a message into its mailbox, unless it is there; what sends it and takes it away is written before. @throws as {@link storeMessage}. */
export const placeMessage = async (ports: NotificationPorts, message: Message): Promise<void> => {
  const { deadlines, keptDays } = ports;
  const { mailbox, id, nextAt } = message;
  await deadlines.put([...(nextAt === undefined ? [] : [sendingDeadline(nextAt, mailbox, id)]), retentionDeadline(message, keptDays)]);
  await storeMessage(ports, message);
};
