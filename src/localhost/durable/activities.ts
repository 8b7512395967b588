import { type FunctionInvoker } from '../contracts';
import { toError } from '../describeError';
import { runHttpRequest } from './httpActivity';
import { activityFailure, activityResult } from './libraryAnswer';
import { EventType, HTTP_ACTIVITY, type Failure, type HistoryEvent, type HttpRequestAction, type TaskScheduled } from './protocol';
import { Slots } from './slots';
import { Stopped } from './storageRetry';
import { activityArgument } from './trigger';

/** Activities that run at the same time, over all instances. The rest waits its turn. */
export const MAX_RUNNING_ACTIVITIES = 100;

const isTrigger = (type: string, wanted: string): boolean => type.toLowerCase() === wanted.toLowerCase();

type Outcome = { readonly result: string } | { readonly failure: Failure };

const run = async (invoker: FunctionInvoker, instanceId: string, { Name, Input }: TaskScheduled, stopping: AbortSignal): Promise<Outcome> => {
  if (Name === HTTP_ACTIVITY) return runHttpRequest((JSON.parse(Input) as [HttpRequestAction])[0], stopping);
  const registered = invoker.find(Name);
  if (registered === undefined || !isTrigger(registered.trigger.type, 'activityTrigger')) {
    // It was there when it was scheduled: the app has been changed since.
    return { failure: activityFailure(Name, new Error(`The function '${Name}' doesn't exist, is disabled, or is not an activity function.`)) };
  }
  const result = await invoker.invoke(registered.name, { triggerData: activityArgument(Input), triggerMetadata: { instanceId: { string: instanceId } } });
  return result.ok ? { result: activityResult(result.returnValue) } : { failure: activityFailure(Name, result.error) };
};

/** Runs activities, a bounded number at a time, first come first served. None begins once the runtime stops: after the next start it will. */
export class Activities {
  private readonly slots: Slots;

  constructor(
    private readonly invoker: FunctionInvoker,
    private readonly stopping: AbortSignal,
    limit = MAX_RUNNING_ACTIVITIES,
  ) {
    this.slots = new Slots(limit);
  }

  /** Runs one and answers with the event that ends it. `now` reads the time of that event, in milliseconds since 1970. */
  run(instanceId: string, scheduled: TaskScheduled, now: () => number): Promise<HistoryEvent> {
    return this.slots.run(async () => {
      if (this.stopping.aborted) throw new Stopped();
      const outcome = await run(this.invoker, instanceId, scheduled, this.stopping).catch((thrown: unknown): Outcome => {
        if (thrown instanceof Stopped) throw thrown;
        // Whoever waits for it hears of what went wrong around the function too.
        return { failure: activityFailure(scheduled.Name, toError(thrown)) };
      });
      const stamp = { EventId: -1, IsPlayed: false, Timestamp: new Date(now()).toISOString(), TaskScheduledId: scheduled.EventId };
      return 'failure' in outcome ? { EventType: EventType.TaskFailed, ...stamp, ...outcome.failure } : { EventType: EventType.TaskCompleted, ...stamp, Result: outcome.result };
    });
  }
}
