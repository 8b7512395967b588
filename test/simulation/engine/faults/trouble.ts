import { type Instant, plusMinutes } from '../../../../src/kernel/instant';
import { StoreUnavailable } from '../../../../src/kernel/partitionStore';
import { Random } from '../../../fuzz/random';
import { Killed } from '../../../support/faultyStore';
import { Jitter } from '../../../support/worldJitter';
import { drawFrom } from '../../seams/chance';
import { type FaultMet, type Reach } from '../check';
import { type Host, type Installation } from '../installation';
import { faultyDelivery, RUNTIME_FAULTS, type Hands, type LateWork, type RuntimeFault } from './runtimeFaults';
import { drawStoreFaults } from './storeFaults';
import { type StoreFault, type Gate } from '../gate';

export interface TroubleOptions {
  readonly seed: number;
  /** Whether faults come to pass at a step. */
  readonly faultsAt: (step: number) => boolean;
  /** Per cent of calls and rounds that something goes wrong with. */
  readonly faultPercent: number;
}

/** What goes wrong in one round of the sweep. */
interface RoundTrouble {
  readonly store: readonly StoreFault[];
  readonly runtime: RuntimeFault | undefined;
  /** Another host sweeps at the same moment. */
  readonly isTwice: boolean;
}

const NONE: RoundTrouble = { store: [], runtime: undefined, isTwice: false };

/** How late operations of two hosts are at most, in turns: with hundreds one host does all of its work between two reads of the other. */
const SLOWNESS = [3, 12, 12, 60, 400] as const;

/** After a round in which something went wrong the timer ticks on: a minute later, and when what was started and came to nothing is started anew. */
const TICKS_AFTER = [1, 7, 70] as const;

const isOfFaults = (error: unknown): boolean => error instanceof Killed || error instanceof StoreUnavailable;

/** What goes wrong in a life, drawn from its seed: with calls and with rounds of the sweep, one piece of work at a time. */
export class Trouble {
  private faultsMet: FaultMet[] = [];
  /** What is wrong until it is put right. */
  private readonly standing = new Map<string, FaultMet>();
  private readonly late: LateWork[] = [];
  private ticks: Instant[] = [];
  private hasMetUsage = false;

  constructor(
    private readonly installation: Installation,
    private readonly options: TroubleOptions,
    private readonly reached: Reach,
  ) {}

  /** Faults that have met something since this was asked last, in order, and what stands. */
  takeMet(): readonly FaultMet[] {
    const met = this.faultsMet;
    this.faultsMet = [];
    return [...this.standing.values(), ...met];
  }

  /** Something is wrong from now on. @param fault in a word, as it is counted. @param work what it meets. @param which of them. */
  begins(fault: string, work: string, which: string): void {
    this.standing.set(which, { what: fault, work });
    this.reached.reach('fault × work', `${fault} × ${work}`);
  }

  /** It was put right. What it kept from being done is done later. */
  ends(which: string): void {
    this.standing.delete(which);
  }

  /** Something went wrong; `breadth/` counts it. @param fault in a word. @param work what it met. @param where more of it, for a reader. */
  met(fault: string, work: string, where = ''): void {
    this.hasMetUsage ||= work.endsWith('/usage');
    this.faultsMet.push({ what: `${fault}${where}`, work });
  }

  /** Whether nothing stands that is wrong, no tick is ahead that makes something good, and no report of usage was ever met. */
  isWell(): boolean {
    return this.standing.size === 0 && this.ticks.length === 0 && !this.hasMetUsage;
  }

  /** When the timer ticks next because something went wrong; undefined: only what falls due makes it. */
  nextTick(): Instant | undefined {
    return this.ticks[0];
  }

  /** The timer has ticked at that instant. */
  ticked(now: Instant): void {
    this.ticks = this.ticks.filter((at) => at > now);
  }

  /** Something was missed: the timer ticks on. */
  tickOn(now: Instant): void {
    this.ticks = [...new Set([...this.ticks, ...TICKS_AFTER.map((minutes) => plusMinutes(now, minutes))])].toSorted();
  }

  /** What goes wrong with one attempt of a call. @param per cent of such attempts. */
  ofCall(dice: Random, step: number, percent = this.options.faultPercent): readonly StoreFault[] {
    return this.options.faultsAt(step) && dice.chance(percent) ? drawStoreFaults(dice, 'call') : [];
  }

  /** Makes a host's operations late, or in time again. */
  slow(host: Host, dice: Random | undefined): void {
    host.gate.slow(dice && new Jitter(dice.below(1_000_000_000), dice.pick(SLOWNESS)));
  }

  /** A piece of work is over: what met it is counted, and a host that died is replaced. */
  over(at: number, { gate }: { readonly gate: Gate }, work: string): void {
    gate.disarm();
    for (const { fault, table, operation } of gate.met.splice(0)) this.met(`${fault.does} at ${operation}`, work, ` of ${table}`);
    if (this.installation.host(at).gate.isDead) this.installation.restart(at);
  }

  /** One tick of the timer on some host, with what goes wrong in it. @param nth of the step. */
  async round(step: number, nth: number): Promise<void> {
    const { installation, options } = this;
    const dice = new Random(options.seed, 'round', step, nth);
    const at = dice.below(installation.hosts.length);
    const host = installation.host(at);
    const metBefore = this.faultsMet.length;
    drawFrom(options.seed, 'round', installation.now());
    const trouble = options.faultsAt(step) && dice.chance(options.faultPercent) ? this.ofRound(dice) : NONE;
    await this.deliverLate(dice);
    host.gate.arm(trouble.store);
    const hands: Hands<Host> = { own: host, other: () => this.living(at + 1), later: (work) => void this.late.push(work), met: (fault, work) => this.met(fault, work) };
    const sweeps = [installation.round(host, trouble.runtime === undefined ? undefined : faultyDelivery(trouble.runtime, dice, hands))];
    if (trouble.isTwice) {
      const other = installation.host(at + 1);
      for (const each of [host, other]) this.slow(each, dice);
      sweeps.push(installation.round(other));
      this.reached.reach('fault × work', 'two at once × sweep');
    }
    for (const outcome of await Promise.allSettled(sweeps)) if (outcome.status === 'rejected' && !isOfFaults(outcome.reason)) throw outcome.reason;
    for (const each of installation.hosts) this.slow(each, undefined);
    this.over(at, host, 'sweep');
    if (this.faultsMet.length > metBefore) this.tickOn(installation.now());
  }

  private ofRound(dice: Random): RoundTrouble {
    const kind = dice.weighted([[6, 'store'], [4, 'runtime'], [3, 'twice']] as const);
    const runtime = kind === 'runtime' ? dice.weighted(RUNTIME_FAULTS) : undefined;
    const isTwice = kind === 'twice' && this.installation.hosts.length > 1;
    const meetsStore = kind === 'store' || runtime === 'redelivered' || dice.chance(40);
    return { store: meetsStore ? drawStoreFaults(dice, 'round') : [], runtime, isTwice };
  }

  private async deliverLate(dice: Random): Promise<void> {
    if (this.late.length === 0 || !dice.chance(50)) return;
    const [work] = this.late.splice(dice.below(this.late.length), 1);
    try {
      await work?.();
    } catch (error) {
      if (!isOfFaults(error)) throw error;
    }
    this.met('late delivery', 'activity');
  }

  private living(at: number): Host {
    const host = this.installation.host(at);
    if (!host.gate.isDead) return host;
    for (const { fault, table, operation } of host.gate.met.splice(0)) this.met(`${fault.does} at ${operation}`, 'activity', ` of ${table}`);
    return this.installation.restart(at);
  }
}
