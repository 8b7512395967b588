import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { diag, DiagLogLevel, ROOT_CONTEXT, SpanKind } from '@opentelemetry/api';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { type Log } from '../../app/log';
import { type Environment, type Exporters } from './exporters';
import { freshGauges } from './freshGauges';
import { otelMeasures } from './otelMeasures';
import { otelSpan, parentOf } from './otelSpan';
import { type Telemetry, type TelemetryKind } from './telemetry';

const SCOPE = 'nextterm';
const METRICS_EVERY_MILLIS = 60_000;
const EXPORT_MILLIS = 5_000;
/** The host lets an instance that ends have some seconds. */
const CLOSING_MILLIS = 5_000;

/** An error reaches that logger as JSON, stack and all. */
const reasonIn = (message: string): string => {
  try {
    return (JSON.parse(message) as { readonly message?: string }).message ?? message;
  } catch {
    return message;
  }
};

/** The library complains through one logger of the process; what it says is a warning, since nothing of the app's work depends on it. */
const complainTo = (log: Log): void => {
  const told = (message: string): void => log.warn(`Telemetry: ${reasonIn(message)}`);
  const silent = (): void => undefined;
  diag.setLogger({ error: told, warn: told, info: silent, debug: silent, verbose: silent }, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
};

const intervalOf = ({ OTEL_METRIC_EXPORT_INTERVAL: asked = '' }: Environment): number => (/^[1-9]\d{2,8}$/.test(asked) ? Number(asked) : METRICS_EVERY_MILLIS);

/** What a span that begins a trace here goes on from counts as recorded: hosts say that they record nothing where it is the app that does. How many traces are kept is said by `OTEL_TRACES_SAMPLER`. */
const recorded = (traceparent: string | undefined): string | undefined => {
  const parent = parentOf(traceparent);
  return parent && `00-${parent.traceId}-${parent.spanId}-01`;
};

/** OpenTelemetry's SDK with these exporters. Its timers keep no process alive, and it touches nothing of the process but its logger of complaints. */
export const telemetryThrough = (kind: TelemetryKind, { spans, metrics }: Exporters, environment: Environment, log: Log): Telemetry => {
  complainTo(log);
  const resource = resourceFromAttributes({ 'service.name': SCOPE, 'service.instance.id': environment['WEBSITE_INSTANCE_ID'] ?? randomUUID() }).merge(detectResources({ detectors: [envDetector] }));
  const tracers = new BasicTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(spans, { exportTimeoutMillis: EXPORT_MILLIS })] });
  const interval = intervalOf(environment);
  const meters = new MeterProvider({ resource, readers: [new PeriodicExportingMetricReader({ exporter: freshGauges(metrics), exportIntervalMillis: interval, exportTimeoutMillis: Math.min(EXPORT_MILLIS, interval) })] });
  // Application Insights has the host's own request for each call and each message: a second one would count them twice.
  const received = (asked: SpanKind): SpanKind => (kind === 'azure' ? SpanKind.INTERNAL : asked);
  const maker = { tracer: tracers.getTracer(SCOPE), kinds: { client: SpanKind.CLIENT, producer: SpanKind.PRODUCER, consumer: received(SpanKind.CONSUMER) } };
  return {
    kind,
    measures: otelMeasures(meters.getMeter(SCOPE)),
    begin: (name, { isCall, from, ...asked }) => otelSpan(maker, name, isCall === true ? received(SpanKind.SERVER) : SpanKind.INTERNAL, { ...asked, from: recorded(from) }, ROOT_CONTEXT),
    close: async () => {
      const sent = Promise.all([tracers.shutdown(), meters.shutdown()]).catch((error: unknown) => log.warn('What was left of traces and metrics could not be sent', error));
      await Promise.race([sent, setTimeout(CLOSING_MILLIS, undefined, { ref: false })]);
    },
  };
};
