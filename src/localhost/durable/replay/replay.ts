import { EventType, TIMER_LIMITS, type Action, type DecidedEvent, type EventRaised, type FailureDetails, type HistoryEvent, type OrchestratorState, type TimerLimits } from '../protocol';
import { Decisions, type ExecutionIdentity } from './decisions';
import { NonDeterministicError } from './determinism';
import { FOR_EVER, releaseEntities, schedule, Stuck, type Knows, type ScheduleState } from './schedule';
import { Task } from './task';

export interface ReplayInput extends ExecutionIdentity {
  /** The whole execution so far, the new episode's OrchestratorStarted and inbound events included. */
  readonly history: readonly HistoryEvent[];
  /** What the library returned for that history. */
  readonly state: OrchestratorState;
  readonly limits?: TimerLimits;
  /** Which functions the app has; all, if absent. */
  readonly knows?: Knows;
}

export type Outcome =
  /** @property output JSON text. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'completed'; readonly output: string }
  /** @property isItself it was not the function that failed: the error is the whole of the output. */
  | { readonly kind: 'failed'; readonly error: string; readonly isItself?: boolean; readonly details?: FailureDetails }
  /** @property carried events that came after the decision to start anew; they belong to the next execution. */
  | { readonly kind: 'continuedAsNew'; readonly input: string; readonly carried: readonly EventRaised[] };

export interface Replayed {
  /** What this episode decided, in the order of ids. */
  readonly decided: readonly DecidedEvent[];
  /** Ids of timers that need not fire any more. */
  readonly cancelledTimers: readonly number[];
  readonly outcome: Outcome;
  /** What goes wrong for the instance without a word from the extension, in one sentence. */
  readonly warning: string | undefined;
}

const WAITS_FOR_CANCELLED = `The orchestrator waits for a timer that it has cancelled: ${FOR_EVER}.`;

/**
 * Walks through a history while carrying out the library's actions one after another, as the Durable extension does: an action is begun when
 * the one before it has settled, and what it decides must be found in the history or is new. Pure: the same input gives the same answer.
 * An orchestration that does not agree with its history fails (no exception leaves this function).
 */
export const replay = (input: ReplayInput): Replayed => {
  const decisions = new Decisions(input, input.limits ?? TIMER_LIMITS);
  const state: ScheduleState = { lock: undefined, continueAsNew: undefined, warning: undefined };
  const knows = input.knows ?? ((): boolean => true);
  const actions = input.state.actions[0] ?? [];
  const carried: EventRaised[] = [];
  let next = 0;
  let awaited: Task | undefined;
  let suspended = false;
  let held: HistoryEvent[] = [];

  const begin = (action: Action): Task => {
    try {
      return schedule(action, decisions, state, knows);
    } catch (error) {
      if (!(error instanceof Stuck)) throw error;
      state.warning ??= error.message;
      return new Task();
    }
  };

  const goOn = (): void => {
    for (;;) {
      const action = actions[next];
      awaited = undefined;
      if (action === undefined) return;
      next += 1;
      const task = begin(action);
      if (!task.settled) {
        awaited = task;
        task.whenSettled(goOn);
        return;
      }
    }
  };

  const settle = (event: HistoryEvent): void => {
    const isHandedOn = event.EventType === EventType.EventRaised && state.continueAsNew !== undefined;
    if (isHandedOn) carried.push(event);
    const waited = decisions.settle(event);
    if (isHandedOn && waited?.passedOver === true) {
      state.warning ??= `Event '${event.Name}' was waited for together with a timer that has been cancelled: continue-as-new hands it out again, each time round, as on Azure.`;
    }
  };

  try {
    for (const event of input.history) {
      switch (event.EventType) {
        case EventType.ExecutionSuspended:
          suspended = true;
          break;
        case EventType.ExecutionResumed:
          suspended = false;
          for (const waiting of held) settle(waiting);
          held = [];
          break;
        case EventType.OrchestratorStarted:
          decisions.now = Math.max(decisions.now, Date.parse(event.Timestamp));
          break;
        case EventType.ExecutionStarted:
          goOn();
          break;
        case EventType.TaskScheduled:
        case EventType.TimerCreated:
        case EventType.SubOrchestrationInstanceCreated:
        case EventType.EventSent:
          decisions.confirm(event);
          break;
        default:
          if (suspended) held.push(event);
          else settle(event);
      }
    }
  } catch (error) {
    if (!(error instanceof NonDeterministicError)) throw error;
    // What it decided instead stands in the history beside what it had decided before; none of it is carried out.
    return { decided: decisions.newDecisions(), cancelledTimers: [], outcome: { kind: 'failed', error: error.message, isItself: true }, warning: undefined };
  }
  const outcome = outcomeOf(input.state, awaited, decisions, state, carried);
  // An end releases what the function has not.
  if (outcome.kind !== 'waiting') releaseEntities(decisions, state);
  return { decided: decisions.newDecisions(), cancelledTimers: decisions.cancelledTimers(), outcome, warning: state.warning };
};

const outcomeOf = (state: OrchestratorState, awaited: Task | undefined, decisions: Decisions, schedule: ScheduleState, carried: readonly EventRaised[]): Outcome => {
  const ended = state.isDone || state.error !== undefined;
  if (!ended && awaited?.neverSettles === true) schedule.warning ??= WAITS_FOR_CANCELLED;
  if (!ended) return { kind: 'waiting' };
  if (awaited !== undefined && !awaited.neverSettles) return { kind: 'waiting' };
  if (decisions.hasOpenTasks) return { kind: 'waiting' };
  if (state.error !== undefined) return { kind: 'failed', error: state.error };
  if (schedule.continueAsNew !== undefined) return { kind: 'continuedAsNew', input: schedule.continueAsNew.input, carried };
  return { kind: 'completed', output: JSON.stringify(state.output ?? null) };
};

