import { EventType, type DecidedEvent } from '../protocol';

/** The orchestrator's code does not agree with what its history says it did. Ends the instance as Failed. */
export class NonDeterministicError extends Error {
  override readonly name = 'NonDeterministicOrchestrationException';
}

const INTRO = 'Non-Deterministic workflow detected: A previous execution of this orchestration scheduled';
const ADVICE = 'Was a change made to the orchestrator code after this instance had already started running?';

/** A decision that the replay has not come to. */
const missing = (event: DecidedEvent): string => {
  const id = `sequence ID ${event.EventId}`;
  switch (event.EventType) {
    case EventType.TaskScheduled:
      return `an activity task with ${id} and name '${event.Name}' (version '${event.Version}'),`;
    case EventType.SubOrchestrationInstanceCreated:
      return `a sub-orchestration task with ${id} and name '${event.Name}' (version '${event.Version}', instance ID '${event.InstanceId}'),`;
    case EventType.TimerCreated:
      return `a timer task with sequence number ${event.EventId}`;
    case EventType.EventSent:
      return `a send event task with ${id}, type '${event.Name}' and instance ID '${event.InstanceId}',`;
  }
};

const kind = (event: DecidedEvent): string => {
  switch (event.EventType) {
    case EventType.TaskScheduled:
      return `an activity task`;
    case EventType.SubOrchestrationInstanceCreated:
      return `a sub-orchestration task`;
    case EventType.TimerCreated:
      return `a timer task`;
    case EventType.EventSent:
      return `a send event task`;
  }
};

const named = (event: DecidedEvent): string => ('Name' in event ? ` named '${event.Name}'` : '');

/**
 * Checks one decision of an earlier episode against what the replay decided under the same id. As in the Durable Task Framework the kind
 * must agree, and the name of an activity or sub-orchestration (without regard to case); inputs and due times are not compared. Its words too.
 */
export const assertSameDecision = (recorded: DecidedEvent, replayed: DecidedEvent | undefined): void => {
  if (replayed === undefined) throw new NonDeterministicError(`${INTRO} ${missing(recorded)} but the current replay execution hasn't (yet?) scheduled this task. ${ADVICE}`);
  const hasName = recorded.EventType === EventType.TaskScheduled || recorded.EventType === EventType.SubOrchestrationInstanceCreated;
  const sameName = !hasName || (replayed.EventType === recorded.EventType && replayed.Name.toLowerCase() === recorded.Name.toLowerCase());
  if (replayed.EventType === recorded.EventType && sameName) return;
  const before = `${kind(recorded)} with sequence number ${recorded.EventId}${named(recorded)}`;
  throw new NonDeterministicError(`${INTRO} ${before}, but the current orchestration replay instead scheduled ${kind(replayed)}${named(replayed)} with this sequence number.  ${ADVICE}`);
};
