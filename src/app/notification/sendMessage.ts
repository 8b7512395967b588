import { afterSending, type Sending } from '../../domain/notification/sending';
import { type Message } from '../../domain/notification/state';
import { plusMinutes } from '../../kernel/instant';
import { type Deadline } from '../due/deadline';
import { sendingDeadline } from './notificationDeadlines';
import { messageKey, relayPrefix } from './notificationKeys';
import { type NotificationPorts } from './notificationPorts';
import { messageRows, messageWrite, readMessage } from './notificationRows';
import { storeMessage } from './placeMessage';
import { ANY_ETAG } from '../../kernel/partitionStore';

/** Longer than a try takes, and than what is written after a deadline takes to be there. */
const TRY_MINUTES = 5;

/** A deadline is written before what it is of, which may be about to be stored: it is looked for once more, by then it is there or never comes. */
const lookAgain = async ({ deadlines, clock }: NotificationPorts, { customerId, subject, data }: Deadline): Promise<void> => {
  if (data?.['looksAgain'] === true) return;
  await deadlines.put([{ ...sendingDeadline(plusMinutes(clock.now(), TRY_MINUTES), customerId, subject), data: { looksAgain: true } }]);
};

/** A message on its way comes to its mailbox: there first, then gone here. Here it was written once. */
const relay = async (ports: NotificationPorts, deadline: Deadline): Promise<void> => {
  const { notifications, deadlines } = ports;
  const { customerId: partition, subject: key } = deadline;
  const row = await notifications.read(partition, key);
  if (row === undefined) return lookAgain(ports, deadline);
  const message = messageRows.read(row);
  if (message.nextAt !== undefined) await deadlines.put([sendingDeadline(message.nextAt, message.mailbox, message.id)]);
  await storeMessage(ports, message);
  await notifications.commit(partition, [{ op: 'delete', key, etag: ANY_ETAG }]);
};

const tryToSend = async ({ mail, clock }: NotificationPorts, { messageId, from, to, subject, text, html }: Message): Promise<Sending> =>
  mail === undefined ? { kind: 'failed', reason: 'This installation sends no mail.' } : mail.sender.send({ messageId, fromName: from.name, ...(from.replyTo !== undefined && { replyTo: from.replyTo }), to, subject, text, html, at: clock.now() });

/**
 * NTF-4: sends one message, where it waits and its time has come. Whoever begins says so in its row, so of two at once one sends; a deadline that stands by then finds it again if that one dies, and then it may be sent twice, with the same Message-ID.
 * @throws when the store fails.
 */
const send = async (ports: NotificationPorts, deadline: Deadline): Promise<void> => {
  const { notifications, deadlines, clock } = ports;
  const { customerId: mailbox, subject: id } = deadline;
  const stored = await readMessage(notifications, mailbox, id);
  if (stored === undefined) return lookAgain(ports, deadline);
  if (stored.value.status !== 'waiting') return;
  const { value: message, etag } = stored;
  const now = clock.now();
  if (message.nextAt !== undefined && message.nextAt > now) return deadlines.put([sendingDeadline(message.nextAt, mailbox, id)]);
  const trying: Message = { ...message, attempts: message.attempts + 1, nextAt: plusMinutes(now, TRY_MINUTES) };
  const guard = sendingDeadline(plusMinutes(now, TRY_MINUTES), mailbox, id);
  await deadlines.put([guard]);
  const begun = await notifications.commit(mailbox, [messageWrite(trying, etag)]);
  if (!begun.ok) return;
  const after = afterSending(trying, await tryToSend(ports, message), clock.now());
  if (after.nextAt !== undefined) await deadlines.put([sendingDeadline(after.nextAt, mailbox, id)]);
  const ended = await notifications.commit(mailbox, [messageWrite(after, begun.etags.get(messageKey(id)))]);
  // What stands by may be what is due next.
  if (ended.ok && after.nextAt !== guard.at) await deadlines.remove([guard]);
};

/** Carries a deadline of a message out: brings it to its mailbox, or sends it. @throws when the store fails. */
export const carryOutNotification = (ports: NotificationPorts, deadline: Deadline): Promise<void> => (deadline.subject.startsWith(relayPrefix) ? relay(ports, deadline) : send(ports, deadline));
