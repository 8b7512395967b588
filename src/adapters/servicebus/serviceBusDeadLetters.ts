import { setImmediate as turn } from 'node:timers/promises';
import { isServiceBusError, type ServiceBusClient, type ServiceBusReceivedMessage, type ServiceBusReceiver } from '@azure/service-bus';
import Long from 'long';
import { type BusDeadLetters, type BusSubscription, type DeadLetter, type Settled, type Taken } from '../../app/bus/deadLetters';
import { parseInstant } from '../../kernel/instant';
import { toldEvent } from '../cloudevents/toldEvent';
import { busFailure } from './busFailure';
import { TOPIC } from './topic';

/** Of one taking. */
const MOST_TAKEN = 50;
/** None is begun with after so long: whoever asks waits for the answer. */
const TAKING_MILLIS = 60_000;
/** Dead letters that are looked past on the way to one that is named, so many at a time. */
const MOST_LOOKED = 500;
const LOOKED_AT_ONCE = 50;
/** Longer than a message that is there takes to come. */
const WAIT_MILLIS = 2_000;

type Message = Pick<ServiceBusReceivedMessage, 'sequenceNumber' | 'messageId' | 'enqueuedTimeUtc' | 'deliveryCount' | 'deadLetterReason' | 'deadLetterErrorDescription' | 'body'>;

const readTold = (body: unknown): Pick<DeadLetter, 'told'> => {
  try {
    return { told: toldEvent(body) };
  } catch {
    // Whatever else it is: it is listed, and can be taken away.
    return {};
  }
};

const letterOf = ({ sequenceNumber, messageId, enqueuedTimeUtc, deliveryCount, deadLetterReason, deadLetterErrorDescription, body }: Message): DeadLetter => {
  const enqueuedAt = enqueuedTimeUtc && parseInstant(enqueuedTimeUtc.toISOString());
  return { sequenceNumber: sequenceNumber?.toString() ?? '0', messageId: String(messageId ?? ''), ...(enqueuedAt && { enqueuedAt }), deliveries: deliveryCount ?? 0, reason: deadLetterReason ?? '', description: deadLetterErrorDescription ?? '', ...readTold(body) };
};

/** Whether it worked; false where the lock had ended: it is there again for whoever comes. */
const whileLocked = async (work: Promise<void>): Promise<boolean> => {
  try {
    await work;
    return true;
  } catch (error) {
    if (isServiceBusError(error) && error.code === 'MessageLockLost') return false;
    throw error;
  }
};

/** What was received, and what becomes of it. */
class Taking {
  readonly seen = new Set<string>();
  readonly kept: string[] = [];
  private readonly staying: ServiceBusReceivedMessage[] = [];

  constructor(
    private readonly receiver: ServiceBusReceiver,
    private readonly settle: (letter: DeadLetter) => Promise<Settled>,
  ) {}

  /** One that comes again, since its lock ended while others were handled, is not asked about twice. */
  async take(message: ServiceBusReceivedMessage, asks: (sequenceNumber: string) => boolean = () => true): Promise<void> {
    const letter = letterOf(message);
    const { sequenceNumber } = letter;
    const isAsked = !this.seen.has(sequenceNumber) && asks(sequenceNumber);
    this.seen.add(sequenceNumber);
    if (!isAsked || (await this.settle(letter)) !== 'done') this.staying.push(message);
    else if (!(await whileLocked(this.receiver.completeMessage(message)))) this.kept.push(sequenceNumber);
  }

  async end(more: boolean): Promise<Taken> {
    // What is said of several in one turn stands for all of them.
    await turn();
    for (const message of this.staying) await whileLocked(this.receiver.abandonMessage(message));
    return { looked: this.seen.size, more, kept: this.kept };
  }
}

interface DeadLetterPatience {
  /** How long an empty queue is waited for. */
  readonly waitMillis?: number;
  /** Milliseconds since any fixed moment. */
  readonly elapsed?: () => number;
}

/** Dead-letter queues as the library offers them: of a subscription, without its sessions. */
export class ServiceBusDeadLetters implements BusDeadLetters {
  private readonly waitMillis: number;
  private readonly elapsed: () => number;

  constructor(
    private readonly client: ServiceBusClient,
    { waitMillis = WAIT_MILLIS, elapsed = () => performance.now() }: DeadLetterPatience = {},
  ) {
    this.waitMillis = waitMillis;
    this.elapsed = elapsed;
  }

  peek(subscription: BusSubscription, from: string | undefined, limit: number): Promise<readonly DeadLetter[]> {
    return this.using(subscription, async (receiver) => {
      const letters: DeadLetter[] = [];
      // Without a number the library goes on behind what it showed last, whoever asked.
      let next: Long | undefined = from === undefined ? Long.ZERO : Long.fromString(from);
      // The bus may show fewer than it is asked for: only none says that there are no more.
      while (next !== undefined && letters.length < limit) {
        const messages = await receiver.peekMessages(limit - letters.length, { fromSequenceNumber: next });
        letters.push(...messages.map(letterOf));
        next = messages.at(-1)?.sequenceNumber?.add(1);
      }
      return letters;
    });
  }

  take(subscription: BusSubscription, only: string | undefined, settle: (letter: DeadLetter) => Promise<Settled>): Promise<Taken> {
    return this.using(subscription, (receiver) => {
      const taking = new Taking(receiver, settle);
      return only === undefined ? this.takeOldest(receiver, taking) : this.takeNamed(receiver, taking, only);
    });
  }

  /** One after the other: each has its lock for itself, however long those before it took. */
  private async takeOldest(receiver: ServiceBusReceiver, taking: Taking): Promise<Taken> {
    const begun = this.elapsed();
    while (taking.seen.size < MOST_TAKEN && this.elapsed() - begun < TAKING_MILLIS) {
      const [message] = await receiver.receiveMessages(1, { maxWaitTimeInMs: this.waitMillis });
      if (message === undefined) return taking.end(false);
      await taking.take(message);
    }
    return taking.end(true);
  }

  private async takeNamed(receiver: ServiceBusReceiver, taking: Taking, only: string): Promise<Taken> {
    while (taking.seen.size < MOST_LOOKED && !taking.seen.has(only)) {
      const messages = await receiver.receiveMessages(Math.min(LOOKED_AT_ONCE, MOST_LOOKED - taking.seen.size), { maxWaitTimeInMs: this.waitMillis });
      const before = taking.seen.size;
      for (const message of messages) await taking.take(message, (sequenceNumber) => sequenceNumber === only);
      if (taking.seen.size === before) break;
    }
    return taking.end(false);
  }

  private async using<T>(subscription: BusSubscription, work: (receiver: ServiceBusReceiver) => Promise<T>): Promise<T> {
    const receiver = this.client.createReceiver(TOPIC, subscription, { subQueueType: 'deadLetter', receiveMode: 'peekLock', maxAutoLockRenewalDurationInMs: 0 });
    try {
      return await work(receiver);
    } catch (error) {
      throw busFailure(error);
    } finally {
      await receiver.close().catch(() => undefined);
    }
  }
}
