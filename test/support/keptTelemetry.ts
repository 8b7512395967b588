import { type ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { AggregationTemporality, type ResourceMetrics } from '@opentelemetry/sdk-metrics';
import { type TelemetryKind } from '../../src/adapters/telemetry/telemetry';
import { telemetryThrough } from '../../src/adapters/telemetry/telemetryThrough';
import { throughout } from '../../src/app/tracing/inSpan';

/** OpenTelemetry's SDK with exporters that keep what they are given. */
export const keptTelemetry = (kind: TelemetryKind = 'otlp') => {
  const ended: ReadableSpan[] = [];
  const collected: ResourceMetrics[] = [];
  const complaints: string[] = [];
  const complain = (message: string): void => void complaints.push(message);
  const telemetry = telemetryThrough(
    kind,
    {
      spans: {
        export: (spans, done) => {
          ended.push(...spans);
          done({ code: 0 });
        },
        shutdown: async () => undefined,
      },
      metrics: {
        export: (metrics, done) => {
          collected.push(metrics);
          done({ code: 0 });
        },
        selectAggregationTemporality: () => AggregationTemporality.CUMULATIVE,
        forceFlush: async () => undefined,
        shutdown: async () => undefined,
      },
    },
    {},
    { info: complain, warn: complain, error: complain },
  );
  return {
    telemetry,
    complaints,
    /** Work as the host calls it, a trace that goes on from `from`. */
    invoked: <T>(name: string, work: () => Promise<T>, from?: string): Promise<T> => throughout(telemetry.begin(name, { isCall: true, from }), work),
    /** Ends it. @returns every span, in order of its end. */
    spans: async (): Promise<readonly ReadableSpan[]> => {
      await telemetry.close();
      return ended;
    },
    /** Ends it. @returns values by metric. */
    metrics: async (): Promise<ReadonlyMap<string, readonly unknown[]>> => {
      await telemetry.close();
      return new Map(collected.at(-1)?.scopeMetrics.flatMap(({ metrics }) => metrics.map(({ descriptor, dataPoints }) => [descriptor.name, dataPoints.map(({ value, attributes }) => ({ value, ...attributes }))] as const)));
    },
  };
};

const placeOf = (span: ReadableSpan) => ({ trace: span.spanContext().traceId, id: span.spanContext().spanId, parent: span.parentSpanContext?.spanId });

/** The spans of one trace as a tree: each name with those that it led to, as text indented by two. */
export const treeOf = (spans: readonly ReadableSpan[], trace: string): readonly string[] => {
  const own = spans.filter((span) => placeOf(span).trace === trace).toSorted((a, b) => a.startTime[0] - b.startTime[0] || a.startTime[1] - b.startTime[1]);
  const ids = new Set(own.map((span) => placeOf(span).id));
  const below = (parent: string | undefined, depth: number): string[] => own.filter((span) => (depth === 0 ? !ids.has(placeOf(span).parent ?? '') : placeOf(span).parent === parent)).flatMap((span) => ['  '.repeat(depth) + span.name, ...below(placeOf(span).id, depth + 1)]);
  return below(undefined, 0);
};
