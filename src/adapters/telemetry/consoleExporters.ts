import { SpanStatusCode } from '@opentelemetry/api';
import { AggregationTemporality, type PushMetricExporter, type ResourceMetrics } from '@opentelemetry/sdk-metrics';
import { type ReadableSpan, type SpanExporter } from '@opentelemetry/sdk-trace-base';
import { type Exporters } from './exporters';

const DONE = { code: 0 } as const;

const millis = ([seconds, nanos]: readonly [number, number]): number => Math.round(seconds * 1e5 + nanos / 1e4) / 100;

const ofSpan = (span: ReadableSpan): object => {
  const { traceId, spanId } = span.spanContext();
  const failed = span.status.code === SpanStatusCode.ERROR ? { failed: span.status.message ?? true } : {};
  return { trace: traceId, span: spanId, parent: span.parentSpanContext?.spanId, name: span.name, ms: millis(span.duration), ...failed, ...span.attributes };
};

const linesOf = ({ scopeMetrics }: ResourceMetrics): readonly string[] =>
  scopeMetrics.flatMap(({ metrics }) => metrics.flatMap(({ descriptor, dataPoints }) => dataPoints.map(({ value, attributes }) => `metric ${JSON.stringify({ name: descriptor.name, ...attributes, value: sumOf(value) })}`)));

/** Of a histogram how often and how much in all; its buckets are for those who draw. */
const sumOf = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  const { count, sum, min, max } = value as { readonly count?: number; readonly sum?: number; readonly min?: number; readonly max?: number };
  return { count, sum, min, max };
};

/** One line for each span and each value of a metric. @param write takes one line, without its break. */
export const consoleExporters = (write: (line: string) => void): Exporters => {
  const spans: SpanExporter = {
    export: (ended, done) => {
      for (const span of ended) write(`span ${JSON.stringify(ofSpan(span))}`);
      done(DONE);
    },
    shutdown: async () => undefined,
  };
  const metrics: PushMetricExporter = {
    export: (collected, done) => {
      for (const line of linesOf(collected)) write(line);
      done(DONE);
    },
    selectAggregationTemporality: () => AggregationTemporality.CUMULATIVE,
    forceFlush: async () => undefined,
    shutdown: async () => undefined,
  };
  return { spans, metrics };
};
