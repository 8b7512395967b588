import { parseDeadline, type Deadline } from '../due/deadline';
import { type DeadlineIndex } from '../due/deadlineIndex';
import { type Instant } from '../../kernel/instant';
import { ANY_ETAG, type PartitionStore } from '../../kernel/partitionStore';
import { failure, success, type Result } from '../../kernel/result';
import { type Refusal } from '../refusals';
import { type UnreadableRow } from '../unreadable';
import { PARKED, parkedKey, parkedPrefix, parkedRows, skippedKey, type Parked } from './parked';

export interface ReleasePorts {
  readonly directory: PartitionStore;
  readonly deadlines: DeadlineIndex;
}

const dueAgain = ({ id, kind, customerId, subject, data }: Parked, now: Instant): Deadline => {
  const deadline = parseDeadline({ at: now, kind, customerId, subject, data });
  if (!deadline.ok) throw new Error(`What is parked under ${id} is no deadline: ${deadline.error}`);
  return deadline.value;
};

/**
 * Makes the work due at once, with its retries begun anew; then takes it off the list, so that a release that dies in between can be repeated. What was skipped is released the same way. Refused: ParkedNotFound. @throws RowUnreadable.
 */
export const releaseParked = async ({ directory, deadlines }: ReleasePorts, id: string, now: Instant): Promise<Result<Parked, Refusal>> => {
  const row = (await directory.read(PARKED, parkedKey(id))) ?? (await directory.read(PARKED, skippedKey(id)));
  if (row === undefined) return failure({ kind: 'ParkedNotFound', parkedId: id });
  const parked = parkedRows.read(row);
  await deadlines.put([dueAgain(parked, now)]);
  const taken = await directory.commit(PARKED, [{ op: 'delete', key: parkedKey(id), etag: ANY_ETAG }, { op: 'delete', key: skippedKey(id), etag: ANY_ETAG }]);
  if (!taken.ok) throw new Error(`${id} is due again and still listed: ${taken.conflict.key}`);
  return success(parked);
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
 * The same for all that is parked and fits, the first hundred of the list at a call; what was skipped is not among it. One operation for the list, one for each shard of what is due again, one that takes it off. What cannot be read stays, and is named. @throws when the store fails: what was due again by then is so, and still listed.
 */
export const releaseMany = async ({ directory, deadlines }: ReleasePorts, { kind, customerId, from }: ReleaseWish, now: Instant): Promise<Released> => {
  const page = await directory.list(PARKED, { prefix: parkedPrefix, limit: MOST_RELEASED, ...(from !== undefined && { after: parkedKey(from) }) });
  const { items, unreadable } = parkedRows.readable(page.rows);
  const released = items.filter((parked) => (kind === undefined || parked.kind === kind) && (customerId === undefined || parked.customerId === customerId));
  if (released.length > 0) {
    await deadlines.put(released.map((parked) => dueAgain(parked, now)));
    const taken = await directory.commit(PARKED, released.map(({ id }) => ({ op: 'delete', key: parkedKey(id), etag: ANY_ETAG })));
    if (!taken.ok) throw new Error(`Work is due again and still listed: ${taken.conflict.key}`);
  }
  const last = page.rows.at(-1)?.key.slice(parkedPrefix.length);
  return { released, unreadable, ...(page.continuation !== undefined && last !== undefined && { next: last }) };
};
