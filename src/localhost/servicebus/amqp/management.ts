import { randomUUID } from 'node:crypto';
import { type Typed, types } from 'rhea';
import { type Broker } from '../broker';
import { tokenOfUuid, uuidBytes } from '../codec/lockToken';
import { readMessage } from '../codec/readMessage';
import { writeMessage } from '../codec/writeMessage';
import { peek, takeDeferred, takeDeferredAway } from '../engine/bySequence';
import { BusError, Condition } from '../engine/busError';
import { type Lock } from '../engine/queue';
import { renewLock, settle, type Settlement } from '../engine/receiving';
import { addRule, listRules, removeRule } from '../engine/rules';
import { cancelScheduled, send } from '../engine/sending';
import { listSessions, renewSession, sessionState, setSessionState } from '../engine/sessions';
import { type Answer } from './requestLinks';
import { describeRule, readRule } from './ruleForm';
import { type RequestMessage } from './rheaInternals';
import { deadLetterTexts, rewriting } from './settlement';

type Body = Readonly<Record<string, unknown>>;
type Operation = (broker: Broker, path: string, body: Body, client: Client) => Promise<Answer> | Answer;

export interface Client {
  /** Holds deferred messages that were locked by request. */
  readonly holder: object;
  /** Of one message, and of all that one request brings. */
  readonly maxMessageBytes: number;
}

const LONG = 0x81;
const TIMESTAMP = 0x83;

/** Answers what is asked of an entity's `$management`. Source: "AMQP 1.0 in Azure Service Bus: request-response-based operations". */
export async function manage(broker: Broker, path: string, { application_properties: properties, body }: RequestMessage, client: Client): Promise<Answer> {
  const name = String(properties?.['operation']);
  const operation = OPERATIONS[name];
  if (!operation) throw new BusError(Condition.notImplemented, `The broker does not offer the operation '${name}'.`);
  return operation(broker, path, typeof body === 'object' && body !== null ? (body as Body) : {}, client);
}

const OPERATIONS: Readonly<Record<string, Operation>> = {
  'com.microsoft:peek-message': (broker, path, body) => {
    const sessionId = text(body, 'session-id');
    const found = broker.look((store) => peek(store, store.queue(path), number(body, 'from-sequence-number'), Math.min(number(body, 'message-count'), MOST_PEEKED), sessionId).map((message) => ({ message: writeMessage(message) })));
    return found.length === 0 ? { status: 204 } : { status: 200, body: { messages: found } };
  },
  'com.microsoft:renew-lock': async (broker, path, body) => {
    const until = await broker.run((store, now) => tokens(body).map((token) => renewLock(store, store.queue(path), token, now)));
    return { status: 200, body: { expirations: types.wrap_array(until, TIMESTAMP, undefined) } };
  },
  'com.microsoft:update-disposition': async (broker, path, body) => {
    const settlement = settlementIn(body);
    await broker.run((store, now) => {
      for (const token of tokens(body)) settle(store, store.queue(path), token, settlement, now);
    });
    return { status: 200 };
  },
  'com.microsoft:schedule-message': async (broker, path, body, { maxMessageBytes }) => {
    const messages = list(body, 'messages').map((entry) => (entry as { message: Buffer }).message);
    const size = messages.reduce((sum, { length }) => sum + length, 0);
    if (size > maxMessageBytes) throw new BusError(Condition.tooLarge, `The messages to schedule have ${size} bytes together; the limit of a request is ${maxMessageBytes} bytes.`);
    const incoming = messages.map((message) => readMessage(message, randomUUID));
    const numbers = await broker.run((store, now) => send(store, path, incoming, now));
    return { status: 200, body: { 'sequence-numbers': types.wrap_array(numbers, LONG, undefined) } };
  },
  'com.microsoft:cancel-scheduled-message': async (broker, path, body) => {
    await broker.run((store) => cancelScheduled(store, path, numbers(body)));
    return { status: 200 };
  },
  'com.microsoft:receive-by-sequence-number': async (broker, path, body, { holder }) => {
    const sessionId = text(body, 'session-id');
    if (number(body, 'receiver-settle-mode') === 0) {
      const messages = await broker.run((store) => takeDeferredAway(store, store.queue(path), numbers(body), (message) => ({ message: writeMessage(message) }), sessionId));
      return { status: 200, body: { messages } };
    }
    const messages = await broker.run((store, now) => takeDeferred(store, store.queue(path), numbers(body), holder, now, sessionId).map(lockedMessage));
    return { status: 200, body: { messages } };
  },
  'com.microsoft:renew-session-lock': async (broker, path, body) => {
    const until = await broker.run((store, now) => renewSession(store, store.queue(path), sessionId(body), now));
    return { status: 200, body: { expiration: types.wrap_timestamp(until) } };
  },
  'com.microsoft:get-session-state': (broker, path, body) => ({ status: 200, body: { 'session-state': broker.look((store) => sessionState(store.queue(path), sessionId(body))) } }),
  'com.microsoft:set-session-state': async (broker, path, body) => {
    const state = body['session-state'];
    await broker.run((store, now) => setSessionState(store, store.queue(path), sessionId(body), Buffer.isBuffer(state) ? state : null, now));
    return { status: 200 };
  },
  'com.microsoft:get-message-sessions': (broker, path, body) => {
    const since = body['last-updated-time'] instanceof Date ? body['last-updated-time'].getTime() : 0;
    const ids = broker.look((store) => listSessions(store.queue(path), since, number(body, 'skip'), number(body, 'top')));
    return ids.length === 0 ? { status: 204 } : { status: 200, body: { skip: types.wrap_int(number(body, 'skip') + ids.length), 'sessions-ids': ids } };
  },
  'com.microsoft:add-rule': async (broker, path, body) => {
    const rule = readRule(String(body['rule-name']), body['rule-description'] as Body);
    await broker.run((store) => addRule(store, path, rule));
    return { status: 200 };
  },
  'com.microsoft:remove-rule': async (broker, path, body) => {
    await broker.run((store) => removeRule(store, path, String(body['rule-name'] as string)));
    return { status: 200 };
  },
  'com.microsoft:enumerate-rules': (broker, path, body) => {
    const rules = broker.look((store) => listRules(store, path, number(body, 'skip'), number(body, 'top')));
    return rules.length === 0 ? { status: 204 } : { status: 200, body: { rules: rules.map((rule) => ({ 'rule-description': describeRule(rule) })) } };
  },
};

/** An answer stays below what one link carries. */
const MOST_PEEKED = 250;

const lockedMessage = ({ message, token, until }: Lock): { message: Buffer; 'lock-token': Typed } => ({ message: writeMessage(message, until), 'lock-token': types.wrap_uuid(uuidBytes(token)) });

function settlementIn(body: Body): Settlement {
  const rewrite = rewriting(body['properties-to-modify'] as Body | undefined);
  switch (body['disposition-status']) {
    case 'completed':
      return { kind: 'complete' };
    case 'abandoned':
      return { kind: 'abandon', ...rewrite };
    case 'defered':
      return { kind: 'defer', ...rewrite };
    case 'suspended':
      return { kind: 'deadLetter', ...deadLetterTexts(body['deadletter-reason'], body['deadletter-description']), ...rewrite };
    default:
      throw new BusError(Condition.argument, `'${String(body['disposition-status'])}' is no disposition status.`);
  }
}

const tokens = (body: Body): string[] => list(body, 'lock-tokens').map((token) => tokenOfUuid(token as Buffer));
const numbers = (body: Body): number[] => list(body, 'sequence-numbers').map(Number);
const sessionId = (body: Body): string => text(body, 'session-id') ?? missing('session-id');
const text = (body: Body, key: string): string | undefined => (typeof body[key] === 'string' ? body[key] : undefined);
const list = (body: Body, key: string): unknown[] => (Array.isArray(body[key]) ? (body[key] as unknown[]) : missing(key));

function number(body: Body, key: string): number {
  const value = Number(body[key]);
  return Number.isFinite(value) ? value : missing(key);
}

function missing(key: string): never {
  throw new BusError(Condition.argument, `The request has no '${key}', or one that cannot be read.`);
}
