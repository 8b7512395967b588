import { type Catalogue } from '../../catalogue/state';
import { type Instant } from '../../../kernel/instant';
import { type PolicyBook } from '../../policy/policy';
import { kindOf } from '../kinds/table';
import { nextTask } from '../nextTask';
import { type Outcome } from '../outcome';
import { termOverAt } from '../standing';
import { type Subscription } from '../state';
import { carryAhead, familyOf, type CarriedAhead, type Family } from './carryAhead';

/** What a customer's time to come is lived by. */
export interface LifeBooks {
  /** Of the market that it was bought in; undefined: it could not be read. */
  readonly catalogueOf: (subscription: Subscription) => Catalogue | undefined;
  readonly policies: PolicyBook;
  /** False: some of what the customer has could not be read, or what it is sold by. What depends on that is not lived. */
  readonly isComplete: boolean;
  /** Until when, excluded, a subscription's life is known, where something is to happen to it that is not told here; by its id. */
  readonly knownUntil?: ReadonlyMap<string, Instant>;
}

export interface LifeSpan {
  /** What was due before it, and was not carried out, nobody knows when it will be. */
  readonly from: Instant;
  /** Excluded. */
  readonly until: Instant;
}

/** What one day brings one subscription. */
export interface LivedStep {
  readonly at: Instant;
  readonly outcome: Outcome;
  readonly dependsOnHoldings: boolean;
}

/** `unreadable`: what it hangs together with, or what it depends on, could not be read. `overdue`: something was due long before. `otherwise`: its life is known no further. `failed`: the rules threw. */
export type WhyNotLived = 'unreadable' | 'overdue' | 'otherwise' | 'failed';

/** What is not known of a subscription, from an instant on. */
export interface NotLived {
  readonly subscription: Subscription;
  readonly from: Instant;
  readonly reason: WhyNotLived;
  readonly cause?: unknown;
}

export interface LivedAhead {
  /** In order of time. */
  readonly steps: readonly LivedStep[];
  readonly notLived: readonly NotLived[];
  /** Whose life was decided by what else the customer had; that of any other is the same whatever becomes of the rest. */
  readonly decidedByHoldings: readonly Subscription[];
}

const isLive = ({ status }: Subscription): boolean => status === 'active' || status === 'suspended';

/** What is next of a family; undefined once all of it has ended, after which nothing is charged. */
const nextOf = (family: Family): Instant | undefined => {
  let next: Instant | undefined;
  for (const member of family) {
    const dueAt = isLive(member) ? nextTask(member)?.dueAt : undefined;
    if (dueAt !== undefined && (next === undefined || dueAt < next)) next = dueAt;
  }
  return next;
};

/** One family on its way. */
interface Waiting {
  family: Family;
  dueAt: Instant | undefined;
}

/** In which order the sweep finds what is due at one instant: renewals before trials that turn paid, by their ids. */
const inSweepOrder = (a: Waiting, b: Waiting): number => {
  const [trialA, trialB] = [a, b].map(({ family: [{ kind }] }) => kindOf({ kind }).isTrial);
  if (trialA !== trialB) return trialA === true ? 1 : -1;
  return a.family[0].id < b.family[0].id ? -1 : 1;
};

/** A customer on its way through the time to come. */
class Life {
  readonly steps: LivedStep[] = [];
  readonly notLived: NotLived[] = [];
  private readonly decidedByHoldings: Subscription[] = [];
  private readonly held: Map<string, Subscription>;
  private waiting: Waiting[] = [];

  constructor(
    subscriptions: readonly Subscription[],
    private readonly books: LifeBooks,
    private readonly span: LifeSpan,
    isMeant: (subscription: Subscription) => boolean,
  ) {
    this.held = new Map(subscriptions.map((subscription) => [subscription.id, subscription]));
    for (const subscription of subscriptions) this.begin(subscription, isMeant);
  }

  live(): LivedAhead {
    for (let at = this.nextAt(); at !== undefined && at < this.span.until; at = this.nextAt()) {
      const due = this.waiting.filter(({ dueAt }) => dueAt === at).sort(inSweepOrder);
      for (const each of due) this.carry(each, at);
      this.waiting = this.waiting.filter(({ dueAt }) => dueAt !== undefined);
    }
    return { steps: this.steps, notLived: this.notLived, decidedByHoldings: this.decidedByHoldings };
  }

  private begin(subscription: Subscription, isMeant: (subscription: Subscription) => boolean): void {
    const family = familyOf(subscription, (id) => this.held.get(id));
    if (family === undefined) {
      if (isLive(subscription) && isMeant(subscription)) this.stop([subscription], nextTask(subscription)?.dueAt ?? termOverAt(subscription), 'unreadable');
      return;
    }
    // An add-on is begun with its base.
    if (family[0].id !== subscription.id || !family.some(isMeant)) return;
    const dueAt = this.knownNext(family);
    if (dueAt === undefined) return;
    if (dueAt < this.span.from) this.stop(family, dueAt, 'overdue');
    else this.waiting.push({ family, dueAt });
  }

  /** What is next of a family, as far as its life is known. */
  private knownNext(family: Family): Instant | undefined {
    const next = nextOf(family);
    if (this.books.knownUntil === undefined || !family.some(isLive)) return next;
    const [otherwise] = family.flatMap(({ id }) => this.books.knownUntil?.get(id) ?? []).sort();
    if (otherwise === undefined || (next !== undefined && next < otherwise)) return next;
    this.stop(family, otherwise, 'otherwise');
    return undefined;
  }

  private nextAt(): Instant | undefined {
    let next: Instant | undefined;
    for (const { dueAt } of this.waiting) if (dueAt !== undefined && (next === undefined || dueAt < next)) next = dueAt;
    return next;
  }

  private carry(waiting: Waiting, at: Instant): void {
    const { family } = waiting;
    waiting.dueAt = undefined;
    try {
      const catalogue = this.books.catalogueOf(family[0]);
      const carried = catalogue && carryAhead(family, { catalogue, policies: this.books.policies, held: () => this.heldFor(family) }, at);
      if (carried === undefined || (carried.dependsOnHoldings && !this.books.isComplete)) this.stop(family, at, 'unreadable');
      else this.take(waiting, carried, at);
    } catch (cause) {
      this.stop(family, at, 'failed', cause);
    }
  }

  private heldFor(family: Family): readonly Subscription[] {
    this.decidedByHoldings.push(...family);
    return [...this.held.values()];
  }

  private take(waiting: Waiting, { family, steps, dependsOnHoldings }: CarriedAhead, at: Instant): void {
    const next = this.knownNext(family);
    if (next !== undefined && next <= at) throw new Error(`What was due of ${family[0].id} at ${at} was carried out, and is due still`);
    for (const outcome of steps) this.steps.push({ at, outcome, dependsOnHoldings });
    for (const member of family) this.held.set(member.id, member);
    waiting.family = family;
    waiting.dueAt = next;
  }

  private stop(family: readonly Subscription[], from: Instant, reason: WhyNotLived, cause?: unknown): void {
    if (from >= this.span.until) return;
    for (const subscription of family) if (isLive(subscription)) this.notLived.push({ subscription, from, reason, ...(cause !== undefined && { cause }) });
  }
}

/**
 * PRE-3: what a span of time brings all of a customer's subscriptions if nobody acts, day by day, as the sweep would carry it out each day ({@link carryAhead}): charges, renewals, what is planned, trials that turn paid, ends. Each is
 * decided on what those before it have left the customer with. Prices are those announced for the day, as the catalogue has them now.
 * @param subscriptions all of the customer's, every partner's. @param isMeant whose families are lived, the others staying as they are; all if absent. @returns what could not be lived beside; the others go on.
 */
export const liveAhead = (subscriptions: readonly Subscription[], books: LifeBooks, span: LifeSpan, isMeant: (subscription: Subscription) => boolean = () => true): LivedAhead => new Life(subscriptions, books, span, isMeant).live();
