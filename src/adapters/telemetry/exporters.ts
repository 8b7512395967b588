import { type PushMetricExporter } from '@opentelemetry/sdk-metrics';
import { type SpanExporter } from '@opentelemetry/sdk-trace-base';

/** What sends spans and metrics out of the process. */
export interface Exporters {
  readonly spans: SpanExporter;
  readonly metrics: PushMetricExporter;
}

export type Environment = Readonly<Record<string, string | undefined>>;
