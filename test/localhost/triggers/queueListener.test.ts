import { type QueueClient, RestError } from '@azure/storage-queue';
import { RealClock } from '../../../src/localhost/clock/realClock';
import { type InvocationResult, type RegisteredFunction } from '../../../src/localhost/contracts';
import { type QueueSettings } from '../../../src/localhost/hostJson';
import { QueueListener } from '../../../src/localhost/triggers/queueListener';
import { type TriggerContext } from '../../../src/localhost/triggers/triggerListener';
import { collectingLogger } from '../support/collectingLogger';

const MINUTE_MS = 60_000;
const HIDDEN_MS = 10 * MINUTE_MS;

beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00Z') });
});
afterEach(() => {
  jest.useRealTimers();
});

/** A queue of one message, known by its last receipt alone, as storage has it. */
const oneMessage = () => {
  const times = { insertedOn: new Date(), expiresOn: new Date(), nextVisibleOn: new Date() };
  let [visibleAt, receipt, gone] = [0, 0, false];
  const known = (given: string): void => {
    if (gone || given !== `receipt-${receipt}`) throw new RestError('The message is not known by that receipt', { statusCode: 404 });
  };
  const hide = (): string => {
    visibleAt = Date.now() + HIDDEN_MS;
    receipt += 1;
    return `receipt-${receipt}`;
  };
  const queue = {
    name: 'work',
    receiveMessages: async () => ({ receivedMessageItems: gone || Date.now() < visibleAt ? [] : [{ messageId: 'm', messageText: 'text', dequeueCount: 1, popReceipt: hide(), ...times }] }),
    updateMessage: async (_id: string, given: string) => {
      known(given);
      return { popReceipt: hide() };
    },
    deleteMessage: async (_id: string, given: string) => {
      known(given);
      gone = true;
    },
  } as unknown as QueueClient;
  return { queue, isGone: () => gone, deleteByApp: () => (gone = true) };
};

const listening = (queue: QueueClient, run: () => Promise<InvocationResult>) => {
  const logger = collectingLogger();
  const context = { clock: new RealClock({ logger }), logger, setting: () => undefined, invoker: { invoke: run } } as unknown as TriggerContext;
  const settings: QueueSettings = { maxPollingInterval: 2_000, visibilityTimeout: 0, batchSize: 16, maxDequeueCount: 5, messageEncoding: 'none' };
  return { logger, listener: new QueueListener({ name: 'worker' } as RegisteredFunction, context, { queue, poison: queue }, settings) };
};

const minutes = (count: number) => (): Promise<InvocationResult> => new Promise((resolve) => setTimeout(() => resolve({ ok: true, returnValue: null, outputs: {} }), count * MINUTE_MS));

test('a message whose function runs for longer than it is hidden is handled once, and is gone then', async () => {
  const { queue, isGone } = oneMessage();
  let calls = 0;
  const { logger, listener } = listening(queue, () => {
    calls += 1;
    return minutes(25)();
  });
  const first = listener.poll();
  await jest.advanceTimersByTimeAsync(11 * MINUTE_MS);
  expect((await queue.receiveMessages()).receivedMessageItems).toEqual([]);
  await jest.advanceTimersByTimeAsync(15 * MINUTE_MS);
  expect([await first, calls, isGone(), logger.lines]).toEqual([1, 1, true, []]);
  expect(jest.getTimerCount()).toBe(0);
});

test('one that the app deletes while it runs is let go', async () => {
  const { queue, deleteByApp } = oneMessage();
  const { logger, listener } = listening(queue, minutes(25));
  const first = listener.poll();
  await jest.advanceTimersByTimeAsync(MINUTE_MS);
  deleteByApp();
  await jest.advanceTimersByTimeAsync(25 * MINUTE_MS);
  expect([await first, logger.lines]).toEqual([1, []]);
});

test('one that cannot be kept out of sight for a moment is said, and kept by the next try', async () => {
  const { queue, isGone } = oneMessage();
  const update = queue.updateMessage.bind(queue);
  let failures = 1;
  queue.updateMessage = async (...given) => {
    failures -= 1;
    if (failures >= 0) throw new Error('storage is away');
    return update(...given);
  };
  const { logger, listener } = listening(queue, minutes(12));
  const first = listener.poll();
  await jest.advanceTimersByTimeAsync(13 * MINUTE_MS);
  expect([await first, isGone()]).toEqual([1, true]);
  expect(logger.lines).toEqual([expect.stringMatching(/^warning: Message m of queue "work" could not be kept out of sight, and may be handled twice: .*storage is away/)]);
});
