/** What is counted of one table. */
export interface TableCount {
  /** Requests that read: rows by key, and pages. */
  readonly reads: number;
  /** Transactions. */
  readonly commits: number;
  /** Rows written in them. */
  readonly rows: number;
}

export type Counts = Readonly<Partial<Record<string, TableCount>>>;

/** So many subscriptions of a customer renew together. */
export type Together = 1 | 5 | 20;

/** Of one customer, by a process that has just started. */
export interface Night {
  readonly renewal: Counts;
  /** Both announcements of the windows that the renewals open. */
  readonly windows: Counts;
}

export interface Counted {
  readonly nights: Readonly<Record<Together, Night>>;
  /** A change of seats of a subscription that the process has just changed. */
  readonly change: Counts;
}

const table = (reads: number, commits: number, rows: number): TableCount => ({ reads, commits, rows });

const night = (commerce: number, ledger: number, windows: { readonly commerce: number }): Night => ({
  renewal: { Catalogue: table(3, 0, 0), Commerce: table(1, 2, commerce), Deadlines: table(4, 3, 3), Directory: table(3, 1, 5), Events: table(2, 1, 3), Ledger: table(0, 1, ledger), Webhooks: table(1, 0, 0) },
  windows: { Commerce: table(2, 4, windows.commerce), Deadlines: table(12, 3, 3), Directory: table(6, 0, 0), Events: table(0, 2, 6), Webhooks: table(2, 0, 0) },
});

/** As `test/cli/scale/counted.test.ts` counts it in memory. */
export const counted: Counted = {
  nights: {
    1: night(5, 1, { commerce: 6 }),
    5: night(17, 5, { commerce: 14 }),
    20: night(62, 20, { commerce: 44 }),
  },
  change: { Commerce: table(0, 2, 7), Deadlines: table(0, 2, 2), Directory: table(0, 1, 2), Events: table(0, 1, 3), Ledger: table(0, 1, 2) },
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
  1: { reads: 1.03, writes: 2.2, cpu: 2.6 },
  5: { reads: 0.23, writes: 0.56, cpu: 1.5 },
  20: { reads: 0.07, writes: 0.22, cpu: 1.3 },
};
