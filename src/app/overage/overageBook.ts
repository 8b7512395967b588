import { type Deadline } from '../due/deadline';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { type OverageStanding } from '../../domain/usage/overage/assign';
import { servicesOf } from '../../domain/usage/overage/enabling';
import { toldApart, type OverageChange, type ToldAs } from '../../domain/usage/overage/outcome';
import { handoverSchema, isOpen, overageSchema, type Handover, type Overage } from '../../domain/usage/overage/state';
import { changedOfHandover, changedOfLost, changedOfOverage } from '../../domain/usage/overage/toldFields';
import { type Subscription } from '../../domain/subscription/state';
import { allRows } from '../allRows';
import { handoverKey, overageKey, overagePrefix } from '../command/commerceKeys';
import { recordId, withChanged, type EventRecord } from '../command/eventRecord';
import { type Changes } from '../command/changes';
import { derivedGuid } from '../command/ids';
import { type Stored } from '../subscription/subscriptionBook';
import { rowReader } from '../unreadable';

const overageRows = rowReader('Commerce', 'overage', overageSchema);
export const handoverRows = rowReader('Commerce', 'handover', handoverSchema);

export const overageId = (customerId: string, service: string): string => derivedGuid('overage', customerId, service);

export const readOverage = async (commerce: PartitionStore, customerId: string, service: string): Promise<Stored<Overage> | undefined> => {
  const row = await commerce.read(customerId, overageKey(service));
  return row && overageRows.readStored(row);
};

/** Of all services, in order of their names. @throws RowUnreadable where one cannot be read. */
export const listOverage = async (commerce: PartitionStore, customerId: string): Promise<readonly Stored<Overage>[]> =>
  (await allRows(commerce, customerId, overagePrefix)).map((row) => overageRows.readStored(row));

export const readHandover = async (commerce: PartitionStore, customerId: string, service: string, handoverId: string): Promise<Handover | undefined> => {
  const row = await commerce.read(customerId, handoverKey(service, handoverId));
  return row && handoverRows.read(row);
};

/** A service's overage as it is stored. */
export interface StoredStanding extends OverageStanding {
  /** Of the overage's row; absent if there is none. */
  readonly etag?: string;
}

/** @param subscriptions all of the customer's. */
export const standingWith = async (commerce: PartitionStore, customerId: string, stored: Stored<Overage> | undefined, subscriptions: readonly Subscription[]): Promise<StoredStanding> => {
  const { service, handoverId } = stored?.value ?? {};
  const handover = service === undefined || handoverId === undefined ? undefined : await readHandover(commerce, customerId, service, handoverId);
  return { overage: stored?.value, handover, subscriptions, ...(stored !== undefined && { etag: stored.etag }) };
};

/** As the customer's subscriptions, or what is stored already, spell it; letter case of paths varies. */
export const knownService = (asked: string, overages: readonly Stored<Overage>[], subscriptions: readonly Subscription[]): string =>
  [...overages.map(({ value }) => value.service), ...servicesOf(subscriptions)].find((service) => service.toLowerCase() === asked.toLowerCase()) ?? asked;

/** Facts that say of a hand-over alone, and nothing of what is assigned. */
const ofHandover: ReadonlySet<string> = new Set<OverageChange['events'][number]['type']>(['OverageHandoverRequested', 'OverageHandoverAgreed', 'OverageHandoverRefused', 'OverageHandoverExpired']);

/** Whom it concerns beside the holder: a hand-over its target, from when the source has agreed on, and so may be known to it (PAR-3). */
const alsoTold = ({ overage, handover, events }: OverageChange): Pick<EventRecord, 'partnerIds'> =>
  handover?.agreed.source !== undefined && events.every(({ type }) => ofHandover.has(type)) ? { partnerIds: [overage.holderId, handover.targetPartnerId] } : {};

type Before = Pick<OverageStanding, 'overage' | 'handover'>;
type Telling = Pick<EventRecord, 'partnerId' | 'partnerIds' | 'changed'>;

/** To whom a part of a change is told, and what of it. @param isWhole nothing else of the change is told. */
const tellingOf = (as: ToldAs, isWhole: boolean, change: OverageChange, before: Before): Telling => {
  const { overage, handover } = change;
  if (as === 'lost' && before.overage !== undefined) return { partnerId: before.overage.holderId, ...withChanged(changedOfLost(before.overage)) };
  if (as === 'handedOver' && handover !== undefined) {
    const { sourcePartnerId, targetPartnerId, agreed } = handover;
    const knowsOfIt = agreed.source !== undefined || overage.holderId === targetPartnerId;
    return { partnerId: sourcePartnerId, partnerIds: [sourcePartnerId, ...(knowsOfIt ? [targetPartnerId] : [])], ...withChanged(changedOfHandover(before, change)) };
  }
  const own = isWhole ? change : { overage, events: change.events };
  return { partnerId: overage.holderId, ...alsoTold(change), ...withChanged(changedOfOverage(before, own)) };
};

/** What the change is announced as: one record for each part that is told to others than the rest, the last of which has the version of the row. @param before as it stood. */
export const overageRecords = (change: OverageChange, before: Before, at: Instant): EventRecord[] => {
  const { id: subjectId, customerId, holderId, version: last } = change.overage;
  const parts = toldApart(change.events, holderId);
  return parts.map(({ as, events }, index) => {
    const version = last - (parts.length - 1 - index);
    return {
      id: recordId(subjectId, version),
      customerId,
      ...tellingOf(as, parts.length === 1, change, before),
      subject: { kind: 'overage', id: subjectId },
      version,
      at,
      facts: events.map((event) => ({ ...event })),
      deadlines: [],
    };
  });
};

const overageRow = (overage: Overage) => ({ key: overageKey(overage.service), value: { type: 'overage', ...overage } });

/** The row that was decided on as it is, where nothing of it changes; none where there is none. */
export const sameOverageWrites = ({ overage, etag }: Pick<StoredStanding, 'overage' | 'etag'>): Write[] => (overage === undefined || etag === undefined ? [] : [{ op: 'update', ...overageRow(overage), etag }]);

/** @param etag of the overage's row that was decided on; absent for a new one. It guards the hand-over's row as well, which changes with it only. */
export const overageWrites = ({ overage, handover, events }: OverageChange, etag: string | undefined): Write[] => {
  if (events.length === 0) return [];
  const row = overageRow(overage);
  return [
    etag === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag },
    ...(handover === undefined ? [] : [{ op: 'put', key: handoverKey(handover.service, handover.id), value: { type: 'handover', ...handover } } as const]),
  ];
};

/** When a hand-over that is under way is over. */
export const handoverExpiry = ({ expiresAt, customerId, service, id }: Handover): Deadline => ({ at: expiresAt, kind: 'handoverExpiry', customerId, subject: `${service}|${id}` });

/** All that one change stores: its rows, its events, and the deadline of a hand-over that is under way. */
export const overageChanges = (change: OverageChange, standing: Pick<StoredStanding, 'overage' | 'handover' | 'etag'>, at: Instant): Required<Changes> => {
  const { handover, events } = change;
  const expires = events.some(({ type }) => type === 'OverageHandoverRequested') && handover !== undefined && isOpen(handover);
  return {
    writes: events.length === 0 ? sameOverageWrites(standing) : overageWrites(change, standing.etag),
    records: overageRecords(change, standing, at),
    deadlines: expires ? [handoverExpiry(handover)] : [],
  };
};
