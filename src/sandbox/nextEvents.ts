import { type Deadline, type DeadlineKind } from '../app/due/deadline';
import { type DeadlineIndex } from '../app/due/deadlineIndex';
import { startOfHour } from '../app/due/deadlineKeys';
import { nextInvoicing } from '../domain/invoice/period';
import { type Instant, instantFromMillis, toMillis } from '../kernel/instant';
import { apiHref } from './apiHref';
import { LAST_INSTANT } from './lastInstant';

/** What people wait for. The rest is what the app does for itself: telling, delivering, tidying up. */
const EVENTS: ReadonlySet<DeadlineKind> = new Set<DeadlineKind>([
  'cycle', 'renewal', 'trialConversion', 'cancellationWindow', 'transfer', 'transferExpiry', 'migrationSchedule', 'handoverExpiry', 'azureDeactivation', 'usageClose', 'reminder',
]);

/** Something that will happen as the clock goes on. */
export interface NextEvent {
  readonly at: Instant;
  /** As in deadlines; `invoiceRun` when months are invoiced. */
  readonly kind: DeadlineKind | 'invoiceRun';
  /** Absent for an invoice run. */
  readonly customerId?: string;
  /** Id of what it happens to. */
  readonly subject?: string;
  /** Where the API has that: of a subscription or a transfer. */
  readonly href?: string;
}

/** What is next, as far as it is known. */
export interface NextEvents {
  /** In order of time. */
  readonly items: readonly NextEvent[];
  /** Where to move the clock so that the first of them happens: its instant, or the next full minute, when work is looked for. Where none is known, as far as it is known. */
  readonly moveTo: Instant;
  /** Present where the app has so much to do for itself that nobody has looked further: what happens from this instant on is not known yet. */
  readonly knownUntil?: Instant;
}

export const MOST_NEXT = 50;
const PAGE = 100;
/** However much the app has to do for itself before. */
const MOST_PAGES = 20;
const MINUTE = 60_000;
const HOUR_LENGTH = 'yyyy-mm-ddThh'.length;

const hourOf = (at: Instant | undefined): string => (at ?? '').slice(0, HOUR_LENGTH);

const OF_SUBSCRIPTIONS: ReadonlySet<DeadlineKind> = new Set<DeadlineKind>(['cycle', 'renewal', 'trialConversion', 'cancellationWindow', 'reminder']);

const hrefOf = ({ kind, customerId, subject }: Deadline): string | undefined => apiHref(OF_SUBSCRIPTIONS.has(kind) ? 'subscription' : kind === 'transferExpiry' ? 'transfer' : kind, customerId, subject);

const eventOf = (deadline: Deadline): NextEvent => {
  const { at, kind, customerId, subject } = deadline;
  const href = hrefOf(deadline);
  return { at, kind, customerId, subject, ...(href !== undefined && { href }) };
};

const inOrder = (found: readonly Deadline[], limit: number): readonly Deadline[] => found.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).slice(0, limit);

/** The parts of an hour come one after the other, so only hours before the last that was met are whole. */
const soonest = async (deadlines: Pick<DeadlineIndex, 'due'>, limit: number): Promise<{ readonly found: readonly Deadline[]; readonly knownUntil?: Instant }> => {
  const found: Deadline[] = [];
  let continuation: string | undefined;
  let last: Instant | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = await deadlines.due(instantFromMillis(LAST_INSTANT), PAGE, continuation);
    found.push(...page.deadlines.filter(({ kind }) => EVENTS.has(kind)));
    continuation = page.continuation;
    last = page.deadlines.at(-1)?.at ?? last;
    const reached = hourOf(last);
    if (continuation === undefined || found.filter(({ at }) => hourOf(at) < reached).length >= limit) return { found: inOrder(found, limit) };
  }
  return { found: inOrder(found.filter(({ at }) => hourOf(at) < hourOf(last)), limit), ...(last !== undefined && { knownUntil: startOfHour(last) }) };
};

/**
 * What happens next, to whomever, if the clock goes on: at most {@link MOST_NEXT}. A deadline may be out of date, and then nothing happens at it.
 * @param invoiceDay of the month.
 */
export const nextEvents = async (deadlines: Pick<DeadlineIndex, 'due'>, now: Instant, invoiceDay: number): Promise<NextEvents> => {
  const run: NextEvent = { at: nextInvoicing(now, invoiceDay), kind: 'invoiceRun' };
  const { found, knownUntil } = await soonest(deadlines, MOST_NEXT);
  const ahead = found.map(eventOf);
  const runs = knownUntil === undefined || run.at < knownUntil ? [run] : [];
  const items = [...ahead.filter(({ at }) => at <= run.at), ...runs, ...ahead.filter(({ at }) => at > run.at)].slice(0, MOST_NEXT);
  const due = Math.max(toMillis(items[0]?.at ?? knownUntil ?? run.at), toMillis(now));
  return { items, moveTo: instantFromMillis(Math.min(Math.ceil(due / MINUTE) * MINUTE, LAST_INSTANT)), ...(knownUntil !== undefined && { knownUntil }) };
};
