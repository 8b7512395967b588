import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { type Exporters } from './exporters';

/** By HTTP and JSON, to where the standard `OTEL_EXPORTER_OTLP_*` variables say; a collector on this machine if they say nothing. */
export const otlpExporters = (): Exporters => ({ spans: new OTLPTraceExporter(), metrics: new OTLPMetricExporter() });
