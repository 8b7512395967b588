import { isDeepStrictEqual } from 'node:util';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { customerEvents, transferPrefix } from '../command/commerceKeys';
import { type EventRecord } from '../command/eventRecord';
import { eventRows } from '../command/toldFacts';
import { withBound } from '../due/withBound';
import { audienceOf } from '../event/audience';
import { toldValue } from '../feed/feedRows';
import { type PartnerFeeds } from '../feed/partnerFeeds';
import { placeOf } from '../feed/places';
import { putAt, standingAt } from '../feed/sheets';
import { transferRows } from '../transfer/transferBook';
import { type UnreadableRow } from '../unreadable';
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

const faultOf = async ({ eventRows: events }: FeedCheckPorts, partnerId: string, record: EventRecord, unreadable: UnreadableRow[]): Promise<FeedFault | undefined> => {
  const place = await placeOf(events, partnerId, record);
  if (place === undefined) return { partnerId, record };
  if (place.unreadable !== undefined) {
    // It stands somewhere, and nobody can say where.
    unreadable.push(place.unreadable);
    return undefined;
  }
  const { number } = place;
  const standing = await standingAt(events, partnerId, number);
  return isDeepStrictEqual(standing?.row.value, JSON.parse(JSON.stringify(toldValue(record)))) ? undefined : { partnerId, record, number };
};

/** Which of them are not in the feeds of all whom they concern, or stand there otherwise; in their order. Two operations for each. @param unreadable takes the rows that say where an event stands and cannot be read. */
export const faultsAmong = async (ports: FeedCheckPorts, records: readonly EventRecord[], unreadable: UnreadableRow[]): Promise<readonly FeedFault[]> => {
  const faults = new Map<string, FeedFault>();
  const places = records.flatMap((record) => audienceOf(record).map((partnerId) => ({ partnerId, record })));
  await withBound(readsAtOnce, places, async ({ partnerId, record }) => {
    const fault = await faultOf(ports, partnerId, record, unreadable);
    if (fault !== undefined) faults.set(`${partnerId}|${record.id}`, fault);
  });
  return places.flatMap(({ partnerId, record }) => faults.get(`${partnerId}|${record.id}`) ?? []);
};

/** DUE-1, AUD-2: one customer's events that are not in the feeds of all whom they concern as they are stored, in order of time. Two operations for each. @param since absent: all of them. */
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
