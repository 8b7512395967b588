import { join } from 'node:path';
import { ServiceBusClient } from '@azure/service-bus';
import { ChildBroker } from './childBroker';

let broker: ChildBroker;
beforeAll(() => {
  broker = new ChildBroker(join(__dirname, 'topology.json'));
});
afterAll(() => broker.remove());

const clientOf = (connectionString: string): ServiceBusClient => new ServiceBusClient(connectionString, { retryOptions: { maxRetries: 0, timeoutInMs: 3000 } });

/** Everything that is there, taken for good. */
async function drain(connectionString: string): Promise<string[]> {
  const client = clientOf(connectionString);
  const receiver = client.createReceiver('plain', { receiveMode: 'receiveAndDelete' });
  const found: string[] = [];
  for (;;) {
    const messages = await receiver.receiveMessages(500, { maxWaitTimeInMs: 1000 });
    if (messages.length === 0) break;
    found.push(...messages.map(({ messageId }) => String(messageId)));
  }
  await client.close();
  return found;
}

test('killed in full flight over and over, it loses nothing that it confirmed and gives nothing back that was completed', async () => {
  const confirmed = new Set<string>();
  const completed = new Set<string>();
  /** Sent or completed without an answer: either is right. */
  const inDoubt = new Set<string>();
  for (let round = 0; round < 3; round += 1) {
    await broker.start();
    const client = clientOf(broker.connectionString);
    let killed: Promise<void> | undefined;
    let dead = false;
    const send = async (writer: number): Promise<void> => {
      const sender = client.createSender('plain');
      for (let index = 0; !dead; index += 1) {
        const batch = Array.from({ length: 1 + (index % 5) }, (_, part) => `${round}-${writer}-${index}-${part}`);
        try {
          await sender.sendMessages(batch.map((messageId) => ({ messageId, body: 'x'.repeat(200) })));
          for (const id of batch) confirmed.add(id);
        } catch {
          for (const id of batch) inDoubt.add(id);
          return;
        }
        // Counted, not timed: every round is killed with all of them under way.
        if (confirmed.size > (round + 1) * 400 && !dead) {
          dead = true;
          killed = broker.kill();
        }
      }
    };
    const receiver = client.createReceiver('plain');
    const take = async (): Promise<void> => {
      while (!dead) {
        const messages = await receiver.receiveMessages(5, { maxWaitTimeInMs: 500 }).catch(() => []);
        await Promise.all(messages.map(async (message) => {
          const id = String(message.messageId);
          try {
            await receiver.completeMessage(message);
            completed.add(id);
          } catch {
            inDoubt.add(id);
          }
        }));
      }
    };
    await Promise.all([send(0), send(1), send(2), take()]);
    await killed;
    await client.close().catch(() => undefined);
  }
  await broker.start();
  const left = await drain(broker.connectionString);
  expect(confirmed.size).toBeGreaterThan(1200);
  expect(completed.size).toBeGreaterThan(0);
  expect(new Set(left).size).toBe(left.length);
  expect(left.filter((id) => completed.has(id))).toEqual([]);
  expect([...confirmed].filter((id) => !completed.has(id) && !inDoubt.has(id) && !left.includes(id))).toEqual([]);
});
