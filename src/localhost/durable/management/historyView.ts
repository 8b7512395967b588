import { EventType, eventTypeName, OrchestrationStatus, type HistoryEvent } from '../protocol';

interface Begun {
  readonly name: string | undefined;
  readonly at: string;
}

const statusName = (status: number): string => Object.entries(OrchestrationStatus).find(([, value]) => value === status)?.[0] ?? String(status);

const parsed = (json: string | null): unknown => (json === null ? null : (JSON.parse(json) as unknown));

/**
 * The history as `showHistory=true` gives it: names of event types, each ended task one entry with the name and time of its beginning,
 * episodes' marks left out, results only when asked for.
 */
export const historyView = (history: readonly HistoryEvent[], showOutput: boolean, showInput: boolean): object[] => {
  const begun = new Map<number, Begun>();
  const ended = new Set(history.map((event) => ('TaskScheduledId' in event ? event.TaskScheduledId : 'TimerId' in event ? event.TimerId : undefined)));
  const view: object[] = [];
  for (const event of history) {
    const base = { EventType: eventTypeName(event.EventType), Timestamp: event.Timestamp };
    const result = (json: string | null): object => (showOutput ? { Result: parsed(json) } : {});
    const scheduled = (id: number): object => {
      const task = begun.get(id);
      return task === undefined ? {} : { ScheduledTime: task.at, ...(task.name === undefined ? {} : { FunctionName: task.name }) };
    };
    switch (event.EventType) {
      case EventType.OrchestratorStarted:
      case EventType.OrchestratorCompleted:
        break;
      case EventType.ExecutionStarted:
        view.push({ ...base, FunctionName: event.Name, ...(showInput ? { Input: parsed(event.Input) } : {}) });
        break;
      case EventType.ExecutionCompleted:
        view.push({ ...base, OrchestrationStatus: statusName(event.OrchestrationStatus), ...result(event.Result) });
        break;
      case EventType.TaskScheduled:
      case EventType.SubOrchestrationInstanceCreated:
        begun.set(event.EventId, { name: event.Name, at: event.Timestamp });
        if (!ended.has(event.EventId)) view.push({ ...base, Name: event.Name, ...('InstanceId' in event ? { InstanceId: event.InstanceId } : {}) });
        break;
      case EventType.TimerCreated:
        begun.set(event.EventId, { name: undefined, at: event.Timestamp });
        if (!ended.has(event.EventId)) view.push({ ...base, FireAt: event.FireAt });
        break;
      case EventType.TaskCompleted:
      case EventType.SubOrchestrationInstanceCompleted:
        view.push({ ...base, ...result(event.Result), ...scheduled(event.TaskScheduledId) });
        break;
      case EventType.TaskFailed:
      case EventType.SubOrchestrationInstanceFailed:
        view.push({ ...base, Reason: event.Reason, Details: event.Details, ...scheduled(event.TaskScheduledId) });
        break;
      case EventType.TimerFired:
        view.push({ ...base, FireAt: event.FireAt, ...scheduled(event.TimerId) });
        break;
      case EventType.EventRaised:
        view.push({ ...base, Name: event.Name, ...(showInput ? { Input: parsed(event.Input) } : {}) });
        break;
      case EventType.ExecutionTerminated:
        view.push({ ...base, Input: parsed(event.Input) });
        break;
      case EventType.EventSent:
      case EventType.ContinueAsNew:
      case EventType.ExecutionSuspended:
      case EventType.ExecutionResumed: {
        const { EventId: _id, IsPlayed: _played, ...rest } = event;
        view.push({ ...rest, ...base });
      }
    }
  }
  return view;
};
