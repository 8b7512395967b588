import { type Counter, type Gauge, type Histogram, type Meter } from '@opentelemetry/api';
import { type Measures } from '../../app/measures/measures';
import { METRICS } from '../../app/measures/metrics';

/** A command takes few operations, and one more matters. */
const OPERATIONS = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 30, 50, 100];
const boundaries: Readonly<Record<string, number[]>> = { 'nextterm.operations': OPERATIONS };

/** Every metric of the table as an instrument of OpenTelemetry, made at its first use. */
export const otelMeasures = (meter: Meter): Measures => {
  const counters = new Map<string, Counter>();
  const gauges = new Map<string, Gauge>();
  const histograms = new Map<string, Histogram>();
  const kept = <T>(instruments: Map<string, T>, name: string, make: () => T): T => {
    const known = instruments.get(name) ?? make();
    instruments.set(name, known);
    return known;
  };
  const about = (name: keyof typeof METRICS) => ({ description: METRICS[name].meaning, unit: METRICS[name].unit });
  return {
    count: (name, by, facts = {}) => kept(counters, name, () => meter.createCounter(name, about(name))).add(by, { ...facts }),
    gauge: (name, value, facts = {}) => kept(gauges, name, () => meter.createGauge(name, about(name))).record(value, { ...facts }),
    record: (name, value, facts = {}) =>
      kept(histograms, name, () => meter.createHistogram(name, { ...about(name), ...(boundaries[name] !== undefined && { advice: { explicitBucketBoundaries: boundaries[name] } }) })).record(value, { ...facts }),
  };
};
