import { type Content } from './message';

/** A value of a property in a correlation filter. */
export type PlainValue = string | number | boolean | Date;

export interface CorrelationFilter {
  readonly correlationId?: string;
  readonly messageId?: string;
  readonly to?: string;
  readonly replyTo?: string;
  readonly subject?: string;
  readonly sessionId?: string;
  readonly replyToSessionId?: string;
  readonly contentType?: string;
  readonly properties?: Readonly<Record<string, PlainValue>>;
}

/** A rule as it is declared, listed and kept. */
export interface RuleDefinition {
  readonly name: string;
  readonly filter: { readonly kind: 'true' } | { readonly kind: 'false' } | { readonly kind: 'sql'; readonly expression: string } | { readonly kind: 'correlation'; readonly match: CorrelationFilter };
  /** A SQL rule action: changes the copy that its match puts into the subscription. */
  readonly action?: string;
}

export interface Rule {
  readonly definition: RuleDefinition;
  /** Whether it looks at nothing: then a message need not be decoded for it. */
  readonly always: boolean;
  matches(content: Content): boolean;
  /** The copy for the subscription. */
  act(content: Content): Content;
}
