import { reminderAt } from '../../domain/notification/reminder';
import { termOverAt } from '../../domain/subscription/standing';
import { type Deadline } from '../due/deadline';
import { readSubscription } from '../subscription/subscriptionBook';
import { placeMessage } from './placeMessage';
import { reminderMessage } from './makeMessages';
import { type NotificationPorts } from './notificationPorts';

/** NTF-3: reminds a customer of the end of a term, where it still ends then and is not over. @throws RowUnreadable; when the store fails. */
export const remind = async (ports: NotificationPorts, { customerId, subject }: Pick<Deadline, 'customerId' | 'subject'>): Promise<void> => {
  const [id = '', lastDay] = subject.split('|');
  const subscription = (await readSubscription(ports.commerce, customerId, id))?.value;
  if (ports.mail === undefined || subscription === undefined || subscription.term.end !== lastDay || ports.clock.now() >= termOverAt(subscription)) return;
  const at = reminderAt(subscription);
  const message = at && (await reminderMessage(ports, subscription, at));
  if (message !== undefined) await placeMessage(ports, message);
};
