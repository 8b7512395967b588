/** What is counted of one table. */
export interface TableCount {
  /** Requests that read: rows by key, and pages. */
  readonly reads: number;
  /** Transactions. */
  readonly commits: number;
  /** Rows written in them. */
  readonly rows: number;
  /** How many of 1 KiB that is, keys and values in characters: a larger row is as many as it is long, a smaller one, or a deletion, is one. What is published of a service is published for those. */
  readonly entities: number;
}

export type Counts = Readonly<Partial<Record<string, TableCount>>>;

/** So many subscriptions of a customer renew together. */
export type Together = 1 | 5 | 20;

/** Of one customer, by a process that has just started. */
export interface Night {
  readonly renewal: Counts;
  /** Both announcements of the windows that the renewals open. */
  readonly windows: Counts;
  /** What both leave for good: charges, events, and what is derived from them. Keys included. */
  readonly left: { readonly rows: number; readonly characters: number };
}

export interface Counted {
  readonly nights: Readonly<Record<Together, Night>>;
  /** A change of seats of a subscription that the process has just changed. */
  readonly change: Counts;
}

const table = (reads: number, commits: number, rows: number, entities = rows): TableCount => ({ reads, commits, rows, entities });

/** Rows where they depend on how many renew together, and how much is written. */
interface Written {
  readonly rows: number;
  readonly entities: number;
}

interface NightOf {
  readonly renewal: { readonly commerce: Written; readonly ledger: Written; readonly deadlines: number; readonly list: number; readonly feed: number };
  readonly windows: { readonly commerce: Written; readonly deadlines: number; readonly feed: number };
  readonly left: Night['left'];
}

const night = ({ renewal, windows, left }: NightOf): Night => ({
  renewal: {
    Catalogue: table(3, 0, 0),
    Commerce: table(1, 2, renewal.commerce.rows, renewal.commerce.entities),
    Deadlines: table(4, 3, 3, renewal.deadlines),
    Directory: table(3, 1, 5, renewal.list),
    Events: table(2, 1, 3, renewal.feed),
    Ledger: table(0, 1, renewal.ledger.rows, renewal.ledger.entities),
    Webhooks: table(1, 0, 0),
  },
  windows: { Commerce: table(2, 4, windows.commerce.rows, windows.commerce.entities), Deadlines: table(12, 3, 3, windows.deadlines), Directory: table(6, 0, 0), Events: table(0, 2, 6, windows.feed), Webhooks: table(2, 0, 0) },
  left,
});

/** As `test/cli/scale/counted.test.ts` counts it in memory. */
export const counted: Counted = {
  nights: {
    1: night({
      renewal: { commerce: { rows: 5, entities: 6.7 }, ledger: { rows: 1, entities: 1.3 }, deadlines: 3.8, list: 5, feed: 3 },
      windows: { commerce: { rows: 6, entities: 6 }, deadlines: 3, feed: 6 },
      left: { rows: 11, characters: 7_500 },
    }),
    5: night({
      renewal: { commerce: { rows: 17, entities: 29.2 }, ledger: { rows: 5, entities: 6.6 }, deadlines: 9.7, list: 5.7, feed: 6 },
      windows: { commerce: { rows: 14, entities: 18.2 }, deadlines: 3.1, feed: 9.1 },
      left: { rows: 31, characters: 35_100 },
    }),
    20: night({
      renewal: { commerce: { rows: 62, entities: 113.7 }, ledger: { rows: 20, entities: 26.3 }, deadlines: 33.8, list: 13.5, feed: 17.9 },
      windows: { commerce: { rows: 44, entities: 66.1 }, deadlines: 5.6, feed: 24.3 },
      left: { rows: 106, characters: 138_400 },
    }),
  },
  change: { Commerce: table(0, 2, 7, 12.9), Deadlines: table(0, 2, 2), Directory: table(0, 1, 2), Events: table(0, 1, 3), Ledger: table(0, 1, 2, 2.6) },
};

/** Of a renewal among a thousand: customers of a page share what is written for their partner, so there are fewer requests than one customer alone makes. */
export interface MeasuredRenewal {
  readonly reads: number;
  readonly writes: number;
  /** Milliseconds of the app's process, the higher of two measurements. */
  readonly cpu: number;
}

/** Of docs/benchmarks.md, "One midnight"; a test compares them. */
export const measured: Readonly<Record<Together, MeasuredRenewal>> = {
  1: { reads: 1.05, writes: 2.19, cpu: 3.2 },
  5: { reads: 0.26, writes: 0.55, cpu: 1.7 },
  20: { reads: 0.1, writes: 0.22, cpu: 1.4 },
};
