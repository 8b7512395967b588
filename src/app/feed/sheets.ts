import { type PartitionStore, type Row, type Write } from '../../kernel/partitionStore';
import { textSize, type EventRecord } from '../command/eventRecord';
import { withBound } from '../due/withBound';
import { RowUnreadable } from '../unreadable';
import { numberOf, sheetRows, toldKey, toldPrefix, toldValue } from './feedRows';

/** Of one row, in characters of JSON. */
const MOST_TEXT = 60_000;
const MOST_EVENTS = 50;
const readsAtOnce = 8;

/** One event of a feed as it is stored. */
export interface Standing {
  readonly number: number;
  /** As a row of its own would be. */
  readonly row: Row;
}

/** A row of a feed, and all that stands in it. */
export interface Sheet {
  readonly row: Row;
  readonly first: number;
  readonly last: number;
  readonly standings: readonly Standing[];
}

/** Records in their order, cut into what goes into one row each. */
export const inSheets = (records: readonly EventRecord[]): readonly (readonly EventRecord[])[] => {
  const sheets: EventRecord[][] = [];
  let text = 0;
  for (const record of records) {
    const size = textSize(record);
    const open = sheets.at(-1);
    if (open === undefined || open.length === MOST_EVENTS || text + size > MOST_TEXT) {
      sheets.push([record]);
      text = size;
    } else {
      open.push(record);
      text += size;
    }
  }
  return sheets;
};

const sheetValue = (events: readonly object[]): object => ({ type: 'events', events });

/** @param first number of the first of them. One alone is a row as it always was. */
export const sheetWrite = (first: number, records: readonly EventRecord[]): Write => {
  const events = records.map(toldValue);
  const [only = {}, ...others] = events;
  return { op: 'create', key: toldKey(first + others.length), value: others.length === 0 ? only : sheetValue(events) };
};

/** What stands in a row. @param from the first number that may, where it cannot be read itself. */
export const sheetOf = (row: Row, from: number): Sheet => {
  const last = numberOf(row.key);
  if (row.value['type'] !== 'events') return { row, first: last, last, standings: [{ number: last, row }] };
  try {
    const { events } = sheetRows.read(row);
    const first = last - events.length + 1;
    return { row, first, last, standings: events.map((value, index) => ({ number: first + index, row: { partition: row.partition, key: row.key, value, etag: row.etag } })) };
  } catch (error) {
    if (!(error instanceof RowUnreadable)) throw error;
    return { row, first: Math.min(from, last), last, standings: [{ number: last, row }] };
  }
};

/** The row in which a number stands; undefined: none has it. One operation. */
export const sheetWith = async (events: PartitionStore, partnerId: string, number: number): Promise<Sheet | undefined> => {
  const [row] = (await events.list(partnerId, { prefix: toldPrefix, after: toldKey(number - 1), limit: 1 })).rows;
  const sheet = row && sheetOf(row, number);
  return sheet !== undefined && sheet.first <= number ? sheet : undefined;
};

/** An event by its number; undefined where nothing stands there, or it cannot be told what. One operation. */
export const standingAt = async (events: PartitionStore, partnerId: string, number: number): Promise<Standing | undefined> => (await sheetWith(events, partnerId, number))?.standings.find((each) => each.number === number);

/** Numbers in rising order, cut where some are left out, and into no more than a row holds. */
const runsOf = (numbers: readonly number[]): readonly (readonly number[])[] => {
  const runs: number[][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run === undefined || run.length === MOST_EVENTS || run.at(-1) !== number - 1) runs.push([number]);
    else run.push(number);
  }
  return runs;
};

/** Events by their numbers, without those of {@link standingAt} that are undefined. One operation for each run of up to fifty numbers, and for each further row in which they stand, or number at which nothing does. */
export const standingsAt = async (events: PartitionStore, partnerId: string, numbers: readonly number[]): Promise<ReadonlyMap<number, Standing>> => {
  const found = new Map<number, Standing>();
  await withBound(readsAtOnce, runsOf([...new Set(numbers)].toSorted((a, b) => a - b)), async (run) => {
    let sheet: Sheet | undefined;
    for (const number of run) {
      if (sheet === undefined || sheet.last < number) sheet = await sheetWith(events, partnerId, number);
      const standing = sheet?.standings.find((each) => each.number === number);
      if (standing !== undefined) found.set(number, standing);
    }
  });
  return found;
};

/** Puts an event where it is to stand, whatever is there; the others of its sheet stay. Refused where others write that sheet. Two operations. */
export const putAt = async (events: PartitionStore, partnerId: string, number: number, record: EventRecord): Promise<void> => {
  const sheet = await sheetWith(events, partnerId, number);
  const shared = sheet !== undefined && sheet.standings.length > 1 ? sheet : undefined;
  const write: Write =
    shared === undefined
      ? { op: 'put', key: toldKey(number), value: toldValue(record) }
      : { op: 'update', key: shared.row.key, etag: shared.row.etag, value: sheetValue(shared.standings.map((each) => (each.number === number ? toldValue(record) : each.row.value))) };
  await events.commit(partnerId, [write]);
};
