/** Which life is to be lived, and how much of it. */
export interface LifeWanted {
  readonly seed: number;
  /** Only steps before this one. */
  readonly until?: number;
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

/** What a worker is asked. It answers each question before it is asked the next. */
export interface Asked {
  readonly live: LifeWanted;
}

/** What a worker tells: once that it has read its world, then one answer to each question. */
export type Told = { readonly ready: true } | { readonly lived: Lived; readonly reached: Tables };
