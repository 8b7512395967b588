import { groupBy } from '../../kernel/groupBy';
import { type Deadline } from './deadline';
import { deadlineKey, sharedKey } from './deadlineKeys';
import { isProcessKind } from './dueWork';

/** Deadlines of one instant, kind and customer that share a row. */
export const MOST_SHARING = 20;
/** Characters of what a deadline knows of its subject: one that has grown larger is read instead, so that a full row stays well below what a row may hold. */
const MOST_KNOWN = 8000;
/** Of the sheet that it is on in its partner's list, which most of those who share a row have in common, and one of them carries. */
const MOST_LISTED = 16_000;

export interface DeadlineRow {
  readonly key: string;
  readonly value: object;
  /** About how many characters of JSON. */
  readonly size: number;
}

interface Sized {
  readonly deadline: Deadline;
  readonly size: number;
}

/** What every row takes beside what it knows. */
const ROW_SIZE = 500;

const sized = ({ shared: _, foundAs: _etag, ...deadline }: Deadline): Sized => {
  if (deadline.known === undefined) return { deadline, size: ROW_SIZE };
  const { known, ...plain } = deadline;
  const { listed, ...ofSubject } = known;
  const size = JSON.stringify(ofSubject).length;
  if (size > MOST_KNOWN) return { deadline: plain, size: ROW_SIZE };
  const more = listed === undefined ? 0 : JSON.stringify(listed).length;
  return more > MOST_LISTED ? { deadline: { ...plain, known: ofSubject }, size: size + ROW_SIZE } : { deadline, size: size + more + ROW_SIZE };
};

const alike = ({ at, kind, customerId }: Deadline): string => `${at}|${kind}|${customerId}`;

const rowOf = (members: readonly Sized[]): DeadlineRow[] => {
  const [first] = members;
  if (first === undefined) return [];
  const { at, kind, customerId } = first.deadline;
  if (members.length === 1) return [{ key: deadlineKey(first.deadline), value: first.deadline, size: first.size }];
  const value = { at, kind, customerId, members: members.map(({ deadline: { at: _at, kind: _kind, customerId: _customer, ...member } }) => member) };
  return [{ key: sharedKey(first.deadline, members.map(({ deadline }) => deadline.subject)), value, size: members.reduce((sum, { size }) => sum + size, 0) }];
};

/**
 * The rows of some deadlines of one part of the index: what comes by the hundred, of one customer and instant, twenty to a row; every other a row of its own. Of equal ones the last counts.
 */
export const deadlineRows = (deadlines: readonly Deadline[]): readonly DeadlineRow[] => {
  const distinct = [...new Map(deadlines.map((deadline) => [deadlineKey(deadline), deadline])).values()].map(sized);
  const [sharing, alone] = [distinct.filter(({ deadline }) => isProcessKind(deadline.kind)), distinct.filter(({ deadline }) => !isProcessKind(deadline.kind))];
  const rows = alone.flatMap((each) => rowOf([each]));
  for (const together of groupBy(sharing, ({ deadline }) => alike(deadline)).values()) {
    for (let start = 0; start < together.length; start += MOST_SHARING) rows.push(...rowOf(together.slice(start, start + MOST_SHARING)));
  }
  return rows;
};
