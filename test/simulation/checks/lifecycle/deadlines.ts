import { plusDays, startOfDay } from '../../../../src/kernel/calendarDate';
import { type Instant } from '../../../../src/kernel/instant';
import { type Subscription } from '../../../../src/domain/subscription/state';
import { mustHold, type Check, type Happened, type Seen } from '../../engine/check';
import { type RowChange } from '../../engine/recorder';
import { subscriptionOf } from '../../engine/subscriptionRow';
import { Lateness } from './late';

/** Kinds of deadlines that bring a subscription what its term brings. */
const TASKS: ReadonlySet<string> = new Set(['cycle', 'renewal', 'trialConversion']);

interface Task {
  readonly kind: string;
  readonly at: Instant;
}

/** A deadline as the index has it. */
interface Found extends Task {
  readonly subject: string;
  readonly customerId: string;
  /** It failed, and is tried again then. */
  readonly isSetApart: boolean;
}

/** REN-2, REN-6, BIL-3, TRI-2: what is next for a subscription; undefined: nothing ever is, or it comes with its base (ORD-5). */
const nextOf = (subscription: Subscription): Task | undefined => {
  const { status, kind, cycle, term, disabledFrom, deletedFrom } = subscription;
  if (status === 'expired') return disabledFrom && { kind: 'renewal', at: disabledFrom };
  if (status === 'disabled') return deletedFrom && { kind: 'renewal', at: deletedFrom };
  if (status === 'deleted') return undefined;
  const isTraditional = kind === 'traditional' || kind === 'traditionalAddOn';
  if (cycle.end < term.end && !(isTraditional && status === 'suspended')) return { kind: 'cycle', at: startOfDay(plusDays(cycle.end, 1)) };
  if (kind === 'perpetual' || kind === 'traditionalAddOn') return undefined;
  return { kind: kind === 'trial' || kind === 'freeSaas' ? 'trialConversion' : 'renewal', at: startOfDay(plusDays(term.end, 1)) };
};

interface DeadlineValue {
  readonly subject?: string;
  readonly data?: { readonly failure?: unknown };
  readonly members?: readonly { readonly subject: string; readonly data?: { readonly failure?: unknown } }[];
}

/** What a row of the index holds: one deadline, or those of several subjects at one instant. */
const deadlinesOf = ({ key }: RowChange, value: DeadlineValue | undefined): readonly Found[] => {
  const [at = '', kind = '', customerId = ''] = key.split('|');
  if (value === undefined || !TASKS.has(kind)) return [];
  const members = value.members ?? (value.subject === undefined ? [] : [{ subject: value.subject, data: value.data }]);
  return members.map(({ subject, data }) => ({ at: at as Instant, kind, customerId, subject, isSetApart: data?.failure !== undefined }));
};

const named = ({ kind, at }: Task): string => `${kind} at ${at}`;

/** DUE-1: every subscription has the deadline of what is next for it, and every deadline was once that of a subscription. */
class Deadlines {
  private readonly lateness = new Lateness();
  private readonly rows = new Map<string, readonly Found[]>();
  private readonly bySubject = new Map<string, Found[]>();
  private readonly subscriptions = new Map<string, Subscription>();
  /** What was next for each, ever. */
  private readonly ever = new Map<string, Set<string>>();
  private readonly unproved = new Set<string>();
  /** Of each subscription, the kinds of what was given up since it was written last (REN-7): it falls due again when the operator says so. */
  private readonly givenUp = new Map<string, Set<string>>();
  /** What waits for the operator, by the key of its row: that stands for its deadline. */
  private readonly parked = new Map<string, string>();
  /** Of each customer, events that wait to be told: the deadlines that they bring are not written yet. */
  private readonly waiting = new Map<string, Set<string>>();

  follow(happened: Happened, seen: Seen): void {
    this.lateness.follow(happened);
    for (const change of happened.changes) {
      if (change.table === 'Commerce') this.commerce(change);
      else if (change.table === 'Deadlines') this.index(change);
      else if (change.table === 'Directory' && change.key.startsWith('parked|')) this.park(change);
    }
    for (const id of this.unproved) if (this.hasItsDeadline(id)) this.unproved.delete(id);
    for (const id of this.unproved) {
      const subscription = this.subscriptions.get(id);
      const next = subscription && nextOf(subscription);
      if (subscription === undefined || next === undefined || this.mayLack(subscription, next)) continue;
      this.lacks(subscription, next, happened.at);
    }
    seen.proved('DUE-1');
  }

  /** At the end nothing is amiss any more. */
  mustBeWhole(at: Instant): void {
    for (const [id, subscription] of this.subscriptions) {
      const next = nextOf(subscription);
      if (next !== undefined && !this.hasItsDeadline(id) && !this.isWaiting(subscription) && !this.isParked(subscription, next)) this.lacks(subscription, next, at);
    }
    for (const found of [...this.rows.values()].flat()) mustHold(found.at > at, 'DUE-1', () => `${named(found)} of ${found.subject} is still due at ${at}`);
  }

  private lacks({ id, status, term, cycle, version }: Subscription, next: Task, at: Instant): void {
    const found = (this.bySubject.get(id) ?? []).map(named).join(', ');
    mustHold(false, 'DUE-1', () => `${id} (${status}, version ${version}, term to ${term.end}, cycle to ${cycle.end}) has no deadline for ${named(next)} at ${at}, but ${found || 'none'}`);
  }

  private isWaiting({ customerId }: Subscription): boolean {
    return (this.waiting.get(customerId)?.size ?? 0) > 0;
  }

  private mayLack(subscription: Subscription, next: Task): boolean {
    return this.isWaiting(subscription) || this.lateness.mayBeLate(next.at) || this.isParked(subscription, next);
  }

  private hasItsDeadline(id: string): boolean {
    const subscription = this.subscriptions.get(id);
    const next = subscription && nextOf(subscription);
    return next === undefined || (this.bySubject.get(id) ?? []).some((found) => found.kind === next.kind && (found.at === next.at || (this.mayComeLater(found) && found.at > next.at)));
  }

  private mayComeLater({ isSetApart, subject, kind }: Found): boolean {
    return isSetApart || this.givenUp.get(subject)?.has(kind) === true;
  }

  private isParked({ id }: Subscription, { kind }: Task): boolean {
    return [...this.parked.values()].includes(`${kind} ${id}`);
  }

  private park({ key, after }: RowChange): void {
    if (after === undefined) {
      this.parked.delete(key);
      return;
    }
    const [kind, subject] = [String(after['kind']), String(after['subject'])];
    this.parked.set(key, `${kind} ${subject}`);
    if (TASKS.has(kind)) this.givenUp.set(subject, (this.givenUp.get(subject) ?? new Set<string>()).add(kind));
  }

  private commerce({ partition, key, after }: RowChange): void {
    if (key.startsWith('outbox|')) {
      const own = this.waiting.get(partition) ?? new Set<string>();
      this.waiting.set(partition, own);
      if (after === undefined) own.delete(key);
      else own.add(key);
    }
    if (!key.startsWith('subscription|')) return;
    const id = key.slice('subscription|'.length);
    this.givenUp.delete(id);
    if (after === undefined) {
      this.subscriptions.delete(id);
      this.unproved.delete(id);
      return;
    }
    const subscription = subscriptionOf(after);
    this.subscriptions.set(id, subscription);
    const next = nextOf(subscription);
    if (next === undefined) return;
    const ever = this.ever.get(id) ?? new Set<string>();
    this.ever.set(id, ever.add(named(next)));
    this.unproved.add(id);
  }

  private index(change: RowChange): void {
    const { key, after } = change;
    const row = `${change.partition}|${key}`;
    for (const { subject } of this.rows.get(row) ?? []) this.bySubject.set(subject, (this.bySubject.get(subject) ?? []).filter((found) => !(found.at === key.slice(0, found.at.length) && key.split('|')[1] === found.kind)));
    const found = deadlinesOf(change, after);
    if (found.length === 0) this.rows.delete(row);
    else this.rows.set(row, found);
    for (const each of found) {
      this.bySubject.set(each.subject, [...(this.bySubject.get(each.subject) ?? []), each]);
      this.unproved.add(each.subject);
      const isReasoned = this.mayComeLater(each) || this.ever.get(each.subject)?.has(named(each)) === true;
      mustHold(isReasoned, 'DUE-1', () => `${named(each)} stands in the index for ${each.subject}, for which that was never next: ${[...(this.ever.get(each.subject) ?? [])].join(', ') || 'there is no such subscription'}`);
    }
  }
}

/** Every subscription has the deadline that is next for it, every deadline its reason, and nothing stays due. */
export const deadlines = (): Check => {
  const own = new Deadlines();
  return {
    name: 'every subscription has its deadline, and every deadline its reason',
    after: (happened, seen) => own.follow(happened, seen),
    settled: ({ installation }) => own.mustBeWhole(installation.now()),
  };
};
