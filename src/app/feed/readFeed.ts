import { type PartitionStore, type Row, type RowPage } from '../../kernel/partitionStore';
import { failure, success, type Result } from '../../kernel/result';
import { type EventRecord } from '../command/eventRecord';
import { type Refusal } from '../refusals';
import { readableOf, type UnreadableRow } from '../unreadable';
import { feedNumber, HEAD_KEY, headRows, toldKey, toldPrefix, toldRows } from './feedRows';
import { sheetOf, type Standing } from './sheets';

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
const MOST_EVENTS = 2000;
/** Of one operation. */
const MOST_ROWS = 500;
/** Of the first one, as nobody knows yet how much stands in a row. */
const FIRST_ROWS = 100;
/** Numbers that are told of one by one where nothing stands; what a damaged head, or the loss of several rows, made of more is one thing missing. */
const MOST_MISSED = 100;

const fits = ({ record }: NumberedEvent, { type, customerId, subject }: FeedFilter): boolean =>
  (type === undefined || record.facts.some((fact) => fact.type === type)) && (customerId === undefined || record.customerId === customerId) && (subject === undefined || record.subject.id === subject);

const lost = (partnerId: string, number: number): Standing => ({ number, row: { partition: partnerId, key: toldKey(number), value: { unreadable: 'it is missing' }, etag: '' } });

/** What the store passed over. Whatever order it reads a page's rows in, what is between two of them was stored before the later one, and is there to be read now, unless it is lost for good: each row is found by the number before the next. */
const passedOver = async (events: PartitionStore, partnerId: string, from: number, to: number): Promise<readonly Standing[]> => {
  const standings: Standing[] = [];
  for (let end = to; end > from; ) {
    const row = await events.read(partnerId, toldKey(end - 1));
    if (row === undefined && end - from > MOST_MISSED) return [lost(partnerId, from), ...standings];
    const own = row === undefined ? [lost(partnerId, end - 1)] : sheetOf(row, end - 1).standings;
    standings.unshift(...own.filter(({ number }) => number >= from));
    end -= own.length;
  }
  return standings;
};

/** All that stands in some rows behind a number, without gaps. */
const standingsIn = async (events: PartitionStore, partnerId: string, after: number, rows: readonly Row[]): Promise<readonly Standing[]> => {
  const all: Standing[] = [];
  let next = after + 1;
  for (const row of rows) {
    const { first, last, standings } = sheetOf(row, next);
    all.push(...(await passedOver(events, partnerId, next, first)), ...standings.filter(({ number }) => number >= next));
    next = last + 1;
  }
  return all;
};

/** Whether a feed has come so far. One whose head cannot be read is taken to have. */
const isTold = async (events: PartitionStore, partnerId: string, number: number): Promise<boolean> => {
  const row = await events.read(partnerId, HEAD_KEY);
  if (row === undefined) return false;
  const [head] = headRows.readable([row]).items;
  return head === undefined || number <= head.last;
};

/** Rows that hold about as many events as are wanted, by what the page before held. */
const rowsFor = (wanted: number, before: { readonly rows: number; readonly events: number } | undefined): number =>
  before === undefined ? Math.min(wanted, FIRST_ROWS) : Math.min(Math.max(Math.ceil((wanted * before.rows) / Math.max(before.events, 1)), 1), MOST_ROWS);

/**
 * A page of what one partner is told, in the order in which it was told, which never changes: nothing is ever put in before what was read. One operation for the first hundred rows looked at, and for each five hundred after them; a row holds one event or several.
 * @param after the number it goes on behind; 0: from the first. @param limit most events given. Refused: InputInvalid for a number that no event has yet.
 * What cannot be read is passed over and told of (DUE-2). @throws when the store fails.
 */
export const readFeed = async (events: PartitionStore, partnerId: string, after: number, limit: number, filter: FeedFilter): Promise<Result<FeedPage, Refusal>> => {
  const found: NumberedEvent[] = [];
  const unreadable: UnreadableRow[] = [];
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  let [upTo, looked, more] = [after, 0, true];
  let before: { readonly rows: number; readonly events: number } | undefined;
  while (found.length < limit && looked < MOST_EVENTS && more) {
    const wanted = isFiltered ? MOST_EVENTS - looked : limit - found.length;
    const page: RowPage = await events.list(partnerId, { prefix: toldPrefix, after: toldKey(upTo), limit: rowsFor(wanted, before) });
    const standings = await standingsIn(events, partnerId, upTo, page.rows);
    more = page.continuation !== undefined;
    looked += standings.length;
    before = { rows: page.rows.length, events: standings.length };
    for (const [index, { number, row }] of standings.entries()) {
      const { items, unreadable: damaged } = readableOf([row], (each): NumberedEvent => ({ number, record: toldRows.read(each) }));
      found.push(...items.filter((event) => fits(event, filter)));
      unreadable.push(...damaged);
      upTo = number;
      if (found.length < limit || index === standings.length - 1) continue;
      more = true;
      break;
    }
  }
  if (looked === 0 && after > 0 && !(await isTold(events, partnerId, after))) return failure({ kind: 'InputInvalid', problems: [`since: no event is number ${feedNumber(after)} yet`] });
  return success({ events: found, unreadable, upTo, more });
};
