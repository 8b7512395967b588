import { type EventRecord } from '../../../src/app/command/eventRecord';
import { type Instant } from '../../../src/kernel/instant';
import { type Random } from '../../fuzz/random';
import { type Call, type Reply } from './client';
import { type Installation, type Logged } from './installation';
import { type Known } from './known';
import { type RowChange } from './recorder';
import { type SentCall } from './script';
import { type Trait } from './traits';
import { type World } from './world';
import { type Stores } from '../../../src/wiring/tables';

/** A call of the life with what became of it. */
export interface Exchange {
  readonly call: Call;
  /** The answer that the client got in the end. */
  readonly reply: Reply;
  /** How often it was sent until an answer came: the same request id and body each time. */
  readonly attempts: number;
  /** Which of its step's calls it is, from 1: what the app draws for it by chance depends on the seed, the step and this. */
  readonly nth: number;
}

/** A fault that came to pass, and what it met. */
export interface FaultMet {
  /** As a reader is told it: `dieAfter at commit of Commerce`. */
  readonly what: string;
  /** `sweep`, or the call: `PATCH /v1/customers/…`. */
  readonly work: string;
}

/** Calls that were sent at the same moment. */
export interface Together {
  readonly calls: readonly SentCall[];
  /** Tables of their own as they were before. */
  readonly before: Stores;
}

/** What happened at one instant: a call or several at once, or what fell due. */
export interface Happened {
  /** Number of the step, from 0. */
  readonly step: number;
  readonly at: Instant;
  /** Of one call, or of several at once in the order in which they were sent; none while time passes. */
  readonly exchanges: readonly Exchange[];
  /** Everything that was written meanwhile, in order. */
  readonly changes: readonly RowChange[];
  /** Everything that was published meanwhile, repeats included. */
  readonly published: readonly EventRecord[];
  /** What hosts that were alive logged as errors. */
  readonly logged: readonly Logged[];
  /** Whether a fault met any of it. */
  readonly isFaulty: boolean;
  /** Which ones, in order. */
  readonly faults: readonly FaultMet[];
  /** Since then something may be late, because a fault or an outage kept it from being carried out; absent: nothing is. What was set apart is late for longer, and its deadline says so. */
  readonly lateSince?: Instant;
  /** Of calls that were sent at the same moment. */
  readonly together?: Together;
}

/** What a question of a check brought. */
export interface Asked {
  readonly reply: Reply;
  /** What it wrote: nobody else is told of it. */
  readonly changes: readonly RowChange[];
}

/** Which breadth a life has: what was asked of what, what went wrong where, and which rules were put to the proof. */
export interface Reach {
  /** @param table of the report: `command × state`, `fault × work`, `rule`. @param cell of it. */
  reach(table: string, cell: string): void;
}

/** What a check sees of a life. */
export interface Seen extends Reach {
  readonly seed: number;
  readonly installation: Installation;
  readonly known: Known;
  /** What the life began with. */
  readonly world: World;
  /** Whether this life asks that of itself. */
  has(trait: Trait): boolean;
  /** Whether something that is due is not done yet, or was not when it was last looked at. */
  isLate(): boolean;
  /** A rule was put to the proof: something could have broken it here. */
  proved(rule: string): void;
  /** Chance of a check's own, by the seed, the step and how many calls and rounds it has had: whoever draws from it changes nobody else's. */
  dice(name: string): Random;
  /**
   * Asks a host, at this instant and with nothing going wrong. It is no part of the life, so it must change nothing that anybody else looks at: a read, or a preview.
   * In {@link Check.before} the app draws the same chance as the call that follows.
   */
  ask(call: Call): Promise<Asked>;
}

/** Something that must hold, from the rules and not from the code. One for each life, so it may keep what it needs. A broken one throws {@link Broken}. */
export interface Check {
  readonly name: string;
  /** Before a call is sent, at its instant; not before calls that are sent at the same moment. */
  before?(call: Call, seen: Seen): void | Promise<void>;
  /** After each happening. */
  after?(happened: Happened, seen: Seen): void | Promise<void>;
  /** When nothing is due: at the end of a life, and sometimes on the way. */
  settled?(seen: Seen): void | Promise<void>;
}

/** A life in which something did not hold. */
export class Broken extends Error {
  override readonly name = 'Broken';

  /** @param rule id of the rule that it breaks, or a word for what every program owes: `determinism`. */
  constructor(
    readonly rule: string,
    message: string,
  ) {
    super(`[${rule}] ${message}`);
  }
}

/** @throws Broken unless it holds. */
export function mustHold(holds: boolean, rule: string, message: () => string): asserts holds {
  if (!holds) throw new Broken(rule, message());
}
