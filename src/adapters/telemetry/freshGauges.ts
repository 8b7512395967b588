import { AggregationTemporality, InstrumentType, type PushMetricExporter } from '@opentelemetry/sdk-metrics';

/**
 * The same exporter, which is given a gauge only where it was said anew: what one process said and another says since would otherwise stand for good beside it.
 */
export const freshGauges = (inner: PushMetricExporter): PushMetricExporter => ({
  export: (metrics, done) => inner.export(metrics, done),
  forceFlush: () => inner.forceFlush(),
  shutdown: () => inner.shutdown(),
  ...(inner.selectAggregation && { selectAggregation: inner.selectAggregation.bind(inner) }),
  selectAggregationTemporality: (type) => (type === InstrumentType.GAUGE ? AggregationTemporality.DELTA : (inner.selectAggregationTemporality?.(type) ?? AggregationTemporality.CUMULATIVE)),
});
