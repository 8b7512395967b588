import { readCarried } from '../command/covers';
import { type Deadline } from '../due/deadline';
import { type DeadlineIndex } from '../due/deadlineIndex';
import { groupBy } from '../../kernel/groupBy';
import { plusMinutes, type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { isGivenUp, isGivenUpLike } from '../operations/parked';
import { type Expected } from './expected';

/** What failed waits for an hour at most until it is tried again; a minute more for the sweep. */
const WAITS_AT_MOST_MINUTES = 61;
/** Of a thousand rows each: whoever is further behind has other troubles than a missing row. */
const mostPages = 10;

const placeOf = ({ kind, customerId }: Pick<Deadline, 'kind' | 'customerId'>): string => `${kind}|${customerId}`;

/** What the index holds of the past and the next hour: what is due, is being carried out, or waits to be tried again. */
export interface Pending {
  /** Up to this instant, inclusive. */
  readonly until: Instant;
  /** Whether there is more of it than was read: then nothing can be called missing. */
  readonly isPart: boolean;
  readonly byPlace: ReadonlyMap<string, readonly Deadline[]>;
  /** What commands that were cut off, or are about to be done, leave to the sweep to write: each is written when what carries it falls due. */
  readonly carried: ReadonlyMap<string, readonly Deadline[]>;
}

/** One operation where nothing is behind; ten at most, but for the shards that are skipped. */
export const readPending = async (deadlines: DeadlineIndex, now: Instant): Promise<Pending> => {
  const until = plusMinutes(now, WAITS_AT_MOST_MINUTES);
  const found: Deadline[] = [];
  let continuation: string | undefined;
  let full = 0;
  do {
    const page = await deadlines.due(until, 1000, continuation);
    found.push(...page.deadlines);
    if (page.deadlines.length > 0) full += 1;
    continuation = page.continuation;
  } while (continuation !== undefined && full < mostPages);
  // One that cannot be read is told of by the sweep, and counts for nothing here.
  const carried = found.flatMap((cover) => readCarried(cover).flatMap((read) => (read.ok ? [read.value] : [])));
  return { until, isPart: continuation !== undefined, byPlace: groupBy(found, placeOf), carried: groupBy(carried, placeOf) };
};

export interface MissingPorts {
  readonly deadlines: DeadlineIndex;
  readonly directory: PartitionStore;
}

/** Whether neither the index has it, nor the operator, who may have taken it off for good. One operation at most for what is ahead; for what is due none, but where it is missing: both lists of what was given up, where the state does not know its whole subject. */
const isNowhere = async ({ deadlines, directory }: MissingPorts, expected: Expected, pending: Pending): Promise<boolean> => {
  const { deadline, subjectBegins } = expected;
  const place = placeOf(deadline);
  if (pending.byPlace.get(place)?.some((other) => expected.isMetBy(other)) === true) return false;
  // Of another instant it may be of a command that stored nothing.
  if (pending.carried.get(place)?.some((other) => other.at === deadline.at && expected.isMetBy(other)) === true) return false;
  if (deadline.at > pending.until) return !(subjectBegins === undefined ? await deadlines.holds(deadline) : await deadlines.holdsLike(deadline, subjectBegins));
  if (pending.isPart) return false;
  if (deadline.kind === 'publish' || deadline.kind === 'dispatch') return true;
  if (await isGivenUp(directory, deadline)) return false;
  return subjectBegins === undefined || !(await isGivenUpLike(directory, deadline, (other) => expected.isMetBy(other)));
};

/** The same under any kind that it may have been written under; one that is where it belongs costs no more. */
const isMissing = async (ports: MissingPorts, expected: Expected, pending: Pending): Promise<boolean> => {
  for (const kind of [expected.deadline.kind, ...(expected.formerKinds ?? [])]) {
    if (!(await isNowhere(ports, { ...expected, deadline: { ...expected.deadline, kind } }, pending))) return false;
  }
  return true;
};

/** Those of what is expected that nobody would ever carry out. @param horizon only what falls due before it, or at it. */
export const missingDeadlines = async (ports: MissingPorts, expected: readonly Expected[], pending: Pending, horizon: Instant | undefined): Promise<readonly Deadline[]> => {
  const missing: Deadline[] = [];
  for (const each of expected) {
    if (horizon !== undefined && each.deadline.at > horizon) continue;
    if (await isMissing(ports, each, pending)) missing.push(each.deadline);
  }
  return missing;
};
