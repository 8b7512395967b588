import { EventType, type DecidedEvent } from '../protocol';

/** The orchestrator's code does not agree with what its history says it did. Ends the instance as Failed. */
export class NonDeterministicError extends Error {
  override readonly name = 'NonDeterministicOrchestrationException';
}

const describe = (event: DecidedEvent): string => {
  switch (event.EventType) {
    case EventType.TaskScheduled:
      return `an activity task with sequence ID ${event.EventId} and name '${event.Name}'`;
    case EventType.SubOrchestrationInstanceCreated:
      return `a sub-orchestration task with sequence ID ${event.EventId} and name '${event.Name}'`;
    case EventType.TimerCreated:
      return `a timer task with sequence ID ${event.EventId}`;
    case EventType.EventSent:
      return `a message with sequence ID ${event.EventId} to '${event.InstanceId}'`;
  }
};

/**
 * Checks one decision of an earlier episode against what the replay decided under the same id. As in the Durable Task Framework the kind
 * must agree, and the name of an activity or sub-orchestration (without regard to case); inputs and due times are not compared.
 */
export const assertSameDecision = (recorded: DecidedEvent, replayed: DecidedEvent | undefined): void => {
  const intro = 'Non-Deterministic workflow detected: a previous execution of this orchestration scheduled';
  const advice = 'Was a change made to the orchestrator code after this instance had already started running?';
  if (replayed === undefined) throw new NonDeterministicError(`${intro} ${describe(recorded)}, but the current replay has not scheduled it. ${advice}`);
  const named = recorded.EventType === EventType.TaskScheduled || recorded.EventType === EventType.SubOrchestrationInstanceCreated;
  const sameName = !named || (replayed.EventType === recorded.EventType && replayed.Name.toLowerCase() === recorded.Name.toLowerCase());
  if (replayed.EventType !== recorded.EventType || !sameName) {
    throw new NonDeterministicError(`${intro} ${describe(recorded)}, but the current replay scheduled ${describe(replayed)} in its place. ${advice}`);
  }
};
