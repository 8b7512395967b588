import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServiceBusClient } from '@azure/service-bus';
import { compileRuntime } from '../../../localhost/support/compiledRuntime';

let runtime: ReturnType<typeof compileRuntime>;
let data: string;
beforeAll(() => {
  runtime = compileRuntime();
  data = mkdtempSync(join(tmpdir(), 'bus-killed-'));
  writeFileSync(
    join(runtime.folder, 'broker.js'),
    `const { startBroker, readTopology } = require('./localhost/servicebus');
const { RealClock } = require('./localhost/clock/realClock');
const logger = { log: (level, message) => process.stderr.write(level + ': ' + message + '\\n') };
startBroker({ topology: readTopology(process.argv[2]), journal: process.argv[3], clock: new RealClock({ logger }), logger, compactAfterBytes: 100000 }).then((broker) => process.send(broker.connectionString));`,
  );
});
afterAll(() => {
  runtime.remove();
  rmSync(data, { recursive: true, force: true });
});

async function startChild(): Promise<{ child: ChildProcess; connectionString: string }> {
  const child = spawn(process.execPath, [join(runtime.folder, 'broker.js'), join(__dirname, 'topology.json'), join(data, 'journal')], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [connectionString] = (await once(child, 'message')) as [string];
  return { child, connectionString };
}

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
    const { child, connectionString } = await startChild();
    const client = clientOf(connectionString);
    const exited = once(child, 'exit');
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
          child.kill('SIGKILL');
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
    await exited;
    await client.close().catch(() => undefined);
  }
  const { child, connectionString } = await startChild();
  const left = await drain(connectionString);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(confirmed.size).toBeGreaterThan(1200);
  expect(completed.size).toBeGreaterThan(0);
  expect(new Set(left).size).toBe(left.length);
  expect(left.filter((id) => completed.has(id))).toEqual([]);
  expect([...confirmed].filter((id) => !completed.has(id) && !inDoubt.has(id) && !left.includes(id))).toEqual([]);
});
