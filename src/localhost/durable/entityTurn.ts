import { type EntityRecord, type Message, type Origin, type Outbound } from './instance';
import { entityInstanceId, EventType, parseEntityInstanceId, type EntityRequest, type EntityResponse, type HistoryEvent } from './protocol';
import { idProblem } from './store/keys';

/** What the entity function answers (durable-functions, `EntityState`). */
export interface EntityRun {
  readonly entityExists: boolean;
  /** JSON text. */
  readonly entityState?: string;
  readonly results: readonly { readonly isError: boolean; readonly result?: string }[];
  readonly signals: readonly { readonly target: { readonly name: string; readonly key: string }; readonly name: string; readonly input?: string }[];
}

/** Senders remembered to tell a second delivery; beyond that the one not heard of longest is forgotten. */
const SENDERS_REMEMBERED = 1_000;

export const newEntity = (id: string, now: number): EntityRecord => ({
  kind: 'entity',
  id,
  generation: 0,
  turn: 0,
  createdAt: new Date(now).toISOString(),
  updatedAt: new Date(now).toISOString(),
  outbox: [],
  exists: false,
  state: null,
  lockedBy: null,
  queue: [],
  seen: [],
  sent: 0,
});

/** Takes messages in: requests join the queue, a release frees the lock or takes a lock request back. Second deliveries are dropped. */
export const receive = (record: EntityRecord, messages: readonly Message[]): EntityRecord => {
  let { lockedBy, lockId = null } = record;
  const queue = [...record.queue];
  const seen = new Map(record.seen.map((origin) => [origin.sender, origin]));
  for (const message of messages) {
    if (message.kind === 'release') {
      // Another lock of the same holder is not let go by a release that comes a second time.
      if (lockedBy === message.parent && (lockId ?? message.id) === message.id) lockedBy = lockId = null;
      const waiting = queue.findIndex((request) => request.lockset !== undefined && request.id === message.id);
      if (waiting >= 0) queue.splice(waiting, 1);
    } else if (message.kind === 'request' && !alreadySeen(seen.get(message.origin?.sender ?? ''), message.origin)) {
      queue.push(message.request);
      if (message.origin !== null) {
        seen.delete(message.origin.sender);
        seen.set(message.origin.sender, message.origin);
      }
    }
  }
  return { ...record, lockedBy, lockId, queue, seen: [...seen.values()].slice(-SENDERS_REMEMBERED) };
};

const alreadySeen = (known: Origin | undefined, origin: Origin | null): boolean =>
  origin !== null && known !== undefined && known.executionId === origin.executionId && origin.sequence <= known.sequence;

/** What an entity does next. */
export type EntityStep =
  | { readonly kind: 'run'; readonly batch: readonly EntityRequest[]; readonly rest: EntityRecord }
  | { readonly kind: 'locked'; readonly record: EntityRecord; readonly outbox: readonly Outbound[] }
  /** @property wakeAt when the next request falls due, in milliseconds since 1970. */
  | { readonly kind: 'wait'; readonly wakeAt: number | undefined };

const dueAt = (request: EntityRequest): number => (request.due === undefined ? -Infinity : Date.parse(request.due));

/**
 * The next step at `now`: operations in order up to a lock request; a lock request only when it comes first. While the entity is locked
 * only the holder's operations go on.
 */
export const nextStep = (record: EntityRecord, now: number): EntityStep => {
  const due = record.queue.filter((request) => dueAt(request) <= now);
  if (record.lockedBy !== null) {
    const batch = due.filter((request) => request.lockset === undefined && request.parent === record.lockedBy && !request.signal);
    return batch.length > 0 ? run(record, batch) : { kind: 'wait', wakeAt: undefined };
  }
  const lockAt = due.findIndex((request) => request.lockset !== undefined);
  const [first] = due;
  if (first !== undefined && lockAt === 0) return grant(record, first, now);
  const batch = lockAt < 0 ? due : due.slice(0, lockAt);
  if (batch.length > 0) return run(record, batch);
  const later = record.queue.map(dueAt).filter((at) => at > now);
  return { kind: 'wait', wakeAt: later.length === 0 ? undefined : Math.min(...later) };
};

const without = (record: EntityRecord, requests: readonly EntityRequest[]): EntityRecord => ({ ...record, queue: record.queue.filter((request) => !requests.includes(request)) });

const run = (record: EntityRecord, batch: readonly EntityRequest[]): EntityStep => ({ kind: 'run', batch, rest: without(record, batch) });

const grant = (record: EntityRecord, request: EntityRequest, now: number): EntityStep => {
  const position = (request.pos ?? 0) + 1;
  const next = request.lockset?.[position];
  const locked: EntityRecord = { ...without(record, [request]), lockedBy: request.parent ?? null, lockId: request.id, sent: record.sent + 1 };
  const onward: Outbound =
    next === undefined
      ? answer(request, { result: 'null' }, now)
      : { to: entityInstanceId(next), message: { kind: 'request', request: { ...request, pos: position }, origin: { sender: record.id, executionId: '', sequence: locked.sent } } };
  return { kind: 'locked', record: locked, outbox: [onward] };
};

const answer = (request: EntityRequest, response: EntityResponse, now: number): Outbound => {
  const event: HistoryEvent = {
    EventType: EventType.EventRaised,
    EventId: -1,
    IsPlayed: false,
    Timestamp: new Date(now).toISOString(),
    Name: request.id,
    Input: JSON.stringify(response),
  };
  return {
    to: request.parent ?? '',
    message: { kind: 'event', ...(request.parentExecution === undefined ? {} : { executionId: request.parentExecution }), event },
  };
};

/** The trigger's JSON for a batch of operations. */
export const entityTrigger = (record: EntityRecord, batch: readonly EntityRequest[]): string =>
  JSON.stringify({
    self: parseEntityInstanceId(record.id),
    exists: record.exists,
    state: record.state,
    batch: batch.map((request) => ({ name: request.op ?? '', input: request.input ?? null, isSignal: request.signal, id: request.id })),
  });

/** Takes in what the function answered. Signals go out in order, then the answers to calls. @throws for a signal that could never be stored, or an answer in another form */
export const applyRun = (record: EntityRecord, batch: readonly EntityRequest[], result: EntityRun, now: number): { record: EntityRecord; outbox: Outbound[] } => {
  let { sent } = record;
  const signals = result.signals.map((signal): Outbound => {
    const problem = idProblem(entityInstanceId(signal.target));
    if (problem !== undefined) throw new Error(`'${entityInstanceId(signal.target)}' cannot be signalled. ${problem}`);
    sent += 1;
    const request: EntityRequest = { op: signal.name, signal: true, id: `${record.id}:${sent}`, parent: record.id, ...(signal.input === undefined || signal.input === '' ? {} : { input: signal.input }) };
    return { to: entityInstanceId(signal.target), message: { kind: 'request', request, origin: { sender: record.id, executionId: '', sequence: sent } } };
  });
  const answers = batch.flatMap((request, position) => {
    const outcome = result.results[position];
    return request.signal ? [] : [answer(request, outcome?.isError === true ? failed(outcome.result) : { result: outcome?.result }, now)];
  });
  const { entityExists: exists, entityState } = result;
  return { record: { ...record, exists, state: exists ? (entityState ?? null) : null, sent }, outbox: [...signals, ...answers] };
};

/** The answers to a batch whose function could not be run at all: nothing changes, every caller hears of it. */
export const failRun = (batch: readonly EntityRequest[], message: string, now: number): Outbound[] =>
  batch.filter((request) => !request.signal).map((request) => answer(request, { result: JSON.stringify(message), exceptionType: 'EntityOperationFailedException' }, now));

/** The library hands on a thrown Error as `{}`, and `catch` in the orchestrator sees `[object Object]`. */
const failed = (result: string | undefined): EntityResponse => ({ result, exceptionType: 'Error' });
