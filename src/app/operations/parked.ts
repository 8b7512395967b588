import { z } from 'zod';
import { parseDeadline, type Deadline } from '../due/deadline';
import { type DeadlineIndex } from '../due/deadlineIndex';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { failure, success, type Result } from '../../kernel/result';
import { instantSchema } from '../../kernel/schemas';
import { recordId, type EventRecord } from '../command/eventRecord';
import { derivedGuid } from '../command/ids';
import { publishDeadline, type Publishing } from '../command/publishing';
import { recordOnce } from '../command/recordOnce';
import { eventsAlone } from '../command/storedEvents';
import { type Refusal } from '../refusals';
import { readablePage, rowReader, type Page } from '../unreadable';
import { countRows, type Counted } from './countRows';

/** What fails for so long is no passing trouble. */
export const PARKED_AFTER_MINUTES = 24 * 60;

const PARTITION = 'parked';
const prefix = 'parked|';
const keyOf = (id: string): string => prefix + id;

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
});

/** Work that was given up: nobody tries it until the operator releases it. */
export type Parked = z.infer<typeof parkedSchema>;

const parkedRows = rowReader('Directory', 'parked', parkedSchema);

export interface ParkingPorts {
  readonly directory: PartitionStore;
  readonly commerce: PartitionStore;
  readonly deadlines: DeadlineIndex;
  readonly publishing: Publishing;
}

/** One entry for each piece of work. */
const idOf = ({ kind, customerId, subject }: Pick<Deadline, 'kind' | 'customerId' | 'subject'>): string => derivedGuid('parked', kind, customerId, subject);

/** Announced to the partner-less operator: no partner can do anything about it. */
const parkedRecord = ({ id, customerId, kind, subject, failingSince, parkedAt: at, reason }: Parked): EventRecord => {
  const subjectId = `${id}|${failingSince}`;
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

/**
 * Lists it for the operator, then tells of it; done twice it is one entry and one event. Whether the event gets out at once does not matter to the caller: the sweep brings it out. The deadline is the
 * caller's to remove. @throws when the store fails.
 */
export const park = async (ports: ParkingPorts, deadline: Deadline, failed: { readonly since: Instant; readonly reason: string; readonly attempts: number }, now: Instant): Promise<void> => {
  const { kind, customerId, subject } = deadline;
  const { failure: _, ...data } = deadline.data ?? {};
  const id = idOf(deadline);
  const parked: Parked = { id, kind, customerId, subject, failingSince: failed.since, parkedAt: now, attempts: failed.attempts, reason: failed.reason, data };
  const listed = await ports.directory.commit(PARTITION, [{ op: 'put', key: keyOf(id), value: { type: 'parked', ...parked } }]);
  if (!listed.ok) throw new Error(`${kind} of ${subject} could not be listed: ${listed.conflict.key}`);
  const record = parkedRecord(parked);
  const publishBy = publishDeadline(customerId, record.id, now);
  await ports.deadlines.put([publishBy]);
  await recordOnce(ports.commerce, record);
  await ports.publishing.afterCommit([eventsAlone([record])], [publishBy]);
};

/** That work, if it was given up. @throws when the store fails. */
export const findParked = async (directory: PartitionStore, work: Pick<Deadline, 'kind' | 'customerId' | 'subject'>): Promise<Parked | undefined> => {
  const row = await directory.read(PARTITION, keyOf(idOf(work)));
  return row && parkedRows.read(row);
};

/** How many, a thousand at most. One operation. @throws when the store fails. */
export const countParked = (directory: PartitionStore): Promise<Counted> => countRows(directory, PARTITION, prefix);

export const listParked = async (directory: PartitionStore, limit: number, continuation?: string): Promise<Page<Parked>> => {
  const page = await directory.list(PARTITION, { prefix, limit, ...(continuation !== undefined && { continuation }) });
  return readablePage(page, parkedRows);
};

/** Makes the work due at once, with its retries begun anew; then takes it off the list, so that a release that dies in between can be repeated. Refused: ParkedNotFound. */
export const releaseParked = async (ports: { readonly directory: PartitionStore; readonly deadlines: DeadlineIndex }, id: string, now: Instant): Promise<Result<Parked, Refusal>> => {
  const row = await ports.directory.read(PARTITION, keyOf(id));
  if (row === undefined) return failure({ kind: 'ParkedNotFound', parkedId: id });
  const parked = parkedRows.read(row);
  const deadline = parseDeadline({ at: now, kind: parked.kind, customerId: parked.customerId, subject: parked.subject, data: parked.data });
  if (!deadline.ok) throw new Error(`What is parked under ${id} is no deadline: ${deadline.error}`);
  await ports.deadlines.put([deadline.value]);
  const taken = await ports.directory.commit(PARTITION, [{ op: 'delete', key: keyOf(id) }]);
  if (!taken.ok) throw new Error(`${id} is due again and still listed: ${taken.conflict.key}`);
  return success(parked);
};
