import { type Typed, types } from 'rhea';
import { Broker } from '../../../src/localhost/servicebus/broker';
import { type Client, manage } from '../../../src/localhost/servicebus/amqp/management';
import { listSection, mapEntries, mapSection, SectionCode, sectionsOf } from '../../../src/localhost/servicebus/codec/sections';
import { Encoded } from '../../../src/localhost/servicebus/engine/encoded';
import { type Incoming } from '../../../src/localhost/servicebus/engine/message';
import { type Op } from '../../../src/localhost/servicebus/engine/op';
import { send } from '../../../src/localhost/servicebus/engine/sending';
import { addFrame, decodeFrame, HEAD } from '../../../src/localhost/servicebus/journal/frame';
import { FrameBuffer } from '../../../src/localhost/servicebus/journal/frameBuffer';
import { plain } from '../../../src/localhost/servicebus/rules/messageView';
import { VirtualClock } from '../../../src/localhost/clock/virtualClock';
import { collectingLogger } from '../support/collectingLogger';
import { Engine } from './support';

const S = 't/Subscriptions/s';
const client: Client = { holder: {}, maxMessageBytes: 1000 };

/** A topic with one subscription, without a journal. @param rules in place of its only rule, which takes everything. */
function topic(rules: readonly object[] = []) {
  const logger = collectingLogger();
  const { store } = new Engine([], [{ Name: 't', Subscriptions: [{ Name: 's', ...(rules.length > 0 && { Rules: rules }) }] }]);
  const broker = new Broker({ store, clock: new VirtualClock({ start: 0, logger }), logger });
  const asks = (path: string, operation: string, body: object) => manage(broker, path, { application_properties: { operation: `com.microsoft:${operation}` }, body }, client);
  return { store, broker, asks, addRule: (description: object) => asks(S, 'add-rule', { 'rule-name': 'r', 'rule-description': description }) };
}

const long = (value: bigint): Typed => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return types.wrap_long(bytes);
};
const bareOf = (messageId: string, properties: Readonly<Record<string, Typed>>): Buffer =>
  Buffer.concat([listSection(SectionCode.properties, [types.wrap_string(messageId)]), mapSection(SectionCode.applicationProperties, Object.entries(properties), false)]);
const messageOf = (messageId: string, properties: Readonly<Record<string, Typed>> = {}): Incoming => ({ content: { bare: Encoded.of(bareOf(messageId, properties)), durable: false, priority: 4 }, messageId });
/** One that rules cannot look into. */
const unreadable = (messageId: string): Incoming => ({ content: { bare: Encoded.in({ fill: () => { throw new Error('unreadable'); } }, 0, 1), durable: false, priority: 4 }, messageId });
const taker = [{ Name: 'r', Properties: { FilterType: 'Sql', SqlFilter: { SqlExpression: 'NOT EXISTS(no)' } } }];

test.each<[string, bigint, string | number, number]>([
  ['a fraction', 2n ** 60n, 1.5, 0],
  ['no number', 2n ** 60n, Infinity, 0],
  ['a text that reads the same', 2n ** 60n, String(2n ** 60n), 0],
  ['a smaller number', 2n ** 60n, 7, 0],
  ['the same number', 2n ** 60n, 2 ** 60, 1],
])('a correlation filter on %s, and a long that a double cannot hold', async (_, value, wanted, count) => {
  const { store, broker, addRule } = topic([{ Name: 'none', Properties: { FilterType: 'False' } }]);
  await addRule({ 'correlation-filter': { properties: { amount: wanted } } });
  await broker.run((_store, now) => send(store, 't', [messageOf('a', { amount: long(value) })], now));
  expect(store.queue(S).messages.size).toBe(count);
});

test('an action copies a long that a double cannot hold as it is', async () => {
  const { store, broker } = topic([{ Name: 'copy', Properties: { FilterType: 'True', Action: { SqlExpression: 'SET copied = amount; SET less = -amount' } } }]);
  await broker.run((_store, now) => send(store, 't', [messageOf('a', { amount: long(2n ** 60n) })], now));
  const [copy] = [...store.queue(S).messages.values()];
  const section = [...sectionsOf(copy?.content.bare.read() ?? Buffer.alloc(0))].find(({ code }) => code === SectionCode.applicationProperties);
  expect(Object.fromEntries(mapEntries(section?.value).map(([key, value]) => [key, plain(value)]))).toMatchObject({ amount: 2n ** 60n, copied: 2n ** 60n, less: -(2n ** 60n) });
});

test('a filter on a date holds after a restart; one on what cannot be kept is refused when it is added', async () => {
  const rule: Op = { kind: 'rule', entity: 't/subscriptions/s', rule: { name: 'r', filter: { kind: 'correlation', match: { properties: { at: new Date(5), name: 'x' } } } } };
  const frame = new FrameBuffer();
  addFrame(frame, [rule]);
  expect(decodeFrame(frame.bytes.subarray(HEAD), { source: { fill: () => undefined }, start: 0, contents: new Map(), texts: new Map() })).toEqual([rule]);
  const { store, addRule } = topic();
  await expect(addRule({ 'correlation-filter': { properties: { amount: Buffer.alloc(8) } } })).rejects.toMatchObject({ condition: 'com.microsoft:argument-error', message: expect.stringContaining("'amount'") as string });
  expect([...store.subscription(S).rules.keys()]).toEqual(['$Default']);
});

test('of a batch that a rule cannot look into nothing is taken, and a message that is due stays', async () => {
  const { store, broker } = topic(taker);
  await expect(broker.run((_store, now) => send(store, 't', [messageOf('a'), unreadable('b')], now))).rejects.toThrow('unreadable');
  expect(store.queue(S).messages.size).toBe(0);
  const [seq] = await broker.run((_store, now) => send(store, 't', [{ ...unreadable('c'), scheduledAt: now + 1 }], now));
  const engine = store.entry('t').target;
  await expect(broker.run((_store, now) => send(store, 't', [messageOf('d')], now))).resolves.toHaveLength(1);
  expect([store.queue(S).messages.size, engine.kind === 'topic' && engine.scheduled.get(seq ?? 0)?.state]).toEqual([1, 'scheduled']);
});

test('what one request schedules has the limit of a message together: at it and a byte above', async () => {
  const { store, asks } = topic();
  const beside = bareOf('m', { text: types.wrap_string('x'.repeat(300)) }).length - 300;
  const filled = (size: number) => ({ 'message-id': 'm', message: bareOf('m', { text: types.wrap_string('x'.repeat(size - beside)) }) });
  const schedule = (...sizes: number[]) => asks('t', 'schedule-message', { messages: sizes.map(filled) });
  await expect(schedule(500, 501)).rejects.toMatchObject({ condition: 'amqp:link:message-size-exceeded', message: 'The messages to schedule have 1001 bytes together; the limit of a request is 1000 bytes.' });
  expect(store.queue(S).messages.size).toBe(0);
  await expect(schedule(500, 500)).resolves.toMatchObject({ status: 200 });
  expect(store.queue(S).messages.size).toBe(2);
});
