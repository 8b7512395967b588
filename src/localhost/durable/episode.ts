import { endedTask, type OpenWork } from './openWork';
import { type Message, type OrchestrationRecord } from './instance';
import { EventType, type HistoryEvent } from './protocol';
import { MAX_CONSUMED, type InboxRow } from './store/port';

/** What one turn of an orchestration takes in. */
export interface Episode {
  /** OrchestratorStarted and what follows it, in the order of arrival. */
  readonly inbound: readonly HistoryEvent[];
  /** Inbox rows used up, dropped messages included. */
  readonly consumed: readonly string[];
  readonly suspended: boolean;
  /** Set when the instance is to end without being asked. */
  readonly terminated: { readonly reason: string | null } | undefined;
  /** More rows wait than one turn may take. */
  readonly more: boolean;
}

const byTime = (a: HistoryEvent, b: HistoryEvent): number => Date.parse(a.Timestamp) - Date.parse(b.Timestamp);

/** Messages that steer an instance. They lie in inbox rows of their own, so that a suspended instance can leave the other rows where they are. */
export const isControl = (message: Message): boolean =>
  message.kind === 'event' &&
  (message.event.EventType === EventType.ExecutionTerminated || message.event.EventType === EventType.ExecutionSuspended || message.event.EventType === EventType.ExecutionResumed);

/**
 * Gathers the next episode: the start of a new execution, messages, and timers due at `now` (milliseconds since 1970), by time. Messages
 * for another execution, and second ends of a task, are dropped. While the instance is suspended everything but terminate and resume waits.
 */
export const beginEpisode = (record: OrchestrationRecord, work: OpenWork, inbox: readonly InboxRow[], now: number): Episode => {
  const at = new Date(now).toISOString();
  const outside = { EventId: -1, IsPlayed: false };
  const consumed: string[] = [];
  const events: HistoryEvent[] = [];
  const ended = new Set<number>();
  let suspended = record.status === 'Suspended';
  let terminated: Episode['terminated'];
  let held: InboxRow[] = [];

  const take = (row: InboxRow): void => {
    if (consumed.length === MAX_CONSUMED) return;
    consumed.push(row.key);
    for (const message of row.messages) {
      if (message.kind !== 'event' || (message.executionId !== undefined && message.executionId !== record.executionId)) continue;
      const task = endedTask(message.event);
      if (task !== undefined && (!work.has(task) || ended.has(task))) continue;
      if (task !== undefined) ended.add(task);
      events.push(message.event);
    }
  };

  for (const row of inbox) {
    const [first] = row.messages;
    if (terminated !== undefined || consumed.length === MAX_CONSUMED) break;
    if (first === undefined || !isControl(first) || first.kind !== 'event') {
      if (suspended) held.push(row);
      else take(row);
      continue;
    }
    take(row);
    if (first.event.EventType === EventType.ExecutionTerminated) terminated = { reason: first.event.Input };
    else suspended = first.event.EventType === EventType.ExecutionSuspended;
    if (!suspended) {
      for (const waiting of held) take(waiting);
      held = [];
    }
  }
  if (!suspended) {
    for (const timer of work.timers(record.cancelledTimers)) {
      if (Date.parse(timer.FireAt) > now) break;
      if (!ended.has(timer.EventId)) events.push({ EventType: EventType.TimerFired, ...outside, Timestamp: timer.FireAt, TimerId: timer.EventId, FireAt: timer.FireAt });
    }
  }
  const started: HistoryEvent[] = record.turn === 0 ? [executionStarted(record, at), ...record.carried.map((event) => ({ ...event, IsPlayed: false }))] : [];
  return {
    inbound: [{ EventType: EventType.OrchestratorStarted, ...outside, Timestamp: at }, ...started, ...events.sort(byTime)],
    consumed,
    suspended,
    terminated,
    more: consumed.length + held.length < inbox.length && terminated === undefined,
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

/** Whether the function has to run for these events: not for a suspension, nor for nothing at all. */
export const needsRun = (episode: Episode): boolean =>
  !episode.suspended && episode.terminated === undefined && episode.inbound.some((event) => event.EventType !== EventType.OrchestratorStarted);
