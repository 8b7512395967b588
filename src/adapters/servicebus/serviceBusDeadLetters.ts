import { setImmediate as turn } from 'node:timers/promises';
import { type ServiceBusClient, type ServiceBusReceivedMessage, type ServiceBusReceiver } from '@azure/service-bus';
import Long from 'long';
import { type BusDeadLetters, type BusSubscription, type DeadLetter, type Settled, type Taken } from '../../app/bus/deadLetters';
import { parseInstant } from '../../kernel/instant';
import { toldEvent } from '../cloudevents/toldEvent';
import { busFailure } from './busFailure';
import { TOPIC } from './topic';

/** Of one taking: their locks last a minute. */
const MOST_TAKEN = 50;
/** Dead letters that are looked past on the way to one that is named. */
const MOST_LOOKED = 500;
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

/** Dead-letter queues as the library offers them: of a subscription, without its sessions. */
export class ServiceBusDeadLetters implements BusDeadLetters {
  /** @param waitMillis how long an empty queue is waited for; for tests. */
  constructor(
    private readonly client: ServiceBusClient,
    private readonly waitMillis = WAIT_MILLIS,
  ) {}

  peek(subscription: BusSubscription, from: string | undefined, limit: number): Promise<readonly DeadLetter[]> {
    return this.using(subscription, async (receiver) => {
      // Without a number the library goes on behind what it showed last, whoever asked.
      const messages = await receiver.peekMessages(limit, { fromSequenceNumber: from === undefined ? Long.ZERO : Long.fromString(from) });
      return messages.map(letterOf);
    });
  }

  take(subscription: BusSubscription, only: string | undefined, settle: (letter: DeadLetter) => Promise<Settled>): Promise<Taken> {
    return this.using(subscription, async (receiver) => {
      const most = only === undefined ? MOST_TAKEN : MOST_LOOKED;
      const staying: ServiceBusReceivedMessage[] = [];
      let [looked, isOver] = [0, false];
      while (looked < most && !isOver) {
        const messages = await receiver.receiveMessages(Math.min(MOST_TAKEN, most - looked), { maxWaitTimeInMs: this.waitMillis });
        looked += messages.length;
        isOver = messages.length === 0;
        for (const message of messages) {
          const letter = letterOf(message);
          if (only !== undefined && letter.sequenceNumber !== only) staying.push(message);
          else if ((await settle(letter)) === 'done') await receiver.completeMessage(message);
          else staying.push(message);
          if (letter.sequenceNumber === only) isOver = true;
        }
      }
      // What is said of several in one turn stands for all of them.
      await turn();
      for (const message of staying) await receiver.abandonMessage(message);
      return { looked, more: only === undefined && looked >= most };
    });
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
