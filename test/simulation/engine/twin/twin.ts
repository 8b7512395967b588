import { type Instant, plusMinutes } from '../../../../src/kernel/instant';
import { Random } from '../../../fuzz/random';
import { drawFrom } from '../../seams/chance';
import { orderAtOnce } from '../../checks/orderAtOnce';
import { Broken, type Check, type Exchange, type Happened, type Seen } from '../check';
import { besideOf } from '../beside';
import { send, type Call } from '../client';
import { copyOf, Installation } from '../installation';
import { type RowChange } from '../recorder';
import { type World } from '../world';
import { Comparison, isOfWindowYetToClose, type RowDifference } from './comparison';
import { differencesOf, told, type Difference } from './differences';

/** After so long, what a fault kept from being told must have been: the sweep brings projections, feeds and messages up to date, with growing waits. */
const LAGS_AT_MOST_MINUTES = 2 * 24 * 60;
/** REN-7: after so long, several charges or terms of one subscription may be made up at once: the windows of those in the middle, and what is told of them, are not those that whoever came in time would have opened. */
const MADE_UP_AT_ONCE_MINUTES = 28 * 24 * 60;
const MOST_SHOWN = 8;
const ROW_UNREADABLE = 800094;

/** How the installation is and how it went, and not what is in it: what is parked; how many rows there are, attempts of calls among them; records of calls, of which each attempt has one, by numbers of the process; tries to deliver and to send (WHK-3, NTF-4). The same holds for the rows: `storedForms.ts`. */
const OF_THE_INSTALLATION = /^\/(nextterm\/v1\/(operations\/(sweep|status|parked|checks|audit|rows|projections\/receiptWeeks)|auditseals|notifications|(operations\/)?([^?]*\/)?(deliveries|deadletters))|v1\/auditrecords)\b/;
/** A message is named by the instant that it tells of, and that may be late; work is parked where it failed. */
const OF_ONE_ALONE = /^\/nextterm\/v1\/(notifications|operations\/parked)\/[^/?]+/;
/** Of an endpoint, how many deliveries failed in a row. */
const OF_TRIES = /\bcircuit\./;

/** And of what is set up for it beside. */
const OF_A_SUBSCRIPTION = /^Commerce \S+ (?:subscription|overage|azure)\|/;

/** What they bring about depends on what has been told by then, and they are answered alike: which messages are sent counts from the instant of the settings, of what was not told in time too; an export writes down the lines that partners have been told of. */
const OF_WHAT_IS_TOLD = /^\/(nextterm\/v1\/notificationsettings\b|v1\.0\/reports\/partners\/billing\/)/;

/** In which order subjects are told beside each other is left to whoever tells them, and that was not the call that should have, where a fault met it. The rows of the feed are compared all the same. */
const FEED = /^\/nextterm\/v1\/events\b/;

/** Sent again, they put the same once more, and the version counts on (docs/throttling-and-repeats.md). */
const PUT_ONCE_MORE = /^\/(nextterm\/v1\/(webhooks\/|notificationsettings\b|operations\/(partners|exchangerates)\b)|webhooks\/v1\/registration$|v1\/profiles\/)/;

const CUSTOMER_OF = /^\/(?:nextterm\/)?v1\/customers\/([^/?]+)/;
const customerOf = ({ where }: RowDifference): string | undefined => where.split(' ')[1];

const USAGE_OF = /^\/nextterm\/v1\/customers\/([^/?]+)\/usage$/;

const ITEM = /^items\[\d+\]/;

/** A fault that meets a question keeps what an item brings from being read, and the item says so. */
const withoutUnknown = (differences: readonly Difference[]): readonly Difference[] => {
  const unknown = new Set(differences.flatMap(({ path, lived }) => (path.endsWith('].isKnown') && lived === false ? [ITEM.exec(path)?.[0]] : [])));
  return differences.filter(({ path, lived }) => !unknown.has(ITEM.exec(path)?.[0]) || (lived !== undefined && lived !== false));
};

/** Sent again, reports of usage answer that they were taken already, as published. */
const isTakenAgain = ({ call: { path }, attempts }: Exchange): boolean => attempts > 1 && path.endsWith('/usage');

/** Told to come again, which changed nothing (REN-5): what is late is not so in the twin. Nor are there as many test events of a webhook, of which each attempt to send one takes a turn of the minute. */
const isPutOff = ({ reply: { status, headers } }: Exchange): boolean => [409, 429].includes(status) && Object.keys(headers).some((name) => name.toLowerCase() === 'retry-after');

/** BIL-2: a charge that came so late that its month was invoiced is billed with the one that is open; the invoice of its month is another than that of whoever came in time. */
const isBilledLater = ({ table, partition, key, before, after }: RowChange): boolean => {
  if (table !== 'Ledger' || before !== undefined || !key.startsWith('line|')) return false;
  const { orderDate } = (after?.['item'] ?? {}) as { readonly orderDate?: string };
  return orderDate !== undefined && (partition.split('|')[1] ?? '') > orderDate.slice(0, 7);
};

/** Calls at the same moment in an order in which they come to what they came to. */
const inOrder = async (happened: Happened, seen: Seen): Promise<readonly Exchange[]> => {
  const { exchanges, together } = happened;
  const asked = together === undefined ? exchanges : (await orderAtOnce(happened, together, seen)).order;
  return asked.filter((exchange) => !isPutOff(exchange));
};

const VERSION_OF = /^event\|(.+)\|\d{8}$/;

/** Customers of whom several charges or terms of one subscription, or changes of their overage, were made up at once: each is as late as the last, and what was due in turn may come in another order. */
const madeUpAtOnce = (changes: readonly RowChange[]): readonly string[] => {
  const seen = new Set<string>();
  return changes.flatMap(({ table, partition, key, before }) => {
    const subject = table === 'Commerce' && before === undefined ? VERSION_OF.exec(key)?.[1] : undefined;
    if (subject === undefined) return [];
    const isAgain = seen.has(subject);
    seen.add(subject);
    return isAgain ? [partition] : [];
  });
};

/** A row of the deadline index. */
interface IndexRow {
  readonly at: Instant;
  readonly customerId: string;
  /** What says that something is not done yet: work that was set apart, and events that wait to be published, or for the bus. */
  readonly undone: 'setApart' | 'publish' | undefined;
}

const indexRowOf = ({ at, kind, customerId, data }: Readonly<Record<string, unknown>>): IndexRow => {
  const isSetApart = (data as { readonly failure?: unknown } | undefined)?.failure !== undefined;
  const isToBeTold = kind === 'publish' || kind === 'dispatch';
  return { at: at as Instant, customerId: String(customerId).toLowerCase(), undone: isSetApart ? 'setApart' : isToBeTold ? 'publish' : undefined };
};

/**
 * The same life without faults, beside the one with them: the same requests at the same instants, and what falls due carried out when it does. What is answered and stored must be the same, up to when late work was done and what counts
 * from there (REN-4, REN-7). Once something was late, the twin goes on from the state of the life with faults, when that has been compared.
 */
export class Twin implements Check {
  readonly name = 'twin';
  private other: Installation;
  private readonly comparison: Comparison;
  /** Rows of the life's deadline index. */
  private readonly deadlines = new Map<string, IndexRow>();
  /** What a call brought about may not be told yet, because a fault met it: what follows from it comes with the sweep. */
  private isUntold = false;
  /** Something was late since both were the same. */
  private wasLate = false;
  /** Of whom what was asked while something was late came to something else: customers in small letters, perhaps none but what is of all of them, as invoices; or everybody. */
  private apart: 'nobody' | 'everybody' | Set<string> = 'nobody';

  constructor(
    private readonly world: World,
    private readonly seed: number,
    began: Instant,
  ) {
    this.other = new Installation(copyOf(world.stores), began, world.config, 1);
    this.comparison = new Comparison(world.config.receiptDays);
  }

  /**
   * REN-4: where work on a subscription was late, its windows are later, and where it is late yet, more is to come: what is asked of it now may come to something else, though it is answered alike. The same holds of a customer for whom
   * anything is late yet: it will find what is asked now (a review of overage, that its Azure subscription was cancelled).
   */
  async before({ method, path }: Call, seen: Seen): Promise<void> {
    const isLate = seen.isLate() || this.isUntold || this.isSetApart();
    if (!(this.wasLate || isLate) || this.apart === 'everybody' || method === 'GET') return;
    const now = seen.installation.now();
    const customerId = CUSTOMER_OF.exec(path)?.[1]?.toLowerCase();
    const isToCome = (row: IndexRow): boolean => row.customerId === customerId && (row.at <= now || row.undone === 'setApart');
    if (isLate && [...this.deadlines.values()].some(isToCome)) this.goesApart(customerId);
    if (now > this.other.now()) await this.other.advanceTo(now, () => this.round());
    this.comparison.touched(this.other.recorder.take(), now);
    const rows = await this.comparison.differing(seen.installation.stores, this.other.stores, now);
    for (const row of rows) if (OF_A_SUBSCRIPTION.test(row.where) && (isLate || this.isOfTime(row))) this.goesApart(customerOf(row));
  }

  async after(happened: Happened, seen: Seen): Promise<void> {
    this.follow(happened.changes);
    this.isUntold = (this.isUntold || happened.isFaulty) && this.isAnythingUndone();
    const isLate = happened.lateSince !== undefined || this.isUntold || this.isSetApart();
    this.wasLate ||= isLate || happened.isFaulty;
    if (this.apart === 'nobody' && this.wasLate && happened.changes.some(isBilledLater)) this.apart = new Set();
    if (this.wasLate) for (const customerId of madeUpAtOnce(happened.changes)) this.goesApart(customerId);
    if (happened.lateSince !== undefined && plusMinutes(happened.lateSince, MADE_UP_AT_ONCE_MINUTES) <= happened.at) this.apart = 'everybody';
    // Between two calls at one instant no sweep comes.
    if (happened.exchanges.length === 0 || happened.at > this.other.now()) await this.other.advanceTo(happened.at, () => this.round());
    for (const { call } of happened.isFaulty ? happened.exchanges : []) {
      const reported = USAGE_OF.exec(call.path)?.[1];
      if (reported !== undefined) this.comparison.reportMet(reported);
    }
    for (const exchange of await inOrder(happened, seen)) await this.answersAlike(exchange, happened, isLate, seen);
    this.comparison.touched(happened.changes, happened.at);
    this.comparison.touched(this.other.recorder.take(), happened.at);
    // While a row is damaged on purpose the twin must not go on from it: nobody would mend it there.
    if (happened.exchanges.length === 0 && !isLate && !happened.isFaulty) await this.compare(seen, plusMinutes(happened.at, -LAGS_AT_MOST_MINUTES));
  }

  async settled(seen: Seen): Promise<void> {
    const now = seen.installation.now();
    await this.other.advanceTo(now, () => this.round());
    this.comparison.touched(this.other.recorder.take(), now);
    await this.compare(seen, now);
    await this.comparison.ofDeadlines(seen.installation.stores, this.other.stores);
    seen.proved('twin');
  }

  private isSetApart(): boolean {
    return [...this.deadlines.values()].some(({ undone }) => undone === 'setApart');
  }

  private isAnythingUndone(): boolean {
    return [...this.deadlines.values()].some(({ undone }) => undone !== undefined);
  }

  private follow(changes: readonly RowChange[]): void {
    for (const { table, partition, key, after } of changes) {
      if (table !== 'Deadlines') continue;
      const name = `${partition}|${key}`;
      if (after === undefined) this.deadlines.delete(name);
      else this.deadlines.set(name, indexRowOf(after));
    }
  }

  private async round(): Promise<void> {
    drawFrom(this.seed, 'round', this.other.now());
    await this.other.round(this.other.host(0));
  }

  private async answersAlike(exchange: Exchange, { step, isFaulty, at }: Happened, isLate: boolean, seen: Seen): Promise<void> {
    const { call, reply, nth } = exchange;
    const twins = await send(this.other.host(0), call, new Random(this.seed, step, nth));
    if (twins === undefined) throw new Error('The twin is dead');
    if (isLate && call.method !== 'GET' && OF_WHAT_IS_TOLD.test(call.path)) this.apart = 'everybody';
    if (exchange.attempts > 1 && call.method !== 'GET' && PUT_ONCE_MORE.test(call.path)) this.apart = 'everybody';
    // It went on from the state with faults while a row was damaged on purpose, and does so again now that it is mended.
    if ((twins.body as { readonly code?: unknown } | undefined)?.code === ROW_UNREADABLE) {
      this.apart = 'everybody';
      return;
    }
    if (twins.status === reply.status ? twins.text === reply.text || OF_THE_INSTALLATION.test(call.path) || isTakenAgain(exchange) : OF_ONE_ALONE.test(call.path)) return;
    const all = twins.status === reply.status ? differencesOf(reply.body ?? reply.text, twins.body ?? twins.text).filter(({ path }) => !OF_TRIES.test(path)) : [{ path: 'status', lived: reply.status, twin: twins.status }];
    const differences = isFaulty ? withoutUnknown(all) : all;
    const customerId = CUSTOMER_OF.exec(call.path)?.[1]?.toLowerCase();
    if (this.isApart(customerId) || differences.length === 0 || (this.wasLate && differences.every(({ laterBy }) => laterBy !== undefined))) return;
    // What is not told yet is not in lists, which the sweep brings up to date.
    if (call.method === 'GET' && (isLate || this.isAnythingUndone() || (this.wasLate && FEED.test(call.path)) || (await this.hasLaterTerm(customerId, seen, at)))) return;
    if (isLate) this.goesApart(customerId);
    else throw new Broken('twin', `${call.method} ${call.path} is answered otherwise than without faults:\n${told(differences)}\n    ${reply.text.slice(0, 600)}\n    without faults: ${twins.text.slice(0, 600)}`);
  }

  /** REN-4: whether something of a customer's was renewed late: its windows are later, and what can be had back until then is what its first day, or its days since, make of it. */
  private async hasLaterTerm(customerId: string | undefined, { installation }: Seen, at: Instant): Promise<boolean> {
    if (!this.wasLate || customerId === undefined) return false;
    const rows = await this.comparison.differing(installation.stores, this.other.stores, at);
    return rows.some((row) => OF_A_SUBSCRIPTION.test(row.where) && customerOf(row)?.toLowerCase() === customerId && this.isOfTime(row));
  }

  /** @param before what differs since then should not any more. */
  private async compare(seen: Seen, before: Instant): Promise<void> {
    const now = seen.installation.now();
    const rows = await this.comparison.differing(seen.installation.stores, this.other.stores, now);
    if (this.apart === 'everybody') return this.takeOver(seen);
    // What follows from late work that is just done is due now.
    if (this.apart !== 'nobody' && (await seen.installation.next()) <= now) return;
    const [ofTime, others] = [rows.filter((row) => this.isOfTime(row)), rows.filter((row) => !this.isOfTime(row))];
    // Of whom nothing met late work must be the same; of the rest, and of what is of nobody alone, there is nothing to compare.
    const isOver = this.apart !== 'nobody';
    const broken = others.filter((row) => (isOver ? row.where.startsWith('Commerce ') && !this.isApart(customerOf(row)) && !isOfWindowYetToClose(row) : row.since <= before));
    if (broken.length > 0) throw new Broken('twin', `${broken.length} rows differ from those of the same life without faults:\n${broken.slice(0, MOST_SHOWN).map(({ where, since, differences }) => `  ${where}, since ${since}\n${told(differences)}`).join('\n')}`);
    if (isOver || (ofTime.length > 0 && others.length === 0)) await this.takeOver(seen);
  }

  private isApart(customerId: string | undefined): boolean {
    if (typeof this.apart === 'string') return this.apart === 'everybody';
    return customerId === undefined || this.apart.has(customerId.toLowerCase());
  }

  /** @param customerId undefined: nobody knows whom it concerns. */
  private goesApart(customerId: string | undefined): void {
    if (this.apart === 'everybody' || customerId === undefined) this.apart = 'everybody';
    else this.apart = new Set([...(this.apart === 'nobody' ? [] : this.apart), customerId.toLowerCase()]);
  }

  private isOfTime(row: RowDifference): boolean {
    const { isOfTime, where } = row;
    // REN-4: a list of deadlines is kept by their instants, and those count from when late work was done: they stand on other sheets, beside others.
    if (this.wasLate && where.startsWith('Directory deadlines|')) return true;
    if (this.wasLate && isOfWindowYetToClose(row)) return true;
    return isOfTime && (this.wasLate || where.startsWith('Events '));
  }

  private async takeOver(seen: Seen): Promise<void> {
    const { installation } = seen;
    this.other = await besideOf({ installation, world: this.world }, 1);
    this.comparison.begin();
    seen.reach('twin', this.apart === 'everybody' ? 'went on from the state with faults, without a comparison' : this.apart !== 'nobody' ? 'went on from the state with faults, where calls met late work of a customer' : 'went on from the state with faults, where it was the same but later');
    [this.wasLate, this.apart] = [false, 'nobody'];
  }
}
