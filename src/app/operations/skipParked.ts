import { type DeadlineKind } from '../due/deadline';
import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { recordId, type Cause, type EventRecord } from '../command/eventRecord';
import { type Refusal } from '../refusals';
import { PARKED, parkedKey, parkedRowOf, parkedRows, parkedSubjectId, skippedKey, tellOfParked, type Parked, type ParkingPorts } from './parked';
import { SKIPPING, type Skipping } from './skippable';
import { deleteAsRead } from '../../kernel/partitionStore';

export interface Skipped {
  readonly parked: Parked;
  readonly skipping: Skipping;
}

const skippingOf = ({ kind }: Parked): Skipping => SKIPPING[kind as DeadlineKind] ?? { lasts: 'not', means: 'This release knows no such work: the one that gave it up can take it up again.' };

const skippedRecord = (parked: Parked, { at, reason }: { readonly at: Instant; readonly reason: string }, cause: Cause): EventRecord => {
  const { id, customerId, kind, subject, failingSince } = parked;
  const subjectId = parkedSubjectId(parked);
  return { id: recordId(subjectId, 2), customerId, partnerId: '', subject: { kind: 'parked', id: subjectId }, version: 2, at, facts: [{ type: 'WorkSkipped', parkedId: id, work: kind, subject, failingSince, reason }], cause, deadlines: [] };
};

/** Whoever releases it, or parks it anew, at the same moment has it decided again; nobody does that many times in a row. */
const ATTEMPTS = 8;

/**
 * REN-7: takes parked work off the list, and tells of it. It is not done, and the daily check does not bring it back, nor does whoever is refused because of it; what falls due later is not meant. It can be released
 * after all. Repeated it finds what was skipped first, with its reason. What is released at the same moment is not skipped: it is on no list any more.
 * Refused: ParkedNotFound; ParkedNotSkippable for work that others wait for. @throws RowUnreadable; when the store fails: what was not told of is told by the repeat.
 */
export const skipParked = async (ports: ParkingPorts, id: string, reason: string, cause: Cause & { readonly by: NonNullable<Cause['by']> }, now: Instant): Promise<Result<Skipped, Refusal>> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const row = await parkedRowOf(ports.directory, id);
    if (row === undefined) return failure({ kind: 'ParkedNotFound', parkedId: id });
    const found = parkedRows.read(row);
    const skipping = skippingOf(found);
    if (skipping.lasts === 'not') return failure({ kind: 'ParkedNotSkippable', parkedId: id, work: found.kind, why: skipping.means });
    const waits = row.key === parkedKey(id);
    const skipped = waits ? undefined : found.skipped;
    const taken = skipped ?? { at: now, reason, byUserId: cause.by.userId };
    const parked: Parked = { ...found, skipped: taken };
    if (skipped === undefined) {
      const moved = await ports.directory.commit(PARKED, [{ op: 'put', key: skippedKey(id), value: { type: 'parked', ...parked } }, ...(waits ? [deleteAsRead(row)] : [])]);
      if (!moved.ok) continue;
    }
    await tellOfParked(ports, skippedRecord(parked, taken, cause), now);
    return success({ parked, skipping });
  }
  throw new Error(`${id} was changed by others in each of ${ATTEMPTS} attempts to take it off the list`);
};
