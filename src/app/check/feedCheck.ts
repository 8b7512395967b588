import { isDeepStrictEqual } from 'node:util';
import { groupBy } from '../../kernel/groupBy';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { customerEvents, transferPrefix } from '../command/commerceKeys';
import { type EventRecord } from '../command/eventRecord';
import { eventRows } from '../command/toldFacts';
import { withBound } from '../due/withBound';
import { audienceOf } from '../event/audience';
import { toldValue } from '../feed/feedRows';
import { type PartnerFeeds } from '../feed/partnerFeeds';
import { placeOf, readOnce, type Place } from '../feed/places';
import { putAt, standingsAt, type Standing } from '../feed/sheets';
import { transferRows } from '../transfer/transferBook';
import { eachRowOnce, type UnreadableRow } from '../unreadable';
import { rowsUnder, type CustomerRows } from './customerRows';

const readsAtOnce = 8;

/** An event that a partner's feed does not have, or has otherwise. */
export interface FeedFault {
  readonly partnerId: string;
  readonly record: EventRecord;
  /** Where it stands; absent: nowhere. */
  readonly number?: number;
}

interface Told {
  readonly faults: readonly FeedFault[];
  readonly unreadable: readonly UnreadableRow[];
}

export const NOTHING_TOLD: Told = { faults: [], unreadable: [] };

export interface FeedCheckPorts {
  /** The `Events` table. */
  readonly eventRows: PartitionStore;
  readonly feeds: PartnerFeeds;
}

/** An event of a transfer that was stored by a version before does not name both partners; the transfer does. */
const withParties = (customer: CustomerRows, records: readonly EventRecord[]): readonly EventRecord[] => {
  const parties = new Map(transferRows.readable(rowsUnder(customer, transferPrefix)).items.map(({ id, sourcePartnerId, targetPartnerId }) => [id, [sourcePartnerId, targetPartnerId]]));
  return records.map((record) => {
    const both = record.subject.kind === 'transfer' && record.partnerIds === undefined ? parties.get(record.subject.id) : undefined;
    return both === undefined ? record : { ...record, partnerIds: both };
  });
};

const byTime = (a: EventRecord, b: EventRecord): number => {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.subject.id === b.subject.id ? a.version - b.version : 0;
};

/** Which of them are not in the feeds of all whom they concern, or stand there otherwise; in their order. At most three operations for each; rows that several share are read once. @param unreadable takes the rows that say where an event stands and cannot be read. */
export const faultsAmong = async ({ eventRows: events }: FeedCheckPorts, records: readonly EventRecord[], unreadable: UnreadableRow[]): Promise<readonly FeedFault[]> => {
  const told = records.flatMap((record) => audienceOf(record).map((partnerId) => ({ partnerId, record })));
  const rows = readOnce(events);
  const places = new Map<(typeof told)[number], Place>();
  await withBound(readsAtOnce, told, async (each) => {
    const place = await placeOf(rows, each.partnerId, each.record);
    if (place !== undefined) places.set(each, place);
  });
  // These stand somewhere, and nobody can say where.
  unreadable.push(...eachRowOnce([...places.values()].flatMap((place) => place.unreadable ?? [])));
  const standings = new Map<string, ReadonlyMap<number, Standing>>();
  for (const [partnerId, own] of groupBy(told, (each) => each.partnerId)) standings.set(partnerId, await standingsAt(events, partnerId, own.flatMap((each) => places.get(each)?.number ?? [])));
  return told.flatMap((each): FeedFault[] => {
    const place = places.get(each);
    if (place === undefined) return [each];
    if (place.number === undefined) return [];
    const standing = standings.get(each.partnerId)?.get(place.number);
    return isDeepStrictEqual(standing?.row.value, JSON.parse(JSON.stringify(toldValue(each.record)))) ? [] : [{ ...each, number: place.number }];
  });
};

/** DUE-1, AUD-2: one customer's events that are not in the feeds of all whom they concern as they are stored, in order of time. Operations as of {@link faultsAmong}. @param since absent: all of them. */
export const feedFaults = async (ports: FeedCheckPorts, customer: CustomerRows, since: Instant | undefined): Promise<Told> => {
  const stored = eventRows.readable(rowsUnder(customer, customerEvents));
  const expected = withParties(customer, stored.items.filter(({ at }) => since === undefined || at >= since).toSorted(byTime));
  const unreadable = [...stored.unreadable];
  return { faults: await faultsAmong(ports, expected, unreadable), unreadable };
};

/** What stands somewhere is written anew there; what is missing comes behind all that was told, so that whoever reads on finds it. @throws when the store fails. */
export const mendFeeds = async ({ eventRows: events, feeds }: FeedCheckPorts, faults: readonly FeedFault[]): Promise<void> => {
  for (const { partnerId, record, number } of faults) {
    if (number === undefined) await feeds.append(partnerId, [record]);
    else await putAt(events, partnerId, number, record);
  }
};
