import { type CustomersWork } from './customersWork';
import { type Deadline } from './deadline';
import { type Clock } from '../../kernel/clock';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { type Log } from '../log';
import { type Subscription } from '../../domain/subscription/state';
import { windowNews, type OpenedWindow, type WindowNews } from '../../domain/subscription/windowNews';
import { subscriptionKey, subscriptionPrefix } from '../command/commerceKeys';
import { recordId, type EventRecord } from '../command/eventRecord';
import { eventWrites, type Publishing } from '../command/publishing';
import { recordOnce } from '../command/recordOnce';
import { versionOfNews } from '../command/windowEvents';
import { storedEvents, type StoredEvents } from '../command/storedEvents';
import { readSubscription, type Stored, subscriptionRows } from '../subscription/subscriptionBook';
import { readableOf } from '../unreadable';
import { isTold, openedWindowSchema, windowDeadline } from '../subscription/windowDeadlines';

/** A window's events are a subject of their own beside the subscription's: announcing changes nothing of it, its etag least of all. */
const newsRecord = (subscription: Subscription, subject: string, window: OpenedWindow, news: WindowNews, at: Instant): EventRecord => {
  const id = subject.replace('|', '|window|');
  const version = versionOfNews(news);
  return {
    id: recordId(id, version),
    customerId: subscription.customerId,
    partnerId: subscription.partnerId,
    subject: { kind: 'window', id },
    version,
    at,
    facts: [{ ...news, subscriptionId: subscription.id }],
    cause: { command: 'cancellationWindow' },
    together: true,
    deadlines: version === 1 ? [windowDeadline(subject, window.windowClosesAt, window)] : [],
  };
};

export interface AnnouncementPorts {
  readonly clock: Clock;
  readonly commerce: PartitionStore;
  readonly publishing: Publishing;
  readonly log: Log;
}

/** An announcement is a row, and all of them have one in the outbox, or some, if they are long; a transaction holds a hundred. */
const MOST_TOGETHER = 90;

interface Announcement {
  readonly deadline: Deadline;
  readonly record: EventRecord;
}

/** As many as are read one by one; more of a customer's are read with one query. */
const MOST_POINT_READS = 3;

/** Those of the asked that a query of about as many rows finds: all of them where the customer has not many more. */
const queried = async (commerce: PartitionStore, customerId: string, ids: readonly string[]): Promise<Map<string, Stored<Subscription>>> => {
  const [first = ''] = ids.toSorted();
  // Before the first, and after whatever comes before that.
  const after = subscriptionKey(first).slice(0, -1);
  const { rows } = await commerce.list(customerId, { prefix: subscriptionPrefix, after, limit: 2 * ids.length });
  const asked = new Set(ids.map(subscriptionKey));
  return new Map(readableOf(rows.filter(({ key }) => asked.has(key)), (row) => subscriptionRows.readStored(row)).items.map((stored) => [stored.value.id, stored]));
};

/** What there is to say now, of each of these windows. */
const decide = async ({ clock, commerce }: AnnouncementPorts, customerId: string, own: readonly Deadline[]) => {
  const ids = [...new Set(own.map(({ subject }) => subject.split('|')[0] ?? ''))];
  const subscriptions = new Map<string, Stored<Subscription> | undefined>(ids.length > MOST_POINT_READS ? await queried(commerce, customerId, ids) : []);
  const silent: Deadline[] = [];
  const toSay: Announcement[] = [];
  const failed: { deadline: Deadline; cause: unknown }[] = [];
  for (const deadline of own) {
    const { subject, data } = deadline;
    const [subscriptionId = ''] = subject.split('|');
    try {
      const window = openedWindowSchema.parse(data);
      if (!subscriptions.has(subscriptionId)) subscriptions.set(subscriptionId, await readSubscription(commerce, customerId, subscriptionId));
      const stored = subscriptions.get(subscriptionId);
      const now = clock.now();
      const news = stored && windowNews(window, stored.value, now);
      if (stored === undefined || news === undefined) silent.push(deadline);
      else toSay.push({ deadline, record: newsRecord(stored.value, subject, window, news, now) });
    } catch (cause) {
      failed.push({ deadline, cause });
    }
  }
  return { silent, toSay, failed };
};

/** @returns undefined unless all of them are stored now, for the first time. */
const recordTogether = async ({ commerce, log }: AnnouncementPorts, customerId: string, announcements: readonly Announcement[]): Promise<StoredEvents | undefined> => {
  const records = announcements.map(({ record }) => record);
  const told = new Set(announcements.filter(({ deadline }) => isTold(deadline.data)).map(({ record }) => record.subject.id));
  if (new Set(records.map(({ id }) => id)).size < records.length) return undefined;
  try {
    const writes = eventWrites(records);
    const committed = await commerce.commit(customerId, writes);
    return committed.ok ? storedEvents(records, writes, committed, told) : undefined;
  } catch (cause) {
    log.warn(`Announcements of ${records.length} windows of customer ${customerId} could not be stored together; they are tried one by one`, cause);
    return undefined;
  }
};

/**
 * SUB-3: announces of one customer's windows, together in one transaction (for each ninety), that they are about to close, or have closed: each once, since its event's row can be made only once.
 * Where one was announced already, or there is nothing to say, what an attempt before may have left to be published is looked for and brought out; after what this one stores, nothing is.
 * @param own deadlines of one customer.
 */
export const announceWindows = async (ports: AnnouncementPorts, customerId: string, own: readonly Deadline[]): Promise<CustomersWork> => {
  let decided: Awaited<ReturnType<typeof decide>>;
  try {
    decided = await decide(ports, customerId, own);
  } catch (cause) {
    return { done: [], stored: [], failed: own.map((deadline) => ({ deadline, cause })) };
  }
  const { silent, toSay, failed } = decided;
  const done: Deadline[] = [];
  const stored: StoredEvents[] = [];
  const repeated: Deadline[] = [];
  /** What an attempt before may have left to be published. */
  const lookForLeft = async (deadlines: readonly Deadline[]): Promise<void> => {
    if (deadlines.length === 0) return;
    try {
      await ports.publishing.publishLeftovers(customerId);
      done.push(...deadlines);
    } catch (cause) {
      failed.push(...deadlines.map((deadline) => ({ deadline, cause })));
    }
  };

  await lookForLeft(silent);
  for (let start = 0; start < toSay.length; start += MOST_TOGETHER) {
    const announcements = toSay.slice(start, start + MOST_TOGETHER);
    const together = await recordTogether(ports, customerId, announcements);
    if (together !== undefined) {
      stored.push(together);
      done.push(...announcements.map(({ deadline }) => deadline));
      continue;
    }
    for (const { deadline, record } of announcements) {
      try {
        const alone = await recordOnce(ports.commerce, record);
        if (alone === undefined) repeated.push(deadline);
        else {
          stored.push(alone);
          done.push(deadline);
        }
      } catch (cause) {
        failed.push({ deadline, cause });
      }
    }
  }
  await lookForLeft(repeated);
  return { done, stored, failed };
};
