import { type Subscription } from '../../../../src/domain/subscription/state';
import { startOfDay } from '../../../../src/kernel/calendarDate';
import { instant, instantFromMillis, plusHours, toMillis, type Instant } from '../../../../src/kernel/instant';
import { mustHold, type Check, type Happened, type Seen } from '../../engine/check';
import { type Call } from '../../engine/client';
import { added, codeOf, isSame, shownCharge, storedCharge, text, type Members } from './members';
import { followsFrom, subjectOf, type Follows, type ShownOption } from './optionTried';

/** Per cent of commands before which the options are asked for, in lives that do; beside those at an edge of what is known, in all. */
const SHARE = 12;

/** Of what is possible these depend on the subscription alone: neither on the catalogue, nor on what else the customer has. */
const ON_ITS_OWN: ReadonlySet<string> = new Set(['reduceSeats', 'cancel', 'suspend', 'turnAutoRenewOff']);

/** A client's own question. */
const READ = /^\/nextterm\/v1\/customers\/[^/]+\/subscriptions\/([^/]+)\/options$/;

interface NobodyActs {
  readonly what: string;
  readonly at: Instant;
  readonly state: string;
  readonly brings?: { readonly quantity: number; readonly charges?: readonly Members[]; readonly events: readonly string[]; readonly dependsOn?: readonly string[] };
}

/** Every window is open for so long: that of SaaS billed by the month, which is the shortest, is a day (CAN-4). */
const HOURS_OPEN = 12;

interface ShownOptions {
  readonly items: readonly ShownOption[];
  readonly ifNobodyActs?: NobodyActs;
}

/** Options as they were shown, and of which version of the subscription. */
interface Shown {
  readonly version: number;
  readonly at: Instant;
  readonly items: readonly ShownOption[];
  readonly ifNobodyActs?: NobodyActs;
  /** What the catalogue and the customer's rows had come to. */
  readonly catalogue: number;
  readonly customer: number;
  /** How often migrations of the customer's had been planned, or planned anew. */
  readonly plans: number;
}

/** What came of what options foretold. */
class Promises {
  private readonly shown = new Map<string, Shown>();
  private readonly ofCustomer = new Map<string, number>();
  private readonly plansOf = new Map<string, number>();
  private catalogue = 0;

  /** When something of it opens or closes; undefined: nothing is known. */
  hasEdge(subscriptionId: string, now: Instant): boolean {
    return this.shown.get(subscriptionId)?.items.some(({ until }) => until === now || until === instantFromMillis(toMillis(now) + 1)) === true;
  }

  note(subscription: Subscription, at: Instant, { items, ifNobodyActs }: ShownOptions): boolean {
    const before = this.shown.get(subscription.id);
    const { version, customerId } = subscription;
    const opened = before?.items.filter((option) => this.opened(option, items, subscription, before, at)).length ?? 0;
    this.shown.set(subscription.id, { version, at, items, ...(ifNobodyActs !== undefined && { ifNobodyActs }), catalogue: this.catalogue, customer: this.ofCustomer.get(customerId) ?? 0, plans: this.plansOf.get(customerId) ?? 0 });
    const stayed = before?.version === version ? before.items.filter((option) => this.stayed(option, items, before.at, at, subscription.id)).length : 0;
    return opened + stayed > 0;
  }

  /** Rows were written. @returns whether something came that was foretold. @throws Broken */
  wrote({ changes, exchanges, at }: Happened): boolean {
    const isTime = exchanges.length === 0;
    let isProved = false;
    for (const { table, key, before, after } of changes) {
      if (!isTime || table !== 'Commerce' || !key.startsWith('subscription|') || before === undefined || after === undefined || before['version'] === after['version']) continue;
      isProved = this.came(before as unknown as Subscription, after as unknown as Subscription, changes, at) || isProved;
    }
    for (const { table, partition, key } of changes) {
      if (table === 'Catalogue') this.catalogue += 1;
      if (table === 'Commerce' && /^(subscription|customer)\|/.test(key)) this.ofCustomer.set(partition, (this.ofCustomer.get(partition) ?? 0) + 1);
      if (table === 'Commerce' && key.startsWith('migrationschedule|')) this.plansOf.set(partition, (this.plansOf.get(partition) ?? 0) + 1);
    }
    return isProved;
  }

  /** Until its instant an action stays possible, and from then on it is not, or not so much of it, while nothing has happened to the subscription. */
  private stayed({ action, possible, until, effect }: ShownOption, items: readonly ShownOption[], asked: Instant, now: Instant, id: string): boolean {
    if (!possible || until === undefined || !ON_ITS_OWN.has(action) || now === asked) return false;
    const option = items.find((each) => each.action === action);
    // CAN-4: what could be cancelled at once is cancelled with the term from then on.
    const isLess = option?.possible !== true || (action === 'reduceSeats' && (option.effect?.quantity ?? 0) > (effect?.quantity ?? 0)) || (action === 'cancel' && option.effect?.status !== effect?.status);
    mustHold(now >= until || option?.possible === true, 'PRE-3', () => `${action} of ${id} was possible until ${until} at ${asked}, and is not at ${now}: ${JSON.stringify(option)}`);
    mustHold(now < until || isLess, 'PRE-3', () => `${action} of ${id} was possible until ${until} at ${asked}, and is at ${now}: ${JSON.stringify(option)}`);
    return true;
  }

  /** What was too late is possible again from the day that was named, once the term that begins then has begun. */
  private opened({ action, possible, opensAgain }: ShownOption, items: readonly ShownOption[], { id, customerId, version, status, term, quantity, offer, extendedFrom }: Subscription, before: Shown, now: Instant): boolean {
    // UPG-4: what is upgraded as soon as the term has begun is final.
    if (possible || opensAgain === undefined || status !== 'active' || term.upgradedAt !== undefined || term.start !== opensAgain || now > plusHours(startOfDay(term.start), HOURS_OPEN)) return false;
    // POL-2: where it does not renew any more it may go on by the month, with as many seats as it has.
    if (action === 'reduceSeats' && extendedFrom !== undefined) return false;
    if (action === 'reduceSeats' && quantity <= Math.max(1, offer.minimumQuantity)) return false;
    const option = items.find((each) => each.action === action);
    // ORD-3: by the limits of the day on which that was said; of an add-on there may be another base since, or another plan.
    const isAsShown = before.catalogue === this.catalogue && before.version + (this.ofCustomer.get(customerId) ?? 0) - before.customer === version;
    if (action === 'reduceSeats' && option?.possible === false && option.rule === 'ORD-3' && !isAsShown) return false;
    mustHold(option?.possible === true, 'PRE-3', () => `${action} of ${id} was to be possible again on ${opensAgain}, and is not at ${now}: ${JSON.stringify(option)}`);
    return true;
  }

  private came(before: Subscription, after: Subscription, changes: Happened['changes'], at: Instant): boolean {
    const shown = this.shown.get(before.id);
    const next = shown?.ifNobodyActs;
    if (shown === undefined || next?.brings === undefined || shown.version !== before.version || shown.catalogue !== this.catalogue) return false;
    if (next.brings.dependsOn !== undefined && shown.customer !== (this.ofCustomer.get(before.customerId) ?? 0)) return false;
    const told = added(changes, `event|${before.id}|`).flatMap(({ facts }) => (facts as readonly { readonly type: string }[]).map(({ type }) => type));
    // TRF-1: somebody acted. Its partner submitted it, which leaves the subscription as it is, and the sweep carries that out.
    if (told.includes('SubscriptionTransferred')) return false;
    // MIG-6: so too where it was planned since.
    if (told.includes('SubscriptionMigrated') && shown.plans !== (this.plansOf.get(before.customerId) ?? 0)) return false;
    const what = `${next.what} of ${before.id}, foretold at ${shown.at} for ${next.at}`;
    mustHold(at >= next.at, 'PRE-3', () => `${what} came at ${at}`);
    // What comes late, after a fault, may come with what is due after it.
    if (at > next.at) return false;
    const { quantity, charges = [], events } = next.brings;
    mustHold(after.quantity === quantity, 'PRE-3', () => `${what} was to bring ${quantity} seats, and brought ${after.quantity}`);
    const [foretold, came] = [charges.map(shownCharge), added(changes, `charge|${before.id}|`).map(storedCharge)];
    mustHold(isSame(foretold, came), 'PRE-3', () => `${what} was to charge\n${foretold.join('\n')}\nand charged\n${came.join('\n')}`);
    // ORD-3: an end comes whatever else the customer has (decision 93), and so depends on nothing; which add-ons miss what went is told as the customer's other subscriptions stand by then.
    const isAsShown = shown.customer === (this.ofCustomer.get(before.customerId) ?? 0) && !changes.some(({ table, partition, key }) => table === 'Commerce' && partition === before.customerId && key.startsWith('subscription|') && key !== `subscription|${before.id}`);
    const stays = (types: readonly string[]): readonly string[] => (isAsShown ? types : types.filter((type) => type !== 'AddOnsOutOfProportion'));
    mustHold(isSame(stays(events), stays(told)), 'PRE-3', () => `${what} was to tell ${events.join(', ')}, and told ${told.join(', ')}`);
    return true;
  }
}

const judge = (follows: Follows, { exchanges, changes }: Happened, subscriptionId: string): void => {
  const [exchange] = exchanges;
  if (exchange === undefined) return;
  const { call, reply } = exchange;
  const what = `${call.method} ${call.path} ${JSON.stringify(call.body)}`;
  const answer = `${codeOf(reply)} ${text((reply.body as Members | undefined)?.['description'])}`;
  if (!follows.accepted) {
    const isRefused = reply.status >= 400 && (follows.code === undefined || codeOf(reply).endsWith(` ${follows.code}`)) && (follows.reason === undefined || answer.endsWith(follows.reason));
    mustHold(isRefused, 'PRE-3', () => `the options forbade ${what} by ${follows.code ?? 'some code'} ${follows.reason ?? ''}, and it is answered with ${answer}`);
    return;
  }
  mustHold(reply.status < 400, 'PRE-3', () => `the options allowed ${what}, and it is answered with ${answer}`);
  if (follows.charges === undefined) return;
  const [foretold, came] = [follows.charges.map(shownCharge), added(changes, 'charge|').map(storedCharge)];
  mustHold(isSame(foretold, came), 'PRE-3', () => `the options said that ${what} charges\n${foretold.join('\n')}\nand it charged on ${subscriptionId}\n${came.join('\n')}`);
};

/** PRE-3: what options allow at an instant is accepted then, what they forbid is refused as they say; their instants are the edges; and what is said of the case that nobody acts is what then happens. */
export const options = (): Check => {
  const promises = new Promises();
  let follows: { readonly call: Call; readonly says: Follows; readonly subscriptionId: string } | undefined;
  const used = new Set<string>();
  const learn = (shown: ShownOptions, subscription: Subscription, seen: Seen): void => {
    // Whose roles do not suffice is told that alone.
    if (shown.items.some(({ rule }) => rule === 'PAR-2')) return;
    if (promises.note(subscription, instant(seen.installation.now()), shown)) seen.reach('promise', 'an edge of the options');
  };
  const ask = async (call: Call, seen: Seen): Promise<void> => {
    const subject = subjectOf(call);
    const subscription = subject && seen.known.subscription(subject.subscriptionId);
    const now = seen.installation.now();
    const requestId = call.headers['MS-RequestId'] ?? '';
    const isRepeat = used.has(requestId);
    if (subject !== undefined) used.add(requestId);
    if (subject === undefined || subscription?.customerId !== subject.customerId || isRepeat) return;
    if (!(seen.has('options') && seen.dice('options').chance(SHARE)) && !promises.hasEdge(subscription.id, now)) return;
    const { reply, changes } = await seen.ask({ method: 'GET', path: `/nextterm/v1/customers/${subject.customerId}/subscriptions/${subject.subscriptionId}/options`, caller: call.caller, headers: {} });
    if (reply.status !== 200) return;
    mustHold(changes.length === 0, 'PRE-3', () => `options wrote ${JSON.stringify(changes).slice(0, 500)}`);
    const shown = reply.body as ShownOptions;
    learn(shown, subscription, seen);
    const says = followsFrom(shown.items, call, subscription);
    if (says !== undefined) follows = { call, says, subscriptionId: subscription.id };
  };
  return {
    name: 'options',
    before: async (call, seen) => {
      follows = undefined;
      await ask(call, seen);
    },
    after: (happened, seen) => {
      if (promises.wrote(happened)) seen.reach('promise', 'what comes if nobody acts');
      for (const { call, reply } of happened.exchanges) {
        const [, subscriptionId = ''] = READ.exec(call.path) ?? [];
        const subscription = seen.known.subscription(subscriptionId);
        // At one moment with others nobody knows of which version it told.
        if (call.method === 'GET' && reply.status === 200 && subscription !== undefined && happened.exchanges.length === 1) learn(reply.body as ShownOptions, subscription, seen);
      }
      if (follows === undefined || happened.exchanges.length === 0) return;
      const { call, says, subscriptionId } = follows;
      follows = undefined;
      if (happened.exchanges.length !== 1 || happened.exchanges[0]?.call !== call) return;
      judge(says, happened, subscriptionId);
      seen.proved('PRE-3');
      seen.reach('promise', says.accepted ? 'what options allow' : 'what options forbid');
    },
  };
};
