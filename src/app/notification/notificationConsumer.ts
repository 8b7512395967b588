import { KINDS, kindNames } from '../../domain/notification/kinds';
import { type Message } from '../../domain/notification/state';
import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { type EventRecord } from '../command/eventRecord';
import { type Consumer, type Effect } from '../consume/consumer';
import { type Deadline } from '../due/deadline';
import { type Told } from '../event/storedEvents';
import { subscriptionFacts } from '../event/facts/subscriptionFacts';
import { messagesOf } from './makeMessages';
import { reminderDeadline, retentionDeadline, sendingDeadline } from './notificationDeadlines';
import { relayKey } from './notificationKeys';
import { messageValue, messageWrite, readMessage, TABLE } from './notificationRows';
import { type NotificationPorts } from './notificationPorts';
import { readSubscription } from '../subscription/subscriptionBook';

const bringMessages: ReadonlySet<string> = new Set(kindNames.flatMap((kind) => KINDS[kind].facts));

/** What begins a term, or moves its end. */
const changeTerms: ReadonlySet<string> = new Set(Object.entries(subscriptionFacts).flatMap(([type, { changes }]) => (changes.includes('termEnd') ? [type] : [])));

/** Told of by a partner for good; of everything else another partner may be the next. */
const ofOnePartner: ReadonlySet<EventRecord['subject']['kind']> = new Set(['subscription', 'window']);

/** Where a message lies first. In its own mailbox, where that is the partition of its subject. */
const placeIn = (partition: string, message: Message): { readonly write: Write; readonly deadlines: readonly Deadline[] } => {
  if (message.mailbox !== partition) return { write: { op: 'put', key: relayKey(message.id), value: messageValue(message) }, deadlines: [sendingDeadline(message.waitingSince, partition, relayKey(message.id))] };
  return { write: messageWrite(message), deadlines: message.nextAt === undefined ? [] : [sendingDeadline(message.nextAt, partition, message.id)] };
};

/** NTF-1: makes messages of events, and plans reminders of terms that begin. */
export class NotificationConsumer implements Consumer {
  readonly name = 'notifications';
  readonly table = TABLE;
  readonly rows: PartitionStore;

  constructor(private readonly ports: NotificationPorts) {
    this.rows = ports.notifications;
  }

  hears({ facts }: Told): boolean {
    return facts.some(({ type }) => bringMessages.has(type) || changeTerms.has(type));
  }

  partitionOf({ subject, partnerId, customerId }: Told): string {
    return ofOnePartner.has(subject.kind) || customerId === '' ? partnerId : customerId;
  }

  async effectOf(record: EventRecord): Promise<Effect> {
    const writes: Write[] = [];
    const deadlines: Deadline[] = await this.remindersOf(record);
    for (const message of await messagesOf(this.ports, record)) {
      // The check, or the rebuild, may have made it.
      if ((await readMessage(this.rows, message.mailbox, message.id)) !== undefined) continue;
      const placed = placeIn(this.partitionOf(record), message);
      writes.push(placed.write);
      deadlines.push(...placed.deadlines, retentionDeadline(message, this.ports.keptDays));
    }
    return { writes, deadlines };
  }

  private async remindersOf({ customerId, subject, facts }: EventRecord): Promise<Deadline[]> {
    if (!facts.some(({ type }) => changeTerms.has(type))) return [];
    const subscription = (await readSubscription(this.ports.commerce, customerId, subject.id))?.value;
    // Made since a back-up, and undone by its restore.
    if (subscription === undefined) return [];
    const deadline = reminderDeadline(subscription);
    return deadline === undefined || deadline.at <= this.ports.clock.now() ? [] : [deadline];
  }
}
