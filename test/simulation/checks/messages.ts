import { deadlineKey } from '../../../src/app/due/deadlineKeys';
import { parseRow } from '../../../src/app/due/deadline';
import { type Message } from '../../../src/domain/notification/state';
import { plusHours, type Instant } from '../../../src/kernel/instant';
import { type Check, mustHold, type Seen } from '../engine/check';
import { rowsOf } from '../../support/rowsOf';

/** NTF-4: what is told later than that is not sent by itself. */
const NEWS_HOURS = 48;

const PREFIX = 'message|';
/** Behind the instant that a message tells of: which of those it is, by what brought it, of which kind and to whom. */
const WHICH = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const named = ({ kind, cause, mailbox }: Message): string => `the message ${kind} of ${cause} in ${mailbox}`;

const allIn = (partitions: ReadonlyMap<string, ReadonlyMap<string, Message>>): readonly Message[] => [...partitions.values()].flatMap((messages) => [...messages.values()]);

/** NTF-1, NTF-4: each message is made once, and has been sent when it says so; one that waits will be tried, and none is kept back as news that are old unless they were. */
export const messages = (): Check => {
  /** As they stand, by mailbox and key. */
  const mailboxes = new Map<string, Map<string, Message>>();

  const onceEach = (seen: Seen): void => {
    for (const own of mailboxes.values()) {
      const found = new Map<string, Message>();
      for (const [key, message] of own) {
        const which = WHICH.exec(key)?.[0] ?? key;
        const other = found.get(which);
        mustHold(other === undefined, 'NTF-1', () => `${named(message)} was made twice: of ${other?.at} and of ${message.at}`);
        found.set(which, message);
        seen.proved('NTF-1');
      }
    }
  };

  const areTried = async (waiting: readonly Message[], now: Instant, { installation }: Seen): Promise<void> => {
    if (waiting.length === 0) return;
    const due = new Set((await rowsOf(installation.stores.Deadlines)).flatMap(({ key, value }) => parseRow(key, value).deadlines).map(deadlineKey));
    for (const message of waiting) {
      const { mailbox, id, nextAt } = message;
      mustHold(nextAt !== undefined && nextAt > now && due.has(deadlineKey({ at: nextAt, kind: 'notification', customerId: mailbox, subject: id })), 'NTF-4', () => `${named(message)} waits to be sent at ${nextAt}, and nothing does that; it is ${now}`);
    }
  };

  return {
    name: 'messages',
    after: ({ changes }) => {
      for (const { table, partition, key, after } of changes) {
        if (table !== 'Notifications' || !key.startsWith(PREFIX)) continue;
        const own = mailboxes.get(partition) ?? new Map<string, Message>();
        mailboxes.set(partition, own);
        if (after === undefined) own.delete(key);
        else own.set(key, after as unknown as Message);
      }
    },
    settled: async (seen) => {
      onceEach(seen);
      const mails = new Set(seen.installation.mailbox.mails.map(({ messageId }) => messageId));
      const all = allIn(mailboxes);
      for (const message of all) {
        const { status, messageId, at, waitingSince } = message;
        if (status === 'sent') mustHold(mails.has(messageId), 'NTF-4', () => `${named(message)} is said to be sent, and no mail came`);
        if (status === 'late') mustHold(waitingSince > plusHours(at, NEWS_HOURS), 'NTF-4', () => `${named(message)} of ${at} was made at ${waitingSince}, and is kept back as late`);
        seen.proved('NTF-4');
      }
      await areTried(all.filter(({ status }) => status === 'waiting'), seen.installation.now(), seen);
    },
  };
};
