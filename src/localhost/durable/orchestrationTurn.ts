import { type Episode } from './episode';
import { type Message, type OrchestrationRecord, type Outbound } from './instance';
import {
  EventType,
  isTerminal,
  OrchestrationStatus,
  type DecidedEvent,
  type EntityRequest,
  type EventSent,
  type Failure,
  type HistoryEvent,
  type StatusName,
  type SubOrchestrationCreated,
} from './protocol';
import { type Replayed } from './replay/replay';
import { locksHeld } from './replay/schedule';

export interface FinishedTurn {
  readonly record: OrchestrationRecord;
  /** What the turn adds to the history; empty when the execution starts anew. */
  readonly events: readonly HistoryEvent[];
  /** What it decided. */
  readonly decided: readonly DecidedEvent[];
}

interface TurnInput {
  readonly record: OrchestrationRecord;
  readonly history: readonly HistoryEvent[];
  readonly episode: Episode;
  readonly now: number;
}

const stamp = (now: number): { EventId: number; IsPlayed: boolean; Timestamp: string } => ({ EventId: -1, IsPlayed: false, Timestamp: new Date(now).toISOString() });
const completed = (now: number): HistoryEvent => ({ EventType: EventType.OrchestratorCompleted, ...stamp(now) });

/** A turn that only takes note: nothing was left of its messages. */
export const noteTurn = ({ record, now }: TurnInput): FinishedTurn => ({ record: { ...record, outbox: [], updatedAt: new Date(now).toISOString() }, events: [], decided: [] });

/** A turn that ends the instance because somebody asked for it. */
export const terminateTurn = (input: TurnInput): FinishedTurn => end(input, [], 'Terminated', input.episode.terminated?.reason ?? null, undefined);

/** A turn in which the orchestrator ran. @param customStatus JSON text, or null. */
export const finishTurn = (input: TurnInput, replayed: Replayed, customStatus: string | null, newExecutionId: () => string, failureDetails: string): FinishedTurn => {
  const { record, episode, now } = input;
  const { decided, outcome } = replayed;
  const current: TurnInput = { ...input, record: { ...record, customStatus, warning: replayed.warning ?? record.warning } };
  switch (outcome.kind) {
    case 'completed':
      return end(current, decided, 'Completed', outcome.output, undefined);
    case 'failed': {
      const isOurs = outcome.isItself === true;
      const reason = isOurs ? outcome.error : `Orchestrator function '${record.name}' failed: ${outcome.error}`;
      return end(current, decided, 'Failed', JSON.stringify(reason), { Reason: reason, Details: `Message: ${outcome.error}, StackTrace: ${failureDetails}`, FailureDetails: outcome.details }, !isOurs);
    }
    case 'continuedAsNew':
      return {
        record: {
          ...record,
          warning: replayed.warning ?? record.warning,
          executionId: newExecutionId(),
          begun: null,
          generation: record.generation + 1,
          turn: 0,
          status: 'Running',
          input: outcome.input,
          output: null,
          customStatus,
          carried: outcome.carried,
          cancelledTimers: [],
          updatedAt: new Date(now).toISOString(),
          outbox: [...outboxOf(record, decided), ...releases(record, input.history, decided)],
        },
        events: [],
        decided,
      };
    case 'waiting':
      return {
        record: {
          ...current.record,
          status: episode.suspended ? 'Suspended' : 'Running',
          // The extension shows there why it was suspended or resumed.
          output: episode.reason === undefined ? record.output : JSON.stringify(episode.reason),
          turn: record.turn + 1,
          carried: [],
          cancelledTimers: replayed.cancelledTimers,
          updatedAt: new Date(now).toISOString(),
          outbox: outboxOf(record, decided),
        },
        events: [...episode.inbound, ...decided, completed(now)],
        decided,
      };
  }
};

/** @param isCarriedOut false: what was decided stands in the history, and nothing comes of it. */
const end = ({ record, history, episode, now }: TurnInput, decided: readonly DecidedEvent[], status: StatusName, output: string | null, failure: Failure | undefined, isCarriedOut = true): FinishedTurn => {
  const ended: HistoryEvent = { EventType: EventType.ExecutionCompleted, ...stamp(now), OrchestrationStatus: OrchestrationStatus[status], Result: failure?.FailureDetails === undefined ? output : null, ...(failure?.FailureDetails && { FailureDetails: failure.FailureDetails }) };
  return {
    record: {
      ...record,
      status,
      output,
      turn: record.turn + 1,
      carried: [],
      cancelledTimers: [],
      updatedAt: new Date(now).toISOString(),
      outbox: [...(isCarriedOut ? outboxOf(record, decided) : []), ...releases(record, history, isCarriedOut ? decided : []), ...answerToParent(record, status, output, failure, now)],
    },
    events: [...episode.inbound, ...decided, ended, completed(now)],
    decided: [],
  };
};

/** Locks do not outlive the execution that took them. */
const releases = (record: OrchestrationRecord, history: readonly HistoryEvent[], decided: readonly DecidedEvent[]): Outbound[] => {
  const held = locksHeld([...history, ...decided].filter((event): event is EventSent => event.EventType === EventType.EventSent));
  return held === undefined ? [] : held.entities.map((to) => ({ to, message: { kind: 'release', parent: record.id, id: held.id } }));
};

const answerToParent = (record: OrchestrationRecord, status: StatusName, output: string | null, failure: Failure | undefined, now: number): Outbound[] => {
  const { parent } = record;
  if (parent === null || !isTerminal(status)) return [];
  const { InstanceId: to, ExecutionId: executionId } = parent.OrchestrationInstance;
  const reason = failure ?? { Reason: (JSON.parse(output ?? 'null') as string | null) ?? '', Details: null };
  const event: HistoryEvent =
    status === 'Completed'
      ? { EventType: EventType.SubOrchestrationInstanceCompleted, ...stamp(now), TaskScheduledId: parent.TaskScheduleId, Result: output }
      : { EventType: EventType.SubOrchestrationInstanceFailed, ...stamp(now), TaskScheduledId: parent.TaskScheduleId, ...reason };
  return [{ to, message: { kind: 'event', executionId, event } }];
};

/** What other instances must hear of these decisions. */
const outboxOf = (record: OrchestrationRecord, decided: readonly DecidedEvent[]): Outbound[] =>
  decided.flatMap((event): Outbound[] => {
    switch (event.EventType) {
      case EventType.SubOrchestrationInstanceCreated:
        return [startOf(record, event)];
      case EventType.EventSent:
        return [{ to: event.InstanceId, message: toEntity(record, event) }];
      case EventType.TaskScheduled:
      case EventType.TimerCreated:
        return [];
    }
  });

const startOf = (record: OrchestrationRecord, event: SubOrchestrationCreated): Outbound => ({
  to: event.InstanceId,
  start: {
    name: event.Name,
    version: event.Version === '' ? null : event.Version,
    input: event.Input,
    parent: { Name: record.name, OrchestrationInstance: { InstanceId: record.id, ExecutionId: record.executionId }, TaskScheduleId: event.EventId },
  },
});

const toEntity = (record: OrchestrationRecord, event: EventSent): Message => {
  const input = JSON.parse(event.Input) as EntityRequest & { readonly parent: string };
  if (event.Name === 'release') return { kind: 'release', parent: input.parent, id: input.id };
  return { kind: 'request', request: input, origin: { sender: record.id, executionId: record.executionId, sequence: event.EventId } };
};
