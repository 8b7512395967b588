import { groupBy } from '../../../../src/kernel/groupBy';
import { plusHours, type Instant } from '../../../../src/kernel/instant';
import { type Subscription } from '../../../../src/domain/subscription/state';
import { mustHold, type Check, type Happened, type Seen } from '../../engine/check';
import { subscriptionChanges, type StoredEvent, type SubscriptionChange } from '../../model/lifecycle/commits';
import { Lateness } from './late';

/** SUB-3: a window is announced so long before it closes. */
const HOURS_BEFORE = 24;

/** A window of some seats, from when it opened. */
interface Window {
  readonly subscriptionId: string;
  /** What tells it from others that close at that instant: see {@link nameOf}. */
  readonly name: string;
  readonly addedAt: Instant;
  readonly closesAt: Instant;
  /** When it must first be spoken of: 24 hours before it closes; one that is no longer than that, when it closes. */
  readonly firstDue: Instant;
  readonly opened: number;
  /** It was brought, with what was left of it: a subscription that came from another partner. */
  readonly isBrought: boolean;
  /** Seats that can still be taken off. */
  left: number;
  /** When the last of them went: taken off, replaced by those of a new term, or ended with the subscription. */
  goneAt?: Instant;
  /** Its subscription ended before it closed. */
  hasEnded?: true;
  /** And that was carried out later than it was due. */
  hasEndedLate?: boolean;
  /** Under which it is told of. */
  toldAs?: string;
  closing?: Instant;
  closed?: Instant;
}

type Batch = Subscription['batches'][number];

/** When its seats were bought, renewed or added, and, where they were added, by which change: several changes of one instant have a window each. */
const nameOf = ({ addedAt, openedBy }: Pick<Batch, 'addedAt' | 'openedBy'>): string => `${addedAt}${openedBy === undefined ? '' : `.${openedBy}`}`;

const keyOf = (batch: Batch): string => `${nameOf(batch)}|${batch.chargedFrom}|${batch.windowClosesAt}`;

const grouped = (batches: readonly Batch[]): ReadonlyMap<string, readonly Batch[]> => groupBy(batches, keyOf);

const sum = (batches: readonly Batch[]): number => batches.reduce((seats, { quantity }) => seats + quantity, 0);

const firstDueOf = (addedAt: Instant, closesAt: Instant): Instant => {
  const before = plusHours(closesAt, -HOURS_BEFORE);
  return before > addedAt ? before : closesAt;
};

/** SUB-3: each window is announced 24 hours before it closes and when it has closed, once each; nothing is said of one that was used up, or whose subscription ended, before the first of these. */
class Windows {
  private readonly open = new Map<string, Map<string, Window>>();
  private readonly all: Window[] = [];
  /** Which window the deadline is of, under whose subject it is told of. */
  private readonly named = new Map<string, string>();
  /** Seats of the windows that a change opened, by subscription and version. */
  private readonly openedBy = new Map<string, number>();
  private readonly lateness = new Lateness();

  follow(happened: Happened, seen: Seen): void {
    this.lateness.follow(happened);
    for (const change of subscriptionChanges(happened.changes)) {
      this.noteOpened(change);
      this.changed(change.before, change.after, change.events.at(-1)?.at ?? happened.at);
    }
    for (const { table, key, after } of happened.changes) {
      if (table === 'Commerce' && key.startsWith('event|window|') && after !== undefined) this.announced(after as unknown as StoredEvent, seen);
    }
    for (const window of this.all) this.mustBeTold(window, happened.at);
    for (let index = this.all.length - 1; index >= 0; index -= 1) if (this.isDone(this.all[index], happened.at)) this.all.splice(index, 1);
  }

  /** SUB-3: of one that was used up it is told that it has closed where that comes late: rows forget windows that have closed, and no longer say whether it was. */
  private isDone(window: Window | undefined, at: Instant): boolean {
    return window !== undefined && isOver(window, at) && (window.closed !== undefined || window.hasEnded === true || !this.lateness.mayBeLate(window.firstDue));
  }

  /** What is left at the end: nothing that had to be told. */
  mustBeDone(at: Instant): void {
    for (const window of this.all) {
      mustHold(!mustBeClosing(window, at) || window.closing !== undefined || window.closed !== undefined, 'SUB-3', () => `${describe(window)} was never announced, by ${at}`);
      mustHold(!mustBeClosed(window, at) || window.closed !== undefined, 'SUB-3', () => `That ${describe(window)} closed was never told, by ${at}`);
    }
  }

  /** Under which subject each window that opened is told of. */
  private noteOpened({ events }: SubscriptionChange): void {
    for (const { kind, subject, data } of events.flatMap((event) => event.deadlines)) {
      if (kind === 'cancellationWindow') this.named.set(subject.replace('|', '|window|'), nameOf(data as Pick<Batch, 'addedAt' | 'openedBy'>));
    }
  }

  private changed(before: Subscription | undefined, after: Subscription, at: Instant): void {
    const known = this.open.get(after.id) ?? new Map<string, Window>();
    this.open.set(after.id, known);
    const ofNow = (batches: readonly Batch[]): number => sum(batches.filter(({ addedAt }) => addedAt === at));
    // What came from another partner brought its windows along, and one of them may have opened at the instant at which it came.
    const hasBrought = before === undefined && after.batches.some(({ addedAt }) => addedAt !== at);
    if (!hasBrought) this.openedBy.set(`${after.id}|${after.version}`, ofNow(after.batches) - ofNow(before?.batches ?? []));
    const was = grouped(before?.batches ?? []);
    const is = grouped(after.batches);
    for (const [key, batches] of is) {
      const [first] = batches;
      if (first === undefined || was.has(key) || known.has(key)) continue;
      const window: Window = { subscriptionId: after.id, name: nameOf(first), addedAt: first.addedAt, closesAt: first.windowClosesAt, firstDue: firstDueOf(first.addedAt, first.windowClosesAt), opened: sum(batches), left: sum(batches), isBrought: first.addedAt !== at };
      known.set(key, window);
      this.all.push(window);
    }
    for (const [key, window] of known) {
      window.left = sum(is.get(key) ?? []);
      if (window.left === 0) {
        window.goneAt ??= at;
        known.delete(key);
      }
    }
    // Of one that was used up nothing is left to be known by, and it ends with its subscription all the same.
    const { endedAt } = after;
    if (endedAt !== undefined) for (const window of this.all) if (window.subscriptionId === after.id && endedAt < window.closesAt) [window.hasEnded, window.hasEndedLate] = [true, endedAt < at];
  }

  private announced(event: StoredEvent, seen: Seen): void {
    const [fact] = event.facts;
    if (fact === undefined) return;
    const { closesAt, quantity, subscriptionId } = fact as unknown as { readonly closesAt: Instant; readonly quantity: number; readonly subscriptionId: string };
    const about = `${fact.type} of ${subscriptionId}, whose window closes at ${closesAt}, for ${quantity} seats (${event.subject.id})`;
    const candidates = this.all.filter((window) => window.subscriptionId === subscriptionId && window.closesAt === closesAt && (window.toldAs === undefined || window.toldAs === event.subject.id));
    const [of = '', change = ''] = event.subject.id.split('|window|');
    // A deadline that was lost and made anew names the window itself.
    const name = this.named.get(event.subject.id) ?? change;
    const window = candidates.find(({ toldAs }) => toldAs === event.subject.id) ?? candidates.find((each) => each.name === name);
    const openedBy = this.openedBy.get(`${of}|${change.split('.')[0] ?? ''}`);
    mustHold(openedBy === undefined || openedBy <= 0 || quantity <= openedBy, 'SUB-3', () => `It was opened for ${String(openedBy)} seats: ${about} at ${event.at}`);
    mustHold(window !== undefined, 'SUB-3', () => `There is no such window, or it was told of before: ${about} at ${event.at}`);
    window.toldAs = event.subject.id;
    if (fact.type === 'WindowClosing') {
      const due = window.firstDue;
      mustHold(window.closing === undefined && window.closed === undefined, 'SUB-3', () => `It was announced before: ${about} at ${event.at}`);
      mustHold(due < closesAt && event.at >= due && event.at < closesAt, 'SUB-3', () => `It is announced at ${event.at} and not at ${due}: ${about}`);
      mustHold(event.at === due || window.isBrought || this.lateness.mayBeLate(due), 'SUB-3', () => `It is announced late, at ${event.at} and not at ${due}: ${about}`);
      // At the instant at which it goes (a short term is renewed, say) it may be told of first.
      const isGoing = window.left === 0 && window.goneAt === event.at;
      mustHold(isGoing || (window.left > 0 && window.hasEnded !== true && quantity <= window.left), 'SUB-3', () => `${window.left} seats are left of it: ${about}`);
      window.closing = event.at;
    } else {
      mustHold(window.closed === undefined, 'SUB-3', () => `It was told before: ${about} at ${event.at}`);
      mustHold(event.at >= closesAt && (event.at === closesAt || this.lateness.mayBeLate(closesAt)), 'SUB-3', () => `It is told at ${event.at}: ${about}`);
      // An end that comes late, after a fault, may come after what was due later.
      mustHold(window.hasEnded !== true || window.hasEndedLate === true, 'SUB-3', () => `The subscription ended before: ${about}`);
      window.closed = event.at;
    }
    seen.proved('SUB-3');
  }

  private mustBeTold(window: Window, at: Instant): void {
    const due = window.firstDue;
    if (at > due && mustBeClosing(window, at) && window.closing === undefined && window.closed === undefined) mustHold(this.lateness.mayBeLate(due), 'SUB-3', () => `${describe(window)} should have been announced at ${due}, and was not by ${at}`);
    if (at > window.closesAt && mustBeClosed(window, at) && window.closed === undefined) mustHold(this.lateness.mayBeLate(window.closesAt), 'SUB-3', () => `That ${describe(window)} closed should have been told, and was not by ${at}`);
  }
}

const describe = ({ subscriptionId, opened, left, closesAt, addedAt, goneAt }: Window): string => `the window of ${subscriptionId} for ${opened} seats (${left} left${goneAt === undefined ? '' : `, gone at ${goneAt}`}), from ${addedAt} until ${closesAt},`;

/** Whether it had seats when it was to be announced. */
const stood = (window: Window): boolean => window.goneAt === undefined || window.goneAt > window.firstDue;

const mustBeClosing = (window: Window, at: Instant): boolean => !window.isBrought && window.firstDue < window.closesAt && window.firstDue <= at && at < window.closesAt && stood(window) && window.goneAt === undefined && window.hasEnded !== true;

/** It closed with its subscription alive; where it had been announced, or had seats to the end. */
const mustBeClosed = (window: Window, at: Instant): boolean => !window.isBrought && window.closesAt <= at && window.hasEnded !== true && (window.closing !== undefined || window.goneAt === undefined || window.goneAt >= window.closesAt);

const isOver = (window: Window, at: Instant): boolean => window.closed !== undefined || (window.hasEnded === true && at > window.closesAt) || (window.goneAt !== undefined && window.closing === undefined && at > window.closesAt);

/** Windows are announced when they must be, and nothing else is. */
export const windows = (): Check => {
  const own = new Windows();
  return {
    name: 'windows are announced before they close and when they have closed',
    after: (happened, seen) => own.follow(happened, seen),
    settled: ({ installation }) => own.mustBeDone(installation.now()),
  };
};
