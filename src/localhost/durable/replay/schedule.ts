import { guidFromName } from '../guid';
import { ActionType, entityInstanceId, isEntityInstanceId, parseEntityInstanceId, type Action, type CallEntity, type EntityName, type EntityRequest, type LockEntities } from '../protocol';
import { idProblem } from '../store/keys';
import { type Decisions } from './decisions';
import { httpCall } from './httpCall';
import { longTimer } from './longTimer';
import { retried } from './retried';
import { Task, whenAll, whenAny } from './task';

/** What actions leave behind besides tasks: the lock held, and the input with which the execution will start anew. */
export interface ScheduleState {
  lock: { readonly id: string; readonly entities: readonly EntityName[] } | undefined;
  continueAsNew: { readonly input: string } | undefined;
  /** What goes wrong without a word from the extension: one sentence, the first of them. */
  warning: string | undefined;
}

/** Kinds of functions that an orchestrator calls. */
export type Callable = 'activity' | 'orchestrator' | 'entity';

/** Whether the app has a function of that kind and name. */
export type Knows = (kind: Callable, name: string) => boolean;

export const FOR_EVER = 'this instance stays Running for ever, as on Azure';

/** The extension stops here without a word: nothing further that the orchestrator decided is begun. */
export class Stuck extends Error {}

/** @throws Stuck */
const mustKnow = (knows: Knows, kind: Callable, name: string): void => {
  if (!knows(kind, name)) throw new Stuck(`${kind.charAt(0).toUpperCase()}${kind.slice(1)} '${name}' does not exist: ${FOR_EVER}.`);
};

/** @throws what no instance can be stored under: the start, or the message, would be refused whenever it is sent */
const mustFit = (id: string): void => {
  const problem = idProblem(id);
  if (problem !== undefined) throw new Error(`'${id}' cannot be called. ${problem}`);
};

const mustNameOrchestration = (id: string): void => {
  mustFit(id);
  if (isEntityInstanceId(id)) throw new Error(`No orchestration can have the id '${id}', which is that of an entity.`);
};

const done = (): Task => {
  const task = new Task();
  task.succeed();
  return task;
};

const jsonOrAbsent = (input: unknown): string | undefined => (input === undefined || input === null ? undefined : JSON.stringify(input));

const callEntity = (action: CallEntity, decisions: Decisions): Task => {
  const { instanceId, executionId } = decisions.identity;
  const task = new Task();
  decisions.send(
    action.instanceId,
    'op',
    (id): EntityRequest => ({
      op: action.operation,
      signal: false,
      input: jsonOrAbsent(action.input),
      id: guidFromName(`${executionId}:${id}`),
      parent: instanceId,
      parentExecution: executionId,
    }),
    (recorded) => decisions.waitForEvent(recorded.id, task),
  );
  return task;
};

const signalEntity = (action: { instanceId: string; operation: string; input?: unknown; fireAt?: string }, decisions: Decisions): Task => {
  const { instanceId, executionId } = decisions.identity;
  decisions.send(
    action.instanceId,
    action.fireAt === undefined ? 'op' : `op@${action.fireAt}`,
    (id): EntityRequest => ({
      op: action.operation,
      signal: true,
      input: jsonOrAbsent(action.input),
      id: guidFromName(`${executionId}:${id}`),
      parent: instanceId,
      ...(action.fireAt === undefined ? {} : { due: action.fireAt }),
    }),
  );
  return done();
};

const lockEntities = (action: LockEntities, decisions: Decisions, state: ScheduleState): Task => {
  const { instanceId, executionId } = decisions.identity;
  const [first] = action.lockSet;
  if (first === undefined) return done();
  const task = new Task();
  state.lock = { id: action.lockRequestId, entities: action.lockSet };
  decisions.send(
    entityInstanceId(first),
    'op',
    (): EntityRequest => ({ signal: false, id: action.lockRequestId, parent: instanceId, parentExecution: executionId, lockset: action.lockSet, pos: 0 }),
    (recorded) => decisions.waitForEvent(recorded.id, task),
  );
  return task;
};

/** Lets go what is locked, if anything. */
export const releaseEntities = (decisions: Decisions, state: ScheduleState): Task => {
  const { lock } = state;
  state.lock = undefined;
  for (const entity of lock?.entities ?? []) {
    decisions.send(entityInstanceId(entity), 'release', () => ({ parent: decisions.identity.instanceId, id: lock?.id }));
  }
  return done();
};

/** Carries out one action of the library's list against the decisions made so far, and answers with what the next action has to wait for. */
export const schedule = (action: Action, decisions: Decisions, state: ScheduleState, knows: Knows): Task => {
  const expired = (functionName: string) => (): void => {
    state.warning ??= `The retry timeout of '${functionName}' has passed: no further attempt is made, and the orchestrator waits for one, so ${FOR_EVER}.`;
  };
  switch (action.actionType) {
    case ActionType.CallActivity:
      mustKnow(knows, 'activity', action.functionName);
      return decisions.activity(action.functionName, action.input);
    case ActionType.CallActivityWithRetry:
      mustKnow(knows, 'activity', action.functionName);
      return retried(action.retryOptions, decisions, () => decisions.activity(action.functionName, action.input), expired(action.functionName));
    case ActionType.CallSubOrchestrator:
    case ActionType.CallSubOrchestratorWithRetry: {
      mustKnow(knows, 'orchestrator', action.functionName);
      mustNameOrchestration(action.instanceId ?? '');
      const call = (): Task => decisions.subOrchestration({ name: action.functionName, version: action.version ?? '', instanceId: action.instanceId, input: action.input });
      return action.actionType === ActionType.CallSubOrchestrator ? call() : retried(action.retryOptions, decisions, call, expired(action.functionName));
    }
    case ActionType.ContinueAsNew:
      state.continueAsNew = { input: JSON.stringify(action.input ?? null) };
      return done();
    case ActionType.CreateTimer:
      return longTimer(Date.parse(action.fireAt), action.isCanceled, decisions);
    case ActionType.WaitForExternalEvent:
      return decisions.waitForEvent(action.externalEventName);
    case ActionType.CallEntity:
      mustKnow(knows, 'entity', parseEntityInstanceId(action.instanceId).name);
      mustFit(action.instanceId);
      return callEntity(action, decisions);
    case ActionType.CallHttp:
      return httpCall(action.httpRequest, decisions);
    case ActionType.SignalEntity:
    case ActionType.ScheduledSignalEntity:
      mustKnow(knows, 'entity', parseEntityInstanceId(action.instanceId).name);
      mustFit(action.instanceId);
      return signalEntity(action, decisions);
    case ActionType.WhenAny:
      return whenAny(action.compoundActions.map((child) => schedule(child, decisions, state, knows)));
    case ActionType.WhenAll:
      return whenAll(action.compoundActions.map((child) => schedule(child, decisions, state, knows)));
    case ActionType.LockEntities:
      for (const entity of action.lockSet) {
        mustKnow(knows, 'entity', entity.name);
        mustFit(entityInstanceId(entity));
      }
      return lockEntities(action, decisions, state);
    case ActionType.ReleaseEntities:
      return releaseEntities(decisions, state);
    default:
      throw new Error(`The library asks for an action this runtime does not know: ${JSON.stringify(action satisfies never)}`);
  }
};

/** The entities an execution has asked to lock and not released, going by its history: they must be let go however it ends. */
export const locksHeld = (sent: readonly { readonly Name: string; readonly Input: string }[]): { id: string; entities: readonly string[] } | undefined => {
  let held: { id: string; entities: readonly string[] } | undefined;
  for (const event of sent) {
    const request = JSON.parse(event.Input) as EntityRequest;
    if (request.lockset !== undefined) held = { id: request.id, entities: request.lockset.map(entityInstanceId) };
    else if (event.Name === 'release') held = undefined;
  }
  return held;
};

