import { broughtBy } from '../../domain/notification/kinds';
import { type Invoice } from '../../domain/invoice/state';
import { INSTALLATION, type Message } from '../../domain/notification/state';
import { plusHours, plusMinutes, type Instant } from '../../kernel/instant';
import { customerEvents } from '../command/commerceKeys';
import { type EventRecord } from '../command/eventRecord';
import { eventRows } from '../command/toldFacts';
import { customerRow, rowsUnder, type CustomerRows } from '../check/customerRows';
import { invoicesFrom, readLastNumber } from '../invoice/invoiceBook';
import { issuedEvent } from '../invoice/invoiceEvents';
import { ANY_ETAG, StoreUnavailable } from '../../kernel/partitionStore';
import { RowUnreadable } from '../unreadable';
import { messagesOf } from './makeMessages';
import { retentionDeadline, sendingDeadline } from './notificationDeadlines';
import { messagePrefix, messagesFrom, relayKey } from './notificationKeys';
import { type NotificationPorts } from './notificationPorts';
import { messageRows, readMessage, readSettings } from './notificationRows';
import { placeMessage } from './placeMessage';

/** Longer than telling consumers of an event takes. */
const TOLD_WITHIN_MINUTES = 10;
/** A message is tried for three days. */
const WAITS_HOURS = 4 * 24;
const pageSize = 1000;
/** A partner has a few invoices a month. */
const LATEST_INVOICES = 100;

export interface MessageCheckManner {
  /** Events since then are looked at; absent: all whose messages would still be kept. */
  readonly since?: Instant | undefined;
  readonly repairs: boolean;
}

/** A message that an event brings and that is nowhere. */
export interface MissingMessage {
  readonly what: 'notification';
  readonly customerId: string;
  readonly partnerId: string;
  readonly event: string;
}

/** NTF-1: whether a message tells of the very instant at which its kind was turned on. What happened then may have come before that, and nobody was to be told. */
const mayBeBefore = async ({ notifications }: NotificationPorts, { mailbox, kind, at }: Message): Promise<boolean> => (await readSettings(notifications, mailbox))?.value.kinds[kind] === at;

const missingOf = async (ports: NotificationPorts, record: EventRecord): Promise<readonly Message[]> => {
  const missing: Message[] = [];
  for (const message of await messagesOf(ports, record)) {
    if ((await readMessage(ports.notifications, message.mailbox, message.id)) === undefined && !(await mayBeBefore(ports, message))) missing.push(message);
  }
  return missing;
};

/** DUE-1: the messages that these events bring and that nobody has; made anew, where that is wanted. What is old by then is `late`, and sent by nobody. @throws when the store fails; what cannot be read is raised, and the rest goes on. */
const checkRecords = async (ports: NotificationPorts, records: readonly EventRecord[], { since, repairs }: MessageCheckManner): Promise<readonly MissingMessage[]> => {
  const now = ports.clock.now();
  const from = since ?? plusHours(now, -24 * ports.keptDays);
  const findings: MissingMessage[] = [];
  for (const record of records) {
    if (record.at < from || plusMinutes(record.at, TOLD_WITHIN_MINUTES) > now || broughtBy(record.facts).length === 0) continue;
    try {
      for (const message of await missingOf(ports, record)) {
        if (repairs) {
          await placeMessage(ports, message);
          // What was on its way is the same message.
          if (record.customerId !== '') await ports.notifications.commit(record.customerId, [{ op: 'delete', key: relayKey(message.id), etag: ANY_ETAG }]);
        }
        findings.push({ what: 'notification', customerId: record.customerId, partnerId: message.mailbox, event: record.id });
      }
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      if (error instanceof RowUnreadable) await ports.unreadable.raise([error.row]);
      else ports.log.error(`Nobody can say whom ${record.id} is to be told by mail`, error);
    }
  }
  return findings;
};

/** The same of one customer's events. Nothing is looked at where no mail is sent. */
export const checkMessages = async (ports: NotificationPorts, customer: CustomerRows, manner: MessageCheckManner): Promise<readonly MissingMessage[]> => {
  if (ports.mail === undefined || customerRow(customer) === undefined) return [];
  return checkRecords(ports, eventRows.readable(rowsUnder(customer, customerEvents)).items, manner);
};

/** What waits in a mailbox has a deadline that sends it, and what is kept one that takes it away. Written where they stand already they stay one. */
const checkDeadlines = async ({ notifications, deadlines, clock, keptDays, unreadable }: NotificationPorts, mailbox: string): Promise<void> => {
  const now = clock.now();
  const oldest = await notifications.list(mailbox, { prefix: messagePrefix, limit: 1 });
  await deadlines.put(messageRows.readable(oldest.rows).items.map((message) => ({ ...retentionDeadline(message, keptDays) })));
  let after = messagesFrom(plusHours(now, -WAITS_HOURS));
  for (let isOver = oldest.rows.length === 0; !isOver; ) {
    const { rows, continuation } = await notifications.list(mailbox, { prefix: messagePrefix, after, limit: pageSize });
    const { items, unreadable: damaged } = messageRows.readable(rows);
    await unreadable.raise(damaged);
    await deadlines.put(items.flatMap(({ status, nextAt, id }) => (status === 'waiting' && nextAt !== undefined ? [sendingDeadline(nextAt, mailbox, id)] : [])));
    after = rows.at(-1)?.key ?? after;
    isOver = continuation === undefined;
  }
};

/** None, where the partner's numbers cannot be read, which is raised. */
const latestInvoices = async ({ invoices, unreadable }: NotificationPorts, partnerId: string): Promise<readonly Invoice[]> => {
  try {
    const { last } = await readLastNumber(invoices, partnerId);
    return last === 0 ? [] : (await invoicesFrom(invoices, partnerId, Math.max(0, last - LATEST_INVOICES), LATEST_INVOICES)).items;
  } catch (error) {
    if (!(error instanceof RowUnreadable)) throw error;
    await unreadable.raise([error.row]);
    return [];
  }
};

/** DUE-1: goes over a mailbox: whether what is in it will be sent and taken away, and whether a partner's latest invoices brought what they were to bring. Nothing where no mail is sent. @param mailbox a partner's, or the installation's. @throws when the store fails. */
export const checkMailbox = async (ports: NotificationPorts, mailbox: string, manner: MessageCheckManner): Promise<readonly MissingMessage[]> => {
  if (ports.mail === undefined) return [];
  if (manner.repairs) await checkDeadlines(ports, mailbox);
  return mailbox === INSTALLATION ? [] : checkRecords(ports, (await latestInvoices(ports, mailbox)).map(issuedEvent), manner);
};
