import { KINDS } from '../../domain/notification/kinds';
import { type NotificationRefusal } from '../../domain/notification/refusals';
import { INSTALLATION, type Message } from '../../domain/notification/state';
import { instantFromMillis, toMillis, type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { customerOf } from '../customer/customerBook';
import { type Refusal } from '../refusals';
import { readablePage, type Page } from '../unreadable';
import { sendingDeadline } from './notificationDeadlines';
import { messagePrefix, messagesFrom } from './notificationKeys';
import { type NotificationPorts } from './notificationPorts';
import { messageRows, messageWrite, readMessage } from './notificationRows';

const ATTEMPTS = 20;

export interface MessageFilter {
  /** Of what happened then or later. */
  readonly since?: Instant | undefined;
  readonly status?: Message['status'] | undefined;
}

/** NTF-5: a page of a mailbox, in order of what is told. Of those in one state a page may be short, and there may be more. */
export const listMessages = async ({ notifications }: NotificationPorts, mailbox: string, { since, status }: MessageFilter, limit: number, continuation?: string): Promise<Page<Message>> => {
  const from = { ...(since !== undefined && { after: messagesFrom(since) }), ...(continuation !== undefined && { continuation }) };
  const page = readablePage(await notifications.list(mailbox, { prefix: messagePrefix, limit, ...from }), messageRows);
  return status === undefined ? page : { ...page, items: page.items.filter((message) => message.status === status) };
};

/** Refused: NotificationNotFound, also for one in another mailbox. @throws RowUnreadable. */
export const getMessage = async ({ notifications }: NotificationPorts, mailbox: string, id: string): Promise<Result<Message, NotificationRefusal>> => {
  const stored = await readMessage(notifications, mailbox, id);
  return stored === undefined ? failure({ kind: 'NotificationNotFound', notificationId: id }) : success(stored.value);
};

/** PAR-3: whether it may go out in the partner's name now: to a customer, only while the partner sells to it. The installation writes in its own name. Refused: CustomerNotFound. */
const mayGoOut = async ({ commerce }: NotificationPorts, { mailbox, kind, customerId }: Message): Promise<Result<unknown, Refusal>> =>
  mailbox !== INSTALLATION && KINDS[kind].to.some((addressee) => addressee === 'customer') ? customerOf(commerce, customerId, mailbox) : success(undefined);

/**
 * NTF-5: has a message sent again, as it is, under a Message-ID of its own; one that waits to be sent stays as it is, and so does one that the same call had sent.
 * Refused: NotificationNotFound, MailNotSet, CustomerNotFound (to a customer that the partner has given up since), TooMuchContention. @throws RowUnreadable.
 */
export const sendAgain = async (ports: NotificationPorts, mailbox: string, id: string, requestId: string): Promise<Result<Message, Refusal>> => {
  const { notifications, deadlines, clock, mail } = ports;
  if (mail === undefined) return failure({ kind: 'MailNotSet' });
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const stored = await readMessage(notifications, mailbox, id);
    if (stored === undefined) return failure({ kind: 'NotificationNotFound', notificationId: id });
    const { nextAt: _, sentAt: __, reason: ___, ...message } = stored.value;
    if (message.status === 'waiting' || message.askedBy === requestId) return success(stored.value);
    const may = await mayGoOut(ports, stored.value);
    if (!may.ok) return may;
    const now = clock.now();
    const repeats = message.repeats + 1;
    // Never the instant of a deadline that somebody carries out just now, who takes it away afterwards.
    const nextAt = instantFromMillis(toMillis(now) + 1000);
    const again: Message = { ...message, status: 'waiting', waitingSince: now, nextAt, attempts: 0, repeats, askedBy: requestId, messageId: `<${id}.${repeats}@${mail.domain}>` };
    await deadlines.put([sendingDeadline(nextAt, mailbox, id)]);
    if ((await notifications.commit(mailbox, [messageWrite(again, stored.etag)])).ok) return success(again);
  }
  return failure({ kind: 'TooMuchContention' });
};
