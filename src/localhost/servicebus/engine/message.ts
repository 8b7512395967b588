import { type Encoded } from './encoded';

/** A message as its sender wrote it. The engine moves it about and never looks into the bytes; copies in several subscriptions share one. */
export interface Content {
  /** The sender's message annotations, an encoded section. */
  readonly annotations?: Encoded | undefined;
  /** Properties, application properties, body and footer, encoded as they came. */
  readonly bare: Encoded;
  readonly durable: boolean;
  readonly priority: number;
  /** Time to live in ms; absent: for ever. */
  readonly ttl?: number | undefined;
  readonly sessionId?: string | undefined;
}

export interface Incoming {
  readonly content: Content;
  /** Two messages with the same text here are duplicates. */
  readonly messageId: string;
  /** Not to be seen before this instant, ms. */
  readonly scheduledAt?: number | undefined;
}

/** What the broker knows of a message in one queue or subscription. Instants are ms since 1970. */
export interface Facts {
  readonly seq: number;
  /** Its number where it was sent to, if that was another entity. */
  readonly enqueuedSeq?: number | undefined;
  readonly enqueuedAt: number;
  /** Infinity: never. */
  readonly expiresAt: number;
  readonly scheduledAt?: number | undefined;
}

export type MessageState = 'ready' | 'locked' | 'deferred' | 'scheduled' | 'gone';

/** Position of what the journal has not been given yet. */
export const UNWRITTEN = 2 ** 30;

/** What an instant is split into, so that V8 keeps both parts in place: for a number as large as an instant it makes an object of its own. */
const PART = 2 ** 30;

/** A class of small whole numbers, so that all have one shape and take little: there may be hundreds of thousands. */
export class Message implements Facts {
  readonly seq: number;
  readonly enqueuedSeq: number | undefined;
  readonly scheduledAt: number | undefined;
  readonly #enqueuedHigh: number;
  readonly #enqueuedLow: number;
  /** From its enqueueing; undefined: for ever. */
  readonly #life: number | undefined;
  state: MessageState;
  /** Position in the journal that must be durable before anyone may see it. */
  position = 0;

  constructor(
    { seq, enqueuedSeq, enqueuedAt, expiresAt, scheduledAt }: Facts,
    public content: Content,
    /** How often it was delivered and not settled. */
    public deliveryCount: number,
    /** It can be received by its number only. */
    public deferred: boolean,
  ) {
    this.seq = seq;
    this.enqueuedSeq = enqueuedSeq;
    this.scheduledAt = scheduledAt;
    this.#enqueuedHigh = Math.floor(enqueuedAt / PART);
    this.#enqueuedLow = enqueuedAt - this.#enqueuedHigh * PART;
    this.#life = expiresAt === Infinity ? undefined : expiresAt - enqueuedAt;
    this.state = scheduledAt !== undefined ? 'scheduled' : deferred ? 'deferred' : 'ready';
  }

  get enqueuedAt(): number {
    return this.#enqueuedHigh * PART + this.#enqueuedLow;
  }

  get expiresAt(): number {
    return this.#life === undefined ? Infinity : this.enqueuedAt + this.#life;
  }
}

/** What it takes of an entity's quota: its bytes, and a little for what the broker keeps beside them. */
export const sizeOf = ({ bare, annotations }: Content): number => bare.length + (annotations?.length ?? 0) + 96;
