import { z } from 'zod';
import { type Deadline } from './deadline';
import { type Clock } from '../../kernel/clock';
import { plusMinutes, type Instant } from '../../kernel/instant';
import { instantSchema } from '../../kernel/schemas';
import { type Contention } from '../command/contention';
import { type Log } from '../log';
import { type Measures } from '../measures/measures';
import { park, PARKED_AFTER_MINUTES, type ParkingPorts } from '../operations/parked';
import { type UnreadableRows } from '../operations/unreadableRows';
import { RowUnreadable } from '../unreadable';

export interface SettingAsidePorts extends ParkingPorts {
  readonly unreadable: UnreadableRows;
  readonly clock: Clock;
  readonly log: Log;
  readonly contention: Contention;
  readonly measures: Measures;
}

/** Waits before a failed one is tried again, in minutes; the last repeats. */
const retryMinutes = [1, 5, 15, 60] as const;

/** What a deadline's data says of the attempts so far. */
const failureSchema = z.object({ attempts: z.number().int(), since: instantSchema, reason: z.string() });
type Failure = z.infer<typeof failureSchema>;

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

const failureOf = ({ data }: Deadline, cause: unknown, now: Instant): Failure => {
  const before = failureSchema.safeParse(data?.['failure']).data;
  return { attempts: (before?.attempts ?? 0) + 1, since: before?.since ?? now, reason: reasonOf(cause) };
};

/** Without what it knew: whatever failed is looked at anew. */
const postponed = ({ kind, customerId, subject, data }: Deadline, failure: Failure, now: Instant): Deadline => {
  const minutes = retryMinutes[Math.min(failure.attempts, retryMinutes.length) - 1] ?? 60;
  return { at: plusMinutes(now, minutes), kind, customerId, subject, data: { ...data, failure } };
};

/**
 * REN-7: sets work that failed apart, so that it holds up nothing else: due again after growing waits, with the reason it waits for and since when it fails; or, once it has failed for 24 hours, parked
 * for the operator. Where even that fails, the row stays as it is, and the next sweep takes it up.
 * @returns whether it is out of the way.
 */
export const setAside = async (ports: SettingAsidePorts, deadline: Deadline, cause: unknown): Promise<boolean> => {
  const { clock, deadlines, log, measures } = ports;
  const now = clock.now();
  measures.count('nextterm.failures', 1, { part: 'sweep' });
  const failure = failureOf(deadline, cause, now);
  log.warn(`${deadline.kind} of ${deadline.subject} failed and is set apart`, cause);
  if (cause instanceof RowUnreadable) await ports.unreadable.raise([cause.row]);
  try {
    if (now >= plusMinutes(failure.since, PARKED_AFTER_MINUTES)) await park(ports, deadline, failure, now);
    else await deadlines.put([postponed(deadline, failure, now)]);
    await deadlines.remove([deadline]);
    return true;
  } catch (error) {
    log.error(`${deadline.kind} of ${deadline.subject} could not be set apart`, error);
    return false;
  }
};
