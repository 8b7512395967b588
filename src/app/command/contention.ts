import { failure, type Result } from '../../kernel/result';
import { type Refusal } from '../refusals';
import { inMidstOf, workContext } from './workContext';

/** Real time, in which a command waits for others; tests bring one of their own. */
export interface Patience {
  /** Milliseconds since any fixed moment; never goes back. */
  elapsed(): number;
  /** Resolves after about so many milliseconds. */
  pause(millis: number): Promise<void>;
  /** Calls `ring` once so many milliseconds have passed. @returns what calls it off. */
  alarm(millis: number, ring: () => void): () => void;
  /** Any number from 0, included, to 1, excluded. */
  chance(): number;
}

/** What an attempt comes to when others changed what it is about in between. */
export const CHANGED = Symbol('changed by others in between');

/** For so long it is tried, waiting for one's turn included. Clients wait longer for an answer. */
const LONGEST_MILLIS = 10_000;
const FIRST_PAUSE_MILLIS = 20;
const LONGEST_PAUSE_MILLIS = 500;

/** Callers that wait for one subject at a time: half of what a process carries, so that nobody's flood takes the place of everybody else. */
const MOST_WAITING = 100;

/** After so many attempts that came to nothing: twice as long as before, less a random part of up to half, so that two processes do not meet again at once. */
const pauseAfter = (attempts: number, chance: number): number => Math.min(FIRST_PAUSE_MILLIS * 2 ** (attempts - 1), LONGEST_PAUSE_MILLIS) * (1 - chance / 2);

/**
 * What to do about others who change the same rows at the same moment. Inside this process they take turns, in the order in which they came, so that each does its work once; whoever is alone goes ahead at once. Other
 * processes are met at the commit: an attempt that they forestalled is made again, after a pause, in the same turn. Whoever is in the midst of a turn waits for no other: work that sets off work goes ahead, and the etags
 * decide, so that no two ever wait for each other.
 */
export class Contention {
  /** By subject, who waits until the one whose turn it is has done. */
  private readonly lines = new Map<string, Set<() => void>>();

  constructor(private readonly patience: Patience) {}

  /**
   * @param subject whose rows are fought for: a customer, a partition. @param attempt decides anew each time, from what it then reads.
   * @returns what the attempt came to; CHANGED when that was all it came to for ten seconds, or its turn had not come by then. @throws what the attempt throws.
   */
  async through<T>(subject: string, attempt: () => Promise<T | typeof CHANGED>): Promise<T | typeof CHANGED> {
    const since = this.patience.elapsed();
    const goesOn = (): boolean => this.patience.elapsed() - since < LONGEST_MILLIS;
    return this.inTurn(subject, () => this.tried(attempt, goesOn));
  }

  /** The same for a caller who waits for the answer. Refused beside what the attempt refuses: TooMuchContention; TooManyWaiting, at once, where a hundred wait already. */
  async asked<T>(subject: string, attempt: () => Promise<Result<T, Refusal> | typeof CHANGED>): Promise<Result<T, Refusal>> {
    if (!this.isInTurn() && (this.lines.get(subject)?.size ?? 0) >= MOST_WAITING) return failure({ kind: 'TooManyWaiting' });
    const outcome = await this.through(subject, attempt);
    return outcome === CHANGED ? failure({ kind: 'TooMuchContention' }) : outcome;
  }

  /** The same for work that nobody waits for. @param what it is about, for the log. @throws also when it came to nothing. */
  async insist<T>(subject: string, what: string, attempt: () => Promise<T | typeof CHANGED>): Promise<T> {
    const outcome = await this.through(subject, attempt);
    if (outcome === CHANGED) throw new Error(`${what} was changed by others again and again, for ${LONGEST_MILLIS / 1000} seconds`);
    return outcome;
  }

  private async tried<T>(attempt: () => Promise<T | typeof CHANGED>, goesOn: () => boolean): Promise<T | typeof CHANGED> {
    for (let attempts = 1; goesOn(); attempts += 1) {
      const outcome = await attempt();
      if (outcome !== CHANGED) return outcome;
      await this.patience.pause(pauseAfter(attempts, this.patience.chance()));
    }
    return CHANGED;
  }

  private async inTurn<T>(subject: string, work: () => Promise<T | typeof CHANGED>): Promise<T | typeof CHANGED> {
    if (this.isInTurn()) return work();
    if (!(await this.comesToTurn(subject))) return CHANGED;
    const turn = { of: this, isOver: false };
    try {
      return await inMidstOf({ turn }, work);
    } finally {
      turn.isOver = true;
      this.passOn(subject);
    }
  }

  private isInTurn(): boolean {
    const { turn } = workContext();
    return turn?.of === this && !turn.isOver;
  }

  /** @returns false: it waited too long, and waits no more. */
  private async comesToTurn(subject: string): Promise<boolean> {
    const line = this.lines.get(subject);
    if (line === undefined) {
      this.lines.set(subject, new Set());
      return true;
    }
    return new Promise((resolve) => {
      const begin = (): void => {
        callOff();
        resolve(true);
      };
      const callOff = this.patience.alarm(LONGEST_MILLIS, () => {
        line.delete(begin);
        resolve(false);
      });
      line.add(begin);
    });
  }

  private passOn(subject: string): void {
    const line = this.lines.get(subject);
    const [next] = line ?? [];
    if (next === undefined) this.lines.delete(subject);
    else {
      line?.delete(next);
      next();
    }
  }
}
