import { type Content, type Facts } from './message';
import { type RuleDefinition } from './rule';

/**
 * One durable change. The journal keeps these and nothing else: a state is what they make when they are applied in order, whether just now or
 * at a restart. Entities are named by their path.
 */
export type Op =
  | { readonly kind: 'put'; readonly entity: string; readonly facts: Facts; readonly content: Content; readonly deliveryCount: number; readonly deferred: boolean }
  | { readonly kind: 'remove'; readonly entity: string; readonly seq: number }
  | { readonly kind: 'change'; readonly entity: string; readonly seq: number; readonly deliveryCount: number; readonly deferred: boolean; readonly content?: Content }
  | { readonly kind: 'sessionState'; readonly entity: string; readonly sessionId: string; readonly state: Buffer | null; readonly at: number }
  | { readonly kind: 'seen'; readonly entity: string; readonly messageId: string; readonly at: number }
  | { readonly kind: 'rule'; readonly entity: string; readonly rule: RuleDefinition }
  | { readonly kind: 'noRule'; readonly entity: string; readonly name: string }
  | { readonly kind: 'numbered'; readonly entity: string; readonly lastSeq: number };
