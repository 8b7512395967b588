import { type OrchestrationRecord } from './instance';
import { EventType, eventTypeName, type GenericEvent, type HistoryEvent, type SubOrchestrationCreated } from './protocol';

interface Rewound {
  readonly record: OrchestrationRecord;
  /** The whole history as it is from now on. */
  readonly events: readonly HistoryEvent[];
}

const generic = (event: HistoryEvent): GenericEvent => ({ EventType: EventType.GenericEvent, EventId: -1, IsPlayed: true, Timestamp: event.Timestamp, Data: null, Reason: `Rewound: ${eventTypeName(event.EventType)}` });

/** The beginnings of sub-orchestrations that failed, or were terminated, by a history. */
export const failedChildren = (history: readonly HistoryEvent[]): SubOrchestrationCreated[] => {
  const failed = new Set(history.flatMap((event) => (event.EventType === EventType.SubOrchestrationInstanceFailed ? [event.TaskScheduledId] : [])));
  return history.filter((event): event is SubOrchestrationCreated => event.EventType === EventType.SubOrchestrationInstanceCreated && failed.has(event.EventId));
};

/**
 * A failed orchestration as it was before its failure: failed activities with their beginnings, and the end, become GenericEvents, so that the
 * next replay decides them again under the same ids. Without failed children the orchestration goes on at once; with them it waits for their ends.
 * @param warning why one of these does not come, in one sentence.
 */
export const rewound = (record: OrchestrationRecord, history: readonly HistoryEvent[], reason: string | null, now: number, warning: string | undefined): Rewound => {
  const failedActivities = new Set(history.flatMap((event) => (event.EventType === EventType.TaskFailed ? [event.TaskScheduledId] : [])));
  const events = history.map((event): HistoryEvent => {
    switch (event.EventType) {
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
    record: { ...record, generation: record.generation + 1, turn: 1, status: 'Running', output: null, warning, updatedAt: at, outbox: failedChildren(history).length > 0 ? [] : [{ to: record.id, message: { kind: 'event', executionId: record.executionId, event: begin } }] },
    events,
  };
};
