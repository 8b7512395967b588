import { type Delivery, type Link, type RequestMessage } from './rheaInternals';

/** What the broker does on one link. */
export interface LinkHandler {
  readonly link: Link;
  /** Whether its messages are wanted as bytes. */
  readonly wantsBytes?: boolean;
  onMessage?(message: Buffer | RequestMessage, delivery: Delivery): void;
  /** The peer gave credit, or asks for the rest of it back. */
  onFlow?(draining: boolean): void;
  /** The peer says what became of a delivery. */
  onOutcome?(kind: OutcomeKind, delivery: Delivery): void;
  /** The link has ended, with its connection or without. Called once. */
  onClosed?(): void;
}

export type OutcomeKind = 'accepted' | 'rejected' | 'released' | 'modified';
