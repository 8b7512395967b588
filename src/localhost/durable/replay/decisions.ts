import { EventType, type DecidedEvent, type EntityRequest, type HistoryEvent, type TimerLimits } from '../protocol';
import { assertSameDecision } from './determinism';
import { Task } from './task';

export interface ExecutionIdentity {
  readonly instanceId: string;
  readonly executionId: string;
}

const append = <T>(lists: Map<string, T[]>, name: string, item: T): void => {
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [item]);
  else list.push(item);
};

/**
 * The decisions of one execution while its history is replayed: hands out ids, remembers what was decided and not yet found in the
 * history, and settles tasks as their ends are found. What is left at the end is new.
 */
export class Decisions {
  private nextId = 0;
  private readonly unconfirmed = new Map<number, DecidedEvent>();
  private readonly open = new Map<number, Task>();
  private readonly onSent = new Map<number, (recorded: EntityRequest) => void>();
  private readonly cancelled = new Set<number>();
  /** Waiters per event name, last come first served; early events, first come first served. */
  private readonly waiters = new Map<string, Task[]>();
  private readonly early = new Map<string, (string | null)[]>();
  /** The orchestration's time: that of the latest OrchestratorStarted. Milliseconds since 1970, UTC. */
  now = 0;

  constructor(
    readonly identity: ExecutionIdentity,
    readonly limits: TimerLimits,
  ) {}

  takeId(): number {
    return this.nextId++;
  }

  activity(name: string, argument: unknown, options: { readonly id?: number } = {}): Task {
    return this.track({ EventType: EventType.TaskScheduled, ...this.stamp(options.id), Name: name, Version: '', Input: JSON.stringify([argument ?? null]) });
  }

  subOrchestration(call: { name: string; version: string; instanceId: string | undefined; input: unknown }): Task {
    const stamp = this.stamp();
    return this.track({
      EventType: EventType.SubOrchestrationInstanceCreated,
      ...stamp,
      Name: call.name,
      Version: call.version,
      InstanceId: call.instanceId === undefined || call.instanceId.trim() === '' ? `${this.identity.executionId}:${stamp.EventId}` : call.instanceId,
      Input: JSON.stringify(call.input ?? null),
    });
  }

  /** @param fireAt milliseconds since 1970. A cancelled timer is recorded like any other, but nobody waits for it. */
  timer(fireAt: number, cancelled: boolean): Task {
    const stamp = this.stamp();
    if (cancelled) this.cancelled.add(stamp.EventId);
    return this.track({ EventType: EventType.TimerCreated, ...stamp, FireAt: new Date(fireAt).toISOString() }, new Task(cancelled));
  }

  /** Sends `request` to an entity. `onSent` is told what the history has of it, since an answer carries the id recorded there. */
  send(instanceId: string, name: string, request: (id: number) => object, onSent?: (recorded: EntityRequest) => void): void {
    const stamp = this.stamp();
    this.unconfirmed.set(stamp.EventId, { EventType: EventType.EventSent, ...stamp, InstanceId: instanceId, Name: name, Input: JSON.stringify(request(stamp.EventId)) });
    if (onSent !== undefined) this.onSent.set(stamp.EventId, onSent);
  }

  waitForEvent(name: string, task = new Task()): Task {
    const early = this.early.get(name);
    if (early !== undefined && early.length > 0) task.succeed(early.shift() ?? null);
    else append(this.waiters, name, task);
    return task;
  }

  /** An event of the history that confirms a decision of an earlier episode. */
  confirm(recorded: DecidedEvent): void {
    const replayed = this.unconfirmed.get(recorded.EventId);
    assertSameDecision(recorded, replayed);
    this.unconfirmed.delete(recorded.EventId);
    if (recorded.EventType === EventType.EventSent) this.onSent.get(recorded.EventId)?.(JSON.parse(recorded.Input) as EntityRequest);
  }

  /**
   * An event of the history that ends an activity, timer or sub-orchestration, or brings an external event. A second end of the same task is ignored.
   * @returns the wait that an external event has ended.
   */
  settle(event: HistoryEvent): Task | undefined {
    switch (event.EventType) {
      case EventType.TaskCompleted:
      case EventType.SubOrchestrationInstanceCompleted:
        this.close(event.TaskScheduledId)?.succeed(event.Result);
        return undefined;
      case EventType.TaskFailed:
      case EventType.SubOrchestrationInstanceFailed:
        this.close(event.TaskScheduledId)?.fail({ Reason: event.Reason, Details: event.Details, FailureDetails: event.FailureDetails });
        return undefined;
      case EventType.TimerFired:
        this.close(event.TimerId)?.succeed();
        return undefined;
      case EventType.EventRaised:
        return this.raise(event.Name, event.Input);
      default:
        return undefined;
    }
  }

  /** Whether an activity, a sub-orchestration or an uncancelled timer is still open: until then nothing can end. */
  get hasOpenTasks(): boolean {
    for (const id of this.open.keys()) if (!this.cancelled.has(id)) return true;
    return false;
  }

  newDecisions(): DecidedEvent[] {
    return [...this.unconfirmed.values()].sort((a, b) => a.EventId - b.EventId);
  }

  /** Timers that were cancelled and have not fired. */
  cancelledTimers(): number[] {
    return [...this.cancelled].filter((id) => this.open.has(id));
  }

  private stamp(id = this.takeId()): { EventId: number; IsPlayed: boolean; Timestamp: string } {
    return { EventId: id, IsPlayed: false, Timestamp: new Date(this.now).toISOString() };
  }

  private track(event: DecidedEvent, task = new Task()): Task {
    this.unconfirmed.set(event.EventId, event);
    this.open.set(event.EventId, task);
    return task;
  }

  private close(id: number): Task | undefined {
    const task = this.open.get(id);
    this.open.delete(id);
    return task;
  }

  private raise(name: string, input: string | null): Task | undefined {
    const waiting = this.waiters.get(name)?.pop();
    if (waiting !== undefined) waiting.succeed(input);
    else append(this.early, name, input);
    return waiting;
  }
}
