/** A message as its sender wrote it. The engine moves it about and never looks into the bytes. */
export interface Content {
  /** The sender's message annotations, an encoded section. */
  readonly annotations?: Buffer;
  /** Properties, application properties, body and footer, encoded as they came. */
  readonly bare: Buffer;
  readonly durable: boolean;
  readonly priority: number;
  /** Time to live in ms; absent: for ever. */
  readonly ttl?: number;
  /** Two messages with the same text here are duplicates. */
  readonly messageId: string;
  readonly sessionId?: string;
}

export interface Incoming extends Content {
  /** Not to be seen before this instant, ms. */
  readonly scheduledAt?: number;
}

/** What the broker knows of a message in one queue or subscription. Instants are ms since 1970. */
export interface Facts {
  readonly seq: number;
  /** Its number where it was sent to, if that was another entity. */
  readonly enqueuedSeq?: number;
  readonly enqueuedAt: number;
  /** Infinity: never. */
  readonly expiresAt: number;
  readonly scheduledAt?: number;
}

export type MessageState = 'ready' | 'locked' | 'deferred' | 'scheduled' | 'gone';

export interface Message extends Facts {
  content: Content;
  /** How often it was delivered and not settled. */
  deliveryCount: number;
  state: MessageState;
  /** It can be received by its number only. */
  deferred: boolean;
  /** Position in the journal that must be durable before anyone may see it. */
  position: number;
}

/** What it takes of an entity's quota: its bytes, and a little for what the broker keeps beside them. */
export const sizeOf = ({ bare, annotations, messageId }: Content): number => bare.length + (annotations?.length ?? 0) + messageId.length + 64;
