import { EventType, type HistoryEvent, type SubOrchestrationCreated, type TaskScheduled, type TimerCreated } from './protocol';

type Opening = TaskScheduled | TimerCreated | SubOrchestrationCreated;

interface DueTimer {
  readonly timer: TimerCreated;
  /** Milliseconds since 1970. */
  readonly dueAt: number;
}

/** What a history has begun and not ended. Fed event by event, so that a turn costs what it adds and not what came before. */
export class OpenWork {
  private readonly open = new Map<number, Opening>();

  constructor(history: readonly HistoryEvent[] = []) {
    for (const event of history) this.add(event);
  }

  add(event: HistoryEvent): void {
    switch (event.EventType) {
      case EventType.TaskScheduled:
      case EventType.TimerCreated:
      case EventType.SubOrchestrationInstanceCreated:
        this.open.set(event.EventId, event);
        return;
      case EventType.TaskCompleted:
      case EventType.TaskFailed:
      case EventType.SubOrchestrationInstanceCompleted:
      case EventType.SubOrchestrationInstanceFailed:
        this.open.delete(event.TaskScheduledId);
        return;
      case EventType.TimerFired:
        this.open.delete(event.TimerId);
        return;
      default:
        return;
    }
  }

  has(id: number): boolean {
    return this.open.has(id);
  }

  activities(): TaskScheduled[] {
    return [...this.open.values()].filter((event): event is TaskScheduled => event.EventType === EventType.TaskScheduled);
  }

  /** Timers that somebody waits for, the first due first. @param earlyBy how long before their time they fire, in ms. */
  timers(cancelled: readonly number[], earlyBy: number): DueTimer[] {
    const ignored = new Set(cancelled);
    return [...this.open.values()]
      .filter((event): event is TimerCreated => event.EventType === EventType.TimerCreated && !ignored.has(event.EventId))
      .map((timer) => ({ timer, dueAt: dueAt(timer, earlyBy) }))
      .sort((a, b) => a.dueAt - b.dueAt || a.timer.EventId - b.timer.EventId);
  }
}

/** One that was created so near to its time is on time: who finds that it came too soon and waits again would be woken without end. */
const dueAt = ({ FireAt, Timestamp }: TimerCreated, earlyBy: number): number => {
  const fireAt = Date.parse(FireAt);
  return fireAt - Date.parse(Timestamp) > earlyBy ? fireAt - earlyBy : fireAt;
};

/** The id of the task that an event ends, or undefined for events that end none. */
export const endedTask = (event: HistoryEvent): number | undefined => {
  switch (event.EventType) {
    case EventType.TaskCompleted:
    case EventType.TaskFailed:
    case EventType.SubOrchestrationInstanceCompleted:
    case EventType.SubOrchestrationInstanceFailed:
      return event.TaskScheduledId;
    case EventType.TimerFired:
      return event.TimerId;
    default:
      return undefined;
  }
};
