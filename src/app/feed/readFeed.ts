import { type PartitionStore, type Row } from '../../kernel/partitionStore';
import { failure, success, type Result } from '../../kernel/result';
import { type EventRecord } from '../command/eventRecord';
import { type Refusal } from '../refusals';
import { readableOf, type UnreadableRow } from '../unreadable';
import { feedNumber, HEAD_KEY, headRows, numberOf, toldKey, toldPrefix, toldRows } from './feedRows';

/** Which events are given; all of them where nothing is said. */
export interface FeedFilter {
  /** With a fact of that type. */
  readonly type?: string | undefined;
  readonly customerId?: string | undefined;
  /** Id of the subject. */
  readonly subject?: string | undefined;
}

export interface NumberedEvent {
  readonly number: number;
  readonly record: EventRecord;
}

export interface FeedPage {
  readonly events: readonly NumberedEvent[];
  readonly unreadable: readonly UnreadableRow[];
  /** Of the last event that was looked at: there it goes on, today or in a year. */
  readonly upTo: number;
  /** Whether there was more by then. */
  readonly more: boolean;
}

/** Of one page: what a filter passes over is read all the same. */
const MOST_ROWS = 2000;
/** Of one operation, where a filter passes some over. */
const ROWS_AT_ONCE = 500;
/** Numbers that are looked for one by one where they are missed; what a damaged head made of more is one thing missing. */
const MOST_MISSED = 100;

const fits = ({ record }: NumberedEvent, { type, customerId, subject }: FeedFilter): boolean =>
  (type === undefined || record.facts.some((fact) => fact.type === type)) && (customerId === undefined || record.customerId === customerId) && (subject === undefined || record.subject.id === subject);

const lost = (partnerId: string, number: number): Row => ({ partition: partnerId, key: toldKey(number), value: { unreadable: 'it is missing' }, etag: '' });

/** What the store passed over. Whatever order it reads a page's rows in, what is between two of them was stored before the later one, and is there to be read now, unless it is lost for good. */
const passedOver = async (events: PartitionStore, partnerId: string, from: number, to: number): Promise<readonly Row[]> => {
  if (to - from > MOST_MISSED) return [lost(partnerId, from)];
  const rows: Row[] = [];
  for (let number = from; number < to; number += 1) rows.push((await events.read(partnerId, toldKey(number))) ?? lost(partnerId, number));
  return rows;
};

/** Numbers have no gaps. @param after the number before the first row. */
const withoutGaps = async (events: PartitionStore, partnerId: string, after: number, rows: readonly Row[]): Promise<readonly Row[]> => {
  const all: Row[] = [];
  let next = after + 1;
  for (const row of rows) {
    all.push(...(await passedOver(events, partnerId, next, numberOf(row.key))), row);
    next = numberOf(row.key) + 1;
  }
  return all;
};

const numbered = (row: Row): NumberedEvent => ({ number: numberOf(row.key), record: toldRows.read(row) });

/** Whether a feed has come so far. One whose head cannot be read is taken to have. */
const isTold = async (events: PartitionStore, partnerId: string, number: number): Promise<boolean> => {
  const row = await events.read(partnerId, HEAD_KEY);
  if (row === undefined) return false;
  const [head] = headRows.readable([row]).items;
  return head === undefined || number <= head.last;
};

/**
 * A page of what one partner is told, in the order in which it was told, which never changes: nothing is ever put in before what was read. One operation for each five hundred rows looked at.
 * @param after the number it goes on behind; 0: from the first. @param limit most events given. Refused: InputInvalid for a number that no event has yet.
 * Rows that cannot be read are passed over and told of (DUE-2). @throws when the store fails.
 */
export const readFeed = async (events: PartitionStore, partnerId: string, after: number, limit: number, filter: FeedFilter): Promise<Result<FeedPage, Refusal>> => {
  const found: NumberedEvent[] = [];
  const unreadable: UnreadableRow[] = [];
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  let [upTo, looked, more] = [after, 0, true];
  while (found.length < limit && looked < MOST_ROWS && more) {
    const page = await events.list(partnerId, { prefix: toldPrefix, after: toldKey(upTo), limit: isFiltered ? ROWS_AT_ONCE : limit - found.length });
    const rows = await withoutGaps(events, partnerId, upTo, page.rows);
    more = page.continuation !== undefined;
    looked += rows.length;
    for (const [index, row] of rows.entries()) {
      const { items, unreadable: damaged } = readableOf([row], numbered);
      found.push(...items.filter((event) => fits(event, filter)));
      unreadable.push(...damaged);
      upTo = numberOf(row.key);
      if (found.length < limit || index === rows.length - 1) continue;
      more = true;
      break;
    }
  }
  if (looked === 0 && after > 0 && !(await isTold(events, partnerId, after))) return failure({ kind: 'InputInvalid', problems: [`since: no event is number ${feedNumber(after)} yet`] });
  return success({ events: found, unreadable, upTo, more });
};
