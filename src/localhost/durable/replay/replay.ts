import { EventType, TIMER_LIMITS, type DecidedEvent, type EventRaised, type HistoryEvent, type OrchestratorState, type TimerLimits } from '../protocol';
import { Decisions, type ExecutionIdentity } from './decisions';
import { NonDeterministicError } from './determinism';
import { schedule, type ScheduleState } from './schedule';
import { type Task } from './task';

export interface ReplayInput extends ExecutionIdentity {
  /** The whole execution so far, the new episode's OrchestratorStarted and inbound events included. */
  readonly history: readonly HistoryEvent[];
  /** What the library returned for that history. */
  readonly state: OrchestratorState;
  readonly limits?: TimerLimits;
}

export type Outcome =
  /** @property output JSON text. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'completed'; readonly output: string }
  | { readonly kind: 'failed'; readonly error: string }
  /** @property carried events that came after the decision to start anew; they belong to the next execution. */
  | { readonly kind: 'continuedAsNew'; readonly input: string; readonly carried: readonly EventRaised[] };

export interface Replayed {
  /** What this episode decided, in the order of ids. */
  readonly decided: readonly DecidedEvent[];
  /** Ids of timers that need not fire any more. */
  readonly cancelledTimers: readonly number[];
  readonly outcome: Outcome;
}

/** A failure of the host's own making, in the words of the README. */
const CANNOT_GO_ON = 'The orchestrator waits for a timer it has cancelled, so it can never go on.';

/**
 * Walks through a history while carrying out the library's actions one after another, as the Durable extension does: an action is begun when
 * the one before it has settled, and what it decides must be found in the history or is new. Pure: the same input gives the same answer.
 * An orchestration that does not agree with its history fails (no exception leaves this function).
 */
export const replay = (input: ReplayInput): Replayed => {
  const decisions = new Decisions(input, input.limits ?? TIMER_LIMITS);
  const state: ScheduleState = { lock: undefined, continueAsNew: undefined };
  const actions = input.state.actions[0] ?? [];
  const carried: EventRaised[] = [];
  let next = 0;
  let awaited: Task | undefined;

  const goOn = (): void => {
    for (;;) {
      const action = actions[next];
      awaited = undefined;
      if (action === undefined) return;
      next += 1;
      const task = schedule(action, decisions, state);
      if (!task.settled) {
        awaited = task;
        task.whenSettled(goOn);
        return;
      }
    }
  };

  try {
    for (const event of input.history) {
      switch (event.EventType) {
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
        case EventType.EventRaised:
          if (state.continueAsNew !== undefined) carried.push(event);
          decisions.settle(event);
          break;
        default:
          decisions.settle(event);
      }
    }
  } catch (error) {
    if (!(error instanceof NonDeterministicError)) throw error;
    return { decided: [], cancelledTimers: [], outcome: { kind: 'failed', error: error.message } };
  }
  return { decided: decisions.newDecisions(), cancelledTimers: decisions.cancelledTimers(), outcome: outcomeOf(input.state, awaited, decisions, state, carried) };
};

const outcomeOf = (state: OrchestratorState, awaited: Task | undefined, decisions: Decisions, schedule: ScheduleState, carried: readonly EventRaised[]): Outcome => {
  const ended = state.isDone || state.error !== undefined;
  if (!ended) return awaited?.neverSettles === true ? { kind: 'failed', error: CANNOT_GO_ON } : { kind: 'waiting' };
  if (awaited?.neverSettles === true && !state.isDone) return { kind: 'failed', error: state.error ?? CANNOT_GO_ON };
  if (awaited !== undefined && !awaited.neverSettles) return { kind: 'waiting' };
  if (decisions.hasOpenTasks) return { kind: 'waiting' };
  if (state.error !== undefined) return { kind: 'failed', error: state.error };
  if (schedule.continueAsNew !== undefined) return { kind: 'continuedAsNew', input: schedule.continueAsNew.input, carried };
  return { kind: 'completed', output: JSON.stringify(state.output ?? null) };
};

