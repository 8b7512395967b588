import { type Endpoint } from '../../domain/webhook/state';
import { plusMinutes, type Instant } from '../../kernel/instant';
import { randomGuid } from '../command/ids';
import { type Deadline } from '../due/deadline';
import { storedEvents } from '../event/storedEvents';
import { readFeed } from '../feed/readFeed';
import { acceptEventsFor } from './accept';
import { catchUpDeadline, catchUpSchema, takeUpDeadline, takeUpSchema, type CatchUp, type TakeUp } from './webhookDeadlines';
import { type WebhookPorts } from './webhookPorts';

/**
 * Longer than it can take, with all retries of the store, until an endpoint is written, until every process reads of it (a minute, see `endpointBook.ts`), and until what a process told of before that stands in the feed: by then what was told without the
 * endpoint can be found.
 */
const CATCH_UP_MINUTES = 5;
const eventsAtOnce = 200;
/** It begins no further page after so long; what is left is the next sweep's. */
const CATCH_UP_MILLIS = 10_000;

const putOff = async ({ deadlines }: WebhookPorts, endpoint: Pick<Endpoint, 'id' | 'partnerId'>, at: Instant, catchUp: CatchUp): Promise<Deadline> => {
  const deadline = catchUpDeadline(endpoint, at, randomGuid(), catchUp);
  await deadlines.put([deadline]);
  return deadline;
};

/**
 * Writes an endpoint that hears from now on, or hears something else, with a deadline to catch up: other processes tell of changes without it as long as they go by what they knew of its partner's endpoints.
 * @param write whether it was written. @returns the same. @throws when the store fails: the deadline stays, and finds nothing where nothing was written.
 */
export const withCatchUp = async (ports: WebhookPorts, endpoint: Pick<Endpoint, 'id' | 'partnerId'>, write: () => Promise<boolean>): Promise<boolean> => {
  const after = await ports.feeds.lastOf(endpoint.partnerId);
  const deadline = await putOff(ports, endpoint, plusMinutes(ports.clock.now(), CATCH_UP_MINUTES), { after });
  const isWritten = await write();
  if (!isWritten) await ports.deadlines.remove([deadline]);
  return isWritten;
};

/**
 * WHK-2: takes up for an endpoint what its partner was told since it was written, and it was not: what is there already stays as it is. One operation for each two hundred events, and one or two for each that the endpoint hears.
 * @throws when the store fails; the deadline is to stay then.
 */
const catchUpFrom = async (ports: WebhookPorts, endpoint: Endpoint, { after, until: known }: CatchUp): Promise<void> => {
  const { partnerId } = endpoint;
  const until = known ?? (await ports.feeds.lastOf(partnerId));
  const startedAt = ports.elapsed();
  for (let from = after; from < until; ) {
    const page = await readFeed(ports.eventRows, partnerId, from, eventsAtOnce, {});
    // The feed does not come so far any more.
    if (!page.ok || page.value.upTo === from) return;
    await ports.unreadable.raise(page.value.unreadable);
    await acceptEventsFor(ports, endpoint, page.value.events.map(({ record }) => record));
    from = page.value.upTo;
    if (from < until && ports.elapsed() - startedAt >= CATCH_UP_MILLIS) return void (await putOff(ports, endpoint, ports.clock.now(), { after: from, until }));
  }
};

/** DUE-2: takes up what could not be read then. What still cannot has another deadline. @throws when the store fails; the deadline is to stay then. */
const takeUp = async (ports: WebhookPorts, endpoint: Endpoint, { told }: TakeUp): Promise<void> => {
  const { items, unreadable } = await storedEvents(ports, { ...told, facts: [] }, told.version - 1);
  await ports.unreadable.raise(unreadable);
  if (unreadable.length > 0) await ports.deadlines.put([takeUpDeadline(endpoint, ports.clock.now(), told)]);
  await acceptEventsFor(ports, endpoint, items);
};

/** What of an endpoint's deadlines is to be caught up. @throws when the store fails; RowUnreadable where the endpoint cannot be read. */
export const catchUp = async (ports: WebhookPorts, { id, partnerId }: Pick<Endpoint, 'id' | 'partnerId'>, due: readonly Deadline[]): Promise<void> => {
  for (const { data } of due) {
    const [asked, left] = [catchUpSchema.safeParse(data), takeUpSchema.safeParse(data)];
    if (!asked.success && !left.success) continue;
    const stored = await ports.endpoints.read(partnerId, id);
    if (stored === undefined) continue;
    if (asked.success) await catchUpFrom(ports, stored.value, asked.data);
    if (left.success) await takeUp(ports, stored.value, left.data);
  }
};
