import { type FunctionInvoker, type InvocationResult } from '../contracts';
import { runHttpRequest } from './httpActivity';
import { activityFailure, activityResult } from './libraryAnswer';
import { EventType, HTTP_ACTIVITY, type HistoryEvent, type HttpRequestAction, type TaskScheduled } from './protocol';
import { Stopped } from './storageRetry';
import { activityArgument } from './trigger';

/** Activities that run at the same time, over all instances. The rest waits its turn. */
export const MAX_RUNNING_ACTIVITIES = 100;

const isTrigger = (type: string, wanted: string): boolean => type.toLowerCase() === wanted.toLowerCase();

const run = async (invoker: FunctionInvoker, instanceId: string, { Name, Input }: TaskScheduled): Promise<InvocationResult> => {
  if (Name === HTTP_ACTIVITY) return runHttpRequest((JSON.parse(Input) as [HttpRequestAction])[0]);
  const registered = invoker.find(Name);
  if (registered === undefined || !isTrigger(registered.trigger.type, 'activityTrigger')) {
    return { ok: false, error: new Error(`The function '${Name}' doesn't exist, is disabled, or is not an activity function.`) };
  }
  return invoker.invoke(registered.name, { triggerData: activityArgument(Input), triggerMetadata: { instanceId: { string: instanceId } } });
};

/** Runs activities, a bounded number at a time, first come first served. None begins once the runtime stops: after the next start it will. */
export class Activities {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly invoker: FunctionInvoker,
    private readonly stopping: AbortSignal,
    private readonly limit = MAX_RUNNING_ACTIVITIES,
  ) {}

  /** Runs one and answers with the event that ends it. `now` reads the time of that event, in milliseconds since 1970. */
  async run(instanceId: string, scheduled: TaskScheduled, now: () => number): Promise<HistoryEvent> {
    if (this.running >= this.limit) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.running += 1;
    try {
      if (this.stopping.aborted) throw new Stopped();
      const result = await run(this.invoker, instanceId, scheduled);
      const stamp = { EventId: -1, IsPlayed: false, Timestamp: new Date(now()).toISOString(), TaskScheduledId: scheduled.EventId };
      return result.ok
        ? { EventType: EventType.TaskCompleted, ...stamp, Result: activityResult(result.returnValue) }
        : { EventType: EventType.TaskFailed, ...stamp, ...activityFailure(scheduled.Name, result.error) };
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.running -= 1;
      else next();
    }
  }
}
