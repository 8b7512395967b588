import { join } from 'node:path';
import { ServiceBusClient } from '@azure/service-bus';
import { ServiceBusDeadLetters } from '../../src/adapters/servicebus/serviceBusDeadLetters';
import { TOPIC } from '../../src/adapters/servicebus/topic';
import { BusDown } from '../../src/app/bus/bus';
import { type DeadLetter } from '../../src/app/bus/deadLetters';
import { ChildBroker } from './localhost/servicebus/childBroker';

const topology = join(__dirname, '../../infra/servicebus.json');
const event = (id: string) => ({ specversion: '1.0', id, source: 'x', type: 'x', time: '2021-06-18T10:00:00.000Z', data: { subject: { kind: 'subscription', id: id.split(':')[0] }, version: 1, customerId: 'c', partnerId: 'p', facts: [{ type: 'SubscriptionPurchased' }] } });

let broker: ChildBroker;
let bus: ServiceBusClient;
let dead: ServiceBusDeadLetters;
beforeAll(() => {
  broker = new ChildBroker();
});
beforeEach(async () => {
  await broker.fresh(topology);
  bus = new ServiceBusClient(broker.connectionString, { retryOptions: { maxRetries: 1, retryDelayInMs: 50, timeoutInMs: 2_000 } });
  dead = new ServiceBusDeadLetters(bus, { waitMillis: 400 });
});
afterEach(() => bus.close());
afterAll(() => broker.remove());

/** Gives messages up, as whoever works behind the subscription does. */
const giveUp = async (bodies: readonly unknown[]): Promise<void> => {
  const client = new ServiceBusClient(broker.connectionString);
  await client.createSender(TOPIC).sendMessages(bodies.map((body, index) => ({ body, sessionId: 's', messageId: `m${index}` })));
  const receiver = await client.acceptSession(TOPIC, 'notifications', 's', { maxAutoLockRenewalDurationInMs: 0 });
  for (let left = bodies.length; left > 0; ) {
    const messages = await receiver.receiveMessages(left);
    for (const message of messages) await receiver.deadLetterMessage(message, { deadLetterReason: 'Poison', deadLetterErrorDescription: 'it was dark' });
    left -= messages.length;
  }
  await client.close();
};

const idsOf = (letters: readonly DeadLetter[]): string[] => letters.map(({ messageId }) => messageId);

test('[AUD-2] dead letters of a subscription with sessions are seen page by page, however often they were seen before', async () => {
  await giveUp([event('a:1'), { hello: 'world' }, event('b:1')]);
  const all = await dead.peek('notifications', undefined, 10);
  expect(all).toMatchObject([{ messageId: 'm0', reason: 'Poison', description: 'it was dark', told: { id: 'a:1', facts: [{ type: 'SubscriptionPurchased' }] } }, { messageId: 'm1' }, { messageId: 'm2', told: { id: 'b:1' } }]);
  expect(all[1]).not.toHaveProperty('told');
  expect(idsOf(await dead.peek('notifications', undefined, 2))).toEqual(['m0', 'm1']);
  expect(idsOf(await dead.peek('notifications', all[2]?.sequenceNumber, 2))).toEqual(['m2']);
  expect(await dead.peek('webhooks', undefined, 10)).toEqual([]);
});

test('[AUD-2] what is done of them goes, and the rest stays; one that is named is found behind others', async () => {
  await giveUp([event('a:1'), { hello: 'world' }, event('b:1'), event('c:1')]);
  const [, , third] = await dead.peek('notifications', undefined, 10);
  const seen: string[] = [];
  const named = await dead.take('notifications', third?.sequenceNumber, async ({ messageId }) => {
    seen.push(messageId);
    return 'done';
  });
  expect([seen, named.more]).toEqual([['m2'], false]);
  expect(idsOf(await dead.peek('notifications', undefined, 10)).toSorted()).toEqual(['m0', 'm1', 'm3']);
  expect(await dead.take('notifications', undefined, async ({ told }) => (told === undefined ? 'stays' : 'done'))).toMatchObject({ looked: 3, more: false });
  expect(idsOf(await dead.peek('notifications', undefined, 10))).toEqual(['m1']);
  expect(await dead.take('notifications', '999', () => Promise.reject(new Error('none')))).toMatchObject({ looked: 1 });
});

test('[AUD-2] a bus that cannot be reached is said to be down', async () => {
  await broker.kill();
  await expect(dead.peek('notifications', undefined, 1)).rejects.toBeInstanceOf(BusDown);
});
