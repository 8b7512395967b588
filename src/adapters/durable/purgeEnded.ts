import { OrchestrationRuntimeStatus, type DurableClient } from 'durable-functions';
import { type Log } from '../../app/log';
import { plusHours, toMillis, type Instant } from '../../kernel/instant';
import { isUnknownInstance } from './unknownInstance';

/** What an operator may still want to look at: a process that did its work, and one that failed. */
const KEPT = [
  { days: 7, statuses: [OrchestrationRuntimeStatus.Completed] },
  { days: 30, statuses: [OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated, OrchestrationRuntimeStatus.Canceled] },
] as const;

/** Of one purge; what is left comes with the next sweep. */
const MOST_AT_A_TIME = 200;

const HOURS_BETWEEN = 24;

const daysBefore = (at: Instant, days: number): Instant => plusHours(at, -24 * days);

/** The library's lists hold the time as text, its single statuses as a date. */
const createdAt = ({ createdTime }: { readonly createdTime: Date | string }): number => new Date(createdTime).getTime();

/** How far back a listing goes: what is older was purged by an earlier one, unless the app stood still for as long. */
const LOOK_BACK_DAYS = 90;

/** So many one after the other that fail are no matter of theirs: the runtime does not answer. */
const MOST_FAILING = 20;

/**
 * Takes the history of ended processes out of the task hub, which keeps it for ever otherwise: some ten rows each. By id and never by a filter: a purge by filter may delete what is running. Each is
 * looked at once more before it goes, so that one that was started again in between stays. One that cannot be read or purged stays, is logged, and keeps none of the others; one that another host has purged meanwhile is done.
 * @returns how many are gone; at most 200, the oldest first. @throws when the Durable runtime does not answer.
 */
export const purgeEnded = async (client: DurableClient, now: Instant, log: Log): Promise<number> => {
  let purged = 0;
  let failing = 0;
  for (const { days, statuses } of KEPT) {
    const before = daysBefore(now, days);
    const ended = await client.getStatusBy({ createdTimeFrom: new Date(daysBefore(before, LOOK_BACK_DAYS)), createdTimeTo: new Date(before), runtimeStatus: [...statuses] });
    const oldest = [...ended].sort((a, b) => createdAt(a) - createdAt(b));
    for (const { instanceId } of oldest) {
      if (purged === MOST_AT_A_TIME) return purged;
      try {
        const found = await client.getStatus(instanceId);
        failing = 0;
        if (!statuses.some((status) => status === found.runtimeStatus) || createdAt(found) >= toMillis(before)) continue;
        await client.purgeInstanceHistory(instanceId);
        purged += 1;
      } catch (error) {
        if (isUnknownInstance(error)) continue;
        failing += 1;
        if (failing === MOST_FAILING) throw error;
        log.warn(`The ended process ${instanceId} could not be purged`, error);
      }
    }
  }
  return purged;
};

/**
 * Purges once a day, with a sweep: a timer of its own would cost 345,600 lease renewals a month. What fails is logged and tried again the next day; the sweep has done its work then.
 * @returns to be called after every sweep.
 */
export const createDailyPurge = () => {
  let last: Instant | undefined;
  return async (client: DurableClient, now: Instant, log: Log): Promise<void> => {
    if (last !== undefined && toMillis(now) < toMillis(plusHours(last, HOURS_BETWEEN))) return;
    last = now;
    try {
      if ((await purgeEnded(client, now, log)) === MOST_AT_A_TIME) last = undefined;
    } catch (error) {
      log.warn('Ended processes stay in the task hub for another day', error);
    }
  };
};
