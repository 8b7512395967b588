import { consoleExporters } from '../../../src/adapters/telemetry/consoleExporters';
import { openTelemetry } from '../../../src/adapters/telemetry/openTelemetry';
import { telemetryThrough } from '../../../src/adapters/telemetry/telemetryThrough';
import { inSpan, throughout } from '../../../src/app/tracing/inSpan';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

test('one line for each span, and for each value of a metric', async () => {
  const lines: string[] = [];
  const telemetry = telemetryThrough('console', consoleExporters((line) => lines.push(line)), {}, silent);
  await throughout(telemetry.begin('sweepDeadlines', { from: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' }), () => inSpan('publish lifecycle', { kind: 'producer', facts: { events: 1 } }, async () => undefined));
  telemetry.measures.count('nextterm.published', 1);
  telemetry.measures.record('nextterm.operations', 9, { command: 'createCart' });
  await telemetry.close();
  const [inner, outer, ...metrics] = lines.map((line) => [line.split(' ')[0], JSON.parse(line.slice(line.indexOf('{'))) as Record<string, unknown>] as const);
  expect(inner).toEqual(['span', { trace: '0af7651916cd43dd8448eb211c80319c', span: expect.any(String) as string, parent: outer?.[1]['span'], name: 'publish lifecycle', ms: expect.any(Number) as number, 'nextterm.events': 1 }]);
  expect(outer?.[1]).toMatchObject({ name: 'sweepDeadlines', parent: 'b7ad6b7169203331' });
  expect(metrics).toEqual([
    ['metric', { name: 'nextterm.published', value: 1 }],
    ['metric', { name: 'nextterm.operations', command: 'createCart', value: { count: 1, sum: 9, min: 9, max: 9 } }],
  ]);
});

test('it begins by name, and keeps no process alive', async () => {
  const telemetry = await openTelemetry('console', {}, silent);
  expect(telemetry.kind).toBe('console');
  await telemetry.close();
});

test('Application Insights without a connection string cannot be begun', async () => {
  await expect(openTelemetry('azure', {}, silent)).rejects.toThrow();
});

test('an exporter that fails is a warning, without a stack, and fails nothing else', async () => {
  const log: string[] = [];
  const refuse = (_: unknown, done: (result: { readonly code: 1; readonly error: Error }) => void): void => done({ code: 1, error: new RangeError('the collector is away') });
  const { spans, metrics } = consoleExporters(() => undefined);
  const refusing = { spans: { ...spans, export: refuse }, metrics: { ...metrics, export: refuse } };
  const telemetry = telemetryThrough('otlp', refusing, {}, { ...silent, warn: (message) => log.push(message) });
  expect(await throughout(telemetry.begin('sweepDeadlines', {}), async () => 7)).toBe(7);
  telemetry.measures.count('nextterm.published', 1);
  await telemetry.close();
  expect(log.filter((line) => line.includes('the collector is away')).length).toBeGreaterThan(0);
  expect(log.filter((line) => line.includes('\n') || line.includes('"stack"'))).toEqual([]);
});

test('where the standard variables say that no trace is kept, none is, whatever a caller says of its own', async () => {
  process.env['OTEL_TRACES_SAMPLER'] = 'always_off';
  try {
    const lines: string[] = [];
    const telemetry = telemetryThrough('otlp', consoleExporters((line) => lines.push(line)), {}, silent);
    const span = telemetry.begin('sweepDeadlines', { from: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' });
    expect(span.traceparent).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-00$/);
    await throughout(span, async () => undefined);
    await telemetry.close();
    expect(lines).toEqual([]);
  } finally {
    delete process.env['OTEL_TRACES_SAMPLER'];
  }
});
