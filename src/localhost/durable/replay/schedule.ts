import { guidFromName } from '../guid';
import { ActionType, entityInstanceId, type Action, type CallEntity, type EntityName, type EntityRequest, type LockEntities } from '../protocol';
import { type Decisions } from './decisions';
import { httpCall } from './httpCall';
import { longTimer } from './longTimer';
import { retried } from './retried';
import { Task, whenAll, whenAny } from './task';

/** What actions leave behind besides tasks: the lock held, and the input with which the execution will start anew. */
export interface ScheduleState {
  lock: { readonly id: string; readonly entities: readonly EntityName[] } | undefined;
  continueAsNew: { readonly input: string } | undefined;
}

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

const releaseEntities = (decisions: Decisions, state: ScheduleState): Task => {
  const { lock } = state;
  state.lock = undefined;
  for (const entity of lock?.entities ?? []) {
    decisions.send(entityInstanceId(entity), 'release', () => ({ parent: decisions.identity.instanceId, id: lock?.id }));
  }
  return done();
};

/** Carries out one action of the library's list against the decisions made so far, and answers with what the next action has to wait for. */
export const schedule = (action: Action, decisions: Decisions, state: ScheduleState): Task => {
  switch (action.actionType) {
    case ActionType.CallActivity:
      return decisions.activity(action.functionName, action.input);
    case ActionType.CallActivityWithRetry:
      return retried(action.retryOptions, decisions, (failWith) => decisions.activity(action.functionName, action.input, { failWith }));
    case ActionType.CallSubOrchestrator:
    case ActionType.CallSubOrchestratorWithRetry: {
      const call = (failWith?: Parameters<Parameters<typeof retried>[2]>[0]): Task =>
        decisions.subOrchestration({ name: action.functionName, version: action.version ?? '', instanceId: action.instanceId, input: action.input, failWith });
      return action.actionType === ActionType.CallSubOrchestrator ? call() : retried(action.retryOptions, decisions, call);
    }
    case ActionType.ContinueAsNew:
      state.continueAsNew = { input: JSON.stringify(action.input ?? null) };
      return done();
    case ActionType.CreateTimer:
      return longTimer(Date.parse(action.fireAt), action.isCanceled, decisions);
    case ActionType.WaitForExternalEvent:
      return decisions.waitForEvent(action.externalEventName);
    case ActionType.CallEntity:
      return callEntity(action, decisions);
    case ActionType.CallHttp:
      return httpCall(action.httpRequest, decisions);
    case ActionType.SignalEntity:
    case ActionType.ScheduledSignalEntity:
      return signalEntity(action, decisions);
    case ActionType.WhenAny:
      return whenAny(action.compoundActions.map((child) => schedule(child, decisions, state)));
    case ActionType.WhenAll:
      return whenAll(action.compoundActions.map((child) => schedule(child, decisions, state)));
    case ActionType.LockEntities:
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

