import { z } from 'zod';
import { type Breadth, type Lived, type Tables } from './told';

/** A run that finds so many broken lives has found enough. */
export const MOST_BROKEN = 20;

const broke = z.object({ rule: z.string(), message: z.string(), step: z.number(), stack: z.string() });
const lived = z.object({ seed: z.number(), steps: z.number(), requests: z.number(), subscriptions: z.number(), broken: broke.optional() });

/** How far a run has come: what is written down of a long one, and gone on from. */
export const courseSchema = z.object({
  /** Of the first life; the others count on from it. */
  seed: z.number(),
  /** The next one that nobody was given. */
  next: z.number(),
  /** Given to somebody who has not told what became of it. */
  open: z.array(z.number()),
  lives: z.number(),
  steps: z.number(),
  requests: z.number(),
  subscriptions: z.number(),
  broken: z.array(lived),
  /** By table and cell: how often, and in how many lives. */
  reached: z.record(z.string(), z.record(z.string(), z.tuple([z.number(), z.number()]))),
  /** It took so far. */
  seconds: z.number(),
});

export type CourseSoFar = z.infer<typeof courseSchema>;

/** Which lives of a run are lived, and what became of them. */
export class Course {
  private readonly again: number[];
  private readonly open = new Set<number>();
  private next: number;
  private sums: Pick<CourseSoFar, 'lives' | 'steps' | 'requests' | 'subscriptions'>;
  private readonly tables: Record<string, Record<string, [times: number, lives: number]>>;
  readonly broken: Lived[];
  readonly seed: number;

  /** @param most lives in all. @param from where it goes on; a seed: it begins. @param enough so many broken lives end it. */
  constructor(
    private readonly most: number,
    from: number | CourseSoFar,
    private readonly enough = MOST_BROKEN,
  ) {
    const begun: CourseSoFar = typeof from === 'number' ? { seed: from, next: from, open: [], lives: 0, steps: 0, requests: 0, subscriptions: 0, broken: [], reached: {}, seconds: 0 } : structuredClone(from);
    this.seed = begun.seed;
    this.next = begun.next;
    this.again = [...begun.open].sort((a, b) => a - b);
    this.sums = { lives: begun.lives, steps: begun.steps, requests: begun.requests, subscriptions: begun.subscriptions };
    this.broken = begun.broken;
    this.tables = begun.reached;
  }

  get lives(): number {
    return this.sums.lives;
  }

  get left(): number {
    return this.most - this.sums.lives;
  }

  get reached(): Breadth {
    return this.tables;
  }

  /** Whether so many are broken that the rest is not lived. */
  get isStopped(): boolean {
    return this.broken.length >= this.enough;
  }

  /** The seed of a life that is to be lived; undefined: there is none any more. */
  give(): number | undefined {
    if (this.isStopped) return undefined;
    const seed = this.again.shift() ?? (this.next < this.seed + this.most ? this.next++ : undefined);
    if (seed !== undefined) this.open.add(seed);
    return seed;
  }

  done(life: Lived, reached: Tables = {}): void {
    this.open.delete(life.seed);
    const { lives, steps, requests, subscriptions } = this.sums;
    this.sums = { lives: lives + 1, steps: steps + life.steps, requests: requests + life.requests, subscriptions: subscriptions + life.subscriptions };
    if (life.broken !== undefined) this.broken.push(life);
    for (const [name, cells] of Object.entries(reached)) {
      const table = (this.tables[name] ??= {});
      for (const [cell, count] of Object.entries(cells)) {
        const [times, of] = table[cell] ?? [0, 0];
        table[cell] = [times + count, of + 1];
      }
    }
  }

  /** @param seconds that it took so far. */
  soFar(seconds: number): CourseSoFar {
    return { seed: this.seed, next: this.next, open: [...this.open, ...this.again], ...this.sums, broken: [...this.broken], reached: this.tables, seconds };
  }
}
