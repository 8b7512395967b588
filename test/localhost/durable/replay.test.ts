import { ActionType, EventType, type Action, type HistoryEvent, type OrchestratorState } from '../../../src/localhost/durable/protocol';
import { retryDelay } from '../../../src/localhost/durable/replay/retried';
import { replay, type Replayed } from '../../../src/localhost/durable/replay/replay';

const START = Date.parse('2026-01-31T10:00:00.000Z');
const DAY = 86_400_000;
const iso = (ms: number): string => new Date(START + ms).toISOString();

const event = <T extends object>(type: number, at: number, rest: T): HistoryEvent => ({ EventType: type, EventId: -1, IsPlayed: false, Timestamp: iso(at), ...rest }) as unknown as HistoryEvent;
const turn = (at: number): HistoryEvent => event(EventType.OrchestratorStarted, at, {});
const begun = [turn(0), event(EventType.ExecutionStarted, 0, { Name: 'o' })];
const scheduled = (id: number, Name = 'a'): HistoryEvent => event(EventType.TaskScheduled, 0, { EventId: id, Name, Input: '[null]' });
const completed = (id: number): HistoryEvent => event(EventType.TaskCompleted, 0, { TaskScheduledId: id, Result: 'null' });
const failed = (id: number): HistoryEvent => event(EventType.TaskFailed, 0, { TaskScheduledId: id, Reason: 'r', Details: 'd' });
const timer = (id: number, at: number): HistoryEvent => event(EventType.TimerCreated, 0, { EventId: id, FireAt: iso(at) });
const fired = (id: number): HistoryEvent => event(EventType.TimerFired, 0, { TimerId: id });
const raised = (Name: string, Input = 'null'): HistoryEvent => event(EventType.EventRaised, 0, { Name, Input });

const call = (functionName = 'a'): Action => ({ actionType: ActionType.CallActivity, functionName });
const wait = (externalEventName: string): Action => ({ actionType: ActionType.WaitForExternalEvent, externalEventName });
const timeout = (at: number, isCanceled = false): Action => ({ actionType: ActionType.CreateTimer, fireAt: iso(at), isCanceled });
const all = (...compoundActions: Action[]): Action => ({ actionType: ActionType.WhenAll, compoundActions });
const any = (...compoundActions: Action[]): Action => ({ actionType: ActionType.WhenAny, compoundActions });
const anew: Action = { actionType: ActionType.ContinueAsNew, input: { n: 1 } };
const retry = (maxNumberOfAttempts: number): Action => ({
  actionType: ActionType.CallActivityWithRetry,
  functionName: 'a',
  retryOptions: { firstRetryIntervalInMilliseconds: 1_000, maxNumberOfAttempts },
});

const run = (history: HistoryEvent[], actions: Action[], state: Partial<OrchestratorState> = {}): Replayed =>
  replay({ instanceId: 'i', executionId: 'e', history: [...begun, ...history], state: { isDone: false, actions: [actions], ...state } });

/** `task 0 a`, `timer 1 +1000`: a decision in a word. */
const brief = ({ decided }: Replayed): string[] =>
  decided.map((decision) => {
    if (decision.EventType === EventType.TimerCreated) return `timer ${decision.EventId} +${Date.parse(decision.FireAt) - START}`;
    if (decision.EventType === EventType.EventSent) return `sent ${decision.EventId} ${decision.InstanceId} ${decision.Name}`;
    return `task ${decision.EventId} ${decision.Name}`;
  });

interface Case {
  readonly name: string;
  readonly history: HistoryEvent[];
  readonly actions: Action[];
  readonly decides: string[];
}

describe('what is decided', () => {
  it.each<Case>([
  { name: 'the first action is begun at once', history: [], actions: [call(), call('b')], decides: ['task 0 a'] },
  { name: 'the next when the one before has ended', history: [scheduled(0), completed(0)], actions: [call(), call('b')], decides: ['task 1 b'] },
  { name: 'or failed', history: [scheduled(0), failed(0)], actions: [call(), call('b')], decides: ['task 1 b'] },
  { name: 'all children of WhenAll begin together', history: [], actions: [all(call(), timeout(5), call('b'))], decides: ['task 0 a', 'timer 1 +5', 'task 2 b'] },
  { name: 'WhenAll waits for the rest after a failure', history: [scheduled(0), scheduled(1), failed(0)], actions: [all(call(), call()), call('b')], decides: [] },
  { name: 'WhenAny goes on with the first', history: [scheduled(0), scheduled(1), completed(1)], actions: [any(call(), call()), call('b')], decides: ['task 2 b'] },
  { name: 'a cancelled timer is recorded, and WhenAny goes on at once', history: [], actions: [any(wait('e'), timeout(5, true)), call()], decides: ['timer 0 +5', 'task 1 a'] },
  { name: 'an event ends the wait for its name', history: [raised('other'), raised('e')], actions: [wait('e'), call()], decides: ['task 0 a'] },
  { name: 'names differ by case, as in the library', history: [raised('E')], actions: [wait('e'), call()], decides: [] },
  { name: 'an early event is kept', history: [raised('e'), scheduled(0), completed(0)], actions: [call(), wait('e'), call('b')], decides: ['task 1 b'] },
  { name: 'a failure is followed by a timer', history: [scheduled(0), failed(0)], actions: [retry(2)], decides: ['timer 1 +1000'] },
  { name: 'then by another attempt', history: [scheduled(0), failed(0), timer(1, 1_000), turn(1_000), fired(1)], actions: [retry(2)], decides: ['task 2 a'] },
  { name: 'the last failure by a timer due at once', history: [scheduled(0), failed(0), timer(1, 1_000), turn(1_000), fired(1), scheduled(2), failed(2)], actions: [retry(2)], decides: ['timer 3 +1000'] },
  { name: 'a timer of exactly six days is one', history: [], actions: [timeout(6 * DAY)], decides: [`timer 0 +${6 * DAY}`] },
  { name: 'one a millisecond longer has legs', history: [], actions: [timeout(6 * DAY + 1)], decides: [`timer 0 +${3 * DAY}`] },
  { name: 'another leg while no less than one remains', history: [timer(0, 3 * DAY), turn(3 * DAY), fired(0)], actions: [timeout(6 * DAY + 1)], decides: [`timer 1 +${6 * DAY}`] },
  { name: 'the last leg has the rest', history: [timer(0, 3 * DAY), turn(3 * DAY), fired(0), timer(1, 6 * DAY), turn(6 * DAY), fired(1)], actions: [timeout(6.5 * DAY)], decides: [`timer 2 +${6.5 * DAY}`] },
  { name: 'a cancelled one has its first leg', history: [timer(0, 3 * DAY), raised('e')], actions: [any(wait('e'), timeout(6 * DAY + 1, true)), call()], decides: ['task 1 a'] },
  { name: 'a second end of a task is ignored', history: [scheduled(0), completed(0), completed(0)], actions: [call(), call('b')], decides: ['task 1 b'] },
])('$name', ({ history, actions, decides }) => {
    expect(brief(run(history, actions))).toEqual(decides);
  });
});

describe('how it ends', () => {
  it('not while a task is open', () => {
    const open = [scheduled(0), scheduled(1), completed(0)];
    expect(run(open, [any(call(), call())], { isDone: true, output: 1 }).outcome).toEqual({ kind: 'waiting' });
    expect(run([...open, completed(1)], [any(call(), call())], { isDone: true, output: 1 }).outcome).toEqual({ kind: 'completed', output: '1' });
  });

  it('at once when only a cancelled timer is open', () => {
    const result = run([timer(0, 5), raised('e')], [any(wait('e'), timeout(5, true))], { isDone: true });
    expect([result.outcome, result.cancelledTimers]).toEqual([{ kind: 'completed', output: 'null' }, [0]]);
  });

  it('with what was thrown', () => {
    expect(run([], [], { error: 'oh' }).outcome).toEqual({ kind: 'failed', error: 'oh' });
    expect(run([scheduled(0)], [call()], { error: 'oh' }).outcome).toEqual({ kind: 'waiting' });
  });

  it('anew, with the events that came since', () => {
    const later = raised('e', '2');
    expect(run([raised('e', '1'), later], [wait('e'), anew], { isDone: true }).outcome).toEqual({ kind: 'continuedAsNew', input: '{"n":1}', carried: [later] });
  });

  it('anew with an event that was waited for beside a cancelled timer: it is handed out again, and that is said', () => {
    const early = raised('e', '1');
    const { outcome, warning } = run([timer(0, 5), early], [any(wait('e'), timeout(5, true)), anew], { isDone: true });
    expect(outcome).toEqual({ kind: 'continuedAsNew', input: '{"n":1}', carried: [early] });
    expect(warning).toContain("Event 'e' was waited for together with a timer that has been cancelled");
  });

  it('not while it is suspended', () => {
    const suspended = event(EventType.ExecutionSuspended, 0, { Reason: null });
    const resumed = event(EventType.ExecutionResumed, 0, { Reason: null });
    expect(run([suspended, raised('e')], [wait('e')], { isDone: true }).outcome).toEqual({ kind: 'waiting' });
    expect(run([suspended, raised('e'), resumed], [wait('e')], { isDone: true }).outcome).toEqual({ kind: 'completed', output: 'null' });
  });

  it.each([
    ['another name', [scheduled(0, 'x')], [call()]],
    ['another kind', [timer(0, 5)], [call()]],
    ['a later leg of a timer that is cancelled', [timer(0, 3 * DAY), turn(3 * DAY), fired(0), timer(1, 6 * DAY)], [timeout(7 * DAY, true)]],
    ['nothing any more', [scheduled(0), completed(0), scheduled(1)], [call()]],
  ])('as a failure when the history says otherwise: %s', (_, history, actions) => {
    expect(run(history, actions).outcome).toMatchObject({ kind: 'failed', error: expect.stringContaining('Non-Deterministic workflow detected') as string });
  });
});

it.each([
  [1, {}, 1_000],
  [3, {}, 1_000],
  [3, { backoffCoefficient: 2 }, 4_000],
  [3, { backoffCoefficient: 2, maxRetryIntervalInMilliseconds: 3_000 }, 3_000],
  [99, { backoffCoefficient: 10 }, 6 * DAY],
])('retries wait after failure %d with %j: %d ms', (failures, options, expected) => {
  expect(retryDelay({ firstRetryIntervalInMilliseconds: 1_000, maxNumberOfAttempts: 9, ...options }, failures)).toBe(expected);
});

it('an action of a later library is refused by name', () => {
  expect(() => run([], [{ actionType: 99 } as unknown as Action])).toThrow('The library asks for an action this runtime does not know: {"actionType":99}');
});
