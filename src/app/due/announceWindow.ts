import { type Deadline } from './deadline';
import { type Clock } from '../../kernel/clock';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { type Subscription } from '../../domain/subscription/state';
import { windowNews, type OpenedWindow, type WindowNews } from '../../domain/subscription/windowNews';
import { recordId, type EventRecord } from '../command/eventRecord';
import { type Publishing } from '../command/publishing';
import { recordOnce } from '../command/recordOnce';
import { readSubscription } from '../subscription/subscriptionBook';
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
    deadlines: version === 1 ? [windowDeadline(subject, window.windowClosesAt, window)] : [],
  };
};

export interface AnnouncementPorts {
  readonly clock: Clock;
  readonly commerce: PartitionStore;
  readonly publishing: Publishing;
}

/**
 * SUB-3: announces that a window is about to close, or has closed: once, since its event's row can be made only once. Where it was announced already, or there is nothing to say, it only brings out
 * what waits to be published.
 * @throws when the store or the publisher fails; the deadline stays, and the sweep comes again.
 */
export const announceWindow = async ({ clock, commerce, publishing }: AnnouncementPorts, { customerId, subject, data }: Deadline): Promise<void> => {
  const [subscriptionId = ''] = subject.split('|');
  const window = openedWindowSchema.parse(data);
  const stored = await readSubscription(commerce, customerId, subscriptionId);
  const now = clock.now();
  const news = stored && windowNews(window, stored.value, now);
  if (stored !== undefined && news !== undefined) {
    await recordOnce(commerce, newsRecord(stored.value, subject, window, news, now));
  }
  await publishing.publishLeftovers(customerId);
};
