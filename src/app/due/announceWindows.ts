import { type CustomersWork, type Done } from './customersWork';
import { type Deadline } from './deadline';
import { type Clock } from '../../kernel/clock';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { type Log } from '../log';
import { type Subscription } from '../../domain/subscription/state';
import { windowNews, type OpenedWindow, type WindowNews } from '../../domain/subscription/windowNews';
import { recordId, type EventRecord } from '../command/eventRecord';
import { eventWrites, type Publishing } from '../command/publishing';
import { recordOnce } from '../command/recordOnce';
import { readSubscription, type Stored } from '../subscription/subscriptionBook';
import { openedWindowSchema, windowDeadline } from '../subscription/windowDeadlines';

/** A window's events are a subject of their own beside the subscription's: announcing changes nothing of it, its etag least of all. Version 1 says that it is about to close, 2 that it has closed. */
const newsRecord = (subscription: Subscription, subject: string, window: OpenedWindow, news: WindowNews, at: Instant): EventRecord => {
  const id = subject.replace('|', '|window|');
  const version = news.type === 'WindowClosing' ? 1 : 2;
  return {
    id: recordId(id, version),
    customerId: subscription.customerId,
    partnerId: subscription.partnerId,
    subject: { kind: 'window', id },
    version,
    at,
    facts: [{ ...news, subscriptionId: subscription.id }],
    cause: { command: 'cancellationWindow' },
    deadlines: version === 1 ? [windowDeadline(subject, window.windowClosesAt, window)] : [],
  };
};

export interface AnnouncementPorts {
  readonly clock: Clock;
  readonly commerce: PartitionStore;
  readonly publishing: Publishing;
  readonly log: Log;
}

/** An announcement is three rows; a transaction holds a hundred. */
const MOST_TOGETHER = 33;

interface Announcement {
  readonly deadline: Deadline;
  readonly record: EventRecord;
}

/** What there is to say now, of each of these windows. Each subscription is read once. */
const decide = async ({ clock, commerce }: AnnouncementPorts, own: readonly Deadline[]) => {
  const subscriptions = new Map<string, Stored<Subscription> | undefined>();
  const silent: Deadline[] = [];
  const toSay: Announcement[] = [];
  const failed: { deadline: Deadline; cause: unknown }[] = [];
  for (const deadline of own) {
    const { customerId, subject, data } = deadline;
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

/** @returns whether all of them are stored now, for the first time. */
const recordTogether = async ({ commerce, log }: AnnouncementPorts, customerId: string, announcements: readonly Announcement[]): Promise<boolean> => {
  const records = announcements.map(({ record }) => record);
  if (new Set(records.map(({ id }) => id)).size < records.length) return false;
  try {
    return (await commerce.commit(customerId, eventWrites(records))).ok;
  } catch (cause) {
    log.warn(`Announcements of ${records.length} windows of customer ${customerId} could not be stored together; they are tried one by one`, cause);
    return false;
  }
};

/**
 * SUB-3: announces of one customer's windows, together in one transaction (for each thirty-three), that they are about to close, or have closed: each once, since its event's row can be made only once.
 * Where one was announced already, or there is nothing to say, what waits to be published is brought out.
 * @param own deadlines of one customer.
 */
export const announceWindows = async (ports: AnnouncementPorts, customerId: string, own: readonly Deadline[]): Promise<CustomersWork> => {
  const { silent, toSay, failed } = await decide(ports, own);
  const done: Done[] = [];
  const bySweep: Deadline[] = [...silent];
  for (let start = 0; start < toSay.length; start += MOST_TOGETHER) {
    const announcements = toSay.slice(start, start + MOST_TOGETHER);
    if (await recordTogether(ports, customerId, announcements)) {
      done.push(...announcements.map(({ deadline, record }) => ({ deadline, records: [record] })));
      continue;
    }
    for (const { deadline, record } of announcements) {
      try {
        await recordOnce(ports.commerce, record);
        bySweep.push(deadline);
      } catch (cause) {
        failed.push({ deadline, cause });
      }
    }
  }
  if (bySweep.length === 0) return { done, failed };
  try {
    await ports.publishing.publishLeftovers(customerId);
    return { done: [...done, ...bySweep.map((deadline) => ({ deadline, records: [] }))], failed };
  } catch (cause) {
    return { done, failed: [...failed, ...bySweep.map((deadline) => ({ deadline, cause }))] };
  }
};
