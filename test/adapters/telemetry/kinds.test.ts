import { SpanKind } from '@opentelemetry/api';
import { inSpan } from '../../../src/app/tracing/inSpan';
import { keptTelemetry } from '../../support/keptTelemetry';

test.each([
  { kind: 'otlp', call: SpanKind.SERVER, message: SpanKind.CONSUMER },
  { kind: 'azure', call: SpanKind.INTERNAL, message: SpanKind.INTERNAL },
] as const)('what was received, to $kind: Application Insights has the host’s own request for it, which is not counted twice', async ({ kind, call, message }) => {
  const { invoked, spans } = keptTelemetry(kind);
  await invoked('call', () => inSpan('process webhooks', { kind: 'consumer' }, () => inSpan('deliver webhook', { kind: 'client' }, async () => undefined)));
  expect((await spans()).map((span) => [span.name, span.kind])).toEqual([['deliver webhook', SpanKind.CLIENT], ['process webhooks', message], ['call', call]]);
});
