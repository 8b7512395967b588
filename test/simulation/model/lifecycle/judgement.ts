import { type Modelled } from './modelled';

/** A rule that forbids what is asked, with the codes that a refusal by it may have (spec, errors-lifecycle.md and errors-purchase.md). */
export interface Forbidden {
  readonly rule: string;
  readonly codes: readonly number[];
}

/** What must become of a command: refused by one of these, or, without any, carried out. */
export interface Judgement {
  readonly forbidden: readonly Forbidden[];
  /** What the subscription is then. */
  readonly next: Modelled;
  /** Types of the facts that must be told, each once; empty: it asks for what is so already. */
  readonly facts: readonly string[];
  /** Members that the answer must name as removed. */
  readonly removed: readonly string[];
  /** What may forbid it, or not: the model does not follow it. */
  readonly doubtful: readonly Forbidden[];
  /** What the model knows nothing of: nothing is said of the outcome then. */
  readonly unknown?: string;
}

/** A command that is judged step by step, each on what the one before it left. */
export class Judging {
  readonly forbidden: Forbidden[] = [];
  readonly doubtful: Forbidden[] = [];
  readonly facts: string[] = [];
  readonly removed: string[] = [];
  private notKnown: string | undefined;

  constructor(public current: Modelled) {}

  forbid(rule: string, ...codes: readonly number[]): void {
    this.forbidden.push({ rule, codes });
  }

  doubt(rule: string, ...codes: readonly number[]): void {
    this.doubtful.push({ rule, codes });
  }

  becomes(next: Modelled, ...facts: readonly string[]): void {
    this.current = next;
    this.facts.push(...facts);
  }

  /** SCH-4, SUS-4, UPG-5, TRF-4. */
  unplan(): void {
    this.drop('planned', 'ScheduledChangeRemoved', 'scheduledNextTermInstructions');
  }

  unplanCharge(): void {
    this.drop('nextCharge', 'NextChargeUnplanned', 'nextChargeInstructions');
  }

  /** POL-2: with auto-renew turned on, suspending, cancelling and an upgrade of all licences. */
  forgetTermEnd(): void {
    this.drop('cancelAtTermEnd', 'TermEndChoiceRemoved', 'scheduledActions');
  }

  knowsNothingOf(what: string): void {
    this.notKnown ??= what;
  }

  judgement(): Judgement {
    return { forbidden: this.forbidden, doubtful: this.doubtful, next: this.current, facts: this.facts, removed: [...new Set(this.removed)], ...(this.notKnown !== undefined && { unknown: this.notKnown }) };
  }

  /** What goes where it is there. @param shown what a resource calls it */
  private drop(member: 'planned' | 'nextCharge' | 'cancelAtTermEnd', fact: string, shown: string): void {
    const { [member]: dropped, ...rest } = this.current;
    if (dropped === undefined) return;
    this.current = rest;
    this.facts.push(fact);
    this.removed.push(shown);
  }
}
