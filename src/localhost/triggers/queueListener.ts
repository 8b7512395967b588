import { type DequeuedMessageItem, type QueueClient, RestError } from '@azure/storage-queue';
import { VirtualClock } from '../clock/virtualClock';
import { type Cancel, type RegisteredFunction, type TypedData } from '../contracts';
import { describeFailure } from '../core/invoker';
import { describeError } from '../describeError';
import { type QueueSettings } from '../hostJson';
import { dotnetInstant } from './dotnetInstant';
import { HIDDEN_SECONDS, HiddenMessage } from './hiddenMessage';
import { decodeMessage, toTriggerData } from './queueMessageText';
import { type TriggerContext, type TriggerListener } from './triggerListener';

const FIRST_WAIT_MS = 100;

export interface QueuePair {
  readonly queue: QueueClient;
  /** Where messages go that failed `maxDequeueCount` times. */
  readonly poison: QueueClient;
}

/**
 * Runs a function for every message of a storage queue. Queues live in real time, whatever the clock: an empty queue is asked again after a wait that
 * doubles up to `maxPollingInterval`. Found messages are work in progress, and a virtual clock asks once more before it moves.
 */
export class QueueListener implements TriggerListener {
  readonly #name: string;
  readonly #context: TriggerContext;
  readonly #queues: QueuePair;
  readonly #settings: QueueSettings;
  #timeout: NodeJS.Timeout | undefined;
  #polling: Promise<number> | undefined;
  #stopAsking: Cancel | undefined;
  #stopped = true;
  #wait = FIRST_WAIT_MS;

  constructor(registered: RegisteredFunction, context: TriggerContext, queues: QueuePair, settings: QueueSettings) {
    this.#name = registered.name;
    this.#context = context;
    this.#queues = queues;
    this.#settings = settings;
  }

  /** Creates the queue where it is missing. Errors: storage that refuses the name or cannot be reached. */
  async start(): Promise<void> {
    try {
      await this.#queues.queue.createIfNotExists();
    } catch (error) {
      throw new Error(`Function "${this.#name}": queue "${this.#queues.queue.name}" cannot be opened: ${(error as Error).message}`, { cause: error });
    }
    this.#stopped = false;
    const { clock } = this.#context;
    if (clock instanceof VirtualClock) {
      this.#stopAsking = clock.onBeforeMove(async () => {
        await this.drain();
      });
    }
    this.#pollAfter(0);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timeout);
    this.#stopAsking?.();
    await this.#polling;
  }

  /** Handles what the queue shows until it shows nothing. @returns how many messages were handled. */
  async drain(): Promise<number> {
    let handled = 0;
    for (;;) {
      const batch = await this.poll();
      if (batch === 0 || this.#stopped) return handled + batch;
      handled += batch;
    }
  }

  /** Takes one batch and handles it. Storage that fails is logged; the next poll tries again. */
  poll(): Promise<number> {
    this.#polling ??= this.#takeBatch()
      .catch((error: unknown) => {
        this.#context.logger.log('error', `Queue "${this.#queues.queue.name}" could not be read: ${describeError(error)}`);
        return 0;
      })
      .finally(() => {
        this.#polling = undefined;
      });
    return this.#polling;
  }

  #pollAfter(wait: number): void {
    if (this.#stopped) return;
    this.#timeout = setTimeout(() => {
      void this.drain().then((handled) => {
        this.#wait = handled > 0 ? FIRST_WAIT_MS : Math.min(this.#wait * 2, Math.max(this.#settings.maxPollingInterval, FIRST_WAIT_MS));
        this.#pollAfter(this.#wait);
      });
    }, wait);
  }

  async #takeBatch(): Promise<number> {
    const { receivedMessageItems: messages } = await this.#queues.queue.receiveMessages({
      numberOfMessages: this.#settings.batchSize,
      visibilityTimeout: HIDDEN_SECONDS,
    });
    if (messages.length > 0) await this.#context.clock.busy(() => Promise.all(messages.map((message) => this.#handle(message))));
    return messages.length;
  }

  async #handle(taken: DequeuedMessageItem): Promise<void> {
    const { invoker, logger } = this.#context;
    let message = taken;
    try {
      const content = decodeMessage(message.messageText, this.#settings.messageEncoding);
      if (!content) return await this.#moveToPoison(message, 'it is not base64; set "messageEncoding": "none" in host.json for plain text');
      // A host that died while it ran the function left the message without an answer.
      if (message.dequeueCount > this.#settings.maxDequeueCount) return await this.#moveToPoison(message, `it was taken ${message.dequeueCount} times`);
      const hidden = new HiddenMessage(this.#queues.queue, message, (error) => logger.log('warning', `Message ${taken.messageId} of queue "${this.#queues.queue.name}" could not be kept out of sight, and may be handled twice: ${describeError(error)}`));
      const result = await invoker.invoke(this.#name, { triggerData: toTriggerData(content), triggerMetadata: metadata(taken, content) }).finally(async () => {
        message = { ...taken, popReceipt: await hidden.end() };
      });
      if (result.ok) return await this.#delete(message);
      logger.log('error', describeFailure(this.#name, result.error));
      if (message.dequeueCount >= this.#settings.maxDequeueCount) return await this.#moveToPoison(message, `it failed ${message.dequeueCount} times`);
      await this.#queues.queue.updateMessage(message.messageId, message.popReceipt, message.messageText, Math.round(this.#settings.visibilityTimeout / 1000));
    } catch (error) {
      logger.log('error', `Message ${message.messageId} of queue "${this.#queues.queue.name}" could not be settled and will come again: ${describeError(error)}`);
    }
  }

  async #delete(message: DequeuedMessageItem): Promise<void> {
    try {
      await this.#queues.queue.deleteMessage(message.messageId, message.popReceipt);
    } catch (error) {
      // Deleted by the app itself: what was wanted.
      if (!(error instanceof RestError && error.statusCode === 404)) throw error;
    }
  }

  async #moveToPoison(message: DequeuedMessageItem, why: string): Promise<void> {
    const { queue, poison } = this.#queues;
    this.#context.logger.log('warning', `Message ${message.messageId} of queue "${queue.name}" goes to "${poison.name}": ${why}.`);
    await poison.createIfNotExists();
    await poison.sendMessage(message.messageText, { messageTimeToLive: -1 });
    await this.#delete(message);
  }
}

/** Source: "Azure Queue storage trigger for Azure Functions", Message metadata. */
function metadata(message: DequeuedMessageItem, content: Buffer): Record<string, TypedData> {
  const quoted = (value: Date): TypedData => ({ json: JSON.stringify(dotnetInstant(value.getTime())) });
  return {
    QueueTrigger: toTriggerData(content),
    Id: { json: JSON.stringify(message.messageId) },
    PopReceipt: { json: JSON.stringify(message.popReceipt) },
    DequeueCount: { int: message.dequeueCount },
    InsertionTime: quoted(message.insertedOn),
    ExpirationTime: quoted(message.expiresOn),
    NextVisibleTime: quoted(message.nextVisibleOn),
  };
}
