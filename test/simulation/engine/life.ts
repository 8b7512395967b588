import { plusMinutes, type Instant } from '../../../src/kernel/instant';
import { Random } from '../../fuzz/random';
import { drawFrom } from '../seams/chance';
import { Broken, type Asked, type Check, type Exchange, type Happened, type Reach, type Seen, type Together } from './check';
import { send, type Call, type Reply } from './client';
import { Trouble, type TroubleOptions } from './faults/trouble';
import { copyOf, type Host, type Installation } from './installation';
import { Known } from './known';
import { type Entry, type RowPlace, type SentCall } from './script';
import { hasTrait, type Trait } from './traits';
import { type World } from './world';

/** A client that gets no answer, or is told to come again, sends the same again; so often, and then something is wrong. */
const MOST_ATTEMPTS = 8;
/** Per cent of second attempts that meet a fault again. */
const FAULTS_OF_SECOND_ATTEMPTS = 15;

/** One test event of a webhook more than a minute allows: not before the minute is over, so that is an answer. */
const TEST_EVENTS_TOO_MANY = 800082;

/** Told to send the same again, now. */
const isToldToRepeat = ({ status, body }: Reply): boolean => status === 503 || (status === 429 && (body as { readonly code?: unknown } | undefined)?.code !== TEST_EVENTS_TOO_MANY);

/** After so many attempts nothing goes wrong with one any more. */
const FAULTY_ATTEMPTS = 4;
/** So often a client that is told to come again later does so. */
const MOST_WAITS = 3;

export type LifeOptions = TroubleOptions;

/** A call as a step asks for it: what is not said of its headers is drawn. */
export type Wanted = Omit<Call, 'headers'> & { readonly headers?: Readonly<Record<string, string>> };

/** What the app owes to whoever waits for something due (REN-5): when to come again, in seconds. */
const comesAgainIn = ({ status, headers }: Reply): number | undefined => {
  const said = Object.entries(headers).find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
  return status === 409 && said !== undefined ? Math.max(1, Number(said)) : undefined;
};

const workOf = ({ method, path }: Call): string => `${method} ${path.replace(/[0-9a-f-]{36}/g, '…').split('?')[0] ?? ''}`;

/** A life as its steps see it: they act by calls and by letting time pass, and draw from dice of their own. */
export class Life implements Seen {
  readonly known = new Known();
  /** All that was done to the installation, faults left out: a twin without faults does the same. */
  readonly script: Entry[] = [];
  requests = 0;
  private readonly trouble: Trouble;
  private step = 0;
  private drawn = 0;
  private readonly traits = new Map<Trait, boolean>();
  private rounds = 0;
  private readonly answeredCalls: { readonly at: Instant; readonly sent: SentCall }[] = [];
  private lateSince: Instant | undefined;

  constructor(
    readonly world: World,
    readonly installation: Installation,
    private readonly checks: readonly Check[],
    private readonly options: LifeOptions,
    private readonly reached: Reach,
  ) {
    this.trouble = new Trouble(installation, options, reached);
  }

  /** Which life this is. */
  get seed(): number {
    return this.options.seed;
  }

  now(): Instant {
    return this.installation.now();
  }

  has(trait: Trait): boolean {
    const known = this.traits.get(trait) ?? hasTrait(this.seed, trait);
    this.traits.set(trait, known);
    return known;
  }

  reach(table: string, cell: string): void {
    this.reached.reach(table, cell);
  }

  proved(rule: string): void {
    this.reached.reach('rule', rule);
  }

  dice(name: string): Random {
    return new Random(this.options.seed, name, this.step, this.drawn, this.rounds);
  }

  async ask(call: Call): Promise<Asked> {
    drawFrom(this.options.seed, this.step, this.drawn);
    const reply = await send(this.installation.host(0), call);
    if (reply === undefined) throw new Error('A host died of a question');
    return { reply, changes: this.installation.recorder.take() };
  }

  /** A step begins: what it draws depends on the seed and its number alone. */
  begin(step: number): Random {
    [this.step, this.drawn, this.rounds] = [step, 0, 0];
    return new Random(this.options.seed, 'step', step);
  }

  /** What comes next is the call of that number of its step: for a life that is lived again from its script. */
  goOnWith(nth: number): void {
    this.drawn = nth - 1;
  }

  /** Dice of what stays the same all through a life: whom it is about, say. */
  trait(name: string): Random {
    return new Random(this.options.seed, 'trait', name);
  }

  /** Sends a call until it is answered, as clients do: the same request id and body, whichever host it reaches. One that is told to come again later does. */
  async call(wanted: Wanted): Promise<Reply> {
    let sent = this.sent(wanted);
    for (let waits = 0; ; waits += 1) {
      const entry: Entry = { is: 'call', ...sent };
      for (const check of this.checks) await check.before?.(sent.call, this);
      this.script.push(entry);
      const exchange = await this.exchange(sent);
      await this.happened([exchange]);
      const seconds = comesAgainIn(exchange.reply);
      if (seconds === undefined || waits === MOST_WAITS) {
        if (wanted.headers?.['MS-RequestId'] === undefined) this.answeredCalls.push({ at: this.now(), sent });
        return exchange.reply;
      }
      // Refused for now, which changed nothing: the same happens without it.
      this.script.splice(this.script.indexOf(entry), 1);
      await this.advanceTo(plusMinutes(this.now(), Math.ceil(seconds / 60)));
      sent = this.sent(exchange.call);
    }
  }

  /** Calls of several users at the same moment, on whichever hosts: each is answered, in whatever order they came to be carried out. @returns answers in the order of the calls. */
  async together(wanted: readonly Wanted[]): Promise<readonly Reply[]> {
    const calls = wanted.map((each) => this.sent(each));
    const [first] = calls;
    if (first === undefined) return [];
    this.script.push({ is: 'together', step: this.step, calls, inAnyOrder: true });
    const { installation, trouble } = this;
    const before = copyOf(installation.stores);
    const dice = new Random(this.options.seed, 'together', this.step, first.nth);
    const begun = [...installation.hosts];
    for (const host of begun) {
      trouble.slow(host, dice);
      host.gate.arm(trouble.ofCall(dice, this.step));
    }
    const exchanges = await Promise.all(calls.map((each) => this.answered(each, (at, host, { call }) => host.gate.isDead && trouble.over(at, host, workOf(call)))));
    for (const [at, host] of begun.entries()) trouble.over(at, host, 'calls at once');
    for (const host of installation.hosts) trouble.slow(host, undefined);
    await this.happened(exchanges, { calls, before });
    return exchanges.map(({ reply }) => reply);
  }

  /** Calls that were answered from that instant on, inclusive, in their order; repeats, and those at once with others, left out. */
  sentSince(since: Instant): readonly SentCall[] {
    return this.answeredCalls.filter(({ at }) => at >= since).map(({ sent }) => sent);
  }

  /** Whether such a call was answered in this life. @param path without a query. */
  hasSent(method: Call['method'], path: string): boolean {
    return this.answeredCalls.some(({ sent: { call } }) => call.method === method && call.path === path);
  }

  /** Whether nothing is amiss: nothing is late, nothing stands that was done wrong on purpose, and no fault has ever met a report of usage, which leaves an open month behind until the daily check (docs/limits.md). */
  isWell(): boolean {
    return this.lateSince === undefined && this.trouble.isWell();
  }

  isLate(): boolean {
    return this.lateSince !== undefined;
  }

  /** Time passes, and what falls due is carried out at its instant. @throws Error where it would go back. */
  async advanceTo(until: Instant): Promise<void> {
    if (until < this.now()) throw new Error(`It is ${this.now()}, and does not become ${until} again`);
    this.script.push({ is: 'advance', step: this.step, to: until });
    await this.carryOut((next) => next <= until);
    this.installation.clock.moveTo(until);
  }

  /** As {@link advanceTo}, but the timer of the sweep has not ticked since `due`: what fell due then is not carried out yet, as in the minute up to the next tick. @param until not before `due`, nor before now. */
  async advanceBeforeTick(due: Instant, until: Instant): Promise<void> {
    if (until < this.now()) throw new RangeError(`It is ${this.now()}, and no clock of a life goes back to ${until}`);
    this.script.push({ is: 'advance', step: this.step, to: until });
    const { installation } = this;
    await this.carryOut((next) => next < due);
    installation.clock.moveTo(until);
    this.lateSince ??= due;
  }

  /** All hosts are down until then; those that come up carry out what was missed. */
  async outage(until: Instant): Promise<void> {
    this.script.push({ is: 'outage', step: this.step, to: until });
    const { installation, trouble } = this;
    this.lateSince ??= this.now();
    for (const { gate } of installation.hosts) gate.kill();
    installation.clock.moveTo(until);
    for (const at of installation.hosts.keys()) installation.restart(at);
    trouble.met('outage', 'everything');
    await this.round();
    // The timer ticks once a minute, and the first tick took up what there was.
    trouble.tickOn(until);
    await this.settle();
  }

  /**
   * A row is written by something that is not the app, which is told to nobody.
   * @param fault in a word, while it stands so; absent: it is as it should be again. @returns what it was; undefined where there is no such row, which stays so.
   */
  async writeRow(place: RowPlace, value: Readonly<Record<string, unknown>>, fault?: string): Promise<Readonly<Record<string, unknown>> | undefined> {
    const { table, partition, key } = place;
    const store = this.installation.stores[table];
    const row = await store.read(partition, key);
    if (row === undefined) return undefined;
    this.script.push({ is: 'row', step: this.step, place, value, ...(fault !== undefined && { fault }) });
    await store.commit(partition, [{ op: 'put', key, value }]);
    const which = `${table}|${partition}|${key}`;
    if (fault === undefined) {
      // What was logged of it was logged while it stood.
      this.installation.takeLogged();
      this.trouble.ends(which);
    } else this.trouble.begins(fault, key.split('|')[0] ?? key, which);
    return row.value;
  }

  /** All hosts end and start anew, as with a release. */
  startAnew(): void {
    for (const at of this.installation.hosts.keys()) this.installation.restart(at);
    this.reach('fault × work', 'started anew × hosts');
  }

  /** The receiver of webhooks, or the mail server, answers from now on as it should, or not at all. */
  outside(who: 'receiver' | 'mailServer', answers: boolean): void {
    const { receiver, mailbox } = this.installation;
    this.script.push({ is: 'outside', step: this.step, who, answers });
    if (who === 'receiver') receiver.answers = () => ({ kind: 'answered', status: answers ? 200 : 503 });
    else mailbox.answer = () => (answers ? { kind: 'sent' } : { kind: 'failed', reason: 'the simulated server is down' });
    if (answers) this.trouble.ends(who);
    else this.trouble.begins('down', who, who);
  }

  /** Everything that is due is carried out, and what must hold then is asked. */
  async settled(): Promise<void> {
    await this.settle();
    for (let tick = this.trouble.nextTick(); tick !== undefined; tick = this.trouble.nextTick()) await this.advanceTo(tick);
    for (const check of this.checks) await check.settled?.(this);
  }

  /** What falls due, instant after instant, as long as it is to be. */
  private async carryOut(isToBe: (at: Instant) => boolean): Promise<void> {
    const { installation, trouble } = this;
    for (;;) {
      await this.settle();
      const [tick, ahead] = [trouble.nextTick(), await installation.next()];
      const next = tick !== undefined && tick < ahead ? tick : ahead;
      if (!isToBe(next)) return;
      if (next > this.now()) installation.clock.moveTo(next);
      await this.round();
      await this.happened([]);
    }
  }

  private async settle(): Promise<void> {
    await this.installation.settle(() => this.round());
    await this.happened([]);
    if (this.lateSince === undefined || this.trouble.nextTick() !== undefined) return;
    this.lateSince = undefined;
    // From here on nothing is late any more: whoever waits for that looks before anything else is asked.
    await this.happened([]);
  }

  private sent(wanted: Wanted): SentCall {
    this.drawn += 1;
    const dice = new Random(this.options.seed, 'call', this.step, this.drawn);
    const call: Call = { ...wanted, headers: { 'MS-RequestId': dice.guid(), 'MS-CorrelationId': dice.guid(), ...wanted.headers } };
    return { step: this.step, nth: this.drawn, host: dice.below(this.installation.hosts.length), call };
  }

  private exchange(sent: SentCall): Promise<Exchange> {
    const dice = new Random(this.options.seed, 'fault', sent.step, sent.nth);
    const { trouble } = this;
    const begin = (host: Host, attempt: number): void => {
      if (attempt <= 2) host.gate.arm(trouble.ofCall(dice, sent.step, attempt === 1 ? undefined : FAULTS_OF_SECOND_ATTEMPTS));
    };
    return this.answered(sent, (at, host, { call }) => trouble.over(at, host, workOf(call)), begin);
  }

  /** Sends a call until it is answered. @param over one attempt is. @param begin one is about to. */
  private async answered(sent: SentCall, over: (at: number, host: Host, sent: SentCall) => unknown, begin?: (host: Host, attempt: number) => void): Promise<Exchange> {
    const { call } = sent;
    for (let attempts = 1; attempts <= MOST_ATTEMPTS; attempts += 1) {
      this.requests += 1;
      const at = sent.host + attempts - 1;
      const host = this.installation.host(at);
      begin?.(host, attempts);
      if (attempts > FAULTY_ATTEMPTS) host.gate.disarm();
      const reply = await send(host, call, new Random(this.options.seed, sent.step, sent.nth));
      over(at, host, sent);
      if (reply?.status === 500) throw new Broken('DUE-2', `${call.method} ${call.path} is answered with 500: ${reply.text}`);
      if (reply !== undefined && !isToldToRepeat(reply)) return { call, reply, attempts, nth: sent.nth };
    }
    throw new Broken('REN-5', `${call.method} ${call.path} is not answered after ${MOST_ATTEMPTS} attempts`);
  }

  private async round(): Promise<void> {
    this.rounds += 1;
    const { trouble } = this;
    trouble.ticked(this.now());
    await trouble.round(this.step, this.rounds);
    if (trouble.nextTick() === undefined) return;
    this.lateSince ??= this.now();
    this.installation.looksAgain();
  }

  private async happened(exchanges: readonly Exchange[], together?: Together): Promise<void> {
    const { installation, lateSince } = this;
    const faults = this.trouble.takeMet();
    const happened: Happened = {
      step: this.step,
      at: installation.now(),
      exchanges,
      changes: installation.recorder.take(),
      published: installation.takePublished(),
      logged: installation.takeLogged(),
      isFaulty: faults.length > 0,
      faults,
      ...(lateSince !== undefined && { lateSince }),
      ...(together !== undefined && { together }),
    };
    // Half of all happenings are rounds that found nothing to do.
    if (exchanges.length === 0 && faults.length === 0 && happened.changes.length + happened.published.length + happened.logged.length === 0) return;
    this.known.follow(happened.changes);
    for (const check of this.checks) {
      const asks = check.after?.(happened, this);
      if (asks !== undefined) await asks;
    }
  }
}
