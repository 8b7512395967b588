import { parseDeadline, type Deadline } from '../due/deadline';
import { type DeadlineIndex } from '../due/deadlineIndex';
import { type Instant } from '../../kernel/instant';
import { deleteAsRead, type PartitionStore, type Row } from '../../kernel/partitionStore';
import { failure, success, type Result } from '../../kernel/result';
import { type Refusal } from '../refusals';
import { notReadable, readableOf, RowUnreadable, type UnreadableRow } from '../unreadable';
import { PARKED, parkedKey, parkedPrefix, parkedRowOf, parkedRows, type Parked } from './parked';

export interface ReleasePorts {
  readonly directory: PartitionStore;
  readonly deadlines: DeadlineIndex;
}

/** @throws RowUnreadable for what is no deadline that this release knows: work of a kind that a later one parked, say. */
const dueAgain = (row: Row, { kind, customerId, subject, data }: Parked, now: Instant): Deadline => {
  const deadline = parseDeadline({ at: now, kind, customerId, subject, data });
  if (!deadline.ok) throw new RowUnreadable(notReadable('Directory', 'parked', row, deadline.error));
  return deadline.value;
};

/** Whoever skips it, or parks it anew, at the same moment has it released as it is by then; nobody does that many times in a row. */
const ATTEMPTS = 8;

/**
 * Makes the work due at once, with its retries begun anew; then takes it off the list as it was found there, so that a release that dies in between can be repeated. What was skipped, or is skipped at the same moment, is released the same way. Refused: ParkedNotFound.
 * @throws RowUnreadable; when the store fails.
 */
export const releaseParked = async ({ directory, deadlines }: ReleasePorts, id: string, now: Instant): Promise<Result<Parked, Refusal>> => {
  let released: Parked | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const row = await parkedRowOf(directory, id);
    // Somebody else took it off the list as well: it is due again all the same.
    if (row === undefined) return released === undefined ? failure({ kind: 'ParkedNotFound', parkedId: id }) : success(released);
    released = parkedRows.read(row);
    await deadlines.put([dueAgain(row, released, now)]);
    if ((await directory.commit(PARKED, [deleteAsRead(row)])).ok) return success(released);
  }
  throw new Error(`${id} is due again and still listed: it was changed by others in each of ${ATTEMPTS} attempts`);
};

/** Which of what is parked. */
export interface ReleaseWish {
  readonly kind?: string;
  readonly customerId?: string;
  /** What a call before gave as `next`. */
  readonly from?: string;
}

export interface Released {
  readonly released: readonly Parked[];
  readonly unreadable: readonly UnreadableRow[];
  /** Where the next call goes on; absent: that was all. */
  readonly next?: string;
}

/** Of one call: one transaction takes them off the list. */
const MOST_RELEASED = 100;

/**
 * The same for all that is parked and fits, the first hundred of the list at a call; what was skipped is not among it. One operation for the list, one for each shard of what is due again, one that takes it off, and one for each, or those of {@link releaseParked}, where others change some of it meanwhile. What cannot be read, or is work that this release does not know, stays, and is named. @throws when the store fails: what was due again by then is so, and still listed.
 */
export const releaseMany = async (ports: ReleasePorts, { kind, customerId, from }: ReleaseWish, now: Instant): Promise<Released> => {
  const { directory, deadlines } = ports;
  const page = await directory.list(PARKED, { prefix: parkedPrefix, limit: MOST_RELEASED, ...(from !== undefined && { after: parkedKey(from) }) });
  const fits = (parked: Parked): boolean => (kind === undefined || parked.kind === kind) && (customerId === undefined || parked.customerId === customerId);
  const { items, unreadable } = readableOf(page.rows, (row) => {
    const parked = parkedRows.read(row);
    return fits(parked) ? [{ row, parked, deadline: dueAgain(row, parked, now) }] : [];
  });
  const found = items.flat();
  const released = found.map(({ parked }) => parked);
  if (found.length > 0) {
    await deadlines.put(found.map(({ deadline }) => deadline));
    const { ok } = await directory.commit(PARKED, found.map(({ row }) => deleteAsRead(row)));
    // Each by itself then, and what became another as it is by now; what somebody else released is due again, too.
    if (!ok) for (const { row, parked } of found) if (!(await directory.commit(PARKED, [deleteAsRead(row)])).ok) await releaseParked(ports, parked.id, now);
  }
  const last = page.rows.at(-1)?.key.slice(parkedPrefix.length);
  return { released, unreadable, ...(page.continuation !== undefined && last !== undefined && { next: last }) };
};
