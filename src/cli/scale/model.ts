import { counted, measured, type Counts, type Together } from './counted';
import { limits, parts, type Pico, prices } from './published';

/** An installation and its night. */
export interface Setting {
  readonly accounts: number;
  /** Whether it had these accounts from the beginning, so that all large tables are spread over them; otherwise only customers are. */
  readonly isSpread: boolean;
  readonly together: Together;
  /** As large as each other. */
  readonly partners: number;
  /** Of what Azure publishes: 1 all of it, 0.25 a quarter. */
  readonly share: number;
}

const CUSTOMERS = ['Commerce', 'Usage'];
const entitiesOf = (counts: Counts, isMeant: (table: string) => boolean): number => Object.entries(counts).reduce((sum, [table, count]) => sum + (isMeant(table) ? (count?.entities ?? 0) : 0), 0);
const isOfCustomers = (table: string): boolean => CUSTOMERS.includes(table);

/** Entities of 1 KiB that one renewal writes, by what holds them. With several accounts each transaction of a customer's writes one more. */
export const entitiesOfRenewal = ({ accounts, together }: Pick<Setting, 'accounts' | 'together'>) => {
  const { renewal } = counted.nights[together];
  const guards = accounts > 1 ? (renewal['Commerce']?.commits ?? 0) : 0;
  const each = (entities: number): number => entities / together;
  const of = (table: string): number => each(renewal[table]?.entities ?? 0);
  return { customers: each(entitiesOf(renewal, isOfCustomers) + guards), others: each(entitiesOf(renewal, (table) => !isOfCustomers(table))), feed: of('Events'), list: of('Directory'), ledger: of('Ledger'), deadlines: of('Deadlines') };
};

/** What could be in the way, and how many renewals a second it lets through. */
export interface Limit {
  readonly what: string;
  readonly renewalsPerSecond: number;
}

/** All that could be, the narrowest first. Only what is published is taken in part; what is ours is taken whole. */
export const limitsOf = (setting: Setting): readonly Limit[] => {
  const { accounts, isSpread, partners, share, together } = setting;
  const written = entitiesOfRenewal(setting);
  const main = written.customers / accounts + written.others / (isSpread ? accounts : 1);
  const partition = limits.partition * share;
  const all: readonly Limit[] = [
    { what: accounts === 1 ? 'the storage account' : isSpread ? 'the storage accounts' : 'the main storage account', renewalsPerSecond: (limits.account * share) / main },
    { what: "a partner's feed (one partition)", renewalsPerSecond: (partition * partners) / written.feed },
    { what: "a partner's list of deadlines (one partition)", renewalsPerSecond: (partition * partners) / written.list },
    { what: "a partner's ledger (four partitions)", renewalsPerSecond: (partition * partners * parts.ledger) / written.ledger },
    { what: 'the hour of the deadline index (sixteen partitions)', renewalsPerSecond: (partition * parts.deadlines) / written.deadlines },
    { what: 'CPU of the sixteen processes', renewalsPerSecond: (parts.deadlines * 1000) / measured[together].cpu },
  ];
  return all.toSorted((one, other) => one.renewalsPerSecond - other.renewalsPerSecond);
};

export const narrowest = (setting: Setting): Limit => limitsOf(setting)[0] as Limit;

/** Seconds that so many renewals take, if nothing waits for anything else. */
export const secondsFor = (renewals: number, setting: Setting): number => renewals / narrowest(setting).renewalsPerSecond;

/** In whole units, however they come about: requests are given with two decimals. */
const whole = (count: number): bigint => BigInt(Math.round(count));
const forThousands = (count: bigint, price: Pico, unit: bigint): Pico => (count * price) / unit;

/** An orchestration of one activity makes some twenty requests to its hub; a page of a process is as much. */
const HUB_REQUESTS_OF_A_PAGE = 20;
/** The activity, and two turns of the orchestration. */
const EXECUTIONS_OF_A_PAGE = 3;
/** It is sent once, and received and completed by two subscriptions. */
const BUS_OPERATIONS_OF_AN_EVENT = 5;
/** Of the instances of a Flex Consumption plan, as infra/ sets it. */
const INSTANCE_GIGABYTES = 2n;

export interface Cost {
  readonly what: string;
  readonly amount: Pico;
}

export const totalOf = (costs: readonly Cost[]): Pico => costs.reduce((sum, { amount }) => sum + amount, 0n);

/** Of so many operations in a month: the first thirteen millions go with the namespace. */
export const busCost = (operations: bigint): Pico => {
  let [cost, from] = [0n, 0n];
  for (const { upTo, price } of prices.millionBusOperations) {
    const end = upTo * 1_000_000n;
    const within = (operations < end ? operations : end) - from;
    if (within <= 0n) break;
    cost += (within * price) / 1_000_000n;
    from = end;
  }
  if (operations > from) throw new RangeError('More operations than prices are known for');
  return cost;
};

/** Of so many renewals, at the pace of the setting: sixteen instances work as long as it takes. Events to the bus are counted at the price after the included ones. */
export const costOfRenewals = (renewals: number, setting: Setting): readonly Cost[] => {
  const { reads, writes } = measured[setting.together];
  const pages = renewals / parts.page;
  const seconds = whole(secondsFor(renewals, setting));
  return [
    { what: 'requests to tables', amount: forThousands(whole(renewals * (reads + writes)), prices.tenThousandTableRequests, 10_000n) },
    { what: 'requests to the task hub', amount: forThousands(whole(pages * HUB_REQUESTS_OF_A_PAGE), prices.tenThousandHubRequests, 10_000n) },
    { what: 'instances that work', amount: seconds * BigInt(parts.deadlines) * INSTANCE_GIGABYTES * prices.gigabyteSecond },
    { what: 'executions', amount: forThousands(whole(pages * EXECUTIONS_OF_A_PAGE), prices.millionExecutions, 1_000_000n) },
    { what: 'events to the bus', amount: forThousands(whole(renewals * BUS_OPERATIONS_OF_AN_EVENT), prices.millionBusOperations[1].price, 1_000_000n) },
  ];
};

/** What a month is taken to have, for each subscription; all of them by the month. */
export const month = {
  /** Changes of seats. */
  changes: 0.1,
  /** Calls that read. */
  reads: 2,
  /** Milliseconds of CPU of a call, on an instance that does nothing else meanwhile. */
  callCpu: 10,
  /** Storage requests of a call that reads. */
  requestsOfRead: 1.1,
  /** Rows that stand for a subscription: itself, its deadlines, its place in lists; characters of them. */
  standing: { rows: 5, characters: 5_000 },
  /** How many months of history lie there. */
  history: 12,
  /** Requests that an installation makes while idle, of docs/scale.md; the sweep's two queries of each minute go to every account. */
  idleRequests: 3_625_000,
  sweepQueries: 86_400,
} as const;

/** As Azure Storage counts what it holds: two bytes for a character, keys among them, and for each row what the names of its columns, its mark and its types take beside. */
const bytesOf = ({ rows, characters }: { readonly rows: number; readonly characters: number }): number => rows * 200 + characters * 2;

const requestsOf = (counts: Counts): number => Object.values(counts).reduce((sum, count) => sum + (count?.reads ?? 0) + (count?.commits ?? 0), 0);

/** A month of so many subscriptions, twelve months of history lying there. */
export const costOfMonth = (subscriptions: number, setting: Setting): readonly Cost[] => {
  const { reads, writes, cpu } = measured[setting.together];
  // Of its two announcements, each about half of a renewal's CPU; requests as a renewal's without the ledger's reads.
  const work = subscriptions * (reads + writes + 2 * writes);
  const calls = subscriptions * (month.changes + month.reads);
  const requests = work + subscriptions * (month.changes * requestsOf(counted.change) + month.reads * month.requestsOfRead) + month.idleRequests + month.sweepQueries * (setting.isSpread ? setting.accounts - 1 : 0);
  const pages = (3 * subscriptions) / parts.page;
  const seconds = (subscriptions * 2 * cpu + calls * month.callCpu) / 1000;
  const { left } = counted.nights[setting.together];
  const gigabytes = (subscriptions * (bytesOf(month.standing) + (month.history * bytesOf(left)) / setting.together)) / 1e9;
  const events = subscriptions * (3 + month.changes);
  return [
    { what: 'requests to tables', amount: forThousands(whole(requests), prices.tenThousandTableRequests, 10_000n) },
    { what: 'requests to the task hub', amount: forThousands(whole(pages * HUB_REQUESTS_OF_A_PAGE), prices.tenThousandHubRequests, 10_000n) },
    { what: 'rows that lie there', amount: whole(gigabytes) * prices.tableGigabyteMonth },
    { what: 'instances that work', amount: whole(seconds) * INSTANCE_GIGABYTES * prices.gigabyteSecond },
    { what: 'executions', amount: forThousands(whole(pages * EXECUTIONS_OF_A_PAGE + calls), prices.millionExecutions, 1_000_000n) },
    { what: 'the bus', amount: prices.busMonth + busCost(whole(events * BUS_OPERATIONS_OF_AN_EVENT)) },
  ];
};

/** Seconds in which a Standard namespace takes so many events in and hands them out: after the renewals, which do not wait for it. */
export const secondsOfTelling = (events: number): number => (events * BUS_OPERATIONS_OF_AN_EVENT) / limits.busCredits;
