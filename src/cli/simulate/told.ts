import { type Patch } from './bundleSimulation';

/** Which life is to be lived, and how much of it. */
export interface LifeWanted {
  readonly seed: number;
  /** Only steps before this one. */
  readonly until?: number;
  /** Only these steps; all if absent. */
  readonly steps?: readonly number[];
  /** Only the faults of these steps; those of all if absent. */
  readonly faults?: readonly number[];
  /** The same life without faults is lived beside it; one in so many if absent. */
  readonly hasTwin?: boolean;
}

/** What of a life is lived. */
export type Part = Omit<LifeWanted, 'seed'>;

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

/** How often a life reached each cell of each table. */
export type Tables = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The same over many lives: how often, and in how many of them. */
export type Breadth = Readonly<Record<string, Readonly<Record<string, readonly [times: number, lives: number]>>>>;

/** What so many lives should have reached, and what of it they have not. */
export interface Judged {
  readonly expected: number;
  readonly missing: readonly string[];
}

/** The app with one thing wrong on purpose. */
export interface Mutant extends Patch {
  readonly name: string;
  /** The rule that it breaks. */
  readonly rule: string;
}

export type MutantList = 'mutants' | 'known faults';

/** A life that is written down so that one can read it, and which one it is: a broken one is made as short as it can be. */
export interface Story {
  readonly story: string;
  readonly life: LifeWanted;
  /** What was done in it, to be kept as a test: the text of a file of `test/simulation/kept/`. */
  readonly kept?: string;
}

/** What a worker is asked, a story of a life among others: of one that breaks that rule, made short, and to be kept as what it was; or to live a kept one again, by the text of its file. It answers each question before it is asked the next. */
export type Asked = { readonly live: LifeWanted } | { readonly tell: LifeWanted; readonly rule?: string; readonly keep?: string } | { readonly relive: string } | { readonly judge: { readonly lives: number; readonly breadth: Breadth } } | { readonly list: MutantList };

/** What a worker tells: once that it has read its world, then one answer to each question. */
export type Told = { readonly ready: true } | { readonly lived: Lived; readonly reached: Tables } | Story | { readonly judged: Judged } | { readonly listed: readonly Mutant[] };
