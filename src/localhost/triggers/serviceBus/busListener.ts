import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { isServiceBusError, ServiceBusClient, type ServiceBusReceiver, type ServiceBusSessionReceiver } from '@azure/service-bus';
import { type RegisteredFunction } from '../../contracts';
import { describeError } from '../../describeError';
import { type TriggerContext, type TriggerListener } from '../triggerListener';
import { type Handling, handleBatch, handleOne } from './deliveries';
import { type BusEntity } from './entity';
import { type ServiceBusSettings } from './hostSettings';
import { passOverLateClosings } from './lateClosings';
import { Settler } from './settler';

/** Real time between two tries while the bus cannot be reached. */
const AGAIN_AFTER_MS = 500;
/** How long one wait for a message or a session takes, in real time. A session that is waited for when the connection breaks is noticed only then. */
const WAIT_MS = 10_000;
/** A session is given up that soon where the clock is virtual: real time means nothing there. */
const VIRTUAL_IDLE_MS = 50;

/** Runs a function for what arrives in a queue or subscription. Receivers are the SDK's, so that any namespace will do. */
export class BusListener implements TriggerListener {
  readonly #handling: Handling;
  readonly #entity: BusEntity & { readonly connectionString: string };
  readonly #settings: ServiceBusSettings;
  readonly #sessions: boolean;
  readonly #batches: boolean;
  readonly #stopping = new AbortController();
  #client: ServiceBusClient | undefined;
  #receiver: ServiceBusReceiver | undefined;
  #subscription: { close(): Promise<void> } | undefined;
  #loops: Promise<void>[] = [];
  #running = new Set<Promise<void>>();
  readonly #passOver: (error: unknown) => void;

  constructor(registered: RegisteredFunction, context: TriggerContext, entity: BusEntity & { readonly connectionString: string }, settings: ServiceBusSettings) {
    const { trigger } = registered;
    // One for each session that is waited for.
    setMaxListeners(0, this.#stopping.signal);
    const autoComplete = typeof trigger['autoCompleteMessages'] === 'boolean' ? trigger['autoCompleteMessages'] : settings.autoCompleteMessages;
    this.#handling = { functionName: registered.name, context, autoComplete, settler: new Settler() };
    this.#passOver = passOverLateClosings(context.logger);
    this.#entity = entity;
    this.#settings = settings;
    this.#sessions = trigger['isSessionsEnabled'] === true;
    this.#batches = String(trigger['cardinality']).toLowerCase() === 'many';
  }

  async start(): Promise<void> {
    process.on('unhandledRejection', this.#passOver);
    // A retry is a matter of this listener: the SDK's first waits half a minute.
    this.#client = new ServiceBusClient(this.#entity.connectionString, { retryOptions: { maxRetries: 0, retryDelayInMs: AGAIN_AFTER_MS, timeoutInMs: WAIT_MS } });
    if (this.#sessions) this.#loops = Array.from({ length: this.#settings.maxConcurrentSessions }, () => this.#loop(() => this.#oneSession()));
    else if (this.#batches) this.#loops = [this.#loop(() => this.#oneBatch())];
    else this.#subscribe();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#subscription?.close();
    await Promise.all(this.#running);
    // Whoever waits for a session hears of nothing else.
    await this.#client?.close();
    await Promise.all(this.#loops);
    process.off('unhandledRejection', this.#passOver);
  }

  #subscribe(): void {
    this.#subscription = this.#plainReceiver().subscribe(
      {
        processMessage: (message) => {
          const receiver = this.#receiver;
          if (!receiver) return Promise.resolve();
          return this.#track(handleOne(this.#handling, receiver, message));
        },
        processError: async ({ error }) => this.#report(error),
      },
      { autoCompleteMessages: false, maxConcurrentCalls: this.#settings.maxConcurrentCalls },
    );
  }

  async #oneBatch(): Promise<void> {
    const receiver = this.#plainReceiver();
    const messages = await this.#untilStopped((abortSignal) => receiver.receiveMessages(this.#settings.maxMessageBatchSize, { maxWaitTimeInMs: WAIT_MS, abortSignal }));
    if (messages.length > 0) await this.#track(handleBatch(this.#handling, receiver, messages));
  }

  /** Takes the next session and what is in it, until nothing has come for a while. */
  async #oneSession(): Promise<void> {
    const session = await this.#acceptNext();
    try {
      const idle = this.#handling.context.clock.virtual ? Math.min(VIRTUAL_IDLE_MS, this.#settings.sessionIdleTimeout) : this.#settings.sessionIdleTimeout;
      while (!this.#stopping.signal.aborted) {
        const messages = await this.#untilStopped((abortSignal) => session.receiveMessages(this.#batches ? this.#settings.maxMessageBatchSize : 1, { maxWaitTimeInMs: idle, abortSignal }));
        const [first] = messages;
        if (!first) return;
        await this.#track(this.#batches ? handleBatch(this.#handling, session, messages) : handleOne(this.#handling, session, first));
      }
    } finally {
      await session.close();
    }
  }

  #acceptNext(): Promise<ServiceBusSessionReceiver> {
    const { name, subscription } = this.#entity;
    const client = this.#mustHaveClient();
    return this.#untilStopped((abortSignal) => {
      const options = { ...this.#receiverOptions(), abortSignal };
      return subscription === undefined ? client.acceptNextSession(name, options) : client.acceptNextSession(name, subscription, options);
    });
  }

  /** Work with a signal of its own, given once this stops. The SDK does not take away all that it hangs on a signal: on one that lives as long as this, every session would stay in memory with its link. */
  async #untilStopped<T>(work: (stopped: AbortSignal) => Promise<T>): Promise<T> {
    const { signal } = this.#stopping;
    const own = new AbortController();
    const stop = (): void => own.abort();
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
    try {
      return await work(own.signal);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  #plainReceiver(): ServiceBusReceiver {
    const { name, subscription } = this.#entity;
    const client = this.#mustHaveClient();
    this.#receiver ??= subscription === undefined ? client.createReceiver(name, this.#receiverOptions()) : client.createReceiver(name, subscription, this.#receiverOptions());
    return this.#receiver;
  }

  #receiverOptions() {
    const { virtual } = this.#handling.context.clock;
    return {
      skipParsingBodyAsJson: true,
      // The SDK renews by the machine's clock. A virtual one stands still while a function runs, so no lock ends meanwhile.
      maxAutoLockRenewalDurationInMs: virtual ? 0 : this.#settings.maxAutoLockRenewalDuration,
      // Such a receiver holds a local broker's virtual clock until what it gets is settled.
      identifier: `${this.#handling.autoComplete ? 'clock:' : ''}${this.#handling.functionName}-${randomUUID()}`,
    };
  }

  /** Does it over and over until stopped. While the bus cannot be reached it waits between two tries. */
  async #loop(once: () => Promise<void>): Promise<void> {
    let complained = false;
    while (!this.#stopping.signal.aborted) {
      try {
        await once();
        complained = false;
      } catch (error) {
        if (this.#stopping.signal.aborted || isNothing(error)) continue;
        if (!complained) this.#report(error);
        complained = true;
        await this.#pause();
      }
    }
  }

  #track(work: Promise<void>): Promise<void> {
    const tracked = work.finally(() => this.#running.delete(tracked));
    this.#running.add(tracked);
    return tracked;
  }

  #pause(): Promise<void> {
    return this.#untilStopped(
      (stopped) =>
        new Promise((resolve) => {
          const timeout = setTimeout(resolve, AGAIN_AFTER_MS);
          stopped.addEventListener('abort', () => {
            clearTimeout(timeout);
            resolve();
          });
        }),
    );
  }

  #report(error: unknown): void {
    if (this.#stopping.signal.aborted) return;
    this.#handling.context.logger.log('error', `Function "${this.#handling.functionName}": "${this.#entity.name}" cannot be received from, and is tried again: ${describeError(error)}`);
  }

  #mustHaveClient(): ServiceBusClient {
    if (!this.#client) throw new Error(`Function "${this.#handling.functionName}": its listener was not started.`);
    return this.#client;
  }
}

/** No session had anything for as long as one waits, or its lock ended: nothing to complain about. */
const isNothing = (error: unknown): boolean => isServiceBusError(error) && (error.code === 'ServiceTimeout' || error.code === 'SessionCannotBeLocked' || error.code === 'SessionLockLost');
