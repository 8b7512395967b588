import { type AppInvoker } from '../../../src/localhost/core/invoker';
import { type OrchestrationRecord } from '../../../src/localhost/durable/instance';
import { readOrchestratorAnswer } from '../../../src/localhost/durable/libraryAnswer';
import { EventType, TIMER_LIMITS, type HistoryEvent } from '../../../src/localhost/durable/protocol';
import { replay, type Replayed } from '../../../src/localhost/durable/replay/replay';
import { orchestrationTrigger } from '../../../src/localhost/durable/trigger';

export const isDecision = (event: HistoryEvent): boolean =>
  ([EventType.TaskScheduled, EventType.TimerCreated, EventType.SubOrchestrationInstanceCreated, EventType.EventSent] as number[]).includes(event.EventType);

/** Where each episode ends: the index behind its OrchestratorCompleted. */
export const episodes = (history: readonly HistoryEvent[]): [number, number][] => {
  const ends = history.flatMap((event, index) => (event.EventType === EventType.OrchestratorCompleted ? [index + 1] : []));
  return ends.map((end, n) => [ends[n - 1] ?? 0, end]);
};

const decide = async (invoker: AppInvoker, orchestrator: string, known: readonly HistoryEvent[]): Promise<Replayed> => {
  const started = known.find((event) => event.EventType === EventType.ExecutionStarted);
  if (started?.EventType !== EventType.ExecutionStarted) throw new Error('a history begins with ExecutionStarted');
  const { InstanceId: id, ExecutionId: executionId } = started.OrchestrationInstance;
  const record = { id, executionId, input: started.Input, parent: null } as OrchestrationRecord;
  const result = await invoker.invoke(orchestrator, { triggerData: { string: orchestrationTrigger(record, known, false, TIMER_LIMITS) } });
  const answer = readOrchestratorAnswer(result);
  if (answer.kind === 'broken') throw new Error(answer.error);
  return replay({ instanceId: id, executionId, history: known, state: answer.state });
};

/** What the orchestrator decides on what was known in one episode of a history, beside what the history says of it. @param cut from where to where the episode is. */
export const replayedEpisode = async (invoker: AppInvoker, orchestrator: string, history: readonly HistoryEvent[], [from, to]: readonly [number, number]) => {
  const before = history.slice(0, from).map((event) => ({ ...event, IsPlayed: true }));
  const episode = history.slice(from, to);
  const known = [...before, ...episode.filter((event) => !isDecision(event) && event.EventType !== EventType.ExecutionCompleted && event.EventType !== EventType.OrchestratorCompleted)];
  return { episode, ...(await decide(invoker, orchestrator, known)) };
};
