import { type DeadlineKind } from '../due/deadline';
import { type Instant, plusMinutes } from '../../kernel/instant';
import { type Handover, isOpen } from '../../domain/usage/overage/state';
import { nextTask } from '../../domain/subscription/nextTask';
import { type Subscription } from '../../domain/subscription/state';
import { firstNewsAt, type OpenedWindow } from '../../domain/subscription/windowNews';
import { type AzureSubscription } from '../../domain/azurePlan/state';
import { type Cart } from '../../domain/order/state';
import { type Transfer } from '../../domain/transfer/state';
import { azureSubscriptionPrefix, azureSubscriptionRows } from '../azurePlan/azureBook';
import { deactivationOf } from '../azurePlan/deactivate';
import { cartExpiry } from '../order/cartExpiry';
import { cartRows } from '../order/cartBook';
import { migrationScheduleRows, scheduleDeadline } from '../migration/scheduleBook';
import { type MigrationSchedule } from '../../domain/migration/scheduleState';
import { handoverExpiry, handoverRows } from '../overage/overageBook';
import { deadlineKindsOf, subscriptionRows, type TaskKind } from '../subscription/subscriptionBook';
import { sameWindow, windowDeadline } from '../subscription/windowDeadlines';
import { transferRows } from '../transfer/transferBook';
import { type EventRecord } from '../command/eventRecord';
import { outboxRows } from '../command/outbox';
import { cartPrefix, handoverPrefix, migrationSchedulePrefix, outboxPrefix, subscriptionPrefix, transferPrefix } from '../command/commerceKeys';
import { type UnreadableRow } from '../unreadable';
import { rowsUnder, type CustomerRows } from './customerRows';
import { bySubject, type Expected } from './expected';
import { type LookedUpKind } from './lookedUp';

/** Longer than storing an event and bringing it out takes. */
const PUBLISHED_WITHIN_MINUTES = 10;

/** A window's subject names the change that opened it, which the state does not know as a whole: one that is made anew names the instant instead, and which change added its seats. */
const ofWindow = ({ id, customerId }: Subscription, window: OpenedWindow, now: Instant): Expected => {
  const first = firstNewsAt(window);
  const deadline = { ...windowDeadline(`${id}|${window.addedAt}${window.openedBy === undefined ? '' : `.${window.openedBy}`}`, now < first ? first : window.windowClosesAt, window), customerId };
  return { deadline, subjectBegins: `${id}|`, isMetBy: ({ subject, data }) => subject.startsWith(`${id}|`) && sameWindow(data, window) };
};

/** Whether the change that opened it waits to be published, and brings its deadline then: a second one, by another name, would have the window told twice. */
const isBrought = ({ id }: Subscription, window: OpenedWindow, waiting: readonly EventRecord[]): boolean =>
  waiting.some(({ subject, deadlines }) => subject.id === id && deadlines.some(({ kind, data }) => kind === 'cancellationWindow' && sameWindow(data, window)));

/** What of one customer's can be read. */
interface Holdings {
  readonly customerId: string;
  readonly subscriptions: readonly Subscription[];
  readonly azureSubscriptions: readonly AzureSubscription[];
  readonly carts: readonly Cart[];
  readonly transfers: readonly Transfer[];
  readonly handovers: readonly Handover[];
  readonly migrationSchedules: readonly MigrationSchedule[];
  readonly waiting: readonly EventRecord[];
  /** Events that only the bus has not been told. */
  readonly forBus: readonly EventRecord[];
}

type Derive = (holdings: Holdings, now: Instant) => readonly Expected[];

const nextTasks =
  (kind: TaskKind): Derive =>
  ({ subscriptions }) =>
    subscriptions.flatMap((subscription) => {
      const task = nextTask(subscription);
      if (task === undefined) return [];
      const [written, ...formerKinds] = deadlineKindsOf(task, subscription);
      return written === kind ? [{ ...bySubject({ at: task.dueAt, kind, customerId: subscription.customerId, subject: subscription.id }), formerKinds }] : [];
    });

/** Of endpoints, which are no customer's: `app/webhook/checkEndpoints.ts` has them. */
type WebhookKind = 'webhook' | 'webhookRetention';

/** Of a partner, not of a customer's things: see `exportCheck.ts`. */
type PartnersKind = Extract<DeadlineKind, 'export' | 'exportExpiry'>;

/** Of mailboxes: `notification/checkMessages.ts` has them. */
type NotificationKind = 'notification' | 'notificationRetention';

/** Of subjects that are parked: `consume/consumers.ts` lists them. */
type ConsumerKind = 'consume';

/** What each kind is derived from, where a customer's rows alone tell it. A kind that is neither here nor looked up does not compile. */
const DERIVED: Readonly<Record<Exclude<DeadlineKind, LookedUpKind | WebhookKind | PartnersKind | ConsumerKind | NotificationKind>, Derive>> = {
  renewal: nextTasks('renewal'),
  trialConversion: nextTasks('trialConversion'),
  cycle: nextTasks('cycle'),
  cancellationWindow: ({ subscriptions, waiting }, now) =>
    subscriptions.flatMap((subscription) => subscription.batches.filter((window) => now < window.windowClosesAt && !isBrought(subscription, window, waiting)).map((window) => ofWindow(subscription, window, now))),
  cartExpiry: ({ carts }) => carts.filter(({ status }) => status === 'active').map((cart) => bySubject(cartExpiry(cart))),
  transfer: ({ transfers }) => transfers.filter(({ status }) => status === 'InProgress').map(({ id, customerId, modifiedAt }) => bySubject({ at: modifiedAt, kind: 'transfer', customerId, subject: id })),
  transferExpiry: ({ transfers }) => transfers.filter(({ status }) => status === 'Pending').map(({ id, customerId, expiresAt }) => bySubject({ at: expiresAt, kind: 'transferExpiry', customerId, subject: id })),
  handoverExpiry: ({ handovers }) => handovers.filter(isOpen).map((handover) => bySubject(handoverExpiry(handover))),
  migrationSchedule: ({ migrationSchedules }) => migrationSchedules.filter(({ status }) => status === 'created').map((schedule) => bySubject(scheduleDeadline(schedule))),
  azureDeactivation: ({ azureSubscriptions }) => azureSubscriptions.flatMap(deactivationOf).map(bySubject),
  publish: ({ customerId, waiting }, now) =>
    waiting.some(({ at }) => plusMinutes(at, PUBLISHED_WITHIN_MINUTES) <= now) ? [{ deadline: { at: now, kind: 'publish', customerId, subject: 'check' }, isMetBy: () => true }] : [],
  dispatch: ({ customerId, forBus }, now) => (forBus.length === 0 ? [] : [{ deadline: { at: now, kind: 'dispatch', customerId, subject: 'bus' }, isMetBy: () => true }]),
};

/**
 * DUE-1: what must happen later to one customer's things, as far as its rows in Commerce tell it alone: subscriptions and their windows, Azure subscriptions, carts, transfers, hand-overs of overage, events that wait
 * to be published. `lookedUp.ts` has the rest.
 * @returns with it the rows that cannot be read, of which nothing can be said.
 */
export const expectedDeadlines = (customer: CustomerRows, now: Instant): { readonly expected: readonly Expected[]; readonly unreadable: readonly UnreadableRow[] } => {
  const subscriptions = subscriptionRows.readable(rowsUnder(customer, subscriptionPrefix));
  const azureSubscriptions = azureSubscriptionRows.readable(rowsUnder(customer, azureSubscriptionPrefix));
  const carts = cartRows.readable(rowsUnder(customer, cartPrefix));
  const transfers = transferRows.readable(rowsUnder(customer, transferPrefix));
  const handovers = handoverRows.readable(rowsUnder(customer, handoverPrefix));
  const migrationSchedules = migrationScheduleRows.readable(rowsUnder(customer, migrationSchedulePrefix));
  const waiting = outboxRows.readable(rowsUnder(customer, outboxPrefix));
  const holdings: Holdings = {
    customerId: customer.customerId,
    subscriptions: subscriptions.items,
    azureSubscriptions: azureSubscriptions.items,
    carts: carts.items,
    transfers: transfers.items,
    handovers: handovers.items,
    migrationSchedules: migrationSchedules.items,
    waiting: waiting.items.filter(({ awaits }) => awaits === undefined),
    forBus: waiting.items.filter(({ awaits }) => awaits !== undefined),
  };
  return {
    expected: Object.values(DERIVED).flatMap((derive) => derive(holdings, now)),
    unreadable: [subscriptions, azureSubscriptions, carts, transfers, handovers, migrationSchedules, waiting].flatMap(({ unreadable }) => unreadable),
  };
};
