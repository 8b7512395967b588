import { plusHours } from '../../kernel/instant';
import { deleteRowsAsRead } from '../deleteRowsAsRead';
import { type Deadline } from '../due/deadline';
import { messagePrefix, messagesFrom } from './notificationKeys';
import { type NotificationPorts } from './notificationPorts';
import { messageRows } from './notificationRows';

/** Of one call. */
const mostRows = 1000;

/** NTF-6: takes away what was kept long enough of one mailbox, a bounded number of messages at a call; one that waits to be sent, or is sent again at this moment, stays until that is over. @throws when the store fails. */
export const keepMessages = async ({ notifications, deadlines, clock, keptDays }: NotificationPorts, deadline: Deadline): Promise<void> => {
  const { customerId: mailbox } = deadline;
  const now = clock.now();
  const { rows, continuation } = await notifications.list(mailbox, { prefix: messagePrefix, limit: mostRows });
  // The time stands in the key, so that one that cannot be read goes as well.
  const old = rows.filter(({ key }) => key < messagesFrom(plusHours(now, -24 * keptDays)));
  const waiting = new Set(old.filter((row) => messageRows.readable([row]).items[0]?.status === 'waiting').map(({ key }) => key));
  const written = await deleteRowsAsRead(notifications, mailbox, old.filter(({ key }) => !waiting.has(key)));
  // Without what a try before failed of: that is over.
  const comesAgainIn = (hours: number): Promise<void> => deadlines.put([{ at: plusHours(now, hours), kind: deadline.kind, customerId: mailbox, subject: deadline.subject }]);
  if (old.length === rows.length && continuation !== undefined) await comesAgainIn(1);
  else if (waiting.size + written > 0) await comesAgainIn(24);
};
