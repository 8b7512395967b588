import { type Instant } from '../../../src/kernel/instant';
import { Killed } from '../../support/faultyStore';
import { StoreUnavailable } from '../../../src/kernel/partitionStore';
import { Random } from '../../fuzz/random';
import { drawFrom } from '../seams/chance';
import { Broken, type Check, type Exchange, type FaultMet, type Happened, type Reach, type Seen, type Asked } from './check';
import { send, type Call, type Reply } from './client';
import { type FaultKind, type StoreFault } from './gate';
import { type Installation } from './installation';
import { Known } from './known';
import { type Entry } from './script';
import { type World } from './world';

/** A client that gets no answer, or is told to come again, sends the same again; so often, and then something is wrong. */
const MOST_ATTEMPTS = 8;
/** A host's operations at a round of the sweep, up to which a fault may meet one. */
const OPERATIONS_OF_A_ROUND = 40;
const OPERATIONS_OF_A_CALL = 14;
const FAULTS: readonly (readonly [number, FaultKind])[] = [[3, 'dieBefore'], [3, 'dieAfter'], [2, 'unavailable'], [2, 'lostAnswer'], [2, 'conflict']];

export interface LifeOptions {
  readonly seed: number;
  /** Whether faults come to pass at a step. */
  readonly faultsAt: (step: number) => boolean;
  /** Per cent of calls and rounds that a fault is armed for. */
  readonly faultPercent: number;
}

/** A life as its steps see it: they act by calls and by letting time pass, and draw from dice of their own. */
export class Life implements Seen {
  readonly known = new Known();
  /** All that was done to the installation, faults left out: a twin without faults does the same. */
  readonly script: Entry[] = [];
  requests = 0;
  private step = 0;
  private faultsMet: FaultMet[] = [];
  private drawn = 0;

  constructor(
    readonly world: World,
    readonly installation: Installation,
    private readonly checks: readonly Check[],
    private readonly options: LifeOptions,
    private readonly reached: Reach,
  ) {}

  now(): Instant {
    return this.installation.now();
  }

  reach(table: string, cell: string): void {
    this.reached.reach(table, cell);
  }

  proved(rule: string): void {
    this.reached.reach('rule', rule);
  }

  dice(name: string): Random {
    return new Random(this.options.seed, name, this.step, this.drawn);
  }

  async ask(call: Call): Promise<Asked> {
    drawFrom(this.options.seed, this.step, this.drawn);
    const reply = await send(this.installation.host(0), call);
    if (reply === undefined) throw new Error('A host died of a question');
    return { reply, changes: this.installation.recorder.take() };
  }

  /** A step begins: what it draws depends on the seed and its number alone. */
  begin(step: number): Random {
    [this.step, this.drawn] = [step, 0];
    return new Random(this.options.seed, 'step', step);
  }

  /** Dice of what stays the same all through a life: whom it is about, say. */
  trait(name: string): Random {
    return new Random(this.options.seed, 'trait', name);
  }

  /** Sends a call until it is answered, as clients do: the same request id and body, whichever host it reaches. */
  async call(asked: Omit<Call, 'headers'> & { readonly headers?: Readonly<Record<string, string>> }): Promise<Reply> {
    this.drawn += 1;
    const dice = new Random(this.options.seed, 'call', this.step, this.drawn);
    const call: Call = { ...asked, headers: { 'MS-RequestId': dice.guid(), 'MS-CorrelationId': dice.guid(), ...asked.headers } };
    const entry: Entry = { is: 'call', step: this.step, nth: this.drawn, host: dice.below(this.installation.hosts.length), call };
    for (const check of this.checks) await check.before?.(call, this);
    this.script.push(entry);
    const exchange = await this.exchange(entry);
    await this.happened([exchange]);
    return exchange.reply;
  }

  /** Time passes, and what falls due is carried out at its instant. */
  async advanceTo(until: Instant): Promise<void> {
    this.script.push({ is: 'advance', step: this.step, to: until });
    const { installation } = this;
    for (;;) {
      await this.settle();
      const next = await installation.next();
      if (next > until) break;
      if (next > this.now()) installation.clock.moveTo(next);
      await this.round();
      await this.happened([]);
    }
    installation.clock.moveTo(until);
  }

  /** Everything that is due is carried out, and what must hold then is asked. */
  async settled(): Promise<void> {
    await this.settle();
    for (const check of this.checks) await check.settled?.(this);
  }

  private async settle(): Promise<void> {
    await this.installation.settle(() => this.round());
    await this.happened([]);
  }

  private async exchange({ step, nth, host: at, call }: Entry & { readonly is: 'call' }): Promise<Exchange> {
    const dice = new Random(this.options.seed, 'fault', step, nth);
    for (let attempts = 1; attempts <= MOST_ATTEMPTS; attempts += 1) {
      this.requests += 1;
      const host = this.installation.host(at + attempts - 1);
      const fault = attempts === 1 ? this.fault(dice, OPERATIONS_OF_A_CALL) : undefined;
      if (fault !== undefined) host.gate.arm(fault);
      drawFrom(this.options.seed, step, nth);
      const reply = await send(host, call);
      this.disarm(at + attempts - 1, `${call.method} ${call.path.replace(/[0-9a-f-]{36}/g, '…').split('?')[0] ?? ''}`);
      if (reply !== undefined && ![429, 500, 503].includes(reply.status)) return { call, reply, attempts, nth };
      if (reply?.status === 500) throw new Broken('DUE-2', `${call.method} ${call.path} is answered with 500: ${reply.text}`);
    }
    throw new Broken('REN-5', `${call.method} ${call.path} is not answered after ${MOST_ATTEMPTS} attempts`);
  }

  private async round(): Promise<void> {
    this.drawn += 1;
    const dice = new Random(this.options.seed, 'round', this.step, this.drawn);
    const at = dice.below(this.installation.hosts.length);
    const host = this.installation.host(at);
    const fault = this.fault(dice, OPERATIONS_OF_A_ROUND);
    if (fault !== undefined) host.gate.arm(fault);
    drawFrom(this.options.seed, 'round', this.now());
    try {
      await this.installation.round(host);
    } catch (error) {
      if (!(error instanceof Killed) && !(error instanceof StoreUnavailable)) throw error;
    }
    if (this.disarm(at, 'sweep')) this.installation.looksAgain();
  }

  private fault(dice: Random, operations: number): StoreFault | undefined {
    if (!this.options.faultsAt(this.step) || !dice.chance(this.options.faultPercent)) return undefined;
    return { does: dice.weighted(FAULTS), at: dice.weighted([[3, 'any'], [2, 'commit']] as const), nth: 1 + dice.below(operations) };
  }

  /** @returns whether a fault came to pass. */
  private disarm(at: number, work: string): boolean {
    const { gate } = this.installation.host(at);
    gate.disarm();
    const met = gate.met.length > 0;
    for (const { fault, table, operation } of gate.met.splice(0)) {
      this.faultsMet.push({ what: `${fault.does} at ${operation} of ${table}`, work });
      this.reach('fault × work', `${fault.does} at ${operation} × ${work}`);
    }
    if (gate.isDead) this.installation.restart(at);
    return met;
  }

  private async happened(exchanges: readonly Exchange[]): Promise<void> {
    const { installation } = this;
    const faults = this.faultsMet;
    this.faultsMet = [];
    const happened: Happened = { step: this.step, at: installation.now(), exchanges, changes: installation.recorder.take(), published: installation.takePublished(), logged: installation.takeLogged(), isFaulty: faults.length > 0, faults };
    this.known.follow(happened.changes);
    for (const check of this.checks) await check.after?.(happened, this);
  }
}
