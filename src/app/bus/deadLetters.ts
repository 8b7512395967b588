import { type Instant } from '../../kernel/instant';
import { type Told } from '../event/storedEvents';

/** Subscriptions of the topic that this app works behind, as `infra/servicebus.json` names them. */
export const BUS_SUBSCRIPTIONS = ['notifications', 'webhooks'] as const;

export type BusSubscription = (typeof BUS_SUBSCRIPTIONS)[number];

/** A message that a subscription has given up. */
export interface DeadLetter {
  /** In the dead-letter queue, as decimal digits; it rises with every message. */
  readonly sequenceNumber: string;
  readonly messageId: string;
  /** Absent: the bus does not say. */
  readonly enqueuedAt?: Instant;
  readonly deliveries: number;
  /** As the bus, or whoever gave it up, says it. */
  readonly reason: string;
  readonly description: string;
  /** What it tells of; absent: it is no event of this app. */
  readonly told?: Told;
}

/** What becomes of a dead letter that was taken: it is gone, or stays where it is. */
export type Settled = 'done' | 'stays';

export interface Taken {
  /** How many dead letters were looked at. */
  readonly looked: number;
  /** Whether there may be more behind them. */
  readonly more: boolean;
  /** Sequence numbers of those that are done, and could not be taken away: the bus had given up waiting. They stay where they are. */
  readonly kept: readonly string[];
}

/** The dead-letter queues of the topic's subscriptions. Each method @throws BusDown when the bus cannot be reached; what was settled until then is. */
export interface BusDeadLetters {
  /** A page in order of sequence numbers, shorter than asked for only where there are no more; takes nothing, and locks nothing. @param from inclusive; absent: from the first. */
  peek(subscription: BusSubscription, from: string | undefined, limit: number): Promise<readonly DeadLetter[]>;
  /**
   * Takes the oldest ones for itself, one after the other, a bounded number and for a bounded time, and asks what becomes of each. One that nobody says is done of, also because its handling throws, stays.
   * @param only that one is asked for; the ones before it are looked past, and stay.
   */
  take(subscription: BusSubscription, only: string | undefined, settle: (letter: DeadLetter) => Promise<Settled>): Promise<Taken>;
}
