/** Which life is to be lived, and how much of it. */
export interface LifeWanted {
  readonly seed: number;
  /** Only steps before this one. */
  readonly until?: number;
  /** Only these steps; all if absent. */
  readonly steps?: readonly number[];
  /** Only the faults of these steps; those of all if absent. */
  readonly faults?: readonly number[];
}

/** What did not hold in a life. */
export interface Broke {
  /** Id of the rule, or a word for what every program owes. */
  readonly rule: string;
  readonly message: string;
  readonly step: number;
  readonly stack: string;
}

/** What became of a life. */
export interface Lived {
  readonly seed: number;
  readonly steps: number;
  readonly requests: number;
  readonly subscriptions: number;
  readonly broken?: Broke | undefined;
}

/** How often each cell of each table was reached. */
export type Tables = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** A life that is written down so that one can read it, and which one it is: a broken one is made as short as it can be. */
export interface Story {
  readonly story: string;
  readonly life: LifeWanted;
}

/** What a worker is asked. It answers each question before it is asked the next. */
export type Asked =
  | { readonly live: LifeWanted }
  /** For a story. @param rule that it breaks, which makes it shorter. */
  | { readonly tell: LifeWanted; readonly rule?: string };

/** What a worker tells: once that it has read its world, then one answer to each question. */
export type Told = { readonly ready: true } | { readonly lived: Lived; readonly reached: Tables } | Story;
