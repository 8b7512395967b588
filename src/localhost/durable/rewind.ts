import { type OrchestrationRecord } from './instance';
import { EventType, eventTypeName, type GenericEvent, type HistoryEvent } from './protocol';

interface Rewound {
  readonly record: OrchestrationRecord;
  /** The whole history as it is from now on. */
  readonly events: readonly HistoryEvent[];
  /** Sub-orchestrations that failed: they are to be rewound too. */
  readonly children: readonly string[];
}

const generic = (event: HistoryEvent): GenericEvent => ({ EventType: EventType.GenericEvent, EventId: -1, IsPlayed: true, Timestamp: event.Timestamp, Data: null, Reason: `Rewound: ${eventTypeName(event.EventType)}` });

/**
 * A failed orchestration as it was before its failure: failed activities with their beginnings, and the end, become GenericEvents, so that the
 * next replay decides them again under the same ids. Without failed children the orchestration goes on at once; with them it waits for their ends.
 */
export const rewound = (record: OrchestrationRecord, history: readonly HistoryEvent[], reason: string | null, now: number): Rewound => {
  const failedActivities = new Set(history.flatMap((event) => (event.EventType === EventType.TaskFailed ? [event.TaskScheduledId] : [])));
  const failedChildren = new Set(history.flatMap((event) => (event.EventType === EventType.SubOrchestrationInstanceFailed ? [event.TaskScheduledId] : [])));
  const children: string[] = [];
  const events = history.map((event): HistoryEvent => {
    switch (event.EventType) {
      case EventType.SubOrchestrationInstanceCreated:
        if (failedChildren.has(event.EventId)) children.push(event.InstanceId);
        return event;
      case EventType.TaskScheduled:
        return failedActivities.has(event.EventId) ? generic(event) : event;
      case EventType.TaskFailed:
      case EventType.SubOrchestrationInstanceFailed:
      case EventType.ExecutionCompleted:
        return generic(event);
      default:
        return event;
    }
  });
  const at = new Date(now).toISOString();
  const begin: HistoryEvent = { EventType: EventType.GenericEvent, EventId: -1, IsPlayed: false, Timestamp: at, Data: reason };
  return {
    // With the reason as a message of its own the next turn runs the function; sent again after a crash it does no harm.
    record: { ...record, generation: record.generation + 1, turn: 1, status: 'Running', output: null, warning: undefined, updatedAt: at, outbox: children.length > 0 ? [] : [{ to: record.id, message: { kind: 'event', executionId: record.executionId, event: begin } }] },
    events,
    children,
  };
};
