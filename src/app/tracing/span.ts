import { type LogFacts } from '../log';

/** What a span is of, as OpenTelemetry has it. */
export interface SpanAsked {
  /** `client`, `producer`: something outside is asked, told; absent: work inside. */
  readonly kind?: 'client' | 'producer' | 'consumer';
  /** W3C `traceparent` of what it goes on from, stored before; absent, or none: whatever runs now. */
  readonly from?: string | undefined;
  readonly facts?: LogFacts;
}

/** One piece of work of a trace. Nothing of it throws. */
export interface Span {
  /** W3C `traceparent`: whoever is told of it goes on in the same trace. */
  readonly traceparent: string;
  /** Begins a piece of this work, or of what `from` names; it is then linked to this. */
  begin(name: string, asked: SpanAsked): Span;
  /** Renames it, where more is known. */
  named(name: string): void;
  set(facts: LogFacts): void;
  /** @param error what it failed with; absent: it did not. */
  end(error?: unknown): void;
}
