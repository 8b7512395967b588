import { afterAnswer, circuitState, CLOSED, type Circuit } from '../../domain/webhook/circuit';
import { type Attempted } from '../../domain/webhook/retry';
import { type Endpoint } from '../../domain/webhook/state';
import { plusMinutes, type Instant } from '../../kernel/instant';
import { type Write } from '../../kernel/partitionStore';
import { randomGuid } from '../command/ids';
import { type Deadline } from '../due/deadline';
import { withBound } from '../due/withBound';
import { RowUnreadable } from '../unreadable';
import { catchUp } from './catchUp';
import { guardDeadline, partnerOfDeadline, UNREADABLE_WAITS_MINUTES } from './webhookDeadlines';
import { giveUp, headOf, isHeadOverdue, postpone, settle, type Head } from './settle';
import { sendTo, type SendPorts } from './send';
import { dueOf, duePrefix, endpointKey, endpointPartition, STATE_KEY } from './webhookKeys';
import { dueRows, stateRows, type EndpointState } from './webhookRows';

/** Of one endpoint, so that a slow one does not wait for each of its answers in turn. */
const subjectsAtOnce = 4;
/** Of one page; a round goes on with as many pages. */
const mostSubjects = 100;
const mostPages = 20;
/** A round begins nothing more after so long; what is left is the next one's. */
export const ROUND_MILLIS = 20_000;
/** Longer than a round can take: nobody else delivers to the endpoint meanwhile, and a round that died is taken up then. */
const LEASE_MINUTES = 2;
/** Somebody else took something of the subject up while its answer came. */
const settleAttempts = 10;

interface Round {
  readonly ports: SendPorts;
  readonly endpoint: Endpoint;
  /** Whether there is time for one more. */
  readonly hasTime: () => boolean;
  circuit: Circuit;
  isUnsubscribed: boolean;
}

const readState = async ({ webhooks }: SendPorts, endpointId: string): Promise<{ readonly state: EndpointState; readonly etag: string | undefined }> => {
  const row = await webhooks.read(endpointPartition(endpointId), STATE_KEY);
  // A state that cannot be read is only how it answered lately.
  const [state] = row === undefined ? [] : stateRows.readable([row]).items;
  return { state: state ?? { circuit: CLOSED }, etag: row?.etag };
};

const writeState = async ({ webhooks }: SendPorts, endpointId: string, state: EndpointState, etag: string | undefined): Promise<string | undefined> => {
  const row = { key: STATE_KEY, value: { type: 'webhookState', ...state } };
  const write: Write = etag === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag };
  const committed = await webhooks.commit(endpointPartition(endpointId), [write]);
  return committed.ok ? committed.etags.get(STATE_KEY) : undefined;
};

/** An answer came: it is stored whatever else of the subject was taken up meanwhile. @returns whether the next of the subject is due at once. */
const settled = async ({ ports, endpoint }: Round, head: Head, answer: Awaited<ReturnType<typeof sendTo>>): Promise<boolean> => {
  let current: Head | undefined = head;
  for (let attempt = 0; attempt < settleAttempts && current !== undefined; attempt += 1) {
    const after = await settle(ports, endpoint.id, current, answer, ports.clock.now());
    if (after !== undefined) return after.outcome === 'delivered' || after.outcome === 'dead';
    const again: Head | undefined = await headOf(ports, endpoint.id, head.delivery.subjectId);
    current = again?.delivery.eventId === head.delivery.eventId ? again : undefined;
  }
  return false;
};

/** One event. @returns what came of it, and whether the next of its subject is due at once; undefined where nothing waits. */
const deliverHead = async (round: Round, subjectId: string, dueAt?: Instant): Promise<{ readonly attempted: Attempted; readonly goesOn: boolean } | undefined> => {
  const { ports, endpoint } = round;
  const head = await headOf(ports, endpoint.id, subjectId, dueAt);
  if (head === undefined) return undefined;
  const answer = await sendTo(ports, endpoint, head.delivery.eventId, head.delivery.body, head.delivery.traceparent);
  const now = ports.clock.now();
  const goesOn = await settled(round, head, answer);
  round.circuit = afterAnswer(round.circuit, answer.attempted, subjectId, now);
  if (answer.attempted.kind === 'answered' && answer.attempted.status === 410) round.isUnsubscribed = true;
  return { attempted: answer.attempted, goesOn };
};

/** DUE-2: a subject whose rows cannot be read waits, and holds up no other. */
const orPutOff = async ({ ports, endpoint }: Round, subjectId: string, at: Instant, work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof RowUnreadable)) throw error;
    await ports.unreadable.raise([error.row]);
    await postpone(ports, endpoint.id, subjectId, at, plusMinutes(ports.clock.now(), UNREADABLE_WAITS_MINUTES));
  }
};

const isClosed = ({ circuit }: Round): boolean => circuit.open === undefined;

interface DueSubject {
  readonly subjectId: string;
  readonly at: Instant;
}

/** Delivers what a subject has, one after the other, as long as that works. */
const deliverSubject = async (round: Round, { subjectId, at }: DueSubject): Promise<void> => {
  let dueAt: Instant | undefined = at;
  let goesOn = true;
  while (goesOn && round.hasTime() && isClosed(round) && !round.isUnsubscribed) {
    goesOn = (await deliverHead(round, subjectId, dueAt))?.goesOn ?? false;
    dueAt = undefined;
  }
};

/** The first places among what waits, whenever they are due. DUE-2: one whose row cannot be read is raised, and goes by its key, which says the same. */
const waitingSubjects = async ({ ports, endpoint }: Round, limit: number): Promise<readonly DueSubject[]> => {
  const { rows } = await ports.webhooks.list(endpointPartition(endpoint.id), { prefix: duePrefix, limit });
  await ports.unreadable.raise(dueRows.readable(rows).unreadable);
  return rows.flatMap(({ key }) => dueOf(key) ?? []);
};

const dueSubjects = async (round: Round, limit: number): Promise<readonly DueSubject[]> => (await waitingSubjects(round, limit)).filter(({ at }) => at <= round.ports.clock.now());

/** Of those that are due, the one that was tried least: an event that its receiver cannot take is no probe, and neither is one that cannot be read. */
const probeAmong = async (round: Round, due: readonly DueSubject[]): Promise<DueSubject | undefined> => {
  const { ports, endpoint } = round;
  const heads: { readonly subject: DueSubject; readonly attempts: number }[] = [];
  for (const subject of due.slice(0, 10)) {
    await orPutOff(round, subject.subjectId, subject.at, async () => {
      const head = await headOf(ports, endpoint.id, subject.subjectId, subject.at);
      if (head !== undefined) heads.push({ subject, attempts: head.delivery.attempts });
    });
  }
  // Of several the first.
  return heads.toSorted((one, other) => one.attempts - other.attempts)[0]?.subject;
};

/** What waited for three days while the endpoint did not answer is given up without being tried. */
const giveUpOverdue = async (round: Round, due: readonly DueSubject[]): Promise<void> => {
  const { ports, endpoint } = round;
  const now = ports.clock.now();
  for (const { subjectId, at } of due) {
    await orPutOff(round, subjectId, at, async () => {
      for (let head = await headOf(ports, endpoint.id, subjectId, at); head !== undefined && isHeadOverdue(head, now) && round.hasTime(); head = await headOf(ports, endpoint.id, subjectId)) {
        if (!(await giveUp(ports, endpoint.id, head, 'the endpoint did not answer for three days', now))) return;
      }
    });
  }
};

/** WHK-4: what a round does depends on how the endpoint answers. */
const deliverDue = async (round: Round): Promise<void> => {
  const { ports } = round;
  let due = await dueSubjects(round, mostSubjects);
  const state = circuitState(round.circuit, ports.clock.now());
  if (state === 'open') return;
  if (state === 'halfOpen') {
    const probe = await probeAmong(round, due);
    if (probe === undefined) return;
    await orPutOff(round, probe.subjectId, probe.at, async () => void (await deliverHead(round, probe.subjectId, probe.at)));
    if (!isClosed(round)) return giveUpOverdue(round, due);
    due = await dueSubjects(round, mostSubjects);
  }
  for (let page = 0; page < mostPages && due.length > 0 && round.hasTime() && isClosed(round) && !round.isUnsubscribed; page += 1) {
    await withBound(subjectsAtOnce, due, ({ subjectId, at }) => orPutOff(round, subjectId, at, () => deliverSubject(round, { subjectId, at })));
    due = await dueSubjects(round, mostSubjects);
  }
};

/**
 * 410: nothing is sent to the endpoint any more. What waits for it is given up, and can be replayed once it is subscribed again.
 * @returns whether it is unsubscribed now: not one that was subscribed again, or got another address, since this round read it, nor one that is gone.
 */
const unsubscribe = async ({ ports, endpoint }: Round): Promise<boolean> => {
  const stored = await ports.endpoints.read(endpoint.partnerId, endpoint.id);
  if (stored === undefined) return false;
  if (stored.value.unsubscribedAt !== undefined) return true;
  if (endpoint.unsubscribedAt !== undefined || stored.value.url !== endpoint.url) return false;
  return ports.endpoints.write({ ...stored.value, unsubscribedAt: ports.clock.now(), version: stored.value.version + 1 }, stored.etag);
};

const giveUpAll = async (round: Round): Promise<void> => {
  const { ports, endpoint } = round;
  for (const { subjectId, at } of await dueSubjects(round, mostSubjects)) {
    await orPutOff(round, subjectId, at, async () => {
      for (let head = await headOf(ports, endpoint.id, subjectId, at); head !== undefined && round.hasTime(); head = await headOf(ports, endpoint.id, subjectId)) {
        if (!(await giveUp(ports, endpoint.id, head, 'the endpoint unsubscribed', ports.clock.now()))) return;
      }
    });
  }
};

const nextOf = async (round: Round): Promise<Instant | undefined> => {
  const [first] = await waitingSubjects(round, 1);
  if (first === undefined) return undefined;
  const probeAt = round.circuit.open?.probeAt;
  return probeAt !== undefined && probeAt > first.at ? probeAt : first.at;
};

/** Somebody else delivers to the endpoint. */
const isLeased = ({ leasedUntil }: EndpointState, now: Instant): boolean => leasedUntil !== undefined && now < leasedUntil;

/**
 * One round for one endpoint: delivers what is due, subject by subject, within a bounded time; then says when the next is due. Before it begins, a deadline stands for the case that it dies; whatever is taken up while it is under way brings a deadline of
 * its own. Before that is taken up what an endpoint that was made or changed lately was not told of.
 * Where the endpoint itself cannot be read all of it is put off (DUE-2). @param due of one endpoint. @throws when the store fails.
 */
export const deliverRound = async (ports: SendPorts, due: readonly Deadline[]): Promise<void> => {
  const [first] = due;
  if (first === undefined) return;
  const endpoint = { id: first.customerId, partnerId: partnerOfDeadline(first) };
  try {
    await catchUp(ports, endpoint, due);
    await roundOf(ports, endpoint, due);
  } catch (error) {
    if (!(error instanceof RowUnreadable) || error.row.key !== endpointKey(endpoint.id)) throw error;
    await ports.unreadable.raise([error.row]);
    await putOffAll(ports, due);
  }
};

/** DUE-2: of an endpoint that cannot be read. The later ones stand before these are taken away. */
const putOffAll = async ({ clock, deadlines }: SendPorts, due: readonly Deadline[]): Promise<void> => {
  const at = plusMinutes(clock.now(), UNREADABLE_WAITS_MINUTES);
  const later = new Map(due.map(({ kind, customerId, subject, data }): [string, Deadline] => [subject, { at, kind, customerId, subject, ...(data && { data }) }]));
  await deadlines.put([...later.values()]);
  await deadlines.remove(due);
};

/** The same before its deadline, which stays and finds nothing left to do. Whoever delivers to the endpoint already goes on, and one that does not answer is left alone (WHK-4), at the cost of one read. @throws when the store fails. */
export const deliverEarly = async (ports: SendPorts, endpoint: Pick<Endpoint, 'id' | 'partnerId'>): Promise<void> => {
  const { state } = await readState(ports, endpoint.id);
  if (state.circuit.open !== undefined || isLeased(state, ports.clock.now())) return;
  await roundOf(ports, endpoint, []);
};

const roundOf = async (ports: SendPorts, { id: endpointId, partnerId }: Pick<Endpoint, 'id' | 'partnerId'>, due: readonly Deadline[]): Promise<void> => {
  const { clock, deadlines } = ports;
  const stored = await ports.endpoints.read(partnerId, endpointId);
  // What is left of an endpoint that is gone, its retention takes away.
  if (stored === undefined) return deadlines.remove(due);
  const begun = clock.now();
  const guard = guardDeadline({ id: endpointId, partnerId }, plusMinutes(begun, LEASE_MINUTES + 1), randomGuid());
  await deadlines.put([guard]);
  await deadlines.remove(due);
  const { state, etag } = await readState(ports, endpointId);
  // Whoever has it goes on; the guard comes by when it must be over.
  if (isLeased(state, begun)) return;
  const leased = await writeState(ports, endpointId, { ...state, leasedUntil: plusMinutes(begun, LEASE_MINUTES) }, etag);
  if (leased === undefined) return;
  const startedAt = ports.elapsed();
  const round: Round = { ports, endpoint: stored.value, circuit: state.circuit, isUnsubscribed: stored.value.unsubscribedAt !== undefined, hasTime: () => ports.elapsed() - startedAt < ROUND_MILLIS };
  if (!round.isUnsubscribed) await deliverDue(round);
  if (round.isUnsubscribed && (await unsubscribe(round))) await giveUpAll(round);
  const next = await nextOf(round);
  if (next !== undefined) await deadlines.put([{ at: next, kind: 'webhook', customerId: endpointId, subject: partnerId }]);
  await writeState(ports, endpointId, { circuit: round.circuit }, leased);
  await deadlines.remove([guard]);
};
