import { failure, success, type Result } from '../../kernel/result';
import { type Consumers } from '../consume/consumers';
import { type Told } from '../event/storedEvents';
import { type Log } from '../log';
import { type Refusal } from '../refusals';
import { pageOf, type Page } from '../unreadable';
import { deliverAtOnce } from '../webhook/deliverAtOnce';
import { type SendPorts } from '../webhook/send';
import { BusDown } from './bus';
import { type BusDeadLetters, type BusSubscription, type DeadLetter } from './deadLetters';

export interface DeadLetterPorts {
  /** Absent: there is no bus. */
  readonly busDeadLetters?: BusDeadLetters;
  readonly consumers: Consumers;
  readonly webhook: SendPorts;
  readonly log: Log;
}

/** One that could not be replayed, and stays. */
export interface NotReplayed {
  readonly sequenceNumber: string;
  readonly why: string;
}

export interface Replayed {
  readonly replayed: number;
  readonly left: readonly NotReplayed[];
  /** Whether there may be more than one call takes. */
  readonly more: boolean;
}

const ofBus = async <T>({ busDeadLetters }: DeadLetterPorts, work: (bus: BusDeadLetters) => Promise<Result<T, Refusal>>): Promise<Result<T, Refusal>> => {
  if (busDeadLetters === undefined) return failure({ kind: 'BusNotSet' });
  try {
    return await work(busDeadLetters);
  } catch (error) {
    if (error instanceof BusDown) return failure({ kind: 'BusUnavailable' });
    throw error;
  }
};

/** A page of what a subscription gave up, the oldest first. Refused: BusNotSet, BusUnavailable. @param from sequence number, inclusive. */
export const listBusDeadLetters = (ports: DeadLetterPorts, subscription: BusSubscription, limit: number, from: string | undefined): Promise<Result<Page<DeadLetter>, Refusal>> =>
  ofBus(ports, async (bus) => {
    const found = await bus.peek(subscription, from, limit + 1);
    return success(pageOf({ items: found.slice(0, limit), unreadable: [] }, found[limit]?.sequenceNumber));
  });

/** What its function does with a message of the subscription. @returns why nothing can be done; undefined where it is done. @throws when the store fails. */
const handle = async ({ consumers, webhook }: DeadLetterPorts, subscription: BusSubscription, told: Told): Promise<string | undefined> => {
  if (subscription === 'webhooks') {
    await deliverAtOnce(webhook, told);
    return undefined;
  }
  if (!consumers.knows(subscription)) return `nobody works behind ${subscription} in this installation`;
  await consumers.take(subscription, told);
  return undefined;
};

/**
 * AUD-2: does with dead letters what their subscription was to do with the messages, and then takes them away: one, or the oldest ones. Nothing is sent to the topic, so no other subscription hears of it again. What a consumer cannot go on with is parked, as ever.
 * One that is no event of this app, or whose handling fails, stays. Refused: BusNotSet, BusUnavailable, BusDeadLetterNotFound.
 */
export const replayBusDeadLetters = (ports: DeadLetterPorts, subscription: BusSubscription, only: string | undefined): Promise<Result<Replayed, Refusal>> =>
  ofBus(ports, async (bus) => {
    let replayed = 0;
    const left: NotReplayed[] = [];
    const { more, kept } = await bus.take(subscription, only, async ({ sequenceNumber, told }) => {
      try {
        const why = told === undefined ? 'it is no event of this app' : await handle(ports, subscription, told);
        if (why === undefined) {
          replayed += 1;
          return 'done';
        }
        left.push({ sequenceNumber, why });
      } catch (error) {
        ports.log.error(`The dead letter ${sequenceNumber} of ${subscription} could not be replayed`, error);
        left.push({ sequenceNumber, why: error instanceof Error ? error.message : String(error) });
      }
      return 'stays';
    });
    replayed -= kept.length;
    left.push(...kept.map((sequenceNumber) => ({ sequenceNumber, why: 'what it asks for is done, and took so long that it could not be taken away' })));
    if (only !== undefined && replayed + left.length === 0) return failure({ kind: 'BusDeadLetterNotFound', sequenceNumber: only });
    return success({ replayed, left, more });
  });

/** Takes one dead letter away without doing anything with it. Refused: BusNotSet, BusUnavailable, BusDeadLetterNotFound. @returns it as it was. */
export const discardBusDeadLetter = (ports: DeadLetterPorts, subscription: BusSubscription, only: string): Promise<Result<DeadLetter, Refusal>> =>
  ofBus(ports, async (bus) => {
    let taken: DeadLetter | undefined;
    const { kept } = await bus.take(subscription, only, async (letter) => {
      taken = letter;
      return 'done';
    });
    if (kept.length > 0) return failure({ kind: 'BusUnavailable' });
    return taken === undefined ? failure({ kind: 'BusDeadLetterNotFound', sequenceNumber: only }) : success(taken);
  });
