import { endedTask, type OpenWork } from './openWork';
import { type OrchestrationRecord } from './instance';
import { EventType, type HistoryEvent } from './protocol';
import { type WaitingRow } from './inbox';
import { MAX_CONSUMED } from './store/port';

/** What one turn of an orchestration takes in. */
export interface Episode {
  /** OrchestratorStarted and what follows it, in the order of arrival. */
  readonly inbound: readonly HistoryEvent[];
  /** Inbox rows used up, dropped messages included. */
  readonly consumed: readonly string[];
  readonly suspended: boolean;
  /** Why it was last suspended or resumed in this episode; undefined: it was not. */
  readonly reason: string | null | undefined;
  /** Set when the instance is to end without being asked. */
  readonly terminated: { readonly reason: string | null } | undefined;
  /** More rows wait than one turn may take. */
  readonly more: boolean;
}

/** Results that one turn takes in and that are in memory alone: so many characters, and the last one whole. The turn's events are one text, which has an end. */
export const LARGEST_HELD = 16_000_000;

/** Characters of the results in a row, in round numbers. */
const resultsOf = ({ messages }: WaitingRow): number => messages.reduce((sum, message) => sum + 200 + (message.kind === 'event' && 'Result' in message.event ? (message.event.Result?.length ?? 0) : 0), 0);

const byTime = (a: HistoryEvent, b: HistoryEvent): number => Date.parse(a.Timestamp) - Date.parse(b.Timestamp);

/**
 * Gathers the next episode: the start of a new execution, messages, and timers due at `now` (milliseconds since 1970), `timersEarlyBy` milliseconds before their time, by time. Messages
 * for another execution, and second ends of a task, are dropped. What follows a termination is left.
 */
export const beginEpisode = (record: OrchestrationRecord, work: OpenWork, inbox: readonly WaitingRow[], now: number, timersEarlyBy: number): Episode => {
  const at = new Date(now).toISOString();
  const outside = { EventId: -1, IsPlayed: false };
  const consumed: string[] = [];
  const events: HistoryEvent[] = [];
  const ended = new Set<number>();
  let { status } = record;
  let reason: string | null | undefined;
  let terminated: Episode['terminated'];

  const take = (event: HistoryEvent): void => {
    const task = endedTask(event);
    if (task !== undefined && (!work.has(task) || ended.has(task))) return;
    if (task !== undefined) ended.add(task);
    events.push(event);
    if (event.EventType === EventType.ExecutionTerminated) terminated = { reason: event.Input };
    if (event.EventType !== EventType.ExecutionSuspended && event.EventType !== EventType.ExecutionResumed) return;
    status = event.EventType === EventType.ExecutionSuspended ? 'Suspended' : 'Running';
    reason = event.Reason;
  };

  let stored = 0;
  let held = 0;
  for (const row of inbox) {
    if (terminated !== undefined) break;
    // What is in memory alone takes no room in the turn's transaction.
    if (!row.isHeld) stored += 1;
    if (stored > MAX_CONSUMED || held > LARGEST_HELD) break;
    if (row.isHeld) held += resultsOf(row);
    consumed.push(row.key);
    for (const message of row.messages) {
      if (message.kind === 'event' && (message.executionId ?? record.executionId) === record.executionId && terminated === undefined) take(message.event);
    }
  }
  for (const { timer, dueAt } of work.timers(record.cancelledTimers, timersEarlyBy)) {
    if (dueAt > now) break;
    if (!ended.has(timer.EventId)) events.push({ EventType: EventType.TimerFired, ...outside, Timestamp: timer.FireAt, TimerId: timer.EventId, FireAt: timer.FireAt });
  }
  const started: HistoryEvent[] = record.turn === 0 ? [executionStarted(record, at), ...record.carried.map((event) => ({ ...event, IsPlayed: false }))] : [];
  return {
    inbound: [{ EventType: EventType.OrchestratorStarted, ...outside, Timestamp: at }, ...started, ...events.sort(byTime)],
    consumed,
    suspended: status === 'Suspended',
    reason,
    terminated,
    more: consumed.length < inbox.length && terminated === undefined,
  };
};

const executionStarted = (record: OrchestrationRecord, at: string): HistoryEvent => ({
  EventType: EventType.ExecutionStarted,
  EventId: -1,
  IsPlayed: false,
  Timestamp: at,
  Name: record.name,
  Version: record.version,
  Input: record.input,
  OrchestrationInstance: { InstanceId: record.id, ExecutionId: record.executionId },
  ParentInstance: record.parent,
});

/** Whether the function has to run for these events: not for nothing at all. */
export const needsRun = (episode: Episode): boolean => episode.inbound.length > 1;
