import { MeterProvider, PeriodicExportingMetricReader, type ResourceMetrics } from '@opentelemetry/sdk-metrics';
import { consoleExporters } from '../../../src/adapters/telemetry/consoleExporters';
import { freshGauges } from '../../../src/adapters/telemetry/freshGauges';
import { otelMeasures } from '../../../src/adapters/telemetry/otelMeasures';

test('a gauge is sent once for each time that it is said; a counter goes on', async () => {
  const collected: ResourceMetrics[] = [];
  const { metrics } = consoleExporters(() => undefined);
  const keep = (each: ResourceMetrics, done: (result: { readonly code: 0 }) => void): void => {
    collected.push(each);
    done({ code: 0 });
  };
  const keeping = { ...metrics, export: keep };
  const meters = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter: freshGauges(keeping) })] });
  const measures = otelMeasures(meters.getMeter('test'));
  measures.gauge('nextterm.overdue', 1000);
  measures.count('nextterm.published', 2);
  await meters.forceFlush();
  await meters.forceFlush();
  measures.gauge('nextterm.overdue', 0);
  await meters.shutdown();
  const seen = collected.map(({ scopeMetrics }) => Object.fromEntries(scopeMetrics.flatMap(({ metrics: own }) => own.map(({ descriptor, dataPoints }) => [descriptor.name, dataPoints.map(({ value }) => value)]))));
  expect(seen).toEqual([{ 'nextterm.overdue': [1000], 'nextterm.published': [2] }, { 'nextterm.published': [2] }, { 'nextterm.overdue': [0], 'nextterm.published': [2] }]);
});
