import { z } from 'zod';
import { type Deadline } from '../due/deadline';
import { type DeadlineIndex } from '../due/deadlineIndex';
import { type Instant } from '../../kernel/instant';
import { ANY_ETAG, type PartitionStore, type Row } from '../../kernel/partitionStore';
import { instantSchema } from '../../kernel/schemas';
import { recordId, type EventRecord } from '../command/eventRecord';
import { derivedGuid } from '../command/ids';
import { publishDeadline, type Publishing } from '../command/publishing';
import { recordOnce } from '../command/recordOnce';
import { eventsAlone } from '../command/storedEvents';
import { readablePage, rowReader, type Page, type UnreadableRow } from '../unreadable';
import { countRows, type Counted } from './countRows';

/** What fails for so long is no passing trouble. */
export const PARKED_AFTER_MINUTES = 24 * 60;

/** A partition of the `Directory` table. */
export const PARKED = 'parked';
export const parkedPrefix = 'parked|';
export const skippedPrefix = 'skipped|';
/** `parked|3f0b8c5e-…`: waits for the operator. */
export const parkedKey = (id: string): string => parkedPrefix + id;
/** `skipped|3f0b8c5e-…`: the operator took it off. */
export const skippedKey = (id: string): string => skippedPrefix + id;

const parkedSchema = z.object({
  id: z.string(),
  kind: z.string(),
  customerId: z.string(),
  subject: z.string(),
  failingSince: instantSchema,
  parkedAt: instantSchema,
  attempts: z.number().int(),
  reason: z.string(),
  /** What the deadline carries of its own. */
  data: z.record(z.string(), z.unknown()).optional(),
  /** Present once the operator took it off: what was due until then is not looked for any more. */
  skipped: z.object({ at: instantSchema, reason: z.string(), byUserId: z.string() }).optional(),
});

/** Work that was given up: nobody tries it until the operator releases it. */
export type Parked = z.infer<typeof parkedSchema>;

export const parkedRows = rowReader('Directory', 'parked', parkedSchema);

export interface ParkingPorts {
  readonly directory: PartitionStore;
  readonly commerce: PartitionStore;
  readonly deadlines: DeadlineIndex;
  readonly publishing: Publishing;
}

/** One entry for each piece of work. */
const idOf = ({ kind, customerId, subject }: Pick<Deadline, 'kind' | 'customerId' | 'subject'>): string => derivedGuid('parked', kind, customerId, subject);

/** What one failing is told under: first that it was parked, then that it was skipped. */
export const parkedSubjectId = ({ id, failingSince }: Parked): string => `${id}|${failingSince}`;

/** Announced to the partner-less operator: no partner can do anything about it. */
const parkedRecord = (parked: Parked): EventRecord => {
  const { id, customerId, kind, subject, failingSince, parkedAt: at, reason } = parked;
  const subjectId = parkedSubjectId(parked);
  return {
    id: recordId(subjectId, 1),
    customerId,
    partnerId: '',
    subject: { kind: 'parked', id: subjectId },
    version: 1,
    at,
    facts: [{ type: 'WorkParked', parkedId: id, work: kind, subject, failingSince, reason }],
    cause: { command: kind },
    deadlines: [],
  };
};

/** Stores what is told of parked work, once however often, and brings it out; if that does not succeed at once the sweep does it. @throws when the store fails. */
export const tellOfParked = async (ports: ParkingPorts, record: EventRecord, now: Instant): Promise<void> => {
  const publishBy = publishDeadline(record.customerId, record.id, now);
  await ports.deadlines.put([publishBy]);
  await recordOnce(ports.commerce, record);
  await ports.publishing.afterCommit([eventsAlone([record])], [publishBy]);
};

/**
 * Lists it for the operator, then tells of it; done twice it is one entry and one event. Whether the event gets out at once does not matter to the caller: the sweep brings it out. The deadline is the
 * caller's to remove. @throws when the store fails.
 */
export const park = async (ports: ParkingPorts, deadline: Deadline, failed: { readonly since: Instant; readonly reason: string; readonly attempts: number }, now: Instant): Promise<void> => {
  const { kind, customerId, subject } = deadline;
  const { failure: _, ...data } = deadline.data ?? {};
  const id = idOf(deadline);
  const parked: Parked = { id, kind, customerId, subject, failingSince: failed.since, parkedAt: now, attempts: failed.attempts, reason: failed.reason, data };
  // What fails now is listed anew, whatever was there.
  const listed = await ports.directory.commit(PARKED, [{ op: 'put', key: parkedKey(id), value: { type: 'parked', ...parked } }, { op: 'delete', key: skippedKey(id), etag: ANY_ETAG }]);
  if (!listed.ok) throw new Error(`${kind} of ${subject} could not be listed: ${listed.conflict.key}`);
  await tellOfParked(ports, parkedRecord(parked), now);
};

/**
 * The row of that work, whether it waits for the operator or was taken off. It may go from one list to the other between two reads: what is on neither is looked for once more where it was not. Two operations at most where there is
 * one, three where there is none. @throws when the store fails.
 */
export const parkedRowOf = async (directory: PartitionStore, id: string): Promise<Row | undefined> =>
  (await directory.read(PARKED, parkedKey(id))) ?? (await directory.read(PARKED, skippedKey(id))) ?? (await directory.read(PARKED, parkedKey(id)));

/** That work, if it was given up, whether it waits for the operator or was taken off. Operations as of {@link parkedRowOf}. @throws RowUnreadable; when the store fails. */
export const findParked = async (directory: PartitionStore, work: Pick<Deadline, 'kind' | 'customerId' | 'subject'>): Promise<Parked | undefined> => {
  const row = await parkedRowOf(directory, idOf(work));
  return row && parkedRows.read(row);
};

/** How many wait, a thousand at most; what was skipped is not counted. One operation. @throws when the store fails. */
export const countParked = (directory: PartitionStore): Promise<Counted> => countRows(directory, PARKED, parkedPrefix);

/** As what that deadline was given up: its work waits for the operator, or what was due when the operator took it off includes it. What falls due later is not meant. @throws as {@link findParked}. */
export const givenUpAs = async (directory: PartitionStore, deadline: Deadline): Promise<Parked | undefined> => {
  const parked = await findParked(directory, deadline);
  return parked?.skipped === undefined || deadline.at <= parked.skipped.at ? parked : undefined;
};

/** Whether that deadline, were it nowhere, is missing to nobody, as {@link givenUpAs} says. */
export const isGivenUp = async (directory: PartitionStore, deadline: Deadline): Promise<boolean> => (await givenUpAs(directory, deadline)) !== undefined;

/** As much as the lists are looked through for one piece of work. */
const MOST_LOOKED_AT = 1000;

/** The same for one that may be given up under another subject. A thousand of each list at most, two operations. @throws when the store fails. */
export const isGivenUpLike = async (directory: PartitionStore, { at, kind, customerId }: Deadline, isIt: (other: Deadline) => boolean): Promise<boolean> => {
  const lists = await Promise.all((['parked', 'skipped'] as const).map((status) => listParked(directory, MOST_LOOKED_AT, undefined, status)));
  return lists
    .flatMap(({ items }) => items)
    .some(({ subject, data, skipped, ...parked }) => parked.kind === kind && parked.customerId === customerId && (skipped === undefined || at <= skipped.at) && isIt({ at, kind, customerId, subject, ...(data && { data }) }));
};

/** Parked or skipped work by its id. @param unreadable takes the row where it cannot be read. */
export const parkedOf = async (directory: PartitionStore, id: string, unreadable: UnreadableRow[]): Promise<Parked | undefined> => {
  const row = await parkedRowOf(directory, id);
  const read = parkedRows.readable(row === undefined ? [] : [row]);
  unreadable.push(...read.unreadable);
  return read.items[0];
};

/** @param status `skipped`: what the operator took off, in place of what waits. */
export const listParked = async (directory: PartitionStore, limit: number, continuation?: string, status: 'parked' | 'skipped' = 'parked'): Promise<Page<Parked>> => {
  const page = await directory.list(PARKED, { prefix: status === 'parked' ? parkedPrefix : skippedPrefix, limit, ...(continuation !== undefined && { continuation }) });
  return readablePage(page, parkedRows);
};
