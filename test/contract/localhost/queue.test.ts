import { type QueueClient, QueueServiceClient } from '@azure/storage-queue';
import { type RunningAzurite, startAzurite } from '../../../src/localhost/azurite';
import { VirtualClock } from '../../../src/localhost/clock/virtualClock';
import { type FunctionInvoker, type InvocationRequest, type RegisteredFunction } from '../../../src/localhost/contracts';
import { type QueueSettings } from '../../../src/localhost/hostJson';
import { QueueListener } from '../../../src/localhost/triggers/queueListener';
import { queueTrigger } from '../../../src/localhost/triggers/queueTrigger';
import { collectingLogger } from '../../localhost/support/collectingLogger';

let azurite: RunningAzurite;
let service: QueueServiceClient;
beforeAll(async () => {
  azurite = await startAzurite({ logger: collectingLogger() });
  service = QueueServiceClient.fromConnectionString(azurite.connectionString);
});
afterAll(() => azurite.stop());

const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64');
const registered: RegisteredFunction = { name: 'Worker', trigger: { name: 'item', type: 'queueTrigger', direction: 'in' }, bindings: {} };
let number = 0;

/** A queue of its own with a listener that is polled by hand. `run` is the function; a throw fails it. */
async function setUp(run: (request: InvocationRequest) => void | Promise<void> = () => undefined, settings: Partial<QueueSettings> = {}) {
  number += 1;
  const queue = service.getQueueClient(`work-${number}`);
  const poison = service.getQueueClient(`work-${number}-poison`);
  await queue.create();
  const logger = collectingLogger();
  const clock = new VirtualClock({ start: 0, logger });
  const got: InvocationRequest[] = [];
  const invoker: FunctionInvoker = {
    functions: () => [registered],
    find: () => registered,
    invoke: async (_, request) => {
      got.push(request);
      try {
        await run(request);
        return { ok: true, returnValue: null, outputs: {} };
      } catch (error) {
        return { ok: false, error: error as Error };
      }
    },
  };
  const all: QueueSettings = { maxPollingInterval: 1000, visibilityTimeout: 0, batchSize: 16, maxDequeueCount: 5, messageEncoding: 'base64', ...settings };
  const listener = new QueueListener(registered, { invoker, clock, logger, setting: () => undefined }, { queue, poison }, all);
  return { queue, poison, logger, clock, got, listener, texts: () => got.map(({ triggerData }) => triggerData?.string) };
}

const left = async (queue: QueueClient): Promise<number> => (await queue.getProperties()).approximateMessagesCount ?? Number.NaN;
const noValues = (): undefined => undefined;
const fail = (): never => {
  throw new Error('no luck');
};

describe('a storage queue trigger', () => {
  it('runs the function with content and metadata, and deletes the message', async () => {
    const { queue, listener, got } = await setUp();
    const { messageId } = await queue.sendMessage(base64('{"a":"é"}'));
    expect([await listener.poll(), await listener.poll()]).toEqual([1, 0]);
    expect(got).toHaveLength(1);
    expect(got[0]?.triggerData).toEqual({ string: '{"a":"é"}' });
    expect(got[0]?.triggerMetadata).toMatchObject({ Id: { json: JSON.stringify(messageId) }, DequeueCount: { int: 1 }, QueueTrigger: { string: '{"a":"é"}' } });
    // As recorded from the genuine host (4.1037.0).
    for (const time of ['InsertionTime', 'ExpirationTime', 'NextVisibleTime']) expect(JSON.parse(got[0]?.triggerMetadata?.[time]?.json ?? '')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/);
    expect(Object.keys(got[0]?.triggerMetadata ?? {}).sort()).toEqual(['DequeueCount', 'ExpirationTime', 'Id', 'InsertionTime', 'NextVisibleTime', 'PopReceipt', 'QueueTrigger']);
    expect(await left(queue)).toBe(0);
  });

  it('hands on text that is no JSON as text, and bytes that are no text as bytes', async () => {
    const { queue, listener, got } = await setUp();
    await queue.sendMessage(base64('{"a":'));
    await queue.sendMessage(base64(Buffer.from([0xff, 0x00])));
    await listener.drain();
    expect(got.map(({ triggerData }) => triggerData)).toEqual([{ string: '{"a":' }, { bytes: Buffer.from([0xff, 0x00]) }]);
  });

  it('shows a failed message again and moves it to the poison queue after the fifth time', async () => {
    const { queue, poison, listener, got, logger } = await setUp(fail);
    await queue.sendMessage(base64('bad'));
    for (let round = 1; round <= 4; round += 1) {
      expect(await listener.poll()).toBe(1);
      expect(await left(queue)).toBe(1);
    }
    await listener.poll();
    expect(got.map(({ triggerMetadata }) => triggerMetadata?.['DequeueCount']?.int)).toEqual([1, 2, 3, 4, 5]);
    expect([await left(queue), (await poison.peekMessages()).peekedMessageItems.map(({ messageText }) => messageText)]).toEqual([0, [base64('bad')]]);
    expect(logger.lines.at(-1)).toMatch(/^warning: Message .* goes to "work-\d+-poison": it failed 5 times\.$/);
    expect(await listener.poll()).toBe(0);
  });

  it('succeeds on a later attempt without leaving anything behind', async () => {
    let attempts = 0;
    const { queue, listener } = await setUp(() => {
      attempts += 1;
      if (attempts < 3) fail();
    });
    await queue.sendMessage(base64('x'));
    expect([await listener.poll(), await listener.poll(), await listener.poll(), await listener.poll()]).toEqual([1, 1, 1, 0]);
    expect(await left(queue)).toBe(0);
  });

  it('keeps a failed message out of sight for visibilityTimeout', async () => {
    const { queue, listener } = await setUp(fail, { visibilityTimeout: 3_600_000 });
    await queue.sendMessage(base64('x'));
    expect([await listener.poll(), await listener.poll(), await left(queue)]).toEqual([1, 0, 1]);
  });

  it('does not run a message that was taken too often without an answer', async () => {
    const { queue, poison, listener, got } = await setUp(() => undefined, { maxDequeueCount: 1 });
    await queue.sendMessage(base64('x'));
    const { receivedMessageItems: [taken] } = await queue.receiveMessages();
    if (taken) await queue.updateMessage(taken.messageId, taken.popReceipt, taken.messageText, 0);
    await listener.poll();
    expect([got.length, await left(queue), await left(poison)]).toEqual([0, 0, 1]);
  });

  it('moves what is not base64 to the poison queue; with encoding none it is plain text', async () => {
    const strict = await setUp();
    await strict.queue.sendMessage('plain text');
    await strict.listener.poll();
    expect([strict.got.length, await left(strict.poison)]).toEqual([0, 1]);
    const plain = await setUp(undefined, { messageEncoding: 'none' });
    await plain.queue.sendMessage('plain text');
    await plain.listener.poll();
    expect(plain.texts()).toEqual(['plain text']);
  });

  it('takes at most batchSize at once', async () => {
    const { queue, listener } = await setUp(undefined, { batchSize: 2 });
    for (const text of ['a', 'b', 'c']) await queue.sendMessage(base64(text));
    expect([await listener.poll(), await listener.poll(), await listener.poll()]).toEqual([2, 1, 0]);
  });

  it('is asked before a virtual clock moves, also for what its own work sent', async () => {
    const { queue, listener, clock, texts } = await setUp(async ({ triggerData }) => {
      if (triggerData?.string === 'first') await queue.sendMessage(base64('second'));
    });
    await listener.start();
    clock.schedule(10, async () => {
      await queue.sendMessage(base64('first'));
    });
    const seen: unknown[] = [];
    clock.schedule(11, () => void seen.push(...texts()));
    await clock.advanceTo(20);
    await listener.stop();
    expect(seen).toEqual(['first', 'second']);
  });

  it('takes nothing any more once it has stopped, and leaves the queue as it is', async () => {
    const { queue, listener, clock, got } = await setUp();
    await listener.start();
    await listener.stop();
    await queue.sendMessage(base64('x'));
    await clock.advanceTo(10);
    expect([got.length, await left(queue)]).toEqual([0, 1]);
  });
});

describe('a storage queue output', () => {
  it('sends each item of a list as a message, in the encoding of host.json, to a queue it creates', async () => {
    const settings: QueueSettings = { maxPollingInterval: 1000, visibilityTimeout: 0, batchSize: 16, maxDequeueCount: 5, messageEncoding: 'base64' };
    const env: Record<string, string> = { AzureWebJobsStorage: azurite.connectionString, TARGET: 'Output-Queue' };
    const [output] = queueTrigger(settings, (name) => env[name]).outputs ?? [];
    const binding = { name: 'out', type: 'queue', direction: 'out', queueName: '%TARGET%', connection: '' };
    await output?.send(binding, 'text', noValues);
    await output?.send(binding, [{ a: 1 }, Buffer.from([255])], noValues);
    const { receivedMessageItems } = await service.getQueueClient('output-queue').receiveMessages({ numberOfMessages: 10 });
    expect(receivedMessageItems.map(({ messageText }) => messageText).sort()).toEqual([base64('text'), base64('{\n  "a": 1\n}'), base64(Buffer.from([255]))].sort());
    await expect(output?.send({ ...binding, connection: 'Other' }, 'x', noValues)).rejects.toThrow('needs the app setting "Other"');
  });
});
