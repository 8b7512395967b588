import { type Measures } from '../../app/measures/measures';
import { type Span, type SpanAsked } from '../../app/tracing/span';

/** Where traces and metrics go: to the terminal, to a collector by OTLP, or to Application Insights. */
export const TELEMETRY_KINDS = ['console', 'otlp', 'azure'] as const;
export type TelemetryKind = (typeof TELEMETRY_KINDS)[number];

/** Traces and metrics on their way out of the process. */
export interface Telemetry {
  readonly kind: TelemetryKind;
  readonly measures: Measures;
  /** Begins a piece of work that nothing traced is around. */
  begin(name: string, asked: SpanAsked & { readonly isCall?: boolean }): Span;
  /** Sends what is left, for a bounded time. Never throws. */
  close(): Promise<void>;
}
