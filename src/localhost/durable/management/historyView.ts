import { EventType, eventTypeName, OrchestrationStatus, type HistoryEvent, type OrchestratorStarted } from '../protocol';
import { shown } from './status';

interface Begun {
  readonly name: string;
  readonly at: string;
  readonly child?: string;
}

const statusName = (status: number): string => Object.entries(OrchestrationStatus).find(([, value]) => value === status)?.[0] ?? String(status);

const NO_TRACE = { ParentTraceContext: null };

/** How `showHistory` is to be answered. */
export interface Shown {
  readonly output: boolean;
  readonly input: boolean;
  /** Executions under this id before this one; null in a sub-orchestration. */
  readonly generation: number | null;
}

/**
 * The history as `showHistory=true` gives it: names of event types, each ended task one entry with the name and time of its beginning,
 * episodes' marks left out, results only when asked for.
 */
export const historyView = (history: readonly HistoryEvent[], show: Shown): object[] => {
  const begun = new Map<number, Begun>();
  const ended = new Set(history.map((event) => ('TaskScheduledId' in event ? event.TaskScheduledId : undefined)));
  const result = (json: string | null): object => (show.output ? { Result: shown(json) } : {});
  const input = (json: string | null): object => (show.input ? { Input: json } : {});
  const scheduled = (id: number): object => {
    const task = begun.get(id);
    return task === undefined ? {} : { ScheduledTime: task.at.replace(/Z$/, '+00:00'), FunctionName: task.name, ...(task.child !== undefined && { InstanceId: task.child }), ...input(null) };
  };
  const entry = (event: Exclude<HistoryEvent, OrchestratorStarted | { EventType: typeof EventType.OrchestratorCompleted }>): object | undefined => {
    switch (event.EventType) {
      case EventType.ExecutionStarted:
        return { ...input(event.Input), Correlation: null, ...NO_TRACE, ScheduledStartTime: null, Generation: show.generation, GenerateNewTrace: false, FunctionName: event.Name };
      case EventType.ExecutionCompleted:
        return { OrchestrationStatus: statusName(event.OrchestrationStatus), ...result(event.Result), FailureDetails: event.FailureDetails ?? null };
      case EventType.TaskScheduled:
        begun.set(event.EventId, { name: event.Name, at: event.Timestamp });
        return ended.has(event.EventId) ? undefined : { Name: event.Name, ...input(null), ...NO_TRACE, Tags: null };
      case EventType.SubOrchestrationInstanceCreated:
        begun.set(event.EventId, { name: event.Name, at: event.Timestamp, child: event.InstanceId });
        return ended.has(event.EventId) ? undefined : { Name: event.Name, InstanceId: event.InstanceId, ...input(null), ClientSpanId: null, Tags: null };
      case EventType.TaskCompleted:
      case EventType.SubOrchestrationInstanceCompleted:
        return { ...result(event.Result), ...scheduled(event.TaskScheduledId) };
      case EventType.TaskFailed:
      case EventType.SubOrchestrationInstanceFailed:
        return { Reason: event.Reason, Details: event.Details, FailureDetails: event.FailureDetails ?? null, ...scheduled(event.TaskScheduledId) };
      case EventType.TimerCreated:
      case EventType.TimerFired:
        return { FireAt: event.FireAt };
      case EventType.EventSent:
        return { InstanceId: event.InstanceId, Name: event.Name, Input: event.Input };
      case EventType.EventRaised:
        return { Name: event.Name, ...input(event.Input), ...NO_TRACE };
      case EventType.ExecutionTerminated:
        return { Input: shown(event.Input) };
      case EventType.ExecutionSuspended:
      case EventType.ExecutionResumed:
        return { Reason: event.Reason };
      case EventType.GenericEvent:
        return { Data: event.Data };
      case EventType.ContinueAsNew:
        return {};
    }
  };
  return history.flatMap((event): object[] => {
    if (event.EventType === EventType.OrchestratorStarted || event.EventType === EventType.OrchestratorCompleted) return [];
    const members = entry(event);
    return members === undefined ? [] : [{ EventType: eventTypeName(event.EventType), Timestamp: event.Timestamp, ...members }];
  });
};

/** The first decision that a history has twice, as a history does in which the code no longer agrees with it; the extension cannot show that one. */
export const doubled = (history: readonly HistoryEvent[]): string | undefined => {
  const keys = new Set<string>();
  for (const event of history) {
    if (event.EventId < 0) continue;
    const key = `${eventTypeName(event.EventType)}_${event.EventId}`;
    if (keys.has(key)) return key;
    keys.add(key);
  }
  return undefined;
};
